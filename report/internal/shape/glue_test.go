package shape

import (
	"strings"
	"testing"
)

// held cuts the text of p wherever a line may break without need.
func held(p *Para) []string {
	out, text := []string{}, ""
	for _, it := range p.items {
		text += string(p.text[it.from:it.to])
		if it.after >= mayBreak {
			out, text = append(out, strings.TrimSpace(text)), ""
		}
	}
	return append(out, text)
}

func TestGlue(t *testing.T) {
	sh := testFaces(t).Shaper()
	for _, test := range []struct {
		in   string
		want string
		why  string
	}{
		{"as of 8 December 2024, in camps", "as|of|8 December 2024,|in|camps", "a date"},
		{"8 de diciembre de 2024 y", "8 de diciembre de 2024|y", "a date with small words"},
		{"في 8 كانون الأول 2024 نزح", "في|8 كانون الأول 2024|نزح", "a month of two words"},
		{"منذ 27 تشرين الثاني نزح", "منذ|27 تشرين الثاني|نزح", "such a month without a year"},
		{"from 27 November to 8 December 2024", "from|27 November|to|8 December 2024", "a day and its month"},
		{"about 1,250 people fled", "about|1,250 people|fled", "a number and what it counts"},
		{"Brief No. 7 is out", "Brief|No. 7|is|out", "an abbreviation and its number"},
		{"Boletín N.º 7 y N° 8", "Boletín|N.º 7|y|N° 8", "other signs for number"},
		{"US$ 4.2 million received", "US$ 4.2 million|received", "a currency, its amount and its scale"},
		{"were displaced [9] [10] since", "were|displaced [9]|[10]|since", "a mark and what it marks, but many marks may part"},
		{"it was 2024. People left", "it|was|2024.|People|left", "the end of a sentence"},
		{"one two three", "one|two|three", "no numbers"},
		{"around Al-Hasakeh, Deir-ez-Zor", "around|Al-Hasakeh,|Deir-ez-Zor", "the hyphens of names"},
		{"the north-west of Syria", "the|north-west|of|Syria", "a word of two"},
		{"not-to-be-found-anywhere-at-all", "not-|to-|be-|found-|anywhere-|at-|all", "nothing that is longer than a name"},
		{"2024-12-syria flash-update/no-8", "2024-12-|syria|flash-|update/|no-8", "nothing with digits or strokes, such as an address"},
		{"counted again: 5. Others", "counted|again: 5.|Others", "a colon and its number"},
	} {
		p := sh.Paragraph([]Span{{Text: test.in, Style: Style{Size: 10_000}}}, Auto)
		if s := strings.Join(held(p), "|"); s != test.want {
			t.Errorf("%q: got %q, want %q (%s)", test.in, s, test.want, test.why)
		}
	}
}

func TestGlueGivesWay(t *testing.T) {
	sh := testFaces(t).Shaper()
	for _, test := range []struct {
		name, in string
		width    int
		want     string
	}{
		{"room for the date on the next line", "displaced on 8 December 2024", 80_000, "displaced on|8 December 2024"},
		{"no room for it on any line", "on 8 December 2024", 70_000, "on 8 December|2024"},
		{"nor for two of its words", "on 8 December 2024", 46_000, "on 8|December|2024"},
	} {
		var got []string
		for _, l := range sh.Paragraph([]Span{{Text: test.in, Style: Style{Size: 10_000}}}, LTR).Lines(test.width) {
			got = append(got, l.Text)
		}
		if s := strings.Join(got, "|"); s != test.want {
			t.Errorf("%s: got %q, want %q", test.name, s, test.want)
		}
	}
	whole := sh.Paragraph([]Span{{Text: "Since ", Style: Style{Size: 10_000}},
		{Text: Isolate("at least 45,000 to 50,000"), Style: Style{Size: 10_000}, Whole: true}, {Text: " fled", Style: Style{Size: 10_000}}}, LTR)
	if got := strings.Join(held(whole), "|"); got != "Since|\u2068at least 45,000 to 50,000\u2069 fled" {
		t.Errorf("a whole span: got %q", got)
	}
}

// TestCount holds the number of lines against the lines themselves.
func TestCount(t *testing.T) {
	sh := testFaces(t).Shaper()
	for _, text := range []string{"", "Aleppo", "on 8 December 2024, around Al-Hasakeh and Deir-ez-Zor", "one\ntwo", strings.Repeat("x", 80) + " y",
		"في 8 كانون الأول 2024 نزح 1,250 شخصاً"} {
		p := sh.Paragraph([]Span{{Text: text, Style: Style{Size: 10_000}}}, Auto)
		for width := 1_000; width < 400_000; width += 7_300 {
			if got, want := p.Count(width), len(p.Lines(width)); got != want {
				t.Errorf("%.20q in %d: %d lines counted, %d made", text, width, got, want)
			}
		}
	}
}
