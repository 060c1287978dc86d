package tally

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	h "github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// TestCumulativeSteps wants no difference that the words of the two counts rule
// out, and no fall that they do not establish.
func TestCumulativeSteps(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{">=69", ">=75", "change.recorded (6)"},
		{"46", ">200", "change.recorded more than (154)"},
		{">728", ">880", "change.recorded (152)"},
		{"none", "5", "change.recorded (5)"},
		{"200", "150", "change.revised (-50)"},
		{">=200", "150", "change.revised (-50)"},
		{">200", "150", "change.revised more than (-50)"},
		{">200", "200", "change.not established"},
		{">200", ">=282", "change.not established"}, // may have been 282 already
		{">200", "282", "change.not established"},
		{"200", ">150", "change.not established"},
		{"200", ">199", "change.not established"},
		{"200", ">=150", "change.not established"},
		{">=100", ">=90", "change.not established"},
		{">=200", "150..400", "change.not established"},
		{"200", "100..300", "change.not established"},
		{"200", "100..150", "change.not established"}, // lower, and a range records no count
		{"100..200", "150..180", "change.not established"},
		{"100..200", "110", "change.not established"},
		{"<=100", "120", "change.not established"},
		{"~100", "150", "change.not established"},
		{"46", ">46", "change.not established"},
		{">46", "46", "change.not established"},
	} {
		got := Compare(register(), toll("a", "2024-12-05", c.old), toll("b", "2024-12-08", c.new)).Phrase(h.Cumulative).String()
		if got != c.want {
			t.Errorf("from %s to %s: got %q, want %q", c.old, c.new, got, c.want)
		}
	}
}

func estimate(low, best, high int64) h.Quantity {
	q, err := h.QuantityFrom(h.Parts{Form: h.Estimate, Low: &low, Best: &best, High: &high})
	if err != nil {
		panic(err)
	}
	return q
}

// meant lists the counts up to 20 that a source may have meant by q, slowly.
func meant(q h.Quantity) (out []int64) {
	p := q.Parts()
	for n := int64(0); n <= 20; n++ {
		switch {
		case p.Form == h.Exact && n != *p.Best, p.Form == h.AtLeast && n < *p.Low, p.Form == h.MoreThan && n <= *p.Low,
			p.Form == h.AtMost && n > *p.High, p.Form == h.LessThan && n >= *p.High, p.Form == h.None && n != 0,
			(p.Form == h.Range || p.Form == h.Estimate) && (n < *p.Low || n > *p.High):
			continue
		}
		out = append(out, n)
	}
	return out
}

// TestDifferencesAgainstTheirTwin holds every change of two small counts against
// all that their words allow: of floors that differ by the number printed, a fall
// only if each pair fell, of a stock exactly the differences that the pairs make.
func TestDifferencesAgainstTheirTwin(t *testing.T) {
	var all []h.Quantity
	for a := range 6 {
		for _, s := range []string{"%d", ">=%d", ">%d", "<=%d", "<%[1]d", "~%d"} {
			if q, err := h.ParseQuantity(fmt.Sprintf(s, a+1)); err == nil {
				all = append(all, q)
			}
		}
		for b := a + 1; b < 6; b++ {
			all = append(all, h.MustParseQuantity(fmt.Sprintf("%d..%d", a, b)), estimate(int64(a), int64(b), int64(b)))
		}
	}
	deltas := 0
	for _, old := range all {
		for _, new := range all {
			a, b := toll("a", "2024-12-05", "1"), toll("b", "2024-12-08", "1")
			a.Quantity, b.Quantity = old, new
			ch := Compare(register(), a, b)
			a.Nature, b.Nature = h.Stock, h.Stock
			holdStock(t, old, new, Compare(register(), a, b))
			if ch.Kind == Delta {
				deltas++
				holdRecorded(t, old, new, ch)
			}
		}
	}
	if deltas < 100 {
		t.Errorf("only %d differences were tried: the test tests nothing", deltas)
	}
}

