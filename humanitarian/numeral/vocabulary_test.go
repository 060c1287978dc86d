package numeral

import (
	"strings"
	"testing"
)

func TestVocabularies(t *testing.T) {
	for _, tag := range tags {
		v := readVocabulary(tag)
		for w, id := range v.words {
			if w != fold(w) || len(w) >= longestWord {
				t.Errorf("%s: %q is not a folded word of at most %d bytes", tag, w, longestWord-1)
			}
			if v.lookup([]byte(w)) != id {
				t.Errorf("%s: %q is not found", tag, w)
			}
		}
		for i, n := range v.nodes {
			seen := map[role]meaning{}
			for _, m := range n.meanings {
				if other, ok := seen[m.role]; ok {
					t.Errorf("%s: node %d has two meanings in [%s]: %v and %v", tag, i, sections()[m.role].name, other, m)
				}
				seen[m.role] = m
			}
		}
		if v.lookup([]byte("qqq")) != 0 || v.lookup(nil) != 0 {
			t.Errorf("%s knows a word that is in no file", tag)
		}
	}
}

// With both الشيء and شيء in the file, the first would no longer be found as
// the second with its article.
func TestArabicWordsWithoutArticle(t *testing.T) {
	// Sunday and Monday are not the one and the two; at most and at least are not
	// more and less; o'clock is not an hour; the thousands only begin like that.
	meant := "الاحد الاثنين الاكثر الاقل الساعه الف الفي"
	v := readVocabulary("ar")
	for w := range v.words {
		if stem, ok := strings.CutPrefix(w, "ال"); ok && v.words[stem] != 0 && !strings.Contains(meant, w) {
			t.Errorf("%q is in the vocabulary with its article and without", w)
		}
	}
}

func TestVocabularyFaults(t *testing.T) {
	for text, want := range map[string]string{
		"[unit]\n1 = one\n[units]\n":      "3: no section is called [units]",
		"1 = one\n":                       "1: a line before the first section",
		"# remark\n[unit]\none\n":         `3: "one" has no value`,
		"[unit]\nx = one\n":               "2: strconv",
		"[share]\n1/x = one\n":            "2: strconv",
		"[bound]\nlots = over\n":          "2: ",
		"[word]\nheaps = heaps\n":         "2: ",
		"[quantity]\nnothing = no\n":      "2: ",
		"[and]\nand | | or\n":             "empty phrase",
		"[settings]\ngroup = ,\n[and]\n|": "4: ",
	} {
		if _, err := parseVocabulary(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
	if _, err := styleOf(map[string]string{"colour": "red"}); err == nil {
		t.Error("a setting that does not exist is accepted")
	}
}

func TestOf(t *testing.T) {
	for tag, want := range map[string]string{"en": "en", "ar-SY": "ar", "fr_FR": "fr", "ES": "es", "uk": "", "": "", "english": ""} {
		l, ok := Of(tag)
		if ok != (want != "") || ok && l.Tag() != want || !ok && l != nil {
			t.Errorf("Of(%q): got %v, %v", tag, l, ok)
		}
	}
}
