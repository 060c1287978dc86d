package gazetteer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// slowName returns the words of a name without its articles.
func slowName(name string) []string {
	var out []string
	var before art
	var buf [maxWordBytes]byte
	for i := 0; ; {
		w, ok := nextWord(name, i, &buf)
		if !ok {
			return out
		}
		i = w.end
		folded := buf[:w.n]
		if before.fits(headOf(folded)) {
			out = out[:len(out)-1]
		}
		before = articleOf(folded)
		if w.hasArticle() {
			folded = folded[len("ال"):]
		}
		out = append(out, string(folded))
	}
}

// slowKin compares all names of all pairs of places of which one lies in the
// other.
func slowKin(g *Gazetteer) map[string][]string {
	names := func(p Place) (out []string) {
		for _, n := range p.Names() {
			words := slowName(n.Text)
			out = append(out, strings.Join(words, " "))
			if len(words) > 1 && (words[0] == "markaz" || words[0] == "مركز") {
				out = append(out, strings.Join(words[1:], " "))
			}
		}
		return out
	}
	out := map[string][]string{}
	for p := range g.All() {
		for q := range g.All() {
			if p != q && (g.Within(p.PCode(), q.PCode()) || g.Within(q.PCode(), p.PCode())) &&
				slices.ContainsFunc(names(p), func(s string) bool { return slices.Contains(names(q), s) }) {
				out[p.PCode()] = append(out[p.PCode()], q.PCode())
			}
		}
	}
	return out
}

