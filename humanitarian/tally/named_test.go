package tally

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	h "github.com/humanitarian-sitrep/sitrep/humanitarian"
)

func placed(name string, p h.PlacePrecision, codes ...string) func(*h.Figure) {
	return func(f *h.Figure) { f.Place = h.Place{Name: name, Precision: p, Codes: codes} }
}

// cut returns a register as an edition shows it, without names.
func cut(reg *h.Register) *h.Register {
	out := *reg
	out.Figures = nil
	for _, f := range reg.Figures {
		f.Place.Name, f.FacilityName = "", ""
		out.Figures = append(out.Figures, f)
	}
	return &out
}

// TestNamesLeftOut compares two values of a series whole, and as an edition that
// names no places shows them: the edition must not decide whether a series breaks.
func TestNamesLeftOut(t *testing.T) {
	school := func(name string) func(*h.Figure) {
		return func(f *h.Figure) { f.FacilityType, f.FacilityName = "school", name }
	}
	for _, c := range []struct {
		name     string
		old, new func(*h.Figure)
		want     ChangeKind
	}{
		{"another part", placed("city of Aleppo", h.Part, "SY02"), placed("eastern countryside", h.Part, "SY02"), Break},
		{"the same part", placed("city of Aleppo", h.Part, "SY02"), placed("city of Aleppo", h.Part, "SY02"), Delta},
		{"a part without a name", placed("", h.Part, "SY02"), placed("city of Aleppo", h.Part, "SY02"), NotEstablished},
		{"parts without names", placed("", h.Part, "SY02"), placed("", h.Part, "SY02"), Delta},
		{"one vague area in other words", placed("primarily north-west", h.Vague, "SY02", "SY07"), placed("north-west", h.Vague, "SY02", "SY07"), Delta},
		{"a whole area in other words", placed("Aleppo", h.Whole, "SY02"), placed("Halab", h.Whole, "SY02"), Delta},
		{"no code", placed("camp A", 0), placed("camp B", 0), Break},
		{"another school", school("one"), school("two"), Break},
		{"one school", school("one"), school("one"), Delta},
	} {
		old := register(toll("a", "2024-12-05", "69", c.old))
		new := register(old.Figures[0], toll("b", "2024-12-08", "75", c.new))
		kindIn := func(l *Ledger) ChangeKind { return l.Movements[0].Change.Kind }
		got := map[string]ChangeKind{
			"whole":            Compare(new, new.Figures[0], new.Figures[1]).Kind,
			"cut":              Compare(new, cut(new).Figures[0], cut(new).Figures[1]).Kind,
			"whole registers":  kindIn(Diff(old, new, &DiffOptions{Whole: new})),
			"cut registers":    kindIn(Diff(cut(old), cut(new), &DiffOptions{Whole: new})),
			"a cut older file": kindIn(Diff(cut(old), new, &DiffOptions{Whole: new})),
		}
		want := map[string]ChangeKind{}
		for k := range got {
			want[k] = c.want
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestNamesLost has an older file of an edition whose row the register does not
// have any more: which part it spoke of is not known.
func TestNamesLost(t *testing.T) {
	old := cut(register(toll("a", "2024-12-05", "69", placed("city of Aleppo", h.Part, "SY02"))))
	new := register(toll("b", "2024-12-08", "75", placed("city of Aleppo", h.Part, "SY02")))
	for name, l := range map[string]*Ledger{
		"with the desk's names": Diff(old, cut(new), &DiffOptions{Whole: new}),
		"of two files":          Diff(old, cut(new), nil),
	} {
		want := Change{Reasons: []h.Phrase{h.Say("change.place_unknown")}}
		if diff := cmp.Diff(want, l.Movements[0].Change); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		for _, x := range l.Differences {
			if x.New != nil && x.New.Place.Name != "" {
				t.Errorf("%s: the name %q came out", name, x.New.Place.Name)
			}
		}
	}
}

// TestBasisLost treats a basis that is not stated any more as it does a
// definition: a break.
func TestBasisLost(t *testing.T) {
	for _, set := range []func(*h.Figure){basis(h.Occurred), func(f *h.Figure) { f.Definition = "killed on the spot" }} {
		stated, not := toll("a", "2024-12-05", "69", set), toll("b", "2024-12-08", "75")
		if got := Compare(register(), stated, not); got.Kind != Break {
			t.Errorf("stated and then not: got %v", got)
		}
	}
}

// TestRevisedByNobodyKnows wants no rest where the older value was revised to a
// range: how much of the rise is new is not known.
func TestRevisedByNobodyKnows(t *testing.T) {
	old := register(toll("a", "2024-12-05", "100"))
	new := register(toll("a", "2024-12-05", "80..120", revision(2)), toll("b", "2024-12-12", "150"))
	m := Diff(old, new, nil).Movements
	if len(m) != 1 {
		t.Fatalf("got %d movements", len(m))
	}
	if n, known := m[0].Rest(); known || m[0].IsCorrection() {
		t.Errorf("the rest is said to be %d", n)
	}
}
