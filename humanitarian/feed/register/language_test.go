package register

import (
	"bytes"
	"context"
	"fmt"
	"math/rand"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// TestUnnamedLanguage reads figures of a register that names no language.
func TestUnnamedLanguage(t *testing.T) {
	rd, err := newReader(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ figure, want, why string }{
		{"at least 69", ">=69", "English"},
		{"au moins 12", ">=12 fr", "French alone takes it"},
		{"entre 300 y 400", "300..400 es", ""},
		{"نحو ٥٠٠", "~500 ar", ""},
		{"عشرات الآلاف", "tens_of_thousands ar", ""},
		{"une cinquantaine", "~50 fr", ""},
		{"más de 1.200", ">1200 es", "the words say how the digits are grouped"},
		{"de 5 a 10", "5..10 fr es", "both read the same"},
		{"1,250", "1250", "English reads it, and no other another number"},
		{"1 250", "1250", ""},
		{"1.200", "ambiguous", "1.2 or 1200"},
		{"au moins 1.200", "ambiguous", "French takes it, and is not sure"},
		{"30.000 - 40.000", "ambiguous", ""},
		{"12,500 %", "ambiguous", "12500 per cent in English, 12.5 in French"},
		{"1,250 million", "ambiguous", "English takes it and is not sure, whatever others say"},
		{"2 billion", "2000000000", ""},
		{"12 mil", "ambiguous", "twelve thousand in Spanish, and million where people write in haste"},
		{"12 M", "ambiguous", "million in French, or men"},
		{"un", "ambiguous", "one, or a source in the wrong column"},
		{"once", "ambiguous", "eleven in Spanish"},
		{"٪27", "270 ar", "a sign before the number has no letters of any language"},
		{"entre 5 y 10 mil", "5000..10000 es", "other words show that it is Spanish"},
		{"dwanaście", "number", "none of the four"},
		{"12 personnes", "number", "a figure is a number, not a noun"},
		{"entre 400 y 300", "number", "refused in every language"},
		{"about 10 to 20", "number", ""},
		{"inconnu", "number", "it may mean silence"},
		{"0012", "leading zero", "refused before any other language is asked"},
		{"-5", "negative", ""},
	} {
		h, guessed, err := rd.worded("", c.figure)
		got := strings.Join(append([]string{h.quantity.String()}, guessed...), " ")
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s: %s", c.figure, got, c.want, c.why)
		}
	}
}

// TestNamedLanguage reads figures in the language that is named, and in no
// other.
func TestNamedLanguage(t *testing.T) {
	const rows = "id,figure,figure_language,indicator,source\nA,1.200,%s,killed,OCHA\nB,\"1,200\",%[1]s,killed,OCHA\nC,at least 12,%[1]s,killed,OCHA\n"
	for _, c := range []struct{ name, column, option, want string }{
		{"none", "", "", "A ambiguous_number; B 1200; C >=12"},
		{"the column", "es", "", "A 1200; B ambiguous_number; C bad_value"},
		{"the option", "", "es", "A 1200; B ambiguous_number; C bad_value"},
		{"a region", "", "es-CO", "A 1200; B ambiguous_number; C bad_value"},
		{"the column wins", "es", "en", "A 1200; B ambiguous_number; C bad_value"},
		{"English", "", "en", "A ambiguous_number; B 1200; C >=12"},
		{"French", "FR", "", "A ambiguous_number; B ambiguous_number; C bad_value"},
		{"Arabic", "ar", "", "A ambiguous_number; B 1200; C bad_value"},
		{"not one of the four", "uk", "", "A bad_value; B bad_value; C bad_value"},
	} {
		reg, found, err := Read(context.Background(), strings.NewReader(fmt.Sprintf(rows, c.column)), &Options{Language: c.option})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range reg.Figures {
			says := f.Quantity.String()
			for _, x := range found {
				if len(x.Figures) == 1 && x.Figures[0] == f.ID {
					says = x.Code
				}
			}
			got = append(got, f.ID+" "+says)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: got %s, want %s", c.name, s, c.want)
		}
	}
}

