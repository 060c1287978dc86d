package tally

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	h "github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// FuzzDiff makes a series of up to nine days, of which the older register knows
// some, and revises it at random. A register has no difference from itself, the
// order of rows changes nothing but the order of the differences, and the steps
// of the series add up to how far it moved.
func FuzzDiff(f *testing.F) {
	for _, seed := range []uint64{1, 2, 3, 2024} {
		f.Add(seed, uint8(9), uint8(4))
	}
	f.Fuzz(func(t *testing.T, seed uint64, days, known uint8) {
		r := rand.New(rand.NewPCG(seed, 1))
		n := 2 + int(days)%8
		k := 1 + int(known)%(n-1)
		var old, new []h.Figure
		for i := range n {
			day := fmt.Sprintf("2025-11-%02d", 1+i)
			v := toll(fmt.Sprint("d", i), day, fmt.Sprint(1000+r.IntN(500)))
			if i < k {
				old = append(old, v)
				switch r.IntN(4) {
				case 0:
					new = append(new, v)
					v.Revision, v.Quantity = 2, h.MustParseQuantity(fmt.Sprint(1000+r.IntN(500)))
				case 1:
					v.ID += "again"
				}
			}
			new = append(new, v)
		}
		a, b := register(old...), register(new...)
		if l := Diff(b, b, nil); len(l.Differences)+len(l.Movements)+len(l.Findings) > 0 {
			t.Fatalf("a register differs from itself: %v", tellAll(l))
		}
		l := Diff(a, b, nil)
		var steps int64
		for _, x := range l.Differences {
			last := x.Old != nil && x.Old.Reference().Compare(old[k-1].Reference()) >= 0
			if x.Change.Kind == Delta && last {
				steps += x.Change.Recorded
			}
			if x.Kind == Removed || x.Kind == Added {
				t.Errorf("nothing vanished, and every day is of the series: %s", tell(x))
			}
		}
		for _, m := range l.Movements {
			if m.Change.Recorded != steps {
				t.Errorf("the steps make %d, the series moved %d: %v", steps, m.Change.Recorded, tellAll(l))
			}
			if rest, ok := m.Rest(); !ok || rest+m.Revised != m.Change.Recorded {
				t.Errorf("the parts do not make the whole: %s", tellMovement(m))
			}
		}
		new = slices.Clone(new)
		r.Shuffle(len(new), func(i, j int) { new[i], new[j] = new[j], new[i] })
		count := func(l *Ledger) map[string]int {
			out := map[string]int{}
			for _, s := range tellAll(l) {
				out[s]++
			}
			return out
		}
		if diff := cmp.Diff(count(l), count(Diff(a, register(new...), nil))); diff != "" {
			t.Errorf("the order of rows changes the differences:\n%s", diff)
		}
	})
}
