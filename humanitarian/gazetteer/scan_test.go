package gazetteer

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func hits(m *Matcher, text string) []string {
	var out []string
	for h := range m.Scan(text) {
		s := text[h.Start:h.End] + ":"
		for _, c := range h.Candidates() {
			s += " " + c.Place.PCode()
		}
		out = append(out, s)
	}
	return out
}

func TestScan(t *testing.T) {
	var (
		plain    = &MatcherOptions{}
		prefixes = &MatcherOptions{Prefixes: true}
		anyCase  = &MatcherOptions{AnyCase: true}
		first    = &MatcherOptions{Filter: Filter{Levels: []int{1}}}
	)
	tests := []struct {
		text string
		opts *MatcherOptions
		want []string
		why  string
	}{
		{"near Jisr al-Shughur, west of Idlib.", first, []string{"Idlib: SY07"}, "the filter holds"},
		{"near Jisr al-Shughur, west of Ariha.", nil, []string{"Jisr al-Shughur: SY0704", "Ariha: SY0705"}, "the longest name"},
		{"Deir\nez-Zor", first, []string{"Deir\nez-Zor: SY09"}, "a line break within a name"},
		{"Deir\n\nez-Zor", first, nil, "but no empty line"},
		{"in Ras. Al Ain", plain, nil, "nor a full stop"},
		{"in Tell, Abiad", plain, nil, "nor a comma"},
		{"Aleppo's hospitals", plain, []string{"Aleppo: SY02"}, "a possessive"},
		{"Dar'a’s hospitals", first, []string{"Dar'a: SY12"}, "after an apostrophe that belongs to the name"},
		{"les rues d'Alep", plain, []string{"Alep: SY02"}, "an elision"},
		{"Aleppo-based staff on the Homs–Hama road", first, []string{"Aleppo: SY02", "Homs: SY04", "Hama: SY05"}, "dashes part names"},
		{"Aleppo Governorate", plain, []string{"Aleppo Governorate: SY02"}, "a kind is part of the hit"},
		{"in the governorates of Aleppo", plain, []string{"Aleppo: SY02"}, "a plural is not the kind"},
		{"Homs governorate and Homs district", plain, []string{"Homs governorate: SY04", "Homs district: SY0401"}, "kinds tell places apart"},
		{"Aleppo district", plain, []string{"Aleppo: SY02"}, "a kind that fits none is left alone"},
		{"district of Azaz", plain, []string{"district of Azaz: SY0204"}, "a kind before the name"},
		{"at Tartus", first, []string{"Tartus: SY10"}, "at is a word, not an article"},
		{"at-Tartus", first, nil, "Tartus has no article"},
		{"as Safira fell", plain, []string{"as Safira: SY0207"}, "but As-Safira is spelled so"},
		{"al-Hama, Al Hama", first, nil, "nor has Hama: this is another town"},
		{"el Hama, de-Hama, «Hama», x-al-Homs", first, []string{"Hama: SY05", "Hama: SY05", "Hama: SY05"}, "where no article is written"},
		{"an-Nabk, al-Nabk, Nabk", plain, []string{"an-Nabk: SY0306", "al-Nabk: SY0306", "Nabk: SY0306"}, "articles of a name"},
		{"the harim of a house, damas de fer", plain, nil, "ordinary words are not in capitals"},
		{"the harim of a house", anyCase, []string{"harim: SY0703"}, "unless the text has none"},
		{"HOMS", first, []string{"HOMS: SY04"}, "all capitals"},
		{"قصف على حلب وإدلب", first, []string{"حلب: SY02"}, "whole words"},
		{"قصف بحلب وإدلب ولحمص", &MatcherOptions{Filter: first.Filter, Prefixes: true}, []string{"حلب: SY02", "إدلب: SY07", "حمص: SY04"}, "prefixes"},
		{"عاد إلى الرقة، نزح للرقة، وبالرقة", &MatcherOptions{Filter: first.Filter, Prefixes: true}, []string{"الرقة: SY11", "لرقة: SY11", "الرقة: SY11"}, "prefixes before an article"},
		{"في محافظة حلب", prefixes, []string{"محافظة حلب: SY02"}, "a kind in Arabic"},
		{"وصل بلا شك", prefixes, nil, "words that only begin like a prefix"},
		{"Alep\xffpo Homs\xff", first, []string{"Alep: SY02", "Homs: SY04"}, "bytes that are not UTF-8 part words"},
		{"AleppoHoms", plain, nil, "part of a word is no name"},
		{"", plain, nil, "nothing"},
	}
	g := sample(t)
	for _, test := range tests {
		t.Run(test.why, func(t *testing.T) {
			if diff := cmp.Diff(test.want, hits(g.Matcher(test.opts), test.text)); diff != "" {
				t.Errorf("%q (-want +got):\n%s", test.text, diff)
			}
		})
	}
}

