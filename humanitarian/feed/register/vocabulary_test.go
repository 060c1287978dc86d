package register

import (
	"slices"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
)

// TestHeadsMeanOneColumn wants every column to have a head of its own in every
// language, and no head to mean two columns in two languages.
func TestHeadsMeanOneColumn(t *testing.T) {
	v := newVocabulary("", humanitarian.CoreIndicators())
	all := map[string]string{}
	for _, tongue := range v.spoken {
		if len(tongue.heads) != len(sheetColumns()) {
			t.Errorf("%s: %d heads for %d columns: two are alike", tongue.lang.Tag(), len(tongue.heads), len(sheetColumns()))
		}
		for _, name := range sheetColumns() {
			for _, key := range []string{"column_name", "column_help"} {
				if !tongue.lang.Has(key, name) {
					t.Errorf("%s: no %s of %s", tongue.lang.Tag(), key, name)
				}
			}
			if n := len([]rune(tongue.lang.Say("column_help." + name))); n > 170 {
				t.Errorf("%s: the help of %s has %d characters; with its example it must fit into 255", tongue.lang.Tag(), name, n)
			}
		}
		for head, name := range tongue.heads {
			if other := all[head]; other != "" && other != name {
				t.Errorf("%q means %s and %s", head, name, other)
			}
			all[head] = name
			if slices.Contains(sheetColumns(), head) && head != name {
				t.Errorf("%s: the head of %s is the register's word for another column", tongue.lang.Tag(), name)
			}
		}
	}
}

// TestWordsReadBack wants every label that the lists offer, in every language,
// to be read as its word, whatever the language of the sheet.
func TestWordsReadBack(t *testing.T) {
	indicators := humanitarian.CoreIndicators()
	for _, sheet := range locale.Tags() {
		v := newVocabulary(sheet, indicators)
		for _, tongue := range v.spoken {
			for _, column := range listColumns() {
				offered := choices(tongue.lang, column, indicators)
				if len(offered) == 0 {
					t.Errorf("%s offers nothing", column)
				}
				for _, c := range offered {
					got := v.canonical(column, c.label)
					if got != c.word && (tongue.lang.Tag() == sheet || got != c.label) {
						t.Errorf("in a sheet in %s, %q of %s (%s) reads as %s, want %s", sheet, c.label, column, tongue.lang.Tag(), got, c.word)
					}
					if v.canonical(column, c.word) != c.word {
						t.Errorf("in a sheet in %s the word %s of %s reads as %s", sheet, c.word, column, v.canonical(column, c.word))
					}
				}
			}
		}
	}
}

func TestMonthsOfAllLanguages(t *testing.T) {
	rd := &reader{words: newVocabulary("", nil)}
	rw := rd.newRow(1)
	for _, c := range []struct{ in, order, want string }{
		{"1 March 2015", "", "2015-03-01"},
		{"March 2015", "", "2015-03"},
		{"1er mars 2015", "", "2015-03-01"},
		{"5 de diciembre de 2024", "", "2024-12-05"},
		{"5 كانون الأول 2024", "", "2024-12-05"},
		{"5 ديسمبر 2024", "", "2024-12-05"},
		{"December 5, 2024", "", "2024-12-05"},
		{"25/12/2024", "", "2024-12-25"},
		{"5/12/2024", "dmy", "2024-12-05"},
		{"5/12/2024", "mdy", "2024-05-12"},
		{"5/5/2024", "", "2024-05-05"},
		{"5/12/2024", "", ""},
		{"5/12/24", "dmy", ""},
		{"31 February 2024", "", ""},
		{"MARCH – MAY 2022", "", ""},
		{"5 Smarch 2024", "", ""},
		{"December", "", ""},
	} {
		if got, ok := rw.writtenDate(c.in, c.order); got != c.want && (ok || c.want != "") {
			t.Errorf("%q in order %q: got %q, want %q", c.in, c.order, got, c.want)
		}
	}
}
