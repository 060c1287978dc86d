package brief

import (
	"slices"
	"strconv"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/disclosure"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
)

// compareBy keeps the figures of the edition as the desk has them, with the names
// of places and facilities that the edition leaves out. They are compared by those
// and never printed: the edition does not decide whether a series breaks.
func (c *composer) compareBy(reg *humanitarian.Register) {
	visible, _ := c.issue.Edition.Visible(reg)
	c.desk, _ = c.config.inWords(visible)
	c.deskNow = tally.InForce(c.desk, c.issue.AsOf)
	if c.issue.Edition != disclosure.Internal {
		c.strands = c.namedStrands()
	}
}

// compare returns the change from g to f, by the names that the desk has of them.
func (c *composer) compare(g, f humanitarian.Figure) tally.Change {
	return tally.Compare(c.deskNow, g, f)
}

// namedStrands returns another name for the series of each value that a name left
// out of the edition tells apart from the values before it. Package narrative
// reads the edition alone, and would subtract one place from another.
func (c *composer) namedStrands() map[string]string {
	named := map[string]bool{}
	for _, f := range c.deskNow.Figures {
		named[f.ID] = f.FacilityName != "" || f.Place.Name != "" && (len(f.Place.Codes) == 0 || f.Place.Precision == humanitarian.Part)
	}
	first := map[string][]humanitarian.Figure{} // of each strand of a series
	out := map[string]string{}
	for _, f := range c.reg.Figures {
		if f.Series == "" || !named[f.ID] {
			continue
		}
		i := slices.IndexFunc(first[f.Series], func(g humanitarian.Figure) bool {
			return c.compare(g, f).Kind != tally.Break || tally.Compare(c.reg, g, f).Kind == tally.Break
		})
		if i < 0 {
			i = len(first[f.Series])
			first[f.Series] = append(first[f.Series], f)
		}
		if i > 0 {
			out[f.ID] = f.Series + " " + strconv.Itoa(i+1)
		}
	}
	return out
}

// inStrands returns figures with the series that a sentence may compare them in.
func (c *composer) inStrands(figures []humanitarian.Figure) []humanitarian.Figure {
	out := slices.Clone(figures)
	for i := range out {
		if s, ok := c.strands[out[i].ID]; ok {
			out[i].Series = s
		}
	}
	return out
}