func TestLongestAt(t *testing.T) {
	m := sample(t).Matcher(&MatcherOptions{Prefixes: true})
	text := "in Aleppo, بحلب"
	at := strings.Index(text, "ب")
	for start, want := range map[int]string{
		3:         "Aleppo",
		0:         "",
		2:         "", // a space
		4:         "", // in the middle of the name
		at:        "حلب",
		at + 1:    "", // in the middle of a letter
		-1:        "",
		len(text): "",
	} {
		h, ok := m.LongestAt(text, start)
		if got := text[h.Start:h.End]; got != want || ok != (want != "") {
			t.Errorf("LongestAt(%d) = %q, %v, want %q", start, got, ok, want)
		}
	}
	if got := (Hit{}).Candidates(); got != nil {
		t.Errorf("the zero hit means %v", got)
	}
}

// slowHit finds the longest name at a word of a text by trying all names on
// all runs of words. It knows nothing of articles, kinds and prefixes.
func slowHit(g *Gazetteer, text string, words []word, i int) (end int) {
	for j := i; j < len(words) && j < i+maxWords; j++ {
		if j > i && !joins(text[words[j-1].end:words[j].start]) {
			break
		}
		ends := []int{words[j].end}
		if words[j].possessive > 0 {
			ends = append(ends, words[j].possessive)
		}
		for _, e := range ends {
			for p := range g.All() {
				for _, n := range p.Names() {
					if slices.Equal(slowWords(n.Text), slowWords(text[words[i].start:e])) && e > end {
						end = e
					}
				}
			}
		}
	}
	return end
}

// mayBeArticle reports whether w looks like al, el, as or ash of the next word.
func mayBeArticle(text string, w, next word) bool {
	return next.start-w.end == 1 && w.end-w.start <= len("ash") && strings.ContainsAny(text[w.start:w.start+1], "aeAE")
}

func FuzzMatch(f *testing.F) {
	entries := []Entry{}
	for i, s := range []string{"Aleppo", "Tell", "Tell Abiad", "Tell Abiad Nord", "Dara", "Dar'as", "حلب", "جبل حلب", "S", "d'Or", "Or"} {
		entries = append(entries, Entry{PCode: string(rune('A' + i)), Names: []Name{{"", s}}})
	}
	g, _ := New(entries)
	m := g.Matcher(&MatcherOptions{AnyCase: true})
	full := sample(f)
	fm := full.Matcher(&MatcherOptions{AnyCase: true})
	for _, s := range []string{"Tell Abiad's", "tell-abiad nord", "Dara's Dar'as d'Or", "جبل حلب وحلب", "Tell  Abiad \n\nNord", "S's's",
		"Homs Governorate of Homs", "محافظة حلب", "at-Tall as Safira", "ar-Ras al-Ain", strings.Repeat("Al ", 40) + "Bab", "\xb4ar-Ra-Ras al-s"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 300 {
			return
		}
		var words []word
		var buf [maxWordBytes]byte
		for i := 0; ; {
			w, ok := nextWord(text, i, &buf)
			if !ok {
				break
			}
			words, i = append(words, w), w.end
		}
		for i, w := range words {
			if i > 0 && mayBeArticle(text, words[i-1], w) {
				continue // no name begins behind an article
			}
			h, ok := m.LongestAt(text, w.start)
			if end := slowHit(g, text, words, i); h.End != end || ok != (end > 0) {
				t.Fatalf("%q at %d ends at %d, want %d", text, w.start, h.End, end)
			}
		}
		// What is found in a text, and stands alone, means the same places.
		last := 0
		for h := range fm.Scan(text) {
			if h.Start < last || h.End <= h.Start || h.End > len(text) {
				t.Fatalf("%q: hit from %d to %d after %d", text, h.Start, h.End, last)
			}
			last = h.End
			alone := full.Match(text[h.Start:h.End], Filter{})
			for _, c := range h.Candidates() {
				if !slices.ContainsFunc(alone, func(o Candidate) bool { return o.Place == c.Place }) {
					t.Errorf("%q means %s in %q, but not alone", text[h.Start:h.End], c.Place.PCode(), text)
				}
			}
		}
	})
}

// TestScanAllocates shows that running text costs no memory.
func TestScanAllocates(t *testing.T) {
	m := sample(t).Matcher(&MatcherOptions{Prefixes: true})
	text := strings.Repeat("Shelling in Aleppo's east, Ras Ain and Deir ez-Zor governorate. قصف بحلب وللرقة. ", 20)
	list := make([]Candidate, 0, 8)
	n := 0
	got := testing.AllocsPerRun(20, func() {
		for h := range m.Scan(text) {
			list = h.Append(list[:0])
			n += len(list)
		}
		if h, ok := m.LongestAt(text, 12); ok {
			n += h.End
		}
	})
	if got != 0 || n == 0 {
		t.Errorf("%v allocations a text, want none; %d candidates", got, n)
	}
}
