package narrative

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
)

// judge returns what is wrong with a number, if anything is.
func (s *reader) judge(n *number) (Issue, bool) {
	if !n.counts || isVague(n.Quantity) && n.Kind != numeral.Unsure {
		return Issue{}, false
	}
	what := s.said(n)
	if what.skip {
		return Issue{}, false
	}
	v := &verdict{s: s, what: what, signed: s.isSigned(n)}
	switch n.Kind {
	case numeral.Share:
		v.share(n)
	case numeral.Unsure, numeral.Label:
		for _, q := range n.Readings {
			isRange := q.Form() == humanitarian.Range // or a change from 44 to 88
			v.count(newWritten(q, s.text[n.NumberStart:n.NumberEnd]), v.signed || isRange)
			v.ok = v.ok || v.signed && s.c.facts.isBoundOfChange(q)
		}
		if !v.ok && len(n.Readings) == 0 {
			return Issue{Code: Unreadable, Args: []string{s.text[n.Start:n.End], n.Why}, Start: n.Start, End: n.End}, true
		}
	default:
		v.count(newWritten(n.Quantity, s.text[n.NumberStart:n.NumberEnd]), what.changes)
	}
	if v.ok {
		return Issue{}, false
	}
	return v.issue(n.Start, n.End), true
}

// isSigned reports whether a sign of change stands before n: +12.
func (s *reader) isSigned(n *number) bool {
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s.text[:n.NumberStart], "\u2066\u2067\u2068 "))
	return before == '+' || before == '-' || before == '−'
}

// isBoundOfChange reports whether a number is one of the bounds of a change:
// between +12 and +20.
func (e *evidence) isBoundOfChange(q humanitarian.Quantity) bool {
	n, ok := q.Best()
	return ok && slices.ContainsFunc(e.pairs, func(p pair) bool {
		bound := func(b *int64) bool { return b != nil && (*b == n || *b == -n) }
		return p.change.Kind == tally.Delta && (bound(p.change.Actual.Low) || bound(p.change.Actual.High))
	})
}

// isVague reports whether a quantity is a word that no number can be held
// against: several, many, a number of.
func isVague(q humanitarian.Quantity) bool {
	return q.Form() == humanitarian.Some || q.Form() == humanitarian.Magnitude && q.Word() <= humanitarian.Many
}

// A verdict collects how the figures fit a number.
type verdict struct {
	s      *reader
	what   said
	signed bool // a sign of change stands before the number
	ok     bool
	code   string // of the figure that comes closest
	rank   int    // how far it is: lower is closer
	figs   []string
}

// count holds a count against the figures, and against the differences of
// series if the sentence speaks of a change. What rose by a number is held
// against differences alone.
func (v *verdict) count(w written, change bool) {
	e := v.s.c.facts
	if !v.what.differs {
		for _, i := range e.holding(w) {
			g := supported
			if f := e.figures[i].Quantity; w.q.Form() != humanitarian.Magnitude && w.q.Form() != humanitarian.None {
				g = w.grade(f, e.harm[i])
			}
			if g != noValue && e.unit[i] != humanitarian.Permille {
				v.figure(i, g)
			}
		}
	}
	if !change && !v.what.differs {
		return
	}
	for _, p := range e.pairs {
		switch {
		case w.q.Form() == humanitarian.Range:
			v.pair(p, func(a, b int64) bool { return a == *w.parts.Low && b == *w.parts.High })
		case v.what.differs && w.isDifferenceOf(e, p) && v.hidesBacklog(p):
			v.consider(p.new, NotComparable, 1+v.differences(p.new, nil))
		case v.what.differs:
			v.pair(p, func(a, b int64) bool { return w.isDifference(b - a) })
		case p.change.Kind == tally.Delta && w.isRecorded(p.change, v.signed) && v.hidesBacklog(p):
			v.consider(p.new, NotComparable, 1+v.differences(p.new, nil))
		case p.change.Kind == tally.Delta && w.isRecorded(p.change, v.signed):
			v.figure(p.new, supported)
		}
	}
}

// holding lists the figures that hold a number near w, or its word.
func (e *evidence) holding(w written) []int {
	switch w.q.Form() {
	case humanitarian.Magnitude:
		var out []int
		for _, word := range likeWords(w.q.Word()) {
			out = append(out, e.words[word]...)
		}
		return append(out, e.between(magnitudes(w.q.Word()))...)
	case humanitarian.None:
		return slices.Concat(e.none, e.between(0, 0))
	}
	return e.between(w.reach())
}

// isDifference reports whether a rise or fall may be told as w.
func (w written) isDifference(d int64) bool {
	d = max(d, -d)
	q, err := humanitarian.QuantityFrom(humanitarian.Parts{Form: humanitarian.Exact, Best: &d})
	return err == nil && w.grade(q, false) == supported
}

// isRecorded reports whether w tells the recorded difference of a change: one
// that is bounded with its bound, which a sign may stand between.
func (w written) isRecorded(ch tally.Change, signed bool) bool {
	if ch.Bound == "" || signed {
		return w.isDifference(ch.Recorded)
	}
	return w.q.Form() == humanitarian.MoreThan && w.point() == max(ch.Recorded, -ch.Recorded)
}

