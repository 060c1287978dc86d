package locale

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/feature/plural"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// TestParity holds every catalogue against the English one: the same keys, the
// same places in each wording, and the plural forms that the language has.
func TestParity(t *testing.T) {
	en := English()
	for _, tag := range Tags() {
		l, err := Of(tag)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(en.Keys(), l.Keys()); diff != "" {
			t.Errorf("%s: keys (-en +%s):\n%s", tag, tag, diff)
		}
		forms := pluralForms(l)
		for _, k := range slices.Sorted(maps.Keys(l.texts)) {
			if free(k) {
				continue
			}
			like, _ := en.example(plain(k))
			wanted, got := placeholders(like), placeholders(l.texts[k])
			if _, form, ok := strings.Cut(k, "["); ok && !slices.Contains([]string{"other]", "million]", "words]", "several]", "share]"}, form) {
				// "one person" may leave out its number, and [dual], [some] and [none] have none
				got = slices.DeleteFunc(got, func(p string) bool { return slices.Contains(wanted, p) })
				wanted = nil
			}
			if diff := cmp.Diff(wanted, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s: places of %s (-en +%s):\n%s", tag, k, tag, diff)
			}
		}
		for _, k := range l.Keys() {
			if _, ok := l.texts[k+"[other]"]; !ok {
				continue
			}
			for _, f := range forms {
				if _, ok := l.texts[k+"["+f+"]"]; !ok {
					t.Errorf("%s: %s lacks its form %s", tag, k, f)
				}
			}
		}
	}
}

