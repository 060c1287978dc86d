package check

import (
	"math"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// wholes checks parts against the figures they are parts of.
func (c *checker) wholes() {
	loops := c.loops()
	complete, partial := map[int][]int{}, map[int][]int{}
	var order []int
	for i := range c.reg.Figures {
		f := &c.reg.Figures[i]
		if f.PartOf == "" || f.ID != "" && c.index[f.ID] != i {
			continue
		}
		w, ok := c.index[f.PartOf]
		switch {
		case !ok:
			c.row(f, "part_unknown", f.PartOf)
			continue
		case loops[i]:
			c.row(f, "part_of_itself")
			continue
		}
		whole := &c.reg.Figures[w]
		if c.unread(f, "unit") || c.unread(whole, "unit") {
			continue // nobody knows of what they are parts
		}
		if what := c.apart(f, whole); what != "" {
			c.warn(f, "part_unlike", f.PartOf, what)
			if what == "unit" {
				continue
			}
		}
		switch {
		case f.IsObserved() && !whole.IsObserved():
			c.row(f, "part_of_unseen", f.PartOf, whole.Modality.String())
		case leftApart(whole.Role) && !leftApart(f.Role):
			c.row(f, "part_of_apart", f.PartOf, whole.Role.String())
		}
		low, _ := tightest(f.Quantity)
		_, high := tightest(whole.Quantity)
		if low > high {
			c.row(f, "part_above_whole", f.Quantity.String(), f.PartOf, whole.Quantity.String())
		}
		if f.Source.Name != whole.Source.Name {
			continue // not a cell of this source's breakdown
		}
		if f.Partition == humanitarian.Partial {
			partial[w] = append(partial[w], i)
		}
		if f.Partition == humanitarian.Complete {
			if complete[w] == nil {
				order = append(order, w)
			}
			complete[w] = append(complete[w], i)
		}
	}
	for _, w := range order {
		c.partitions(w, complete[w])
	}
	for w := range c.reg.Figures {
		for _, group := range c.byDimension(&c.reg.Figures[w], partial[w]) {
			if sum, err := c.sum(group); err == nil && len(group) > 1 && exceeds(sum, c.reg.Figures[w].Quantity) {
				c.warn(&c.reg.Figures[w], "partition_unequal", quantityOf(sum, err), c.reg.Figures[w].Quantity.String())
			}
		}
	}
}

// leftApart reports whether a figure with this role stands as no claim, or as one
// that its own source or the desk does not count on.
func leftApart(r humanitarian.Role) bool {
	return r == humanitarian.Withdrawn || r == humanitarian.Disputed || r == humanitarian.Pending
}

// apart says in what a part differs from its whole so that the two cannot be
// held against each other: rule 9 speaks of the parts that one source gave of
// its own figure. A share of the whole is counted in permille and is none.
func (c *checker) apart(f, whole *humanitarian.Figure) string {
	switch {
	case c.unit(f) != c.unit(whole):
		return "unit"
	case f.Source.Name != whole.Source.Name:
		return "source"
	}
	return ""
}

// exceeds reports whether even the floor of a sum lies above the whole.
func exceeds(sum humanitarian.Sum, whole humanitarian.Quantity) bool {
	high, ok := whole.High()
	return ok && sum.Known() && sum.Low() > high
}

// loops returns the figures whose way from part to whole comes back to them.
func (c *checker) loops() map[int]bool {
	const onPath, done = 1, 2
	state, out := make([]uint8, len(c.reg.Figures)), map[int]bool{}
	for i := range c.reg.Figures {
		var path []int
		at, ok := i, true
		for ok && state[at] == 0 {
			state[at] = onPath
			path = append(path, at)
			at, ok = c.index[c.reg.Figures[at].PartOf]
		}
		if ok && state[at] == onPath {
			for _, p := range path[slices.Index(path, at):] {
				out[p] = true
			}
		}
		for _, p := range path {
			state[p] = done
		}
	}
	return out
}

// tightest returns the closed interval in which a count must lie, as far as its
// source says: more than 69 begins at 70. Without a bound it is 0 or the
// largest number.
func tightest(q humanitarian.Quantity) (low, high int64) {
	low, _ = q.Low()
	if q.Form() == humanitarian.MoreThan && low < math.MaxInt64 {
		low++
	}
	high, ok := q.High()
	if !ok {
		return low, math.MaxInt64
	}
	if q.Form() == humanitarian.LessThan {
		high--
	}
	return low, high
}

// partitions checks the parts of a whole that are declared complete. One whole
// may be parted in several ways, by sex and by place: parts that differ from
// the whole in a common dimension make one partition. Women, men and children
// are one; so they are taken together first, and each kind by itself after.
func (c *checker) partitions(w int, parts []int) {
	whole := &c.reg.Figures[w]
	for _, group := range c.byDimension(whole, parts) {
		if c.addsUp(whole, group) {
			continue
		}
		kinds := c.byKind(whole, group)
		if len(kinds) > 1 && !slices.ContainsFunc(kinds, func(k []int) bool { return !c.addsUp(whole, k) }) {
			continue
		}
		sum, err := c.sum(group)
		said := quantityOf(sum, err)
		found := humanitarian.Finding{Code: "partition_unequal", Severity: humanitarian.WarningFinding, Figures: []string{whole.ID}, Args: []string{said, whole.Quantity.String()}}
		for _, i := range append([]int{w}, group...) {
			if p := c.reg.Figures[i].Position; p != (humanitarian.Position{}) {
				found.Positions = append(found.Positions, p)
			}
			if i != w && c.reg.Figures[i].ID != "" {
				found.Figures = append(found.Figures, c.reg.Figures[i].ID)
			}
		}
		c.findings = append(c.findings, found)
	}
}

// quantityOf returns what the parts make as the text of a quantity; parts that
// are more than can be added are at least the largest number.
func quantityOf(s humanitarian.Sum, overflow error) string {
	p := humanitarian.Parts{Form: humanitarian.AtLeast}
	low, point := s.Low(), s.Point()
	high, closed := s.High()
	switch {
	case overflow != nil:
		low = math.MaxInt64
		p.Low = &low
	case s.IsApproximate():
		p = humanitarian.Parts{Form: humanitarian.About, Best: &point}
	case closed && low == high:
		p = humanitarian.Parts{Form: humanitarian.Exact, Best: &low}
	case closed:
		p = humanitarian.Parts{Form: humanitarian.Range, Low: &low, High: &high}
	default:
		if p.Low = &low; s.IsStrict() {
			p.Form = humanitarian.MoreThan
		}
	}
	q, _ := humanitarian.QuantityFrom(p) // a sum is never negative, and its low never above its high
	return q.String()
}

func (c *checker) sum(parts []int) (humanitarian.Sum, error) {
	var qs []humanitarian.Quantity
	for _, i := range parts {
		qs = append(qs, c.reg.Figures[i].Quantity)
	}
	return humanitarian.Add(qs...)
}

// addsUp reports whether the sum of the parts may be the whole.
func (c *checker) addsUp(whole *humanitarian.Figure, parts []int) bool {
	sum, err := c.sum(parts)
	if err != nil {
		return false
	}
	low, high := tightest(whole.Quantity)
	sumLow := sum.Low()
	if sum.IsStrict() && sumLow < math.MaxInt64 {
		sumLow++
	}
	sumHigh, ok := sum.High()
	silent := slices.ContainsFunc(parts, func(i int) bool {
		return c.reg.Figures[i].Quantity.Form() == humanitarian.NotReported
	})
	if !ok || silent {
		sumHigh = math.MaxInt64
	}
	return sumLow <= high && sumHigh >= low
}

// dimensions lists in what a part differs from its whole.
func dimensions(whole, f *humanitarian.Figure) []string {
	var out []string
	add := func(name string, differs bool) {
		if differs {
			out = append(out, name)
		}
	}
	add("sex", f.Sex != whole.Sex)
	add("age", f.Age != whole.Age)
	for kv := range strings.SplitSeq(f.Group, ";") {
		k, _, _ := strings.Cut(kv, "=")
		add("group "+strings.TrimSpace(k), kv != "" && !slices.Contains(strings.Split(whole.Group, ";"), kv))
	}
	add("status", f.Status != whole.Status)
	add("place", f.Place.Key() != whole.Place.Key() || f.Place.Name != whole.Place.Name)
	add("origin", !slices.Equal(f.Origin, whole.Origin))
	add("indicator", f.Indicator != whole.Indicator)
	add("period", f.Period != whole.Period)
	add("sector", f.Sector != whole.Sector)
	add("event", f.Event != whole.Event)
	add("facility", f.FacilityType != whole.FacilityType || f.FacilityName != whole.FacilityName)
	add("condition", f.Damage != whole.Damage || f.Function != whole.Function || f.Access != whole.Access)
	return out
}

// byKind groups parts that differ from the whole in the same dimensions.
func (c *checker) byKind(whole *humanitarian.Figure, parts []int) [][]int {
	return c.group(parts, func(i, j int) bool {
		return slices.Equal(dimensions(whole, &c.reg.Figures[i]), dimensions(whole, &c.reg.Figures[j]))
	})
}

// byDimension groups kinds of parts that share a dimension, directly or
// through others.
func (c *checker) byDimension(whole *humanitarian.Figure, parts []int) [][]int {
	kinds := c.byKind(whole, parts)
	first := make([]int, len(kinds))
	for n, k := range kinds {
		first[n] = n
		d := dimensions(whole, &c.reg.Figures[k[0]])
		for m := range n {
			if shares(d, dimensions(whole, &c.reg.Figures[kinds[m][0]])) {
				from, to := first[n], first[m]
				for x := range n + 1 {
					if first[x] == from {
						first[x] = to
					}
				}
			}
		}
	}
	out := make([][]int, len(kinds))
	for n, k := range kinds {
		out[first[n]] = append(out[first[n]], k...)
	}
	return slices.DeleteFunc(out, func(g []int) bool { return g == nil })
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// group collects parts by key, in the order they first come.
func (c *checker) group(parts []int, same func(i, j int) bool) [][]int {
	var out [][]int
	for _, i := range parts {
		n := slices.IndexFunc(out, func(g []int) bool { return same(i, g[0]) })
		if n < 0 {
			out = append(out, nil)
			n = len(out) - 1
		}
		out[n] = append(out[n], i)
	}
	return out
}
