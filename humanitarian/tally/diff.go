package tally

import (
	"fmt"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// A DifferenceKind says what became of a figure between two registers. The
// zero value is nothing.
type DifferenceKind uint8

// The kinds of differences. Only a figure that was continued or revised may
// have moved; all others stand beside what they were and are never subtracted.
const (
	Unchanged     DifferenceKind = iota
	Added                        // a claim the older register does not have
	Continued                    // a later value of a series
	RevisedUp                    // the same claim, now higher
	RevisedDown                  // the same claim, now lower; or a cumulative series that fell
	Reworded                     // the same claim in other words or bounds, neither higher nor lower for certain
	Withdrawn                    // taken back
	Removed                      // gone from the register, and nobody says why
	Reclassified                 // of other people or things: measure, unit, status, group, verification
	Rescoped                     // of another place, window, definition or method
	Restarted                    // a series that counts from another day
	SourceChanged                // now said by another source
	MetadataOnly                 // the same figure; dates, titles, roles or notes differ
	IDReused                     // the id tells of another thing; nothing is compared
	Settled                      // pending or disputed before, and now counted
	StillOpen                    // pending or disputed before, and still so
)

var differenceWords = [...]string{"unchanged", "added", "continued", "revised_up", "revised_down", "reworded", "withdrawn", "removed",
	"reclassified", "rescoped", "restarted", "source_changed", "metadata_only", "id_reused", "settled", "still_open"}

// String returns the word of k, such as revised_up.
func (k DifferenceKind) String() string {
	if int(k) < len(differenceWords) {
		return differenceWords[k]
	}
	return fmt.Sprintf("DifferenceKind(%d)", k)
}

// MarshalText writes the word of k.
func (k DifferenceKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the word of a kind.
func (k *DifferenceKind) UnmarshalText(b []byte) error {
	i := slices.Index(differenceWords[:], string(b))
	if i < 0 {
		*k = Unchanged
		return fmt.Errorf("tally: %q is not a kind of difference", b)
	}
	*k = DifferenceKind(i)
	return nil
}

// A Difference is one figure that is not in both registers alike. Old and New
// point into the registers and must not be changed; nil is not there. Old of a
// continued series is the value before New, in the newer register where that
// has it, so that the differences of a series add up to how far it moved.
type Difference struct {
	Kind    DifferenceKind
	Old     *humanitarian.Figure
	New     *humanitarian.Figure
	Change  Change              // from Old to New, under rule 12
	Columns []string            // in which the two rows differ, of one row in both registers
	Reason  humanitarian.Phrase // what the register says of it; without a key where nothing is needed
	Late    bool                // of one added: it speaks of days that the older register covered
}

// A Ledger is what changed from one register to another.
type Ledger struct {
	Differences []Difference           // in the order of the newer register, then what is gone
	Movements   []Movement             // of the series that are in both, sorted by name
	Unchanged   int                    // rows that are alike in both
	Findings    []humanitarian.Finding // rows that cannot be compared, such as reused ids
}

// DiffOptions say how two registers are held against each other. Nil and the
// zero value compare all that the registers hold.
type DiffOptions struct {
	OldAsOf humanitarian.Date // of the older register only what was known by this date
	NewAsOf humanitarian.Date // the same of the newer one

	// Whole is the newer register as the desk has it, all revisions, where both
	// are of an edition that leaves out the names of places and facilities. They
	// are compared, and nothing of Whole is returned. A row of the older register
	// that is not in it does not compare where a name would decide.
	Whole *humanitarian.Register
}

// Diff returns what changed from one register to another. A row is found again
// by its id, of which the highest revision counts; else by the link supersedes;
// else as the same day of the same series; else it continues its series. Rows
// without an id are not compared.
//
// # Corrections
//
// A rise of a cumulative figure is not a count of new events. What was added
// late is said in the register by a row of its own: a part of the newer value
// (part_of) with period_basis recorded, whose period is the time in which it
// was put on record, after the older value, and whose reason says why it comes
// late. It counts the same measure, status, people and place as its whole. A
// higher revision of the older value is a correction too. See [Movement].
func Diff(old, new *humanitarian.Register, opts *DiffOptions) *Ledger {
	var o DiffOptions
	if opts != nil {
		o = *opts
	}
	d := &differ{before: newSide(old, o.OldAsOf), after: newSide(new, o.NewAsOf), since: o.OldAsOf, used: map[string]bool{}, linked: map[string]bool{}, ledger: &Ledger{}}
	d.after.whole = rowsOf(o.Whole)
	d.before.whole = d.after.whole
	d.before.indexSeries(d.after)
	d.after.indexSeries(d.before)
	d.both = d.before.filled & d.after.filled
	for _, i := range d.after.figures {
		d.row(&new.Figures[i])
	}
	for _, i := range d.before.figures {
		d.gone(&old.Figures[i])
	}
	d.movements()
	slices.SortStableFunc(d.ledger.Findings, humanitarian.CompareFindings)
	return d.ledger
}

// A differ holds two registers while they are compared.
type differ struct {
	before, after *side
	since         humanitarian.Date
	both          columns         // that both registers fill somewhere
	used          map[string]bool // ids of before that something of after answers
	linked        map[string]bool // those of them that a row of another id supersedes
	ledger        *Ledger
}

// row finds what f was before and adds the difference.
func (d *differ) row(f *humanitarian.Figure) {
	if g, ok := d.before.figure(f.ID); ok {
		d.used[g.ID] = true
		d.sameRow(g, f)
		return
	}
	if g, ok := d.superseded(f); ok {
		d.used[g.ID] = true
		d.claim(g, f, true)
		return
	}
	if g, ok := d.sameDay(f); ok {
		d.used[g.ID] = true
		d.claim(g, f, true)
		return
	}
	if g, in, ok := d.predecessor(f); ok && !d.after.isTaken(f) {
		d.continued(in, g, f)
		return
	}
	if g, ok := d.leftOpen(f); ok {
		d.used[g.ID] = true
		x := Difference{Kind: Settled, Old: g, New: f, Change: notCompared("change.left_open"), Reason: said(nil, f, false)}
		if isOpen(f) {
			x.Kind = StillOpen
		}
		d.add(x)
		return
	}
	if g, ok := d.regrouped(f); ok {
		d.used[g.ID] = true
		d.add(Difference{Kind: Rescoped, Old: g, New: f, Change: Change{Kind: Break, Reasons: []humanitarian.Phrase{d.regrouping(g, f)}}, Reason: said(nil, f, false)})
		return
	}
	late := !d.since.IsZero() && !f.Reference().IsZero() && !f.Reference().After(d.since)
	d.add(Difference{Kind: Added, New: f, Reason: said(nil, f, false), Late: late})
}

// isTaken reports whether a value published later took f back.
func (s *side) isTaken(f *humanitarian.Figure) bool { _, ok := s.taken[f.ID]; return ok }

func (d *differ) add(x Difference) { d.ledger.Differences = append(d.ledger.Differences, x) }

// superseded returns the figure of the older register that f replaces by link,
// also where its row stays in the newer one.
func (d *differ) superseded(f *humanitarian.Figure) (*humanitarian.Figure, bool) {
	for _, l := range f.Links {
		g, ok := d.before.figure(l.ID)
		if l.Kind != humanitarian.Supersedes || !ok || d.linked[g.ID] {
			continue
		}
		now, stays := d.after.figure(l.ID)
		if !stays && d.used[g.ID] || stays && (f.Reference().After(g.Reference()) || !supersedes(d.after.reg, *f, *now)) {
			continue
		}
		d.linked[g.ID] = true
		return g, true
	}
	return nil, false
}

// sameRow compares two rows of one id.
func (d *differ) sameRow(g, f *humanitarian.Figure) {
	c := changed(g, f)
	switch {
	case c == 0:
		d.ledger.Unchanged++
	case f.Role == humanitarian.Withdrawn && g.Role != humanitarian.Withdrawn:
		d.add(Difference{Kind: Withdrawn, Old: g, New: f, Columns: c.names(), Reason: said(g, f, true)})
	case g.Role == humanitarian.Withdrawn && f.Role != humanitarian.Withdrawn:
		d.add(Difference{Kind: Added, Old: g, New: f, Columns: c.names(), Reason: said(g, f, true)})
	case reused(g, f):
		d.find("id_reused", g, f)
		d.add(Difference{Kind: IDReused, Old: g, New: f, Columns: c.names(), Change: notCompared("diff.id_reused")})
	default:
		d.claim(g, f, false)
	}
}

// claim compares a claim with what became of it. Rows of other ids are always
// worth saying; of one id only where something differs that both registers say.
func (d *differ) claim(g, f *humanitarian.Figure, otherID bool) {
	c := changed(g, f)
	if later := f.Reference().Compare(g.Reference()); later > 0 && g.Reference() != f.Reference() {
		if !otherID && f.Revision <= g.Revision {
			d.find("id_reused", g, f)
		}
		d.continued(d.before, g, f)
		return
	}
	x := Difference{Old: g, New: f, Columns: c.names(), Reason: said(g, f, true)}
	if g.Reference() != f.Reference() {
		x.Kind, x.Change = Rescoped, notCompared("diff.date_corrected")
		d.add(x)
		return
	}
	x.Change = compare(d.before, d.after, g, f, true)
	x.Kind = kindOf(x.Change, g, f)
	if x.Kind == Unchanged {
		if !otherID && c&^column("revision")&d.both == 0 {
			d.ledger.Unchanged++
			return
		}
		x.Kind, x.Reason = MetadataOnly, said(g, f, false)
	}
	d.add(x)
}

// continued adds a later value of a series; g may stand in either register.
func (d *differ) continued(in *side, g, f *humanitarian.Figure) {
	x := Difference{Old: g, New: f, Change: compare(in, d.after, g, f, false), Reason: said(nil, f, false)}
	if x.Kind = d.step(x.Change, g, f); x.Kind == RevisedDown {
		x.Reason = said(g, f, true)
	}
	d.add(x)
}

// step names the step from one value of a series to a later one: it goes on, or
// a break shows. Where a cumulative count fell, no event was undone: the record
// was revised. Two values of one day are one claim.
func (d *differ) step(c Change, g, f *humanitarian.Figure) DifferenceKind {
	k := kindOf(c, g, f)
	fell := d.after.nature(f) == humanitarian.Cumulative && c.Kind == Delta && c.Recorded < 0
	if k >= Reclassified && k <= SourceChanged || g.Reference() == f.Reference() {
		return k
	}
	if fell {
		return RevisedDown
	}
	return Continued
}

// gone adds a figure that the newer register does not have, unless its series
// goes on without it.
func (d *differ) gone(g *humanitarian.Figure) {
	if d.used[g.ID] || g.Role == humanitarian.Withdrawn {
		return
	}
	if g.Series != "" && isValue(g) {
		if values := d.after.bySeries[d.before.cellOf(g)]; len(values) > 0 {
			if last := &d.after.reg.Figures[values[len(values)-1]]; last.Reference().After(g.Reference()) {
				return
			}
		}
	}
	d.add(Difference{Kind: Removed, Old: g, Reason: humanitarian.Say("diff.no_reason")})
}

func notCompared(why string) Change {
	return Change{Reasons: []humanitarian.Phrase{humanitarian.Say(why)}}
}

// find reports two rows that share an id and should not.
func (d *differ) find(code string, g, f *humanitarian.Figure) {
	x := humanitarian.Finding{Code: code, Severity: humanitarian.WarningFinding, Figures: []string{f.ID},
		Args: []string{f.ID, g.Quantity.String(), g.Reference().String(), f.Quantity.String(), f.Reference().String()}}
	for _, p := range []humanitarian.Position{g.Position, f.Position} {
		if p != (humanitarian.Position{}) {
			x.Positions = append(x.Positions, p)
		}
	}
	d.ledger.Findings = append(d.ledger.Findings, x)
}

// said returns what the register says of a difference: the reason, or the note
// of the new revision. Where a reader must be told why, that nobody says so.
func said(old, new *humanitarian.Figure, needed bool) humanitarian.Phrase {
	switch {
	case new.Reason != "" && (old == nil || old.Reason != new.Reason || new.Role == humanitarian.Withdrawn):
		return humanitarian.Say("diff.reason", new.Reason)
	case needed && new.Note != "" && (old == nil || old.Note != new.Note):
		return humanitarian.Say("diff.reason", new.Note)
	case needed:
		return humanitarian.Say("diff.no_reason")
	}
	return humanitarian.Phrase{}
}