// holdRecorded wants a recorded difference to be that of what was put on record:
// n of n and of at least n, and anything above n of more than n.
func holdRecorded(t *testing.T, old, new h.Quantity, ch Change) {
	t.Helper()
	was, is := meant(old), meant(new)
	abs := func(n int64) int64 { return max(n, -n) }
	d := is[0] - was[0]
	switch {
	case ch.Bound != "" && ch.Bound != RecordedMore, ch.Bound == RecordedMore && abs(d) <= abs(ch.Recorded), ch.Bound == "" && d != ch.Recorded:
		t.Errorf("from %v to %v: the floors differ by %d, and the change says %+v", old, new, d, ch)
	case ch.Recorded < 0 && is[len(is)-1] >= was[0]:
		t.Errorf("from %v to %v: it need not have fallen, and the change says %+v", old, new, ch)
	case ch.Bound == "" && old.Form() == h.MoreThan && new.Form() != h.MoreThan:
		t.Errorf("from %v to %v: the older record is not known to the number, and the change says %+v", old, new, ch)
	}
	for _, q := range []h.Quantity{old, new} {
		if f := q.Form(); f != h.Exact && f != h.AtLeast && f != h.MoreThan {
			t.Errorf("from %v to %v: %v puts no count on record", old, new, q)
		}
	}
}

// holdStock wants a stock to have changed by what the pairs make, no more and no
// less, and nothing said where one of the two is open.
func holdStock(t *testing.T, old, new h.Quantity, ch Change) {
	t.Helper()
	open := func(q h.Quantity) bool {
		_, low := q.Low()
		_, high := q.High()
		return !low || !high
	}
	if open(old) || open(new) {
		if ch.Kind == Delta {
			t.Errorf("from %v to %v: an open bound has no difference, got %+v", old, new, ch)
		}
		return
	}
	was, is := meant(old), meant(new)
	low, high := is[0]-was[len(was)-1], is[len(is)-1]-was[0]
	if ch.Kind != Delta || *ch.Actual.Low != low || *ch.Actual.High != high {
		t.Errorf("from %v to %v: got %+v, want %d to %d", old, new, ch, low, high)
	}
}

// TestBoundedMoveIsNoCorrection wants nothing explained to the number that is
// known to a bound only.
func TestBoundedMoveIsNoCorrection(t *testing.T) {
	old := register(toll("a", "2024-12-05", "100"))
	new := register(toll("a", "2024-12-05", "100"), toll("b", "2024-12-12", ">150"), late("l", "b", "2024-12-06..2024-12-12", "50"))
	m := Diff(old, new, nil).Movements
	if len(m) != 1 {
		t.Fatalf("got %d movements", len(m))
	}
	if _, known := m[0].Rest(); known || m[0].IsCorrection() {
		t.Errorf("more than 50 were added to the record, 50 of them late: the rest is not known; got %s", tellMovement(m[0]))
	}
}

// TestDiffSupersededRowStays has a source word an earlier value otherwise, while
// the register keeps the row that was published first.
func TestDiffSupersededRowStays(t *testing.T) {
	stock := func(id, q, day, published string, set ...func(*h.Figure)) h.Figure {
		return fig(id, "idps", q, append([]func(*h.Figure){series("s"), asOf(day), func(f *h.Figure) { f.Source.Date = h.MustParseDate(published) }}, set...)...)
	}
	first, latest := stock("a", ">1100000", "2024-12-12", "2024-12-13"), stock("b", ">880000", "2024-12-15", "2024-12-16")
	restated := stock("c", "1100000", "2024-12-12", "2024-12-31", link(h.Supersedes, "a"))
	other := restated
	other.Source.Name = "IFRC" // may not supersede what OCHA said
	for _, c := range []struct {
		name string
		new  []h.Figure
		want []string
	}{
		{"stays before it", []h.Figure{first, latest, restated}, []string{"reworded: a >1100000, c 1100000; change.open_bounds; not stated"}},
		{"stays behind it", []h.Figure{restated, latest, first}, []string{"reworded: a >1100000, c 1100000; change.open_bounds; not stated"}},
		{"is gone", []h.Figure{latest, restated}, []string{"reworded: a >1100000, c 1100000; change.open_bounds; not stated"}},
		{"another source", []h.Figure{first, latest, other}, []string{"added: -, c 1100000"}},
	} {
		l := Diff(register(first, latest), register(c.new...), nil)
		var got []string
		for _, x := range l.Differences {
			s := tell(x)
			if x.Reason.Key == "diff.no_reason" {
				s += "; not stated"
			}
			got = append(got, s)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}