func TestKinship(t *testing.T) {
	g := sample(t)
	got := map[string][]string{}
	for i, list := range g.kin {
		for _, k := range list {
			got[g.places[i].PCode] = append(got[g.places[i].PCode], g.places[k.place].PCode)
		}
	}
	if diff := cmp.Diff(slowKin(g), got); diff != "" {
		t.Errorf("-slow +got:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"SY1101"}, got["SY11"]); diff != "" {
		t.Errorf("Ar-Raqqa (-want +got):\n%s", diff)
	}
}

// TestNamesakes shows that a name which an area shares with an area in it is
// ambiguous whichever spelling is used, and that nothing else becomes so.
func TestNamesakes(t *testing.T) {
	both := func(first, second string) []string { return []string{first, second} }
	tests := []struct {
		text   string
		filter Filter
		want   []string
		why    string
	}{
		{"Raqqa", Filter{}, both("SY11 exact", "SY1101 namesake"), "French for the governorate, and the district but for its article"},
		{"Ar-Raqqa", Filter{}, both("SY11 exact", "SY1101 exact"), "the name of both"},
		{"Al Raqqa", Filter{}, both("SY11 article", "SY1101 article"), "another article"},
		{"Raqa", Filter{}, both("SY11 exact", "SY1101 namesake"), "Spanish"},
		{"الرقة", Filter{}, both("SY11 exact", "SY1101 exact"), "Arabic"},
		{"ريف دمشق", Filter{}, both("SY03 exact", "SY0301 namesake"), "the district is its centre in Arabic and has the same name in English"},
		{"مركز ريف دمشق", Filter{}, both("SY0301 exact", "SY03 namesake"), "the other way about"},
		{"Hims", Filter{}, both("SY04 exact", "SY0401 namesake"), "a spelling listed for the governorate alone"},
		{"hims", Filter{}, both("SY04 normalised", "SY0401 namesake"), "in any case"},
		{"Hassakeh", Filter{}, both("SY08 exact", "SY0800 namesake"), "a spelling that the district has with one s"},
		{"Hasaka", Filter{}, both("SY08 exact", "SY0800 namesake"), "Spanish"},
		{"Dayr az-Zawr", Filter{}, both("SY09 exact", "SY0901 namesake"), "a transliteration"},
		{"Alep", Filter{}, []string{"SY02 exact"}, "no district is called Aleppo"},
		{"Palmyra", Filter{}, []string{"SY0405 exact"}, "nor a governorate Palmyra"},
		{"ريف دمشق", Filter{Lang: "ar"}, both("SY03 exact", "SY0301 namesake"), "the language is that of what is written"},
		{"Hims", Filter{Levels: []int{1}}, []string{"SY04 exact"}, "the filter holds for namesakes"},
		{"Hims", Filter{Levels: []int{2}}, nil, "and does not make an answer of one alone"},
		{"Raqqa", Filter{Levels: []int{2}}, []string{"SY1101 article"}, "which fits by itself"},
		{"Hims Governorate", Filter{}, []string{"SY04 exact"}, "a kind decides"},
		{"Hims district", Filter{}, nil, "but only between places that fit"},
		{"Raqqa district", Filter{}, []string{"SY1101 article"}, "as this one does"},
		{"Raqqa Governorate", Filter{}, []string{"SY11 exact"}, "and this one"},
	}
	g := sample(t)
	for _, test := range tests {
		if diff := cmp.Diff(test.want, codes(g.Match(test.text, test.filter))); diff != "" {
			t.Errorf("%s, %+v: %s (-want +got):\n%s", test.text, test.filter, test.why, diff)
		}
	}
	text := "strikes on Raqqa and in Raqqa district, near Hims district, محافظة ريف دمشق"
	want := []string{"Raqqa: SY11 SY1101", "Raqqa district: SY1101", "Hims: SY04 SY0401", "محافظة ريف دمشق: SY03"}
	if diff := cmp.Diff(want, hits(g.Matcher(nil), text)); diff != "" {
		t.Errorf("running text (-want +got):\n%s", diff)
	}
	c := g.Match("Hims", Filter{})
	if len(c) != 2 || c[1].Spelling != (Name{"en", "Homs"}) {
		t.Errorf("got %+v, want the district under the spelling that it shares", c)
	}
}

// TestNamesakesOfKind has a spelling that says what the place is.
func TestNamesakesOfKind(t *testing.T) {
	governorate, district := []Name{{"en", "Governorate"}}, []Name{{"en", "District"}}
	g, _ := New([]Entry{
		{PCode: "X1", Level: 1, Names: []Name{{"en", "Homs"}, {"en", "Hims Governorate"}, {"en", "Emesa"}}, Kinds: governorate},
		{PCode: "X11", Level: 2, Parent: "X1", Names: []Name{{"en", "Homs"}, {"en", "District of Hims"}}, Kinds: district},
		{PCode: "X111", Level: 3, Parent: "X11", Names: []Name{{"en", "Homs"}, {"en", "Homs City"}}},
		{PCode: "X2", Level: 1, Names: []Name{{"en", "Homs"}}, Kinds: governorate},
	})
	for text, want := range map[string][]string{
		"Hims Governorate": {"X1 exact"},
		"District of Hims": {"X11 exact"},
		"Emesa":            {"X1 exact", "X11 namesake", "X111 namesake"}, // X2 lies apart
		"Homs City":        {"X111 exact", "X1 namesake", "X11 namesake"},
		"Homs":             {"X1 exact", "X2 exact", "X11 exact", "X111 exact"},
	} {
		if diff := cmp.Diff(want, codes(g.Match(text, Filter{}))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

// TestKinshipIsBounded has a hostile chain of places that lie in one another
// and share their name.
func TestKinshipIsBounded(t *testing.T) {
	var entries []Entry
	for i := range 2000 {
		entries = append(entries, row(fmt.Sprint("X", i), LevelUnknown, fmt.Sprint("X", i-1), "Spring", fmt.Sprint("Well ", i)))
	}
	g, _ := New(entries)
	for i, list := range g.kin {
		if len(list) > 2*maxAbove {
			t.Fatalf("%s has %d kin, want at most %d", g.places[i].PCode, len(list), 2*maxAbove)
		}
	}
	if got := len(g.Match("Well 1000", Filter{})); got != 1+2*maxAbove {
		t.Errorf("%d places, want 1 and its kin", got)
	}
}
