package tally

import "github.com/humanitarian-sitrep/sitrep/humanitarian"

// difference returns how far a count went from old to new, or false where their
// bounds do not say it.
func difference(n humanitarian.Nature, u humanitarian.Unit, old, new humanitarian.Quantity) (Change, bool) {
	was, is := counted(old, u), counted(new, u)
	c := Change{Kind: Delta, Actual: is.minus(was)}
	if n != humanitarian.Cumulative {
		if c.Actual.Low == nil || c.Actual.High == nil {
			return c, false // the floor of a stock is no count of it
		}
		c.Recorded = humanitarian.SumOf(new).Point() - humanitarian.SumOf(old).Point()
		return c, true
	}
	from, ok := recorded(old)
	to, ok2 := recorded(new)
	if !ok || !ok2 {
		return c, false
	}
	c.Recorded = to - from
	strict, stricter := old.Form() == humanitarian.MoreThan, new.Form() == humanitarian.MoreThan
	switch fell := was.Low != nil && is.High != nil && *is.High < *was.Low; {
	case c.Recorded < 0 && !fell:
		return c, false // from 200 to at least 150: it may have risen
	case fell && strict && c.Recorded == 0:
		return c, false // from more than 46 to 46: by how much was never said
	case fell && strict:
		c.Bound = RecordedMore
	case strict && !stricter:
		return c, false // more than 200 may have been 282 already
	case stricter && !strict && c.Recorded == 0:
		return c, false // from 46 to more than 46
	case stricter && !strict:
		c.Bound = RecordedMore
	}
	return c, true
}

// counted returns the bounds of q; a whole count that is more than 200 is 201 or
// more.
func counted(q humanitarian.Quantity, u humanitarian.Unit) Interval {
	iv := interval(q, false)
	if u == humanitarian.Permille {
		return iv
	}
	switch q.Form() {
	case humanitarian.MoreThan:
		*iv.Low++
	case humanitarian.LessThan:
		*iv.High--
	}
	return iv
}

// recorded returns the floor that a source put on record. A range and an
// estimate record no count, a ceiling has no floor, and about and nearly do not
// say what lies below them.
func recorded(q humanitarian.Quantity) (int64, bool) {
	switch q.Form() {
	case humanitarian.Exact, humanitarian.AtLeast, humanitarian.MoreThan, humanitarian.None:
		return q.Low()
	}
	return 0, false
}
