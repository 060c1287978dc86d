package review

import (
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
)

// Edited lists the columns of the sheet in which the analyst left something
// else than was proposed, in their order.
func (it Item) Edited() []string { return edited(newWording(Options{}), it) }

// edited compares what the cells say, in a language that has a wording of its
// own for every quantity.
func edited(english *wording, it Item) []string {
	var out []string
	for _, c := range columns() {
		if c.take != nil && !c.decides && said(c.show(english, it.unedited())) != said(c.show(english, it)) {
			out = append(out, c.name)
		}
	}
	return out
}

// unedited is the item as proposed.
func (it Item) unedited() Item {
	return Item{Proposed: it.Proposed, Figure: it.Proposed, Hints: it.Hints}
}

// Accepted returns the figures of the accepted items, in their order:
// unverified, and no longer pending. Who accepted them, why, and what was
// edited stands in their notes, worded in l; nil is English. A figure that is a
// part or a repetition of a rejected one stands for itself, which is a finding.
func (rv *Review) Accepted(l *locale.Language) ([]humanitarian.Figure, []humanitarian.Finding) {
	w, english := newWording(Options{Language: l}), newWording(Options{})
	rejected := map[string]bool{}
	for _, it := range rv.Items {
		if it.Decision == Reject {
			rejected[it.Proposed.ID] = true
		}
	}
	var out []humanitarian.Figure
	var found []humanitarian.Finding
	for _, it := range rv.Items {
		if it.Decision != Accept {
			continue
		}
		f := it.Figure
		f.Verification, f.VerifiedBy = humanitarian.Unverified, ""
		if f.Role == humanitarian.Pending {
			f.Role = humanitarian.NoRole
		}
		for _, id := range detach(&f, rejected) {
			found = append(found, humanitarian.Finding{Code: "review_stands_alone", Severity: humanitarian.WarningFinding,
				Positions: positions(it), Figures: []string{f.ID}, Args: []string{f.ID, id}})
		}
		f.Note = w.note(it, f.PartOf != "", edited(english, it))
		out = append(out, f)
	}
	slices.SortStableFunc(found, humanitarian.CompareFindings)
	return out, found
}

func positions(it Item) []humanitarian.Position {
	if it.Position == (humanitarian.Position{}) {
		return nil
	}
	return []humanitarian.Position{it.Position}
}

// detach cuts what ties f to rejected figures, and returns their ids.
func detach(f *humanitarian.Figure, rejected map[string]bool) []string {
	var cut []string
	if rejected[f.PartOf] {
		cut = append(cut, f.PartOf)
		f.PartOf = ""
	}
	links := f.Links
	f.Links = nil
	for _, l := range links {
		if rejected[l.ID] {
			cut = append(cut, l.ID)
			continue
		}
		f.Links = append(f.Links, l)
	}
	return cut
}

// note says how the figure came into the register.
func (w *wording) note(it Item, hasWhole bool, changed []string) string {
	var out []string
	if it.Figure.Note != "" {
		out = append(out, it.Figure.Note)
	}
	if it.Hints.Subset && !hasWhole {
		out = append(out, w.Say("review.part_of_unknown"))
	}
	if it.Reviewer != "" {
		out = append(out, w.Say("review.accepted_by", it.Reviewer))
	}
	for _, name := range changed {
		old := said(columns()[index(name)-1].show(w, it.unedited()))
		if old == "" {
			out = append(out, w.Say("review.was_empty", w.head(name)))
			continue
		}
		out = append(out, w.Say("review.was", w.head(name), old))
	}
	if it.Reason != "" {
		out = append(out, w.Say("review.because", it.Reason))
	}
	return strings.Join(out, w.Say("list.semicolon"))
}

// Append adds the accepted figures to a register. One whose id is there already
// is not added: a note where it is the same one, for a sheet read twice counts
// once; an error where another figure has the id.
func (rv *Review) Append(reg *humanitarian.Register, l *locale.Language) []humanitarian.Finding {
	figures, found := rv.Accepted(l)
	there := reg.Index()
	for _, f := range figures {
		i, ok := there[f.ID]
		if !ok {
			reg.Figures = append(reg.Figures, f)
			continue
		}
		again := humanitarian.Finding{Code: "review_repeated", Severity: humanitarian.NoteFinding, Figures: []string{f.ID}, Args: []string{f.ID}}
		if old := reg.Figures[i]; old.Excerpt != f.Excerpt || old.Source.Date != f.Source.Date {
			again.Code, again.Severity = "review_id_taken", humanitarian.RowFinding
		}
		found = append(found, again)
	}
	return found
}
