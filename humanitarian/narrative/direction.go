package narrative

import (
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
)

// judgeDirection holds a word that says which way a value went against the
// figures that its sentence tells: down from, rose to. It needs a difference that
// the rules allow, and of that sign: two floors, of which the later is lower, say
// nothing of the people counted. A word that may mean something else ("the town
// fell to") counts only right before a number.
func (s *reader) judgeDirection(c cue) (Issue, bool) {
	way, follows, _ := strings.Cut(c.values[0], "_")
	sign := 1
	if way == "fall" {
		sign = -1
	}
	if follows != "" && !slices.ContainsFunc(s.numbers, func(n number) bool { return n.counts && s.stands(&n, c) }) {
		return Issue{}, false
	}
	v := &verdict{s: s}
	for i := range s.numbers {
		n := &s.numbers[i]
		if !n.counts || follows == "to" && !s.stands(n, c) {
			continue
		}
		if n.Kind == numeral.Unsure {
			return Issue{}, false // from 44 to 88 was judged as one
		}
		for _, fig := range s.tells(n) {
			if s.c.facts.moved(fig, sign) {
				return Issue{}, false
			}
			v.consider(fig, NotComparable, 0)
		}
	}
	if v.code == "" {
		return Issue{}, false // it tells no figure, or one that is an issue itself
	}
	return v.issue(s.toks[c.from].start, s.toks[c.to-1].end), true
}

// stands reports whether n stands right behind c, bound words apart.
func (s *reader) stands(n *number, c cue) bool {
	const few = 3 // more than the
	w := s.way(n, c)
	return !w.after && w.words <= few && w.stops == 0 && w.numbers == 0
}

// tells returns the figures that n tells in every respect.
func (s *reader) tells(n *number) []int {
	v, e := &verdict{s: s, what: s.said(n)}, s.c.facts
	if v.what.skip || v.what.differs || isVague(n.Quantity) {
		return nil
	}
	w := newWritten(n.Quantity, s.text[n.NumberStart:n.NumberEnd])
	return slices.DeleteFunc(e.holding(w), func(i int) bool {
		return e.unit[i] == humanitarian.Permille || w.q.Form() != humanitarian.Magnitude && w.grade(e.figures[i].Quantity, e.harm[i]) == noValue || v.differences(i, nil) > 0
	})
}

// moved reports whether figure i is known to be higher than the value before it
// in its series, or, for a negative sign, lower.
func (e *evidence) moved(i, sign int) bool {
	return slices.ContainsFunc(e.pairs, func(p pair) bool {
		if p.new != i || p.change.Kind != tally.Delta {
			return false
		}
		if e.reg.Nature(e.figures[i]) == humanitarian.Cumulative {
			return p.change.Recorded*int64(sign) > 0
		}
		low, high := p.change.Actual.Low, p.change.Actual.High
		return sign > 0 && low != nil && *low > 0 || sign < 0 && high != nil && *high < 0
	})
}
