package gazetteer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// sample is the gazetteer of testdata/gazetteer-syria.
func sample(t testing.TB) *Gazetteer {
	t.Helper()
	f, err := os.Open("../../testdata/gazetteer-syria/places.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	entries, findings, err := ReadCSV(context.Background(), f, &TableOptions{File: "places.csv"})
	if err != nil || len(findings) > 0 {
		t.Fatal(findings, err)
	}
	g, findings := New(entries)
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	return g
}

// codes lists candidates as SY02 exact.
func codes(list []Candidate) []string {
	var out []string
	for _, c := range list {
		out = append(out, c.Place.PCode()+" "+c.How.String())
	}
	return out
}

func TestMatch(t *testing.T) {
	tests := []struct {
		text   string
		filter Filter
		want   []string
		why    string
	}{
		{"Aleppo", Filter{}, []string{"SY02 exact"}, "one place of that name"},
		{"ALEPPO", Filter{}, []string{"SY02 normalised"}, "case"},
		{" Alep ", Filter{}, []string{"SY02 exact"}, "French, with spaces around"},
		{"Alepo", Filter{Lang: "es"}, []string{"SY02 exact"}, "Spanish asked for"},
		{"Alepo", Filter{Lang: "fr"}, nil, "which is not French"},
		{"حلب", Filter{}, []string{"SY02 exact"}, "Arabic"},
		{"حَلَب", Filter{}, []string{"SY02 normalised"}, "with vowel marks"},
		{"ادلب", Filter{Levels: []int{1}}, []string{"SY07 normalised"}, "alef without hamza"},
		{"حماه", Filter{Levels: []int{1}}, []string{"SY05 normalised"}, "ha for ta marbuta"},
		{"Homs", Filter{}, []string{"SY04 exact", "SY0401 exact"}, "governorate and district, and no guess"},
		{"Homs", Filter{Levels: []int{2}}, []string{"SY0401 exact"}, "the level decides"},
		{"Homs", Filter{Within: "SY02"}, nil, "not in Aleppo"},
		{"Rural Damascus", Filter{Within: "SY03"}, []string{"SY03 exact", "SY0301 exact"}, "an area lies within itself"},
		{"Homs", Filter{Within: "SY99"}, nil, "within an area nobody knows is nowhere"},
		{"Homs", Filter{Country: "SYR", Levels: []int{1}}, []string{"SY04 exact"}, "the country by alpha-3"},
		{"Homs", Filter{Country: "SY", Levels: []int{1}}, []string{"SY04 exact"}, "or by alpha-2"},
		{"Homs", Filter{Country: "TUR"}, nil, "another country"},
		{"Homs", Filter{Country: "Syria"}, nil, "a name is no code"},
		{"Homs Governorate", Filter{}, []string{"SY04 exact"}, "a kind behind the name decides"},
		{"homs province", Filter{}, []string{"SY04 normalised"}, "another word for it"},
		{"محافظة حمص", Filter{}, []string{"SY04 exact"}, "a kind before the name"},
		{"منطقة حمص", Filter{}, []string{"SY0401 exact"}, "the district"},
		{"Governorate of Homs", Filter{}, []string{"SY04 exact"}, "with of"},
		{"gouvernorat d’Alep", Filter{}, []string{"SY02 exact"}, "with an elision"},
		{"gobernación de Alepo", Filter{}, []string{"SY02 exact"}, "in Spanish"},
		{"District of Aleppo", Filter{}, nil, "there is none of that name"},
		{"Aleppo Governorate Office", Filter{}, nil, "not a place as a whole"},
		{"Governorate", Filter{}, nil, "a kind alone"},
		{"Raqqa", Filter{Levels: []int{2}}, []string{"SY1101 article"}, "article left out"},
		{"Al-Raqqa", Filter{Levels: []int{2}}, []string{"SY1101 article"}, "another article"},
		{"رقة", Filter{Levels: []int{1}}, []string{"SY11 article"}, "Arabic article left out"},
		{"Al-Hama", Filter{}, nil, "Hama has no article: Al-Hama is a town near Damascus"},
		{"El-Qardaha", Filter{}, []string{"SY0604 article"}, "el for al"},
		{"Ar-Ras El Ain", Filter{}, []string{"SY0804 article"}, "articles within"},
		{"Ras Ain", Filter{}, []string{"SY0804 article"}, "or none"},
		{"SY0604", Filter{}, []string{"SY0604 code"}, "a P-code"},
		{"\u2067SY0604\u200f", Filter{}, []string{"SY0604 code"}, "as it comes out of Arabic text"},
		{"sy0604", Filter{}, nil, "is compared as written"},
		{"SY0604", Filter{Levels: []int{1}}, nil, "under the same filter"},
		{"Haleb", Filter{}, nil, "a spelling that is not listed is not guessed"},
		{"", Filter{}, nil, "nothing"},
		{"—", Filter{}, nil, "no words"},
		{strings.Repeat("Aleppo ", 40), Filter{}, nil, "more words than any name has"},
	}
	g := sample(t)
	for _, test := range tests {
		t.Run(test.text+"/"+test.why, func(t *testing.T) {
			if diff := cmp.Diff(test.want, codes(g.Match(test.text, test.filter))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.why, diff)
			}
		})
	}
}

