package extract

import (
	"time"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// moments are the dates of one sentence.
type moments struct {
	all []moment
}

type moment struct {
	when  When
	token int
}

// when finds the dates of the sentence. A weekday is the last one not after the
// publication, a date without a year the last such date not after it.
func (w *writer) when() moments {
	var m moments
	p := w.p
	for i := 0; i < len(p.tokens); i++ {
		if x, ok := w.daysUntilNow(i); ok {
			m.all = append(m.all, moment{x, i})
			continue
		}
		d, last, ok := w.dateAt(i)
		if !ok {
			continue
		}
		x := When{Period: humanitarian.Period{Start: d, End: d}, Span: w.spanOf(p.tokens[i].start, p.tokens[last].end)}
		switch {
		case i > 0 && p.tokens[i-1].is(isSince):
			x.Cumulative, x.Period.End = true, humanitarian.Date{}
		case i > 0 && p.tokens[i-1].is(isAsOf):
			x.AsOf, x.Period = d, humanitarian.Period{}
		case len(m.all) > 0 && p.joinsDates(i, m.all[len(m.all)-1].token):
			b := &m.all[len(m.all)-1]
			if !d.IsZero() && !b.when.Period.Start.First().After(d.Last()) {
				b.when.Period.End, b.when.Span.End = d, x.Span.End
				i = last
				continue
			}
		}
		m.all = append(m.all, moment{x, i})
		i = last
	}
	return m
}

// daysUntilNow reads "last week", "this month": the days up to the publication.
func (w *writer) daysUntilNow(i int) (When, bool) {
	const week = 7
	t, pub := &w.p.tokens[i], w.r.doc.Date
	if !t.is(isDayBefore) || t.lex.value < week || pub.Day() == 0 {
		return When{}, false
	}
	return When{Period: humanitarian.Period{Start: daysBefore(pub, t.lex.value), End: pub}, Span: w.spanOf(t.start, t.end)}, true
}

// joinsDates: "between 17 October and 23 March".
func (p *parse) joinsDates(i, before int) bool {
	return i > 0 && i-before <= 5 && (p.tokens[i-1].is(isAnd) || p.tokens[i-1].is(isTo))
}

// dateAt reads a date at token i.
func (w *writer) dateAt(i int) (d humanitarian.Date, last int, ok bool) {
	p := w.p
	t := &p.tokens[i]
	pub := w.r.doc.Date
	switch {
	case t.number != nil && t.number.why == whyDate:
		return w.numberDate(i)
	case t.is(isMonth) && (t.capital || p.capital):
		if i+1 < len(p.tokens) && p.tokens[i+1].number != nil && p.tokens[i+1].number.why == whyDate {
			if day, ok := smallNumber(&p.tokens[i+1], 31); ok {
				d, last := w.withYear(t.lex.value, day, i+1)
				return d, last, !d.IsZero()
			}
		}
		d, last := w.withYear(t.lex.value, 0, i)
		return d, last, !d.IsZero()
	case t.is(isWeekday) && (t.capital || p.capital) && pub.Day() > 0:
		return weekdayBefore(pub, t.lex.value), i, true
	case t.is(isDayBefore) && pub.Day() > 0:
		return daysBefore(pub, t.lex.value), i, true
	}
	return humanitarian.Date{}, i, false
}

// numberDate reads "14 November 2023", "2011" and "2024-12-05".
func (w *writer) numberDate(i int) (humanitarian.Date, int, bool) {
	p := w.p
	t := &p.tokens[i]
	text := p.text[t.start:t.end]
	if d, err := humanitarian.ParseDate(text); err == nil && !d.IsZero() {
		return d, i, true
	}
	if i+1 < len(p.tokens) && p.tokens[i+1].is(isMonth) {
		if day, ok := smallNumber(t, 31); ok {
			d, last := w.withYear(p.tokens[i+1].lex.value, day, i+1)
			return d, last, !d.IsZero()
		}
	}
	return w.wordedDate(i, text)
}

// wordedDate reads a date that the numeral package took as one: "14 November
// 2023", "October 9th".
func (w *writer) wordedDate(i int, text string) (humanitarian.Date, int, bool) {
	day, month, year := 0, 0, 0
	for _, t := range tokenize(nil, text, false) {
		s := text[t.start:t.end]
		if t.kind == digitToken && len(s) <= 4 {
			n := 0
			for _, c := range []byte(s) {
				n = n*10 + int(c-'0')
			}
			if n > 31 {
				year = n
			} else if day == 0 {
				day = n
			}
			continue
		}
		if id := w.p.lex.word(foldWord(nil, s)); id >= 0 && w.p.lex.single[id].is(isMonth) {
			month = w.p.lex.single[id].value
		}
	}
	if month == 0 {
		return humanitarian.Date{}, i, false
	}
	if year > 0 {
		d, err := humanitarian.DateFrom(year, month, day)
		return d, i, err == nil
	}
	d, last := w.withYear(month, day, i)
	return d, last, !d.IsZero()
}

// withYear completes a month and day with the year behind token i, or the last
// one that puts the date not after the publication.
func (w *writer) withYear(month, day, i int) (humanitarian.Date, int) {
	p := w.p
	for j := i + 1; j <= i+2 && j < len(p.tokens); j++ {
		if p.tokens[j].isMark(",") {
			continue
		}
		if n := p.tokens[j].number; n != nil {
			if y, ok := n.q.Best(); ok && y >= 1900 && y <= 2200 && (n.why == whyDate) {
				if d, err := humanitarian.DateFrom(int(y), month, day); err == nil {
					return d, j
				}
			}
		}
		break
	}
	pub := w.r.doc.Date
	if pub.IsZero() {
		return humanitarian.Date{}, i
	}
	for year := pub.Year(); year > pub.Year()-5; year-- {
		d, err := humanitarian.DateFrom(year, month, day)
		if err == nil && !d.First().After(pub.Last()) {
			return d, i
		}
	}
	return humanitarian.Date{}, i
}

func smallNumber(t *token, most int64) (int, bool) {
	n, ok := t.number.q.Best()
	return int(n), ok && n >= 1 && n <= most
}

func dayOf(d humanitarian.Date) time.Time {
	return time.Date(d.Year(), time.Month(d.Month()), d.Day(), 0, 0, 0, 0, time.UTC)
}

func daysBefore(d humanitarian.Date, n int) humanitarian.Date {
	t := dayOf(d).AddDate(0, 0, -n)
	out, err := humanitarian.DateFrom(t.Year(), int(t.Month()), t.Day())
	if err != nil {
		return humanitarian.Date{}
	}
	return out
}

func weekdayBefore(pub humanitarian.Date, weekday int) humanitarian.Date {
	n := (int(dayOf(pub).Weekday()) - weekday + 7) % 7
	return daysBefore(pub, n)
}

// nearest returns the date of the sentence nearest to f.
func (m moments) nearest(f *figure) When {
	if len(m.all) == 0 {
		return When{}
	}
	best, distance := When{}, 1<<30
	for _, x := range m.all {
		d := x.token - f.node
		if d < 0 {
			d = -d
		}
		if d < distance {
			best, distance = x.when, d
		}
	}
	return best
}

// sources are the attributions of one sentence.
type sources struct {
	all []source
}

type source struct {
	a     Attribution
	token int
}

// sources finds who says it: a word that names a source beside a verb of saying.
func (w *writer) sources() sources {
	var out sources
	p := w.p
	for i := range p.tokens {
		t := &p.tokens[i]
		if t.lex == nil || t.lex.source == "" || !p.cueNear(i) {
			continue
		}
		first, last := i, i
		for first > 0 && (p.tokens[first-1].kind == wordToken && p.tokens[first-1].capital && !p.tokens[first-1].is(isAttributeCue) || p.tokens[first-1].is(isModifier)) {
			first--
		}
		for last+1 < len(p.tokens) && p.tokens[last+1].kind == wordToken && (p.tokens[last+1].capital || p.tokens[last+1].lex != nil && p.tokens[last+1].lex.source != "") {
			last++
		}
		s := w.spanOf(p.tokens[first].start, p.tokens[last].end)
		out.all = append(out.all, source{Attribution{Text: w.r.doc.Text[s.Start:s.End], Kind: t.lex.source, Span: s}, i})
	}
	return out
}

func (p *parse) cueNear(i int) bool {
	for j := max(0, i-3); j <= i+4 && j < len(p.tokens); j++ {
		t := &p.tokens[j]
		if j != i && t.is(isAttributeCue) {
			return true
		}
	}
	return false
}

func (s sources) nearest(f *figure) Attribution {
	if len(s.all) == 0 {
		return Attribution{}
	}
	best := s.all[0].a
	for _, x := range s.all {
		if x.token < f.node {
			best = x.a
		}
	}
	return best
}
