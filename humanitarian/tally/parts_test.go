package tally

import (
	"errors"
	"testing"

	h "github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// TestBalanceOfFlows reads returns that are published week by week: all of them
// lower the stock, an incident within the time of an aggregate adds nothing.
func TestBalanceOfFlows(t *testing.T) {
	stock := func(id, q, on string) h.Figure { return fig(id, "idps", q, at("SY02"), asOf(on)) }
	week := func(id, indicator, q, p string, set ...func(*h.Figure)) h.Figure {
		return fig(id, indicator, q, append([]func(*h.Figure){at("SY02"), flow, period(p)}, set...)...)
	}
	one := week("one", "idp_returns", "500", "2024-12-10..2024-12-17")
	two := week("two", "idp_returns", "100", "2024-12-18..2024-12-25")
	whole := week("whole", "idp_returns", "100", "2024-12-10..2024-12-25")
	in := week("in", "new_displacement", "300", "2024-12-10..2024-12-25")
	camp := week("camp", "new_displacement", "100", "2024-12-12..2024-12-12", event("camp"))
	for _, c := range []struct {
		name    string
		figures []h.Figure
		reasons int
	}{
		{"both weeks returned", []h.Figure{stock("peak", "1000", "2024-12-10"), stock("left", "400", "2024-12-25"), one, two}, 0},
		{"more returned than left the stock", []h.Figure{stock("peak", "1000", "2024-12-10"), stock("left", "900", "2024-12-25"), one, two}, 2},
		{"an incident within the aggregate", []h.Figure{stock("peak", "1000", "2024-12-10"), stock("left", "1200", "2024-12-25"), whole, in, camp}, 0},
		{"an incident alone", []h.Figure{stock("peak", "1000", "2024-12-10"), stock("left", "1000", "2024-12-25"), whole, camp}, 0},
	} {
		got := Balance(register(c.figures...), c.figures)
		if len(got) != min(c.reasons, 1) || len(got) == 1 && len(got[0].Reasons) != c.reasons {
			t.Errorf("%s: got %+v, want %d reasons", c.name, got, c.reasons)
		}
	}
}

// TestPartsLeaveNoRemainder holds what no remainder may be made of.
func TestPartsLeaveNoRemainder(t *testing.T) {
	partial := part("all", h.Partial)
	all := fig("all", "injured", "100", status(h.Civilian), verified(h.Verified))
	for _, c := range []struct {
		name string
		part h.Figure
		rule Rule
	}{
		{"known in the same way", fig("p", "injured", "30", status(h.Civilian), partial, verified(h.Verified), sex(h.Female)), 0},
		{"pending", fig("p", "injured", "30", status(h.Civilian), partial, verified(h.Verified), sex(h.Female), role(h.Pending)), 9},
		{"disputed", fig("p", "injured", "30", status(h.Civilian), partial, verified(h.Verified), sex(h.Female), role(h.Disputed)), 9},
		{"not verified", fig("p", "injured", "30", status(h.Civilian), partial, sex(h.Female)), 11},
		{"estimated", fig("p", "injured", "30", status(h.Civilian), partial, verified(h.Estimated), sex(h.Female)), 11},
	} {
		d, err := Remainder(register(all, c.part), "all")
		var no *Refusal
		switch {
		case c.rule == 0 && (err != nil || d.Low == nil || *d.Low != 70):
			t.Errorf("%s: got %+v, %v, want 70", c.name, d, err)
		case c.rule != 0 && (!errors.As(err, &no) || no.Rule != c.rule):
			t.Errorf("%s: got %+v, %v, want a refusal by rule %d", c.name, d, err, c.rule)
		}
	}
}

// TestDocumentedIsNotOccurred keeps apart incidents of which one was documented
// in its days and the other happened then.
func TestDocumentedIsNotOccurred(t *testing.T) {
	day := period("2024-12-01..2024-12-01")
	in := func(id string, b h.PeriodBasis) h.Figure {
		return fig(id, "killed", "5", status(h.Civilian), event(id), flow, day, func(f *h.Figure) { f.Basis = b })
	}
	a, b, c := in("a", h.Recorded), in("b", h.Occurred), in("c", 0)
	for _, pair := range [][2]h.Figure{{a, b}, {a, c}} {
		if no := MayAdd(register(a, b, c), pair[0], pair[1], Query{}); no == nil || no.Rule != 10 {
			t.Errorf("%s and %s: got %v, want a refusal by rule 10", pair[0].ID, pair[1].ID, no)
		}
	}
	if no := MayAdd(register(a, b, c), b, c, Query{}); no != nil {
		t.Errorf("both happened in their days, got %v", no)
	}
}

// TestOverlappingGroups keeps health workers from people with disabilities, who
// are no cells of one breakdown.
func TestOverlappingGroups(t *testing.T) {
	grouped := func(id, group string) h.Figure {
		return fig(id, "killed", "5", status(h.Civilian), part("all", h.Partial), func(f *h.Figure) { f.Group = group })
	}
	all := fig("all", "killed", "20", status(h.Civilian))
	health, aid, disabled := grouped("a", "worker=health"), grouped("b", "worker=aid"), grouped("c", "disability=yes")
	reg := register(all, health, aid, disabled)
	if no := MayAdd(reg, health, aid, Query{}); no != nil {
		t.Errorf("two kinds of workers: %v", no)
	}
	if no := MayAdd(reg, health, disabled, Query{}); no == nil || no.Rule != 9 {
		t.Errorf("a worker and a disability: got %v, want a refusal by rule 9", no)
	}
}
