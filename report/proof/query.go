package proof

import (
	"slices"
	"strconv"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// A Query asks for a number or for a figure by its id. The zero value asks for
// nothing and has no answer.
type Query struct {
	ID       string                // a row of the brief's register
	Quantity humanitarian.Quantity // a number as somebody read it on the page
	Permille bool                  // the number is a share, in thousandths
	Change   int                   // above zero the number is a rise, below it a fall; zero is any number
}

// Number asks for a whole number.
func Number(n int64) Query {
	q, _ := humanitarian.QuantityFrom(humanitarian.Parts{Form: humanitarian.Exact, Best: &n}) // a negative one asks for nothing
	return Query{Quantity: q}
}

// ID asks for a figure.
func ID(id string) Query { return Query{ID: id} }

// numbers lists the numbers that q asks for: both ends of a range.
func (q Query) numbers() []int64 { return numbersOf(q.Quantity) }

// numbersOf lists the numbers that a quantity prints.
func numbersOf(q humanitarian.Quantity) (out []int64) {
	p := q.Parts()
	for _, n := range []*int64{p.Low, p.Best, p.High} {
		if n != nil && !slices.Contains(out, *n) {
			out = append(out, *n)
		}
	}
	return out
}

// asks reports whether a printed value is one that q asks for.
func (q Query) asks(v document.Value) bool {
	if q.ID != "" {
		return slices.Contains(v.Figures, q.ID)
	}
	asked := q.numbers()
	if len(asked) == 0 {
		return false
	}
	if q.Change != 0 && !q.isWay(v) {
		return false
	}
	share := v.Unit == humanitarian.Permille
	if share != q.Permille && (share || q.Permille) {
		return false
	}
	printed := numbersIn(v)
	return !slices.ContainsFunc(asked, func(n int64) bool { return !slices.Contains(printed, n) })
}

// isWay reports whether a value is a change in the direction that q asks for.
func (q Query) isWay(v document.Value) bool {
	if v.Change == nil {
		return false
	}
	way := func(n *int64) bool { return n != nil && (q.Change > 0) == (*n > 0) && *n != 0 }
	if v.Nature == humanitarian.Cumulative {
		return way(&v.Change.Recorded)
	}
	return way(v.Change.Actual.Low) || way(v.Change.Actual.High)
}

// numbersIn lists the numbers that a value prints, signs apart. Dates, marks
// and texts print none that counts.
func numbersIn(v document.Value) (out []int64) {
	add := func(n int64) {
		if n < 0 {
			n = -n
		}
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	switch {
	case v.Quantity != nil:
		return numbersOf(*v.Quantity)
	case v.Sum != nil && v.Sum.Known():
		if _, exact := v.Sum.Best(); !exact && v.Sum.Low() > 0 {
			add(v.Sum.Low())
		}
		add(v.Sum.Point())
		if n, ok := v.Sum.High(); ok {
			add(n)
		}
	case v.Change != nil:
		if v.Nature == humanitarian.Cumulative && v.Change.Recorded != 0 {
			add(v.Change.Recorded)
		} else if v.Nature != humanitarian.Cumulative {
			for _, n := range []*int64{v.Change.Actual.Low, v.Change.Actual.High} {
				if n != nil && *n != 0 {
					add(*n)
				}
			}
		}
	case v.Class == document.CountValue:
		add(v.Count)
	}
	return out
}

// whole reads a whole number of the register, or nothing.
func whole(s string) *int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return nil
	}
	return &n
}
