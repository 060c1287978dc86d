package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSentences(t *testing.T) {
	l := must(t, "en").lex
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"abbreviations", "Gen. Ali and Lt. Col. Omar of the U.N. spoke at 5 p.m. to us. He left.", []string{"Gen. Ali and Lt. Col. Omar of the U.N. spoke at 5 p.m. to us.", "He left."}},
		{"initials and decimals", "J. Smith counted 3.5 million. Then 2.", []string{"J. Smith counted 3.5 million.", "Then 2."}},
		{"quotes", "\"They fled.\" He wept.", []string{"\"They fled.\"", "He wept."}},
		{"bullets and headings", "Key figures\n- 12 dead\n- 30 hurt\n\nMore text", []string{"Key figures", "- 12 dead", "- 30 hurt", "More text"}},
		{"wrapped prose", "At least fourteen people were killed in the old quarter of\nthe town. Others fled.", []string{"At least fourteen people were killed in the old quarter of\nthe town.", "Others fled."}},
		{"lost space", "They left the region.According to officials", []string{"They left the region.", "According to officials"}},
		{"before a small letter", "approx. 30 people vs. none", []string{"approx. 30 people vs. none"}},
		{"Arabic question mark", "كم قتيلا؟ خمسة", []string{"كم قتيلا؟", "خمسة"}},
	} {
		var got []string
		for s := range l.sentences(c.text) {
			got = append(got, c.text[s.start:s.end])
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestRepair(t *testing.T) {
	l := must(t, "en").lex
	for text, want := range map[string]string{
		"about2,700 more":                 "about 2,700 more",
		"15,000people were":               "15,000 people were",
		"668,000 peoplewere evacuated":    "668,000 people were evacuated",
		"500,000 newdisplacements":        "500,000 new displacements",
		"about 7,000 fami-lies":           "about 7,000 families",
		"61, 000 people":                  "61,000 people",
		"in 12, 000 and 13":               "in 12,000 and 13",
		"the 5th, 122mm and 15k":          "the 5th, 122mm and 15k",
		"front-line and well-known homes": "front-line and well-known homes",
		"killed 12, 300 of them children": "killed 12, 300 of them children",
		"at least <b>14</b> killed":       "at least 14 killed",
	} {
		if got := l.repair(text).text; got != want {
			t.Errorf("repair(%q) = %q; want %q", text, got, want)
		}
	}
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Cuba's 12 homes", "Cuba 12 homes"},
		{"don't", "don't"},
		{"al-Nasr (5)", "al Nasr ( 5 )"},
		{"a <br> b <i>c</i>", "a ; b c"},
		{"قُتل 5", "قُتل 5"},
	} {
		var got []string
		for _, x := range tokenize(nil, c.text, false) {
			w := c.text[x.start:x.end]
			if x.kind == markToken {
				w = string(x.mark)
			}
			got = append(got, w)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("tokens of %q are %q; want %q", c.text, s, c.want)
		}
	}
	var french []string
	for w := range lexWords("l'armée et qu'il", true) {
		french = append(french, w)
	}
	if diff := cmp.Diff([]string{"l", "armée", "et", "qu", "il"}, french); diff != "" {
		t.Errorf("elision (-want +got):\n%s", diff)
	}
}

// TestLongestPhrase compares the phrase trie with a slow twin that tries every
// entry of the vocabulary at every word.
func TestLongestPhrase(t *testing.T) {
	l := must(t, "en").lex
	phrases := entriesOf(l, func(*lexeme) bool { return true })
	phrases = slices.DeleteFunc(phrases, func(s string) bool { return !strings.Contains(s, " ") })
	text := prose + article + " they had lost their lives or were internally displaced people in relief camps, driven from their homes"
	tokens := tokenize(nil, text, false)
	var words []string
	for i := range tokens {
		w := string(foldWord(nil, text[tokens[i].start:tokens[i].end]))
		words = append(words, w)
		tokens[i].word = l.word([]byte(w))
		if tokens[i].kind == markToken {
			words[i], tokens[i].word = "\x00", -1
		}
	}
	found := 0
	for i := range tokens {
		_, got := l.phrase(tokens, i)
		if tokens[i].word < 0 || !l.starts[tokens[i].word] {
			got = 0
		}
		want := 0
		for _, p := range phrases {
			if f := strings.Fields(p); len(f) > want && i+len(f) <= len(words) && slices.Equal(f, words[i:i+len(f)]) {
				want = len(f)
			}
		}
		if got != want {
			t.Errorf("at %q: the longest phrase has %d words; want %d", words[i], got, want)
		}
		found += got
	}
	if found == 0 {
		t.Error("no phrase was found; the test tests nothing")
	}
}

func TestVocabularyErrors(t *testing.T) {
	for text, want := range map[string]string{
		"[nonsense]\nx":                     "there is no class",
		"[verb effect=kill]\nkill":          "a verb needs frame",
		"[verb effect=fly frame=object]\nx": "there is no effect",
		"[month]\njan=x":                    "is not a number",
		"[verb frame=plain]\nsay:z":         "is not a verb form",
		"[grammar]\nupside-down":            "there is no grammar switch",
		"[ending odd]\ns":                   "no ending of kind",
	} {
		if _, err := parseLexicon("test", text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v; want %q", text, err, want)
		}
	}
}
