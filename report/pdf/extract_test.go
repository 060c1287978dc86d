package pdf

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// extractBox returns the text that PDFBox finds in each file, without direction marks.
func extractBox(t *testing.T, files ...[]byte) []string {
	t.Helper()
	dir := t.TempDir()
	args := []string{"text"}
	for i, file := range files {
		path := filepath.Join(dir, fmt.Sprintf("%d.pdf", i))
		if err := os.WriteFile(path, file, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	out, _ := pdfbox(t, args...)
	texts := strings.Split(out, "\f")[1:]
	for i := range texts {
		texts[i] = unmarked(texts[i])
	}
	return texts
}

type sentence struct {
	name, text, want string
	dir              shape.Direction
	box              string // what PDFBox finds if that differs
	why              string
}

func sentences() []sentence {
	return []sentence{
		{"arabic", arabicSentence, "تقرير الحالة الإنسانية — حلب: نزوح 1,250 شخص", shape.RTL, "",
			"letters plain, lam-alef in order, the figure not reversed"},
		{"percent", "تراجع \u2068-8%\u2069 عن الشهر", "تراجع -8% عن الشهر", shape.RTL, "", "sign and percent stay at their ends"},
		{"money", "تمويل \u2068US$ 4.2 million\u2069 حتى الآن", "تمويل US$ 4.2 million حتى الآن", shape.RTL, "", "Latin words in order"},
		{"range", "بين \u206845,360–50,000\u2069 نازح", "بين 45,360–50,000 نازح", shape.RTL, "", "the low end stays first"},
		{"words", "نزح \u206845,360 to 50,000\u2069 شخص", "نزح 45,360 to 50,000 شخص", shape.RTL, "", "a range with a word in it"},
		{"date", "منذ بداية الأعمال العدائية \u206827 November 2024\u2069.", "منذ بداية الأعمال العدائية 27 November 2024.", shape.RTL, "", "the day stays before the month"},
		{"marks", "نزح \u20681,250\u2069 شخص \u2068[1]\u2069 \u2068[2]\u2069", "نزح 1,250 شخص [1] [2]", shape.RTL, "", "source marks at the end of a line, in order, apart from the figure"},
		{"mark", "نزح \u20681,250\u2069 \u2068[1]\u2069 شخص", "نزح 1,250 [1] شخص", shape.RTL, "", "a source mark beside a figure"},
		{"english", "Office: 178,000 [3] affluent fjord", "Office: 178,000 [3] affluent fjord", shape.LTR, "", "no ligature hides letters"},
		{"french", "« Besoins » : 1\u202F250 personnes, œuvre", "« Besoins » : 1 250 personnes, œuvre", shape.LTR,
			"« Besoins » : 1\u202F250 personnes, œuvre", "pdftotext makes plain spaces of narrow ones"},
		{"brackets", "عدد (\u2068-8%\u2069)، حلب: «نزوح» 12.", "عدد (-8%)، حلب: «نزوح» 12.", shape.RTL,
			"عدد )-8%(، حلب: »نزوح« 12.", "brackets and stops stay where they belong; PDFBox mirrors brackets in right-to-left text"},
		{"vowels", "مُحَمَّد لا إله", "مُحَمَّد لا إله", shape.RTL, "", "marks follow their letters"},
		{"ligature", "الأعمال لَا الله", "الأعمال لَا الله", shape.RTL, "", "a glyph for several letters gives them in order"},
		{"digits", "نزوح ١٬٢٥٠ شخص", "نزوح ١٬٢٥٠ شخص", shape.RTL, "", "Arabic-Indic digits keep their order"},
		{"mixed", "\u2068حلب\u2069 123 people", "حلب 123 people", shape.LTR, "", "a number after an isolated Arabic name in English"},
	}
}

func TestExtractedText(t *testing.T) {
	faces := testFaces(t)
	for _, test := range sentences() {
		t.Run(test.name, func(t *testing.T) {
			file := onePage(t, faces, test.dir, shape.Span{Text: test.text, Style: shape.Style{Size: 11_000}})
			checkQPDF(t, file)
			if got := strings.TrimSpace(extract(t, file)); got != test.want {
				t.Errorf("text\n got %+q\nwant %+q\nwhy: %s", got, test.want, test.why)
			}
		})
	}
}

func TestExtractedTextOfPDFBox(t *testing.T) {
	faces := testFaces(t)
	var files [][]byte
	for _, test := range sentences() {
		files = append(files, onePage(t, faces, test.dir, shape.Span{Text: test.text, Style: shape.Style{Size: 11_000}}))
	}
	for i, got := range extractBox(t, files...) {
		test := sentences()[i]
		want := test.want
		if test.box != "" {
			want = test.box
		}
		if got = strings.TrimSpace(got); got != want {
			t.Errorf("%s: text\n got %+q\nwant %+q\nwhy: %s", test.name, got, want, test.why)
		}
	}
}

// words lists the words in texts, sorted, without brackets and quotation marks, which PDFBox turns round.
func words(texts ...string) []string {
	var out []string
	for _, s := range texts {
		out = append(out, strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("()[]«»", r) })...)
	}
	slices.Sort(out)
	return out
}

