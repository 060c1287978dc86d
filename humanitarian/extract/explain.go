package extract

import (
	"fmt"
	"strings"
)

// Why says in plain English how candidate id came about, one decision a line. It
// is empty for an unknown id.
func (r Result) Why(id string) string {
	for _, c := range r.Candidates {
		if c.ID != id {
			continue
		}
		var b strings.Builder
		fmt.Fprintf(&b, "%s: %s %s, %s, tier %s\n", c.ID, c.Indicator, c.Quantity, c.Status, c.Tier)
		for _, s := range c.Trace {
			if s.Text == "" {
				fmt.Fprintf(&b, "  %s\n", s.Rule)
				continue
			}
			fmt.Fprintf(&b, "  %s: %q at %d\n", s.Rule, s.Text, s.Span.Start)
		}
		for _, n := range c.Notes {
			fmt.Fprintf(&b, "  note: %s\n", n)
		}
		return b.String()
	}
	return ""
}

// WhyNot says why the numbers written as text were refused, one a line. It is
// empty when none was.
func (r Result) WhyNot(text string) string {
	var b strings.Builder
	for _, x := range r.Rejected {
		if strings.Contains(x.Text, text) {
			fmt.Fprintf(&b, "%q at %d: %s\n", x.Text, x.Number.Start, x.Reason)
		}
	}
	return b.String()
}