// share holds a share against the figures: one that says it, a part of its
// whole, and two values of a series.
func (v *verdict) share(n *number) {
	e := v.s.c.facts
	w := newWritten(n.Quantity, v.s.text[n.NumberStart:n.NumberEnd])
	ratio, isRatio := newRatio(n.Reading)
	for i, f := range e.figures {
		if e.unit[i] != humanitarian.Permille || f.Role == humanitarian.Withdrawn {
			continue
		}
		best, ok := f.Quantity.Best()
		if g := w.grade(f.Quantity, false); g != noValue {
			v.figure(i, g)
		} else if isRatio && ok && ratio.fits(best, 1000) && n.Quantity.Form() != humanitarian.Exact {
			v.figure(i, quantified)
		} else if isRatio && ok && ratio.fits(best, 1000) {
			v.figure(i, supported)
		}
	}
	if !isRatio {
		return
	}
	for _, p := range e.shares {
		a, ok1 := e.figures[p.part].Quantity.Best()
		b, ok2 := e.figures[p.whole].Quantity.Best()
		if ok1 && ok2 && e.unit[p.part] != humanitarian.Permille && ratio.fits(a, b) {
			v.figure(p.part, supported)
		}
	}
	for _, p := range e.pairs {
		v.pair(p, func(a, b int64) bool {
			return ratio.fits(b, a) || ratio.fits(max(a, b)-min(a, b), a)
		})
	}
}

// pair holds two values of a series against a test. Values that do not compare
// support nothing, whatever their ratio.
func (v *verdict) pair(p pair, fits func(a, b int64) bool) {
	e := v.s.c.facts
	a, ok1 := point(e.figures[p.old].Quantity)
	b, ok2 := point(e.figures[p.new].Quantity)
	switch {
	case !ok1 || !ok2 || !fits(a, b):
	case p.change.Kind == tally.Delta:
		v.figure(p.new, supported)
	default:
		v.consider(p.new, NotComparable, 1+v.differences(p.new, nil))
	}
}

// point is the number of a quantity that a reader takes away.
func point(q humanitarian.Quantity) (int64, bool) {
	if n, ok := q.Best(); ok {
		return n, true
	}
	return q.Low()
}

// figure weighs one figure whose value fits so well.
func (v *verdict) figure(i int, g grade) {
	var codes []string
	switch g {
	case quantified:
		codes = append(codes, Quantifier)
	case rounded:
		codes = append(codes, Rounded)
	}
	n := v.differences(i, &codes)
	if len(codes) == 0 {
		v.ok = true
		return
	}
	v.consider(i, codes[len(codes)-1], n)
}

func (v *verdict) consider(i int, code string, rank int) {
	id := v.s.c.facts.figures[i].ID
	switch {
	case v.code == "" || rank < v.rank:
		v.code, v.rank, v.figs = code, rank, []string{id}
	case rank == v.rank && code == v.code && len(v.figs) < 3:
		v.figs = append(v.figs, id)
	}
}

// issue words the verdict.
func (v *verdict) issue(start, end int) Issue {
	text := v.s.text[start:end]
	if v.code == "" {
		return Issue{Code: Unsupported, Args: []string{text}, Start: start, End: end}
	}
	f, _ := v.s.c.facts.byID(v.figs[0])
	return Issue{Code: v.code, Args: []string{text, f.ID, f.Quantity.String(), f.Indicator}, Start: start, End: end, Figures: v.figs}
}

func (e *evidence) byID(id string) (humanitarian.Figure, bool) {
	i := slices.IndexFunc(e.figures, func(f humanitarian.Figure) bool { return f.ID == id })
	if i < 0 {
		return humanitarian.Figure{}, false
	}
	return e.figures[i], true
}

// ofKind lists the cues of a kind in the sentence.
func (s *reader) ofKind(kind cueKind) []cue {
	return slices.DeleteFunc(slices.Clone(s.here), func(c cue) bool { return c.kind != kind })
}

// judgeRatio holds a word that says how a value changed, such as halved, against
// the values of the series it may speak of.
func (s *reader) judgeRatio(c cue) (Issue, bool) {
	start, end := s.toks[c.from].start, s.toks[c.to-1].end
	n := number{Reading: numeral.Reading{Start: start, End: end}, from: c.from, to: c.to}
	v := &verdict{s: s, what: s.said(&n)}
	v.what.people, v.what.units = nil, nil
	for _, value := range c.values {
		a, b, _ := strings.Cut(value, "/")
		num, err1 := strconv.ParseInt(a, 10, 64)
		den, err2 := strconv.ParseInt(b, 10, 64)
		if err1 != nil || err2 != nil || den == 0 {
			continue
		}
		ratio := ratioOf{float64(num), float64(den), 0.05 * float64(num) / float64(den)}
		for _, p := range s.c.facts.pairs {
			v.pair(p, func(a, b int64) bool { return ratio.fits(b, a) })
		}
	}
	if v.ok {
		return Issue{}, false
	}
	return v.issue(start, end), true
}