// numerals lists the numbers in texts, sorted.
func numerals(texts ...string) []string {
	var out []string
	for _, s := range texts {
		for _, n := range regexp.MustCompile(`[0-9][0-9,.]*`).FindAllString(s, -1) {
			out = append(out, strings.TrimRight(n, ".,"))
		}
	}
	slices.Sort(out)
	return out
}

// allArabic is the Arabic brief with hardly a Latin word: pdftotext takes the direction of a whole page from the letters
// that most of it has, and gives the pieces of an Arabic line from left to right where those are Latin.
func allArabic() *document.Document {
	d := arabicBrief()
	k := &document.KeyFigures{}
	for _, q := range []string{">=178000", "446", "1000..1500", "~12000"} {
		k.Tiles = append(k.Tiles, document.Tile{Label: "النازحون الجدد", Value: quantity(q),
			Lines: []string{"منذ 27 تشرين الثاني", "مكتب الأمم المتحدة (حلب)؛ انظر قسم النزوح"}, Marks: []int{1, 2}})
	}
	d.Blocks[2] = k
	tab := d.Blocks[3].(*document.Table)
	tab.Note = "تُطبع الصفوف الرمادية ولا تُحسب؛ يبيّن العمود الأخير السبب."
	for i, label := range []string{"المنطقة", "النازحون", "الأسر", "التاريخ", "المصدر", "هل يُحسب؟"} {
		tab.Columns[i].Label = label
		for _, r := range tab.Rows {
			if (i == 0 || i == 5) && i < len(r.Cells) {
				r.Cells[i] = word("ناحية الأتارب، الجزء 2")
			}
		}
	}
	for i := range d.Sources {
		d.Sources[i].Name, d.Sources[i].Title, d.Sources[i].Publisher, d.Sources[i].URL = "مديرية الصحة", "النشرة 8", "", ""
	}
	return d
}

// TestWordsOnPages says that what is laid out is what is copied, in every language: each word and each number as often as
// it stands on the pages, none reversed, cut, or fused with a source mark or the next cell.
func TestWordsOnPages(t *testing.T) {
	draft := arabicBrief()
	draft.Draft = true
	docs := []*document.Document{allArabic(), arabicBrief(), draft}
	for _, lang := range []string{"en", "fr", "es"} {
		d := sampleBrief()
		d.Language = lang
		docs = append(docs, d)
	}
	var files [][]byte
	var laid [][]string
	for i, d := range docs {
		var lines []string
		for _, p := range lay(t, d) {
			for _, it := range p.items {
				lines = append(lines, it.says())
			}
		}
		files, laid = append(files, render(t, fmt.Sprint("words-", i), d, nil)), append(laid, lines)
	}
	compare := func(i int, program, got string) {
		if diff := cmp.Diff(numerals(laid[i]...), numerals(got)); diff != "" {
			t.Errorf("%s, document %d: numbers by %s (-laid out +copied):\n%s", docs[i].Language, i, program, diff)
		}
		if program == "pdftotext" && (i == 1 || i == 2) { // half of their letters are Latin
			return
		}
		if diff := cmp.Diff(words(laid[i]...), words(got)); diff != "" {
			t.Errorf("%s, document %d: words by %s (-laid out +copied):\n%s", docs[i].Language, i, program, diff)
		}
	}
	for i, file := range files {
		compare(i, "pdftotext", extract(t, file))
	}
	for i, got := range extractBox(t, files...) {
		compare(i, "PDFBox", got)
	}
}
