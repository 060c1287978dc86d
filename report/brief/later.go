package brief

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/check"
)

// laterFigures returns the figures of which known has no row, by their ids.
func laterFigures(all, known *humanitarian.Register) map[string]humanitarian.Figure {
	later := map[string]humanitarian.Figure{}
	for _, f := range all.Figures {
		later[f.ID] = f
	}
	for _, f := range known.Figures {
		delete(later, f.ID)
	}
	delete(later, "")
	return later
}

// knownFindings parts the findings that speak of rows known by the as-of date
// from the rest, which decides nothing in this issue, so that it is a note to the
// desk and stands in no file of it. An id stands twice only where two rows of it
// were known. What a row in force replaced weighs less: see [check.InForce].
func knownFindings(all, known *humanitarian.Register, findings []humanitarian.Finding) (ours, rest []humanitarian.Finding) {
	later := laterFigures(all, known)
	unheard := laterRows(all, known)
	for _, f := range findings {
		rows := 0
		for _, p := range f.Positions {
			if !unheard[rowOf(p)] {
				rows++
			}
		}
		isLater := slices.ContainsFunc(f.Figures, func(id string) bool { _, ok := later[id]; return ok })
		if isLater || rows == 0 && len(f.Positions) > 0 || f.Code == "duplicate_id" && rows < min(2, len(f.Positions)) {
			f.Severity = humanitarian.NoteFinding
			rest = append(rest, f)
		} else {
			ours = append(ours, f)
		}
	}
	return check.InForce(known, ours), rest
}

// laterRows returns the rows of all from which no figure of known was read.
func laterRows(all, known *humanitarian.Register) map[humanitarian.Position]bool {
	rows := map[humanitarian.Position]bool{}
	for _, f := range all.Figures {
		rows[rowOf(f.Position)] = true
	}
	for _, f := range known.Figures {
		delete(rows, rowOf(f.Position))
	}
	delete(rows, rowOf(humanitarian.Position{}))
	return rows
}

// rowOf is a position without its column.
func rowOf(p humanitarian.Position) humanitarian.Position { p.Column = 0; return p }
