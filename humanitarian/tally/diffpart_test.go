package tally

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	h "github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// TestDiffKnowsWhatBecameAPart wants a series that stands under a whole now to
// be neither gone nor new, and the same the other way round.
func TestDiffKnowsWhatBecameAPart(t *testing.T) {
	alone := toll("a", "2024-05-01", "44", series("m"))
	whole := toll("w", "2024-05-08", "90")
	under := toll("b", "2024-05-08", "50", series("m"), part("w", h.Partial))
	if got, want := tellAll(Diff(register(alone), register(whole, under), nil)), []string{"added: -, w 90", "rescoped: a 44, b 50; diff.now_part"}; cmp.Diff(want, got) != "" {
		t.Errorf("now a part: %s", cmp.Diff(want, got))
	}
	later := toll("c", "2024-05-15", "55", series("m"))
	if got, want := tellAll(Diff(register(whole, under), register(whole, later), nil)), []string{"rescoped: b 50, c 55; diff.was_part"}; cmp.Diff(want, got) != "" {
		t.Errorf("no part any more: %s", cmp.Diff(want, got))
	}
	both := toll("d", "2024-05-08", "60", series("m"))
	if got, want := tellAll(Diff(register(alone), register(whole, under, both), nil)), []string{"added: -, w 90", "added: -, b 50", "continued: a 44, d 60"}; len(got) != len(want) || got[1] != want[1] {
		t.Errorf("the series goes on by itself: %v", got)
	}
}
