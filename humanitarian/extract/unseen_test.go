package extract

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// A wanted is a figure of testdata/unseen.jsonl, in the form of the scorer.
type wanted struct {
	Indicator, Quantifier string
	Accept                []string
	Low, High             *int64
	Vague                 string
	Subset, Optional      bool
}

func (w wanted) is(f LineFigure) bool {
	same := func(a, b *int64) bool { return a == b || a != nil && b != nil && *a == *b }
	vague := ""
	if f.Vague != nil {
		vague = *f.Vague
	}
	return (f.Indicator == w.Indicator || slices.Contains(w.Accept, f.Indicator)) &&
		same(f.Low, w.Low) && same(f.High, w.High) && f.Quantifier == w.Quantifier && vague == w.Vague
}

func (f LineFigure) counts() bool {
	return (f.Modality == "asserted" || f.Modality == "denied") && f.DuplicateOf == nil && !(f.High != nil && *f.High == 0)
}

// TestUnseen holds the engine to sentences that were written, with their figures,
// before the rules were changed for their sake. At first sight of the eight parts
// (fr1 to fr8) strict F1 was 0.83, 0.84, 0.84, 0.91, 0.84, 0.91, 0.97 and 0.94; the
// rules have been mended since, never for one sentence, and some figures are still
// missed.
func TestUnseen(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "unseen.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	readers := map[string]*Extractor{}
	for _, tag := range Languages() {
		readers[tag] = must(t, tag)
	}
	var n tallied
	for line := range bytes.Lines(data) {
		var r unseen
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		day, _ := humanitarian.ParseDate(r.Date)
		res, err := readers[r.Lang].Extract(t.Context(), Document{Text: r.Text, Date: day})
		if err != nil {
			t.Fatal(err)
		}
		n.add(t, r, NewLine(r.ID, r.Text, res).Figures)
	}
	precision, recall := float64(n.right)/float64(n.right+n.wrong), float64(n.right)/float64(n.gold)
	t.Logf("strict precision %.3f, recall %.3f of %d figures; false alarms %d of %d; parts not marked %d", precision, recall, n.gold, n.alarms, n.negatives, n.unmarked)
	if precision < 0.97 || recall < 0.96 {
		t.Errorf("strict precision %.3f, recall %.3f; want 0.97 and 0.96", precision, recall)
	}
	if n.alarms*20 > n.negatives || n.unmarked > 0 {
		t.Errorf("false alarms in %d of %d sentences without a figure, %d parts not marked; want at most one in twenty and none", n.alarms, n.negatives, n.unmarked)
	}
}

// An unseen is one record of testdata/unseen.jsonl.
type unseen struct {
	ID, Lang, Text, Date string
	Negative             bool
	Figures              []wanted
}

// A tallied counts what was found and what was not.
type tallied struct{ right, wrong, gold, negatives, alarms, unmarked int }

func (n *tallied) add(t *testing.T, r unseen, figures []LineFigure) {
	wrong, left := 0, slices.Clone(r.Figures)
	for _, f := range figures {
		if !f.counts() {
			continue
		}
		i := best(left, f)
		if i < 0 {
			wrong++
			t.Logf("%s: not wanted: %s %q\n  %s", r.ID, f.Indicator, f.Span, r.Text)
			continue
		}
		if !left[i].Optional {
			n.right++
			if left[i].Subset && !f.Subset {
				n.unmarked++
				t.Logf("%s: not marked as a part: %q", r.ID, f.Span)
			}
		}
		left = slices.Delete(left, i, i+1)
	}
	for _, w := range r.Figures {
		if !w.Optional {
			n.gold++
		}
	}
	n.wrong += wrong
	if r.Negative {
		n.negatives++
		n.alarms += min(wrong, 1)
	}
}

// best returns the index of a figure that f is, one that must be found before one
// that may, or -1.
func best(left []wanted, f LineFigure) int {
	if i := slices.IndexFunc(left, func(w wanted) bool { return !w.Optional && w.is(f) }); i >= 0 {
		return i
	}
	return slices.IndexFunc(left, func(w wanted) bool { return w.is(f) })
}
