package tally

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	h "github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// TestStrictFloors wants no difference that the words of the two counts rule out:
// from more than 200 to at least 282 is no rise by 82.
func TestStrictFloors(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{">=69", ">=75", "change.recorded (6)"},
		{">200", ">=282", "change.recorded less than (82)"},
		{"46", ">200", "change.recorded more than (154)"},
		{">728", ">880", "change.recorded (152)"},
		{">200", "150", "change.revised more than (-50)"},
		{"200", ">150", "change.revised less than (-50)"},
		{"46", ">46", "change.not established"},
		{">46", "46", "change.not established"},
	} {
		got := Compare(register(), toll("a", "2024-12-05", c.old), toll("b", "2024-12-08", c.new)).Phrase(h.Cumulative).String()
		if got != c.want {
			t.Errorf("from %s to %s: got %q, want %q", c.old, c.new, got, c.want)
		}
	}
}

// TestStrictFloorsAgainstTheirTwin counts the floors out: more than 69 begins at
// 70. A difference without a bound is theirs, a bounded one is passed or missed.
func TestStrictFloorsAgainstTheirTwin(t *testing.T) {
	floor := func(form string, n int64) int64 {
		if form == ">" {
			return n + 1
		}
		return n
	}
	abs := func(n int64) int64 { return max(n, -n) }
	for _, was := range []string{"", ">=", ">"} {
		for _, is := range []string{"", ">=", ">"} {
			for a := int64(1); a <= 6; a++ {
				for b := int64(1); b <= 6; b++ {
					ch := Compare(register(), toll("a", "2024-12-05", fmt.Sprint(was, a)), toll("b", "2024-12-08", fmt.Sprint(is, b)))
					d := floor(is, b) - floor(was, a)
					ok := ch.Bound == "" && d == ch.Recorded || ch.Bound == RecordedMore && abs(d) > abs(ch.Recorded) || ch.Bound == RecordedLess && abs(d) < abs(ch.Recorded)
					if ch.Kind == NotEstablished {
						ok = a == b && (was == ">") != (is == ">")
					}
					if !ok {
						t.Errorf("from %s%d to %s%d: the floors differ by %d, and the change says %+v", was, a, is, b, d, ch)
					}
				}
			}
		}
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