// pluralForms lists the forms that whole numbers take in l.
func pluralForms(l *Language) []string {
	names := map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}
	seen := map[string]bool{}
	for n := range 2000 {
		seen[names[plural.Cardinal.MatchPlural(l.tag, n, 0, 0, 0, 0)]] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

// TestCompleteness wants a wording for every word of the register's lists,
// every core indicator, unit, finding and form.
func TestCompleteness(t *testing.T) {
	wanted := map[string][]string{
		"finding": humanitarian.FindingCodes(), "hint": humanitarian.FindingCodes(),
		"edition": {"public", "partners", "internal"}, "severity": {"note", "warning", "error", "stop"}, "age": {"child", "adult", "older", "unknown"},
	}
	for _, column := range []string{"nature", "quantifier", "word", "status", "sex", "partition", "level", "place_precision", "period_basis", "modality",
		"verification", "role", "damage", "function", "access", "source_kind", "sensitivity"} {
		if wanted[column] = humanitarian.Words(column); len(wanted[column]) == 0 {
			t.Errorf("the register has no words for %s", column)
		}
	}
	for _, i := range humanitarian.CoreIndicators() {
		wanted["indicator"] = append(wanted["indicator"], i.Name)
		wanted["measure"] = append(wanted["measure"], i.Name)
	}
	for _, u := range humanitarian.Units() {
		wanted["unit"] = append(wanted["unit"], string(u))
		if u != humanitarian.Permille {
			wanted["noun"] = append(wanted["noun"], string(u))
		}
	}
	l := English()
	for list, words := range wanted {
		for _, w := range words {
			if !l.Has(list, w) {
				t.Errorf("no wording %s.%s", list, w)
			}
		}
	}
	for _, k := range l.Keys() {
		if code, ok := strings.CutPrefix(k, "finding."); ok && !slices.Contains(wanted["finding"], code) {
			t.Errorf("%s words a finding that nothing reports", k)
		}
	}
}

// TestPlacesAreWorded wants a section for every list that a wording takes a word
// from, as {1:unfit} does.
func TestPlacesAreWorded(t *testing.T) {
	l := English()
	sections := map[string]bool{}
	for k := range l.texts {
		section, _, _ := strings.Cut(k, ".")
		sections[section] = true
	}
	for k, text := range l.texts {
		for _, p := range placeholders(text) {
			_, kind, _ := strings.Cut(p, ":")
			if !sections[kind] && !slices.Contains([]string{"", "said", "number", "change", "hundredths", "quantity", "date", "period"}, kind) {
				t.Errorf("%s: {%s} takes a word of %q, which no catalogue has", k, p, kind)
			}
		}
	}
}

// TestFrenchSpaces wants no line to begin with a colon or a closing quotation
// mark: the spaces of French punctuation do not break.
func TestFrenchSpaces(t *testing.T) {
	for k, text := range French().texts {
		for _, sign := range []string{" :", " ;", " !", " ?", " »", "« "} {
			if strings.Contains(text, sign) {
				t.Errorf("%s: %q stands in %q; write U+00A0 for the space, or U+202F before ; ! and ?", k, sign, text)
			}
		}
	}
}

// TestFrenchApostrophes wants one kind of apostrophe throughout, that of print.
func TestFrenchApostrophes(t *testing.T) {
	for k, text := range French().texts {
		if strings.Contains(text, "'") {
			t.Errorf("%s: a straight apostrophe stands in %q; write ’", k, text)
		}
	}
}

// TestUkrainian shows that a file alone adds a language.
func TestUkrainian(t *testing.T) {
	f, err := os.Open("testdata/uk.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	l, err := Read(f)
	if err != nil {
		t.Fatal(err)
	}
	if l.Tag() != "uk" || l.RightToLeft() {
		t.Errorf("tag %s, right to left %v", l.Tag(), l.RightToLeft())
	}
	for _, c := range []struct{ q, want string }{
		{"1", "1 особа"}, {"3", "3 особи"}, {">=178000", "щонайменше 178 000 осіб"}, {"21", "21 особа"}, {"1100000", "1,1 мільйона осіб"},
	} {
		if got := strings.ReplaceAll(l.Counted(humanitarian.MustParseQuantity(c.q), humanitarian.Person), "\u202f", " "); strings.ReplaceAll(got, "\u00a0", " ") != c.want {
			t.Errorf("%s: got %q, want %q", c.q, got, c.want)
		}
	}
	if got := l.Date(humanitarian.MustParseDate("2024-12-05")); got != "5 грудня 2024" {
		t.Errorf("got %q", got)
	}
	if missing := l.Missing(); len(missing) == 0 || !slices.Contains(missing, "workbook.about_totals") {
		t.Errorf("the file leaves out wordings, which are said in English; Missing lists %d", len(missing))
	}
	if got, want := l.Say("workbook.about_totals"), English().Say("workbook.about_totals"); got != want {
		t.Errorf("a missing wording: got %q", got)
	}
}

// TestOverride changes one wording of a language that is here.
func TestOverride(t *testing.T) {
	l, err := Read(strings.NewReader("[catalog]\ntag = en\n[indicator]\nidps = Displaced persons (IOM)\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := l.Word("indicator", "idps"); got != "Displaced persons (IOM)" {
		t.Errorf("got %q", got)
	}
	if got := l.Word("indicator", "killed"); got != "People killed" {
		t.Errorf("got %q", got)
	}
	l, err = Read(strings.NewReader("[catalog]\ntag = en\n[noun]\nperson[one] = one individual\nperson[other] = {0} individuals\n"))
	if err != nil {
		t.Fatal(err)
	}
	for q, want := range map[string]string{"1": "one individual", "21": "21 individuals", "none": "no people", "dozens": "dozens of people", "some": "an unknown number of people"} {
		if got := l.Counted(humanitarian.MustParseQuantity(q), humanitarian.Person); got != want {
			t.Errorf("%s: got %q, want %q", q, got, want)
		}
	}
}

// TestOverrideBends drops the bent forms of a wording with the wording itself.
func TestOverrideBends(t *testing.T) {
	for _, c := range []struct{ file, q, unit, want string }{
		{"tag = ca\nbase = es\n[quantity]\nabout = al voltant de {0}\n", "~60", "permille", "al voltant de 6 %"},
		{"tag = ar\n[noun]\nperson[two] = {0} من الأفراد\nperson[other] = {0} فرد\n", ">2", "person", "أكثر من 2 من الأفراد"},
		{"tag = ar\n[noun]\nroute[none] = لا طرق مغلقة\n", ">2", "route", "أكثر من طريقين اثنين"},
	} {
		l, err := Read(strings.NewReader("[catalog]\n" + c.file))
		if err != nil {
			t.Fatal(err)
		}
		got := l.Counted(humanitarian.MustParseQuantity(c.q), humanitarian.Unit(c.unit))
		if got = strings.NewReplacer(fsi, "", pdi, "", "\u202f", " ").Replace(got); got != c.want {
			t.Errorf("%s %s: got %q, want %q", c.q, c.unit, got, c.want)
		}
	}
}

func TestBadCatalogs(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"no tag", "[indicator]\nidps = X\n", "does not say its language"},
		{"stray key", "[catalog]\ntag = en\n[indicator]\nipds = X\n", "indicator.ipds is not a wording"},
		{"stray place", "[catalog]\ntag = en\n[period]\nsince = since {1}\n", "never filled in"},
		{"open brace", "[catalog]\ntag = en\n[period]\nsince = since {0\n", "brace"},
		{"named place", "[catalog]\ntag = en\n[period]\nsince = since {date}\n", "not a place"},
		{"twice", "[catalog]\ntag = en\n[indicator]\nidps = X\nidps = Y\n", "line 5 words indicator.idps a second time"},
		{"no section", "tag = en\n", "line 1 is not a wording"},
		{"no months", "[catalog]\ntag = uk\nmonths = uk\n", "no month names"},
		{"bad tag", "[catalog]\ntag = !!\n", "not a BCP 47 tag"},
		{"latin-1", "[catalog]\ntag = fr\n[indicator]\nkilled = Personnes tu\xe9es\n", "not UTF-8"},
		{"empty", "[catalog]\ntag = en\n[quantity]\nsome =\n", "is empty"},
		{"lost figure", "[catalog]\ntag = en\n[quantity]\nat_least = at least\n", "leaves out"},
		{"lost number", "[catalog]\ntag = uk\n[noun]\nperson[one] = одна особа\nperson[other] = {0} осіб\n", "leaves out"},
		{"a digit", "[catalog]\ntag = en\n[quantity]\nnot_reported = 0\n", "digit of its own"},
		{"digit group", "[catalog]\ntag = en\n[number]\ngroup = 0\n", "digit of its own"},
		{"one sign", "[catalog]\ntag = en\n[number]\ngroup = .\ndecimal = .\n", "same sign"},
		{"twice", "[catalog]\ntag = en\n[quantity]\nabout = {0} or {0}\n", "twice"},
		{"group", "[catalog]\ntag = en\n[number]\ngroup_from = 9\n", "group_from"},
	} {
		if _, err := Read(strings.NewReader(c.file)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
}

// FuzzRead reads any file and says something in whatever language comes out.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"[catalog]\ntag = en\n", "[catalog]\ntag = uk\nbase = fr\n[period]\nsince = {0} {0}\n", "[number]\ngroup = {}\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		l, err := Read(strings.NewReader(s))
		if err != nil {
			return
		}
		l.Say("finding.low_above_high", "2", "1")
		l.Counted(humanitarian.MustParseQuantity(">=1100000"), humanitarian.Person)
	})
}
