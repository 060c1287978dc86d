package narrative

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
)

// TestParity holds every language against English: the same wordings, the same
// places in each, and every plural form the language has.
func TestParity(t *testing.T) {
	en, err := loadTexts("en", nil)
	if err != nil {
		t.Fatal(err)
	}
	keys := func(x *texts) []string {
		return slices.DeleteFunc(slices.Sorted(maps.Keys(names(x.words))), func(k string) bool {
			return strings.HasPrefix(k, "join.") || strings.HasPrefix(k, "gender.")
		})
	}
	for _, tag := range allTags() {
		x, err := loadTexts(tag, nil)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(keys(en), keys(x)); diff != "" {
			t.Errorf("%s: keys (-en +%s):\n%s", tag, tag, diff)
		}
		for _, k := range slices.Sorted(maps.Keys(x.words)) {
			if strings.HasPrefix(k, "join.") || strings.HasPrefix(k, "gender.") {
				continue
			}
			got, err := placesOf(x.words[k])
			if err != nil {
				t.Errorf("%s: %s: %v", tag, k, err)
			}
			if strings.HasPrefix(k, "noun.") && slices.Equal(got, []int{1}) {
				continue // the number with the noun of the unit
			}
			if diff := cmp.Diff(placesOfKey(en, plain(k)), got); diff != "" {
				t.Errorf("%s: places of %s (-en +%s):\n%s", tag, k, tag, diff)
			}
		}
	}
}

func placesOfKey(x *texts, key string) []int {
	for _, k := range slices.Sorted(maps.Keys(x.words)) {
		if plain(k) == key {
			out, _ := placesOf(x.words[k])
			return out
		}
	}
	return nil
}

// TestEveryMeasureHasAClaim wants a wording of what happened for each core
// indicator, and a gender for every noun where verbs agree with it.
func TestEveryMeasureHasAClaim(t *testing.T) {
	for _, tag := range allTags() {
		x, err := loadTexts(tag, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, ind := range humanitarian.CoreIndicators() {
			if _, ok := x.form("claim."+ind.Name, "f", "other"); !ok {
				t.Errorf("%s: no claim.%s", tag, ind.Name)
			}
		}
		if tag == "en" || tag == "ar" {
			continue
		}
		for _, u := range humanitarian.Units() {
			if g := x.words["gender."+string(u)]; u != humanitarian.Permille && g != "f" && g != "m" {
				t.Errorf("%s: gender.%s is %q", tag, u, g)
			}
		}
		for k := range names(x.words) {
			if noun, ok := strings.CutPrefix(k, "noun."); ok && x.words["gender."+noun] == "" {
				t.Errorf("%s: no gender.%s", tag, noun)
			}
		}
	}
}

// TestFrenchApostrophes wants the apostrophe of print, as in package locale.
func TestFrenchApostrophes(t *testing.T) {
	fr, err := loadTexts("fr", nil)
	if err != nil {
		t.Fatal(err)
	}
	for k, text := range fr.words {
		if strings.Contains(text, "'") {
			t.Errorf("%s: a straight apostrophe stands in %q; write ’", k, text)
		}
	}
}

func TestOwnSentences(t *testing.T) {
	facts := readRegister(t, "id,indicator,figure,status,place,source,period_start,period_end\nF1,killed,>=69,civilian,SY02,OCHA,2024-12-01,2024-12-05\n")
	w, err := New(locale.English(), &Options{Sentences: strings.NewReader("[frame]\nclaim[1] = {3} says: {0} {1} {2}\n"), Places: map[string]string{"SY02": "Aleppo"}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := w.Sentences(facts)[0].Text(), "OCHA says: at least 69 civilians were killed in Aleppo from 1 to 5 December 2024."; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestBadSentences(t *testing.T) {
	for _, tc := range []struct{ name, file, want string }{
		{"stray key", "[frame]\nclaims[1] = {0}\n", "is not a wording of this library"},
		{"stray place", "[frame]\nclaim[1] = {0} {7}\n", "{7}, which is never filled in"},
		{"open brace", "[frame]\nclaim[1] = {0\n", "is not a place"},
		{"named place", "[frame]\nclaim[1] = {figure}\n", "{figure is not a place"},
		{"twice", "[frame]\nclaim[1] = {0}\nclaim[1] = {0}\n", "line 3 words frame.claim[1] a second time"},
		{"no section", "claim = {0}\n", "line 1 is not a wording"},
		{"latin-1", "[frame]\nclaim[1] = {0} tu\xe9\n", "not UTF-8"},
		{"join", "[join]\nde = d'\n", "letters before which"},
	} {
		if _, err := New(locale.English(), &Options{Sentences: strings.NewReader(tc.file)}); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: got %v, want %q", tc.name, err, tc.want)
		}
	}
}

// TestNewLanguage needs every wording from a language that is not here.
func TestNewLanguage(t *testing.T) {
	l, err := locale.Read(strings.NewReader("[catalog]\ntag = pt\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := New(l, nil); err == nil || !strings.Contains(err.Error(), "give a file of them") {
		t.Errorf("got %v", err)
	}
	if _, err := New(l, &Options{Sentences: strings.NewReader("[frame]\nclaim[1] = {0} {1} {2} {3}\n")}); err == nil || !strings.Contains(err.Error(), "it does not word claim.abducted") {
		t.Errorf("got %v", err)
	}
	english, err := sentences.Open("sentences/en.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer english.Close()
	if _, err := New(l, &Options{Sentences: english}); err != nil {
		t.Errorf("a whole file: %v", err)
	}
}

// FuzzSentences reads any file of sentences and says something with it.
func FuzzSentences(f *testing.F) {
	for _, s := range []string{"[frame]\nclaim[1] = {0} {1}\n", "[join]\nde = d' | a\n", "[list]\nand = {1}{0}\n", "[noun]\ncivilian[other] = {0}\n"} {
		f.Add(s)
	}
	facts := readRegister(f, "id,indicator,figure,status,place,source,as_of\nF1,killed,>=69,civilian,SY02;SY07,OCHA,2024-12-05\n")
	f.Fuzz(func(t *testing.T, s string) {
		w, err := New(locale.French(), &Options{Sentences: strings.NewReader(s)})
		if err != nil {
			return
		}
		for _, s := range w.Sentences(facts) {
			s.Text()
		}
	})
}

// FuzzVocabulary reads any file of words and checks a text with it.
func FuzzVocabulary(f *testing.F) {
	for _, s := range []string{"[measure]\nkilled = dead* | a ) b\n", "[place]\ncountry = all\n", "[ratio]\n1/0 = gone\n", "[currency]\nmoney = $\n"} {
		f.Add(s, "dead 12 gone all 5 $ a ) b")
	}
	facts := readRegister(f, "id,indicator,figure,status,place,source,as_of\nF1,killed,12,civilian,SY02,OCHA,2024-12-05\n")
	f.Fuzz(func(t *testing.T, s, text string) {
		c, err := NewChecker("en", facts, &CheckOptions{Vocabulary: strings.NewReader(s)})
		if err != nil {
			return
		}
		c.Check(text)
	})
}