func TestResolve(t *testing.T) {
	g := sample(t)
	_, err := g.Resolve("Homs", Filter{})
	var several *AmbiguousError
	if !errors.As(err, &several) || len(several.Candidates) != 2 {
		t.Errorf("Homs: got %v, want both places", err)
	}
	want := `gazetteer: "Homs" may be SY04 Homs (admin1), SY0401 Homs (admin2); write the P-code`
	if err.Error() != want {
		t.Errorf("got  %s\nwant %s", err, want)
	}
	if _, err := g.Resolve("Atlantis", Filter{}); !errors.Is(err, ErrNoPlace) {
		t.Errorf("Atlantis: got %v, want ErrNoPlace", err)
	}
	if p, err := g.Resolve("Kobani", Filter{}); err != nil || p.PCode() != "SY0206" {
		t.Errorf("Kobani: got %s, %v, want SY0206", p.PCode(), err)
	}
}

// TestAmbiguousArticle shows that a name that fits as it is spelled hides those
// that fit but for their article, and that two of the latter are both given.
func TestAmbiguousArticle(t *testing.T) {
	g, _ := New([]Entry{
		{PCode: "A", Level: 1, Names: []Name{{"en", "Hama"}}},
		{PCode: "B", Level: 1, Names: []Name{{"en", "Al-Hama"}}},
		{PCode: "C", Level: 1, Names: []Name{{"en", "El Bab"}}},
		{PCode: "D", Level: 1, Names: []Name{{"en", "Al-Bab"}}},
		{PCode: "E", Level: 1, Names: []Name{{"en", "Şūrah"}}},
		{PCode: "F", Level: 1, Names: []Name{{"en", "Surah"}}},
	})
	for text, want := range map[string][]string{
		"Hama":  {"A exact"},
		"Bab":   {"C article", "D article"},
		"ar-Ba": nil,
		"Surah": {"F exact", "E normalised"}, // people leave accents out
	} {
		if diff := cmp.Diff(want, codes(g.Match(text, Filter{}))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

func TestAmbiguousErrorIsShort(t *testing.T) {
	var entries []Entry
	for i := range 30 {
		entries = append(entries, Entry{PCode: fmt.Sprintf("X%02d", i), Level: 3, Names: []Name{{"en", "Spring"}}})
	}
	g, _ := New(entries)
	_, err := g.Resolve("spring", Filter{})
	want := `gazetteer: "spring" may be X00 Spring (admin3), X01 Spring (admin3), X02 Spring (admin3), X03 Spring (admin3), X04 Spring (admin3), 25 more; write the P-code`
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	two, _ := New([]Entry{{PCode: "A", Level: LevelUnknown, Names: []Name{{"", "N"}, {"en", "North"}}}, {PCode: "B", Level: LevelUnknown, Names: []Name{{"", "N"}}}})
	if _, err := two.Resolve("n", Filter{}); err.Error() != `gazetteer: "n" may be A North, B N; write the P-code` {
		t.Errorf("got  %v", err)
	}
	if got := How(9).String(); got != "How(9)" {
		t.Errorf("got %s", got)
	}
}

func TestSuggest(t *testing.T) {
	g := sample(t)
	tests := []struct {
		text   string
		filter Filter
		n      int
		want   []string
		why    string
	}{
		{"Haleb", Filter{}, 1, []string{"SY02"}, "one letter"},
		{"Deirezzor", Filter{Levels: []int{1}}, 1, []string{"SY09"}, "spaces do not count"},
		{"Quamishly", Filter{}, 1, []string{"SY0802"}, "one letter"},
		{"القامشلى", Filter{}, 1, []string{"SY0802"}, "Arabic"},
		{"Zzz", Filter{}, 5, nil, "nothing near"},
		{"", Filter{}, 5, nil, "nothing asked"},
		{"Haleb", Filter{}, 0, nil, "nothing wanted"},
		{strings.Repeat("halab", 30), Filter{}, 5, nil, "too long for a name"},
	}
	for _, test := range tests {
		var got []string
		for _, c := range g.Suggest(test.text, test.filter, test.n) {
			got = append(got, c.Place.PCode())
			if c.How != Similar {
				t.Errorf("%s: %s is given as %s, want similar", test.text, c.Place.PCode(), c.How)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q, %s (-want +got):\n%s", test.text, test.why, diff)
		}
	}
}

// slowDistance is the definition of the edit distance.
func slowDistance(a, b []rune) int {
	if len(a) == 0 || len(b) == 0 {
		return len(a) + len(b)
	}
	if a[0] == b[0] {
		return slowDistance(a[1:], b[1:])
	}
	return 1 + min(slowDistance(a[1:], b), slowDistance(a, b[1:]), slowDistance(a[1:], b[1:]))
}

func TestDistance(t *testing.T) {
	var s speller
	words := []string{"halab", "haleb", "alab", "halabb", "lahab", "x", "حلب", "homs", "hims"}
	for _, a := range words {
		for _, b := range words {
			for limit := range 5 {
				want := min(slowDistance([]rune(a), []rune(b)), limit+1)
				if got := s.distance([]rune(a), []rune(b), limit); got != want {
					t.Errorf("distance(%s, %s, %d) = %d, want %d", a, b, limit, got, want)
				}
			}
		}
	}
}

// TestEveryNameMatches asks for each name of the sample, and for it without
// accents, hyphens and case.
func TestEveryNameMatches(t *testing.T) {
	g := sample(t)
	for p := range g.All() {
		for _, n := range p.Names() {
			for _, text := range []string{n.Text, strings.ToUpper(n.Text), strings.Join(slowWords(n.Text), "-")} {
				if !slices.ContainsFunc(g.Match(text, Filter{}), func(c Candidate) bool { return c.Place == p }) {
					t.Errorf("%q does not find %s, whose name %q is", text, p.PCode(), n.Text)
				}
			}
		}
	}
}

func TestMatchEmpty(t *testing.T) {
	var zero Gazetteer
	none, findings := New(nil)
	for _, g := range []*Gazetteer{&zero, none} {
		if g.Match("Aleppo", Filter{}) != nil || g.Known("") || g.Len() != 0 || g.Suggest("Aleppo", Filter{}, 3) != nil {
			t.Error("an empty gazetteer knows something")
		}
		for range g.Matcher(nil).Scan("Aleppo and Homs") {
			t.Error("an empty gazetteer finds something")
		}
	}
	var p Place
	if len(findings) > 0 || !p.IsZero() || p.Level() != LevelUnknown || p.Name("en") != (Name{}) || p.Country() != "" || len(p.Children()) > 0 {
		t.Error("the zero place is some place")
	}
	if _, err := p.Rate(humanitarian.MustParseQuantity("1"), Census{}); !errors.Is(err, ErrNoPopulation) {
		t.Errorf("got %v, want ErrNoPopulation", err)
	}
}
