package brief

import (
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/check"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// knownColumns are the columns in which a table sets its figures apart by how
// they are known (rule 11), in their order. They are kinds and no ranks.
func knownColumns() []document.Known {
	return []document.Known{document.KnownVerified, document.KnownReported, document.KnownEstimated}
}

// columnOf says in which of them f stands. Reported holds all that is neither:
// what its source calls unverified, and what it says nothing of.
func columnOf(f humanitarian.Figure) document.Known {
	switch f.Verification {
	case humanitarian.Verified:
		return document.KnownVerified
	case humanitarian.Estimated:
		return document.KnownEstimated
	}
	return document.KnownReported
}

// knownIn says in which column the value of a cell stands: that of its first
// figure. Without one it stands in none.
func (c *composer) knownIn(v document.Value) document.Known {
	for _, id := range v.Figures {
		if f, ok := c.figure(id); ok {
			return columnOf(f)
		}
	}
	return ""
}

// inColumns sets the figures of t in a column for each way in which they are
// known. Where all are known in one way, there is one column under its name;
// where no source says how, there is one column of figures, and the note says
// so. A table without a column of figures stays as it is.
func (c *composer) inColumns(t *document.Table) {
	at := slices.IndexFunc(t.Columns, func(k document.Column) bool { return k.Figure })
	if at < 0 || len(t.Rows) == 0 {
		return
	}
	if !c.isKnownStated(t, at) {
		t.Note = joined(c.say("notes.verification_not_stated"), t.Note)
		return
	}
	used := map[document.Known]bool{}
	for _, r := range t.Rows {
		used[c.knownIn(r.Cells[at])] = true
	}
	var columns []document.Column
	other := 0 // where a row without a figure says that there is none
	for _, k := range knownColumns() {
		if !used[k] {
			continue
		}
		if k == document.KnownReported {
			other = len(columns)
		}
		columns = append(columns, document.Column{Label: c.say("column." + string(k)), Weight: 3, Figure: true, Known: k})
	}
	for i, r := range t.Rows {
		own := slices.IndexFunc(columns, func(k document.Column) bool { return k.Known == c.knownIn(r.Cells[at]) })
		if own < 0 {
			own = other
		}
		cells := make([]document.Value, len(columns))
		cells[own] = r.Cells[at]
		t.Rows[i].Cells = slices.Concat(r.Cells[:at], cells, r.Cells[at+1:])
	}
	t.Columns = slices.Concat(t.Columns[:at], columns, t.Columns[at+1:])
	if used[document.KnownVerified] && c.isVerifierHidden(t) {
		t.Note = joined(c.once("notes.verifier_withheld"), t.Note)
	}
	if used[document.KnownReported] {
		t.Note = joined(c.once("notes.reported"), t.Note)
	}
}

// isKnownStated reports whether any source of the figures in a column says how
// they are known.
func (c *composer) isKnownStated(t *document.Table, column int) bool {
	for _, r := range t.Rows {
		for _, id := range r.Cells[column].Figures {
			if f, ok := c.figure(id); ok && f.Verification != humanitarian.VerificationNotStated {
				return true
			}
		}
	}
	return false
}

// isVerifierHidden reports whether the register names who verified a figure of
// t, and the edition does not.
func (c *composer) isVerifierHidden(t *document.Table) bool {
	for _, r := range t.Rows {
		for _, v := range r.Cells {
			for _, id := range v.Figures {
				if f, ok := c.figure(id); ok && f.VerifiedBy == "" && c.verified[id] {
					return true
				}
			}
		}
	}
	return false
}

// once words a key that a document says once; later it says nothing.
func (c *composer) once(key string) string {
	if c.said[key] {
		return ""
	}
	c.said[key] = true
	return c.say(key)
}

// joined puts two notes one behind the other; either may be empty.
func joined(a, b string) string { return strings.TrimSpace(a + " " + b) }

// known words how f is known, by whom and by which standard, where no column
// says it: on a tile, beside a bar.
func (c *composer) known(f humanitarian.Figure) string {
	known := []string{c.lang.Word("verification", f.Verification.String())}
	if f.VerifiedBy != "" {
		known[0] = c.knownBy(f)
	}
	if s := c.standard(f); s != "" {
		known[0] += c.say("list.comma") + s
	}
	return strings.Join(append(known, c.caveats(f)...), c.say("list.semicolon"))
}

// whoKnown words who says f, and what the column of f does not say of how it is
// known: by whom it was verified and by which standard, or that its source calls
// it unverified.
func (c *composer) whoKnown(f humanitarian.Figure) string {
	out := []string{c.who(f)}
	var how []string
	switch {
	case f.VerifiedBy != "":
		how = append(how, c.knownBy(f))
	case columnOf(f) == document.KnownReported && f.Verification != humanitarian.VerificationNotStated:
		how = append(how, c.lang.Word("verification", f.Verification.String()))
	}
	if s := c.standard(f); s != "" {
		how = append(how, s)
	}
	if len(how) > 0 {
		out = append(out, strings.Join(how, c.say("list.comma")))
	}
	return strings.Join(append(out, c.caveats(f)...), c.say("list.semicolon"))
}

// whoInFull words who says f and how it is known, where no column says it.
func (c *composer) whoInFull(f humanitarian.Figure) string {
	if f.Verification == humanitarian.VerificationNotStated {
		return c.whoKnown(f)
	}
	return c.who(f) + c.say("list.semicolon") + c.known(f)
}

func (c *composer) knownBy(f humanitarian.Figure) string {
	if f.Verification == humanitarian.Verified {
		return c.say("cell.known_by", f.Verification.String(), f.VerifiedBy)
	}
	return c.say("cell.known_by_other", f.Verification.String(), f.VerifiedBy)
}

// standard words by which standard f was verified, or by which method it was
// made.
func (c *composer) standard(f humanitarian.Figure) string {
	switch {
	case f.Method == "":
		return ""
	case f.Verification == humanitarian.Verified:
		return c.say("cell.standard", c.own(f.Method))
	}
	return c.say("cell.method", c.own(f.Method))
}

// caveats say that a stock is old, why an editor recommends f or holds it
// against another, that another part of its total is disputed, and of which total
// it is a part that no longer stands.
func (c *composer) caveats(f humanitarian.Figure) (out []string) {
	if n := f.Reference().DaysUntil(c.issue.AsOf); n > check.StaleAfter && c.reg.Nature(f) == humanitarian.Stock {
		out = append(out, c.lang.Plural("cell.stale", int64(n), strconv.Itoa(n)))
	}
	switch f.Role {
	case humanitarian.Recommended:
		out = append(out, c.say("cell.recommended", f.Reason))
	case humanitarian.Triangulation:
		out = append(out, c.say("cell.role_reason", f.Role.String(), f.Reason))
	}
	if c.doubted[f.PartOf] && f.Role != humanitarian.Disputed {
		out = append(out, c.say("cell.beside_disputed"))
	}
	if w, ok := c.figure(f.PartOf); ok && f.PartOf != "" && c.replaced[w.ID] != "" {
		out = append(out, c.say("cell.part_of_replaced", c.lang.Quantity(w.Quantity, c.reg.Unit(w)), w.Reference().String()))
	}
	return out
}
