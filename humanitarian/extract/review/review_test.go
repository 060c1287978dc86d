package review

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/extract"
)

func TestNewProposesRows(t *testing.T) {
	rv := New(text(t, "R7", article))
	var got []string
	for _, it := range rv.Items {
		f := it.Proposed
		got = append(got, strings.Join([]string{f.ID, f.Indicator, f.Quantity.String(), statusWord(f), strings.Join(f.Place.Codes, ";"), f.Source.Name, f.Publisher, f.PartOf, it.Tier}, "|"))
		if f.Verification != humanitarian.Unverified || f.Role != humanitarian.Pending || it.Decision != Open {
			t.Errorf("%s is proposed as %s, %s, %s", f.ID, f.Verification, f.Role, it.Decision)
		}
		if !strings.Contains(f.Excerpt, strings.TrimSuffix(it.Words, ".")) || utf8.RuneCountInString(f.Excerpt) > longestExcerpt {
			t.Errorf("%s has the excerpt %q", f.ID, f.Excerpt)
		}
		if f.Source.Date.String() != "2024-12-05" || f.Source.Title != "Strikes in the north" {
			t.Errorf("%s has the source %+v", f.ID, f.Source)
		}
	}
	want := []string{
		"R7-f1|killed|>=14|civilian|SY02|health ministry|Northern Wire||A",
		"R7-f2|killed|4|civilian|SY02|health ministry|Northern Wire|R7-f1|B",
	}
	if len(got) < len(want) {
		t.Fatalf("%d candidates: %v", len(got), got)
	}
	if d := cmp.Diff(want, got[:2]); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if !slices.ContainsFunc(rv.Refused, func(r Refusal) bool {
		return r.Words == "900" && strings.Contains(r.Sentence, "«900» troops") && r.Reason != ""
	}) {
		t.Errorf("the troops are not among the refusals: %+v", rv.Refused)
	}
}

func TestNegatedIsRefused(t *testing.T) {
	tx := text(t, "", "Nine people were killed.")
	tx.Result.Candidates[0].Modality = extract.Negated
	rv := New(tx)
	if len(rv.Items) != 0 || len(rv.Refused) != 1 || rv.Refused[0].Text != "text" {
		t.Errorf("%d items, refused %+v; want none and one", len(rv.Items), rv.Refused)
	}
}

func TestIdsAreUniqueAndSayable(t *testing.T) {
	s := "Nine people were killed."
	rv := New(text(t, "A", s), text(t, "A", s), text(t, "A.2", s), text(t, "", s), text(t, "week 49;x=y", s), text(t, "\x00 ", s))
	var got []string
	for _, it := range rv.Items {
		got = append(got, it.Proposed.ID)
	}
	want := []string{"A-f1", "A.2-f1", "A.2.2-f1", "text-f1", "week-49-x-y-f1", "text.2-f1"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// TestNoPlaceIsNotTheCountry wants a figure of a text without a place to stand
// for nowhere in particular: without codes a row would be the whole country.
func TestNoPlaceIsNotTheCountry(t *testing.T) {
	rv := New(text(t, "", "Nine people were killed."))
	if p := rv.Items[0].Proposed.Place; p.Precision != humanitarian.Vague {
		t.Errorf("the place is %+v, want a vague one", p)
	}
}

func TestSentenceWithGuillemets(t *testing.T) {
	rv := New(text(t, "", "The mayor spoke of «a crime» and said nine people were killed."))
	if s := rv.Items[0].Sentence; !strings.Contains(s, "««nine people were killed»»") {
		t.Errorf("the sentence is %q", s)
	}
}

func TestWindow(t *testing.T) {
	for _, c := range []struct {
		before, words, after string
		longest              int
		want                 string
	}{
		{"a ", "b", " c", 5, "a b c"},
		{"0123456789", "X", "0123456789", 11, "…6789X0123…"},
		{"0123456789", "X", "01", 9, "…6789X01"},
		{"01", "X", "0123456789", 9, "01X0123…"},
		{"0123456789", "XXXXXXXXXX", "0123456789", 8, "XXXXXXX…"},
		{"ééééé", "ß", "ééééé", 7, "…ééßéé…"},
	} {
		if got := window(c.before, c.words, c.after, c.longest); got != c.want {
			t.Errorf("window(%q, %q, %q, %d) = %q, want %q", c.before, c.words, c.after, c.longest, got, c.want)
		}
	}
}

// FuzzExcerpt cuts any text at any spans.
func FuzzExcerpt(f *testing.F) {
	f.Add("Nine people were killed.", 0, 24, 0, 11)
	f.Add("مقتل 9 جنود\n\n\xff\xfe«", 3, 18, -4, 99)
	f.Fuzz(func(t *testing.T, s string, a, b, c, d int) {
		tx := Text{Document: extract.Document{Text: s}}
		cand := extract.Candidate{Sentence: extract.Span{Start: a, End: b}, Evidence: extract.Span{Start: c, End: d}}
		for _, got := range []string{tx.excerpt(cand), tx.marked(cand.Sentence, cand.Evidence), tx.words(cand.Evidence)} {
			if !utf8.ValidString(got) || strings.ContainsAny(got, "\n\r\x00") || utf8.RuneCountInString(got) > longestSentence {
				t.Errorf("%q", got)
			}
		}
		if n := utf8.RuneCountInString(tx.excerpt(cand)); n > longestExcerpt {
			t.Errorf("an excerpt of %d characters", n)
		}
	})
}