// TestLanguageInEveryFormat reads the same rows as CSV, JSON Lines and a
// workbook.
func TestLanguageInEveryFormat(t *testing.T) {
	cells := [][]string{
		{"id", "figure", "figure_language", "indicator", "source"},
		{"A", "au moins 12", "", "killed", "OCHA"},
		{"B", "entre 300 y 400", "", "idps", "OCHA"},
		{"C", "نحو ٥٠٠", "", "idps", "OCHA"},
		{"D", "1.200", "es", "idps", "OCHA"},
		{"E", "de 5 a 10", "", "idps", "OCHA"},
		{"F", "casi 70", "", "idps", "OCHA"},
		{"G", "1.200", "", "idps", "OCHA"},
	}
	want := "A >=12\nB 300..400\nC ~500\nD 1200\nE 5..10\nF <~70\nG not_reported\n" +
		"language_guessed fr cells 1 au moins 12\nlanguage_guessed es cells 3 entre 300 y 400\nlanguage_guessed ar cells 1 نحو ٥٠٠\nambiguous_number figure 1.200\n"
	for name, file := range formats(t, cells) {
		reg, found, err := Read(context.Background(), bytes.NewReader(file), &Options{Name: name})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got := ""
		for _, f := range reg.Figures {
			got += fmt.Sprintf("%s %v\n", f.ID, f.Quantity)
		}
		for _, f := range found {
			got += f.Code + " " + strings.Join(f.Args, " ") + "\n"
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

// formats writes a table as each kind of file that Read takes.
func formats(t *testing.T, cells [][]string) map[string][]byte {
	t.Helper()
	var csv, lines, book bytes.Buffer
	if err := sheet.WriteCSV(&csv, cells[0], cells[1:], nil); err != nil {
		t.Fatal(err)
	}
	var table sheet.Sheet
	table.Name = "Figures"
	for i, row := range cells {
		var of []sheet.Cell
		for j, s := range row {
			of = append(of, sheet.Cell{Kind: sheet.Text, Text: s})
			if i > 0 {
				lines.WriteByte(map[bool]byte{true: '{', false: ','}[j == 0])
				fmt.Fprintf(&lines, "%q:%q", cells[0][j], s)
			}
		}
		if i > 0 {
			lines.WriteString("}\n")
		}
		table.Rows = append(table.Rows, of)
	}
	if err := sheet.Write(context.Background(), &book, &sheet.Workbook{Sheets: []sheet.Sheet{table}}); err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{"r.csv": csv.Bytes(), "r.jsonl": lines.Bytes(), "r.xlsx": book.Bytes()}
}

// TestUnreadLanguageIsKept writes a figure that cannot be read together with its
// language, and reads the same again.
func TestUnreadLanguageIsKept(t *testing.T) {
	reg, found := read(t, "id,figure,figure_language,indicator,source\nA,\"1,200\",es,killed,OCHA\nB,12,xx,killed,OCHA\n")
	for name, write := range map[string]func() ([]byte, error){
		"CSV": func() ([]byte, error) {
			var b bytes.Buffer
			err := Write(context.Background(), &b, reg, nil)
			return b.Bytes(), err
		},
		"JSON Lines": func() ([]byte, error) {
			var b bytes.Buffer
			err := WriteJSONL(context.Background(), &b, reg, nil)
			return b.Bytes(), err
		},
	} {
		text, err := write()
		if err != nil {
			t.Fatal(err)
		}
		again, same := read(t, string(text))
		if d := cmp.Diff(reg.Figures, again.Figures, sameFigures()); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
		if len(same) != 2 || len(found) != 2 || same[0].Code != found[0].Code || same[1].Code != found[1].Code {
			t.Errorf("%s: findings %v, then %v", name, found, same)
		}
	}
}

// TestHintsShowNumbersThatAreRead writes the numbers of the hint as it says.
func TestHintsShowNumbersThatAreRead(t *testing.T) {
	numbers := regexp.MustCompile(`[0-9][0-9,.\x{202f}]*[0-9]`)
	for _, tag := range locale.Tags() {
		l, err := locale.Of(tag)
		if err != nil {
			t.Fatal(err)
		}
		_, hint := l.Finding(humanitarian.Finding{Code: "ambiguous_number"})
		shown := numbers.FindAllString(hint, -1)
		if len(shown) != 2 || !strings.Contains(hint, strings.Trim(l.Number(1250), "\u2068\u2069")) {
			t.Errorf("%s: %q does not show a number as the language writes it", tag, hint)
		}
		for _, said := range []string{"", tag} {
			rd, err := newReader(Options{Language: said})
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range shown {
				if h, _, err := rd.worded("", s); err != nil || h.quantity != humanitarian.MustParseQuantity("1250") {
					t.Errorf("%s: %q of the hint reads as %v (%v) where the register names %q", tag, s, h.quantity, err, said)
				}
			}
		}
	}
}

// TestWrittenInAnyLanguage writes quantities in each language and reads them as
// figures of a register that names none: as the same number or not at all.
func TestWrittenInAnyLanguage(t *testing.T) {
	r := rand.New(rand.NewSource(7))
	rd, err := newReader(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range locale.Tags() {
		l, err := locale.Of(tag)
		if err != nil {
			t.Fatal(err)
		}
		refused := 0
		const all = 4000
		for range all {
			q := anyQuantity(t, r)
			s := foldDigits(l.Quantity(q, ""))
			h, _, err := rd.worded("", s)
			switch {
			case err != nil:
				refused++
			case h.quantity != q && l.Quantity(h.quantity, "") != l.Quantity(q, ""):
				t.Errorf("%s: %v is written %q and read as %v", tag, q, s, h.quantity)
			}
		}
		if refused > all/100 { // Spanish miles is English too
			t.Errorf("%s: %d of %d are refused", tag, refused, all)
		}
	}
}

// anyQuantity is a quantity of any form, with a small number or a large one.
func anyQuantity(t *testing.T, r *rand.Rand) humanitarian.Quantity {
	t.Helper()
	number := func() int64 {
		scale := int64(10)
		for range r.Intn(8) {
			scale *= 10
		}
		return r.Int63n(scale) + 1
	}
	low := number()
	best := low + number()
	text := strings.NewReplacer("a", strconv.FormatInt(low, 10), "b", strconv.FormatInt(best, 10), "c", strconv.FormatInt(best+number(), 10)).
		Replace([]string{"a", ">=a", ">a", "<=a", "<a", "a..b", "a..b..c", "~a", "<~a"}[r.Intn(9)])
	if r.Intn(10) == 0 {
		words := append([]string{"some", "none", "not_reported", "withheld"}, humanitarian.Words("word")...)
		text = words[r.Intn(len(words))]
	}
	q, err := humanitarian.ParseQuantity(text)
	if err != nil {
		t.Fatal(err)
	}
	return q
}
