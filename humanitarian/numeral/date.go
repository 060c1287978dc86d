package numeral

import "github.com/humanitarian-sitrep/sitrep/humanitarian"

// date reads a day at token i: 5 December 2024, December 5, 5-7 December,
// 05/12/2024; and spans of years such as 2024/25. It returns the token after
// it, or 0.
func (s *scanner) date(i int) int {
	t := s.at(i)
	if t.kind == digitsToken {
		if end := s.numericDate(i); end > 0 {
			return end
		}
		if end := s.yearSpan(i); end > 0 {
			return end
		}
		return s.dayMonth(i)
	}
	starts := s.l.words.starts[t.id]
	if starts.has(roleMonth) {
		if end := s.monthDay(i); end > 0 {
			return end
		}
	}
	if starts.meets(1<<roleOrdinal | 1<<roleTens | 1<<roleBetween | 1<<roleFrom) {
		return s.dayMonth(i)
	}
	return 0
}

// isDay reports whether a date or a time of day begins at token i.
func (s *scanner) isDay(i int) bool {
	keep := len(s.found)
	end := max(s.date(i), s.clockAt(i))
	day := end > 0 && (len(s.found) == keep || s.found[keep].Kind == Date)
	s.found = s.found[:keep]
	return day
}

// small returns the value of the digits at token i, which must be few.
func (s *scanner) small(i int) int64 {
	r := run{n: 1}
	r.groups[0] = *s.at(i)
	v, _ := s.join(&r, 0).whole()
	return v
}

// day reads a day of a month in digits, or as an ordinal.
func (s *scanner) day(i int) (v int64, n int) {
	t := s.at(i)
	if t.kind == digitsToken && t.digits <= 2 {
		v, n = s.small(i), 1
		if _, k := s.match(i+1, roleOrdinalSuffix); k > 0 && s.at(i+1).gap <= gapMark {
			n += k
		}
	} else if t.kind == wordToken {
		v, n = s.ordinalWords(i)
	}
	if v < 1 || v > 31 {
		return 0, 0
	}
	return v, n
}

// month reads the name of a month, and the same month named in another way
// after a slash: كانون الأول/ديسمبر. May and March need a capital in English.
func (s *scanner) month(i int) (n int) {
	m, k := s.match(i, roleMonth)
	if k == 0 {
		return 0
	}
	if t := s.at(i); s.has(i, roleMonthCapital) && (!t.upper || t.caps && s.has(i+k, roleFunction)) {
		return 0
	}
	if t := s.at(i + k); t.kind == markToken && t.mark == '/' {
		if o, more := s.match(i+k+1, roleMonth); more > 0 && o.n == m.n {
			k += 1 + more
		}
	}
	return k
}

// dateOf skips what may stand between a day and its month, or a month and its
// year.
func (s *scanner) dateOf(i int) int {
	if t := s.at(i); t.kind == markToken && isHyphen(t.mark) && t.gap == gapNone {
		return i + 1
	}
	if _, k := s.match(i, roleDateOf); k > 0 {
		return i + k
	}
	return i
}

// yearAfter returns the token after a year that belongs to the date before
// token i, or i.
func (s *scanner) yearAfter(i int) int {
	at := i
	if t := s.at(at); t.kind == markToken && t.mark == '.' && t.gap == gapNone { // Dec. 2024
		at++
	}
	at = s.dateOf(at)
	t := s.at(at)
	if t.kind != digitsToken || t.digits != 4 && !(t.digits == 2 && at > i && isHyphen(s.at(i).mark)) {
		return i
	}
	if num, _ := s.numeral(at); t.digits == 4 && !isYear(num) {
		return i
	}
	return at + 1
}

// monthAndYear returns the token after a month at token i and its year, or 0.
func (s *scanner) monthAndYear(i int) int {
	if n := s.month(i); n > 0 {
		return s.yearAfter(i + n)
	}
	at := s.dateOf(i)
	if n := s.month(at); n > 0 {
		return s.yearAfter(at + n)
	}
	return 0
}

// A dayAt is a day of a month in the tokens from at.
type dayAt struct {
	day   int64
	at, n int
}

const whyDay = "a day of the month or a count"

// dayMonth reads 5 December, 5 to 7 December, between 26 November and 3
// December, 28, 29 and 30 November.
func (s *scanner) dayMonth(start int) int {
	i := start
	for _, r := range []role{roleBetween, roleFrom} {
		if _, k := s.match(start, r); k > 0 {
			i = start + k
		}
	}
	var days [8]dayAt
	spans := false
	for count := 0; count < len(days) && i > 0 || count == 0; count++ {
		d := &days[count]
		if d.day, d.n = s.day(i); d.n == 0 || spans && count > 1 {
			return 0
		}
		d.at = i
		if end := s.monthAndYear(i + d.n); end > 0 {
			return s.days(days[:count+1], end, spans)
		}
		var to bool
		i, to = s.nextDay(i+d.n, days[0].at > start)
		spans = spans || to
	}
	return 0
}

// days emits the days that share the month that ends before token end. Those
// that do not rise are perhaps counts: 12 and 5 December.
func (s *scanner) days(days []dayAt, end int, spans bool) int {
	first, last := days[0], days[len(days)-1]
	if len(days) == 2 && spans && first.day <= last.day {
		return s.emit(Date, first.at, end, first.at, last.at+last.n, spanOf(first.day, last.day))
	}
	for i, d := range days[:len(days)-1] {
		s.emit(Date, d.at, d.at+d.n, d.at, d.at+d.n, exactly(d.day))
		if !spans && d.day >= days[i+1].day {
			s.doubt(whyDay, exactly(d.day))
		}
	}
	return s.emit(Date, last.at, end, last.at, last.at+last.n, exactly(last.day))
}

// nextDay returns where the next day of 5-7 December or 28, 29 and 30 November
// may begin, 0 for nowhere, and whether the two span the days between.
func (s *scanner) nextDay(i int, opened bool) (next int, spans bool) {
	if t := s.at(i); t.kind == markToken && (isDash(t.mark) || t.mark == '/') {
		return i + 1, true
	}
	_, k := s.match(i, roleDateAnd)
	if k == 0 {
		return 0, false
	}
	_, to := s.match(i, roleTo)
	if s.at(i).kind == markToken {
		if _, and := s.match(i+k, roleAnd); and > 0 { // 28, 29, and 30
			k += and
		}
	}
	return i + k, to > 0 || opened
}

func exactly(v int64) humanitarian.Quantity {
	q, _ := single(humanitarian.Exact, v) // v is not negative
	return q
}

// monthDay reads December 5, 2024. "In May 12 people" has no day, and "May 12
// people" is unsure.
func (s *scanner) monthDay(i int) int {
	n := s.month(i)
	if n == 0 {
		return 0
	}
	at := i + n
	if t := s.at(at); t.kind == markToken && t.mark == '.' && t.gap == gapNone {
		at++
	} else if _, k := s.match(at, roleDateOf); k > 0 && t.kind == wordToken {
		at += k
	}
	v, k := s.day(at)
	if k == 0 || s.at(at).kind == digitsToken && s.runAt(at).n > 1 || s.scaleFollows(at+k) {
		return 0
	}
	end := at + k
	if y := s.yearAfter(end); y > end {
		return s.emit(Date, i, y, at, end, exactly(v))
	}
	if s.monthAndYear(end) > 0 { // in May, 5 June
		return 0
	}
	if s.dayOrCount(i, end) && k == 1 {
		if s.has(i-1, roleYear) && !(s.l.style.monthDay && s.has(i-1, roleDateOn)) {
			return 0
		}
		s.emit(Date, i, end, at, end, exactly(v))
		s.doubt(whyDay, exactly(v))
		return end
	}
	return s.furtherDays(v, s.emit(Date, i, end, at, end, exactly(v)))
}

// dayOrCount reports whether the number before token end, which stands behind
// the month at token i, may count what follows: "on March 12 people were
// killed". A name with a capital is not counted where capitals tell: "on March
// 12 Israeli forces". Where the day stands before its month, any word speaks
// for a count.
func (s *scanner) dayOrCount(i, end int) bool {
	t := s.at(end)
	if !s.l.style.monthDay {
		return t.kind == wordToken && t.gap < gapLine
	}
	named := t.upper && !t.caps && s.has(i-1, roleDateOn)
	return s.noun(end) && !named && !s.numberAt(end)
}

// furtherDays reads the rest of November 28, 29 and 30 or November 28 to 30, whose day before token
// end is read already. "On November 28, 29 people were killed" has no further
// one.
func (s *scanner) furtherDays(day int64, end int) int {
	var more [8]dayAt
	for count, i := 0, end; count < len(more); count++ {
		next, spans := s.nextDay(i, false)
		if next == 0 || s.at(next).kind != digitsToken {
			return end
		}
		v, n := s.day(next)
		if n == 0 || v <= day || s.runAt(next).n > 1 || s.countsElse(next, next+n) || s.scaleFollows(next+n) {
			return end
		}
		more[count] = dayAt{v, next, n}
		day, i = v, next+n
		if _, and := s.match(next-1, roleAnd); and > 0 || spans {
			if s.noun(i) || s.has(i, roleVerb) {
				return end
			}
			for _, d := range more[:count+1] {
				s.emit(Date, d.at, d.at+d.n, d.at, d.at+d.n, exactly(d.day))
			}
			return i
		}
	}
	return end
}

// yearSpan reads 2024-25 and 2024/25.
func (s *scanner) yearSpan(i int) int {
	t, mark, second := s.at(i), s.at(i+1), s.at(i+2)
	if t.digits != 4 || mark.kind != markToken || mark.gap != gapNone || !isDash(mark.mark) && mark.mark != '/' ||
		second.kind != digitsToken || second.gap != gapNone || second.digits != 2 && !(second.digits == 4 && mark.mark == '/') {
		return 0
	}
	num, _ := s.numeral(i)
	if after := s.at(i + 3); !isYear(num) || after.gap == gapNone && after.kind == markToken && (isDash(after.mark) || after.mark == '/') {
		return 0
	}
	last := s.small(i + 2)
	if second.digits == 2 {
		last += num.mant / 100 * 100
	}
	if last <= num.mant {
		return 0
	}
	return s.emit(Year, i, i+3, i, i+3, spanOf(num.mant, last))
}

// numericDate reads 05/12/2024, 2024-12-05 and 5.12.2024. Where day and month
// could change places the day is not told.
func (s *scanner) numericDate(i int) int {
	var v [3]int64
	var width [3]int
	mark := s.at(i + 1)
	if mark.kind != markToken || mark.gap != gapNone || mark.mark != '/' && mark.mark != '.' && !isHyphen(mark.mark) {
		return 0
	}
	for j := range v {
		t := s.at(i + 2*j)
		if t.kind != digitsToken || t.digits > 4 {
			return 0
		}
		if m := s.at(i + 2*j - 1); j > 0 && (t.gap != gapNone || m.mark != mark.mark || m.gap != gapNone) {
			return 0
		}
		v[j], width[j] = s.small(i+2*j), t.digits
	}
	if next := s.at(i + 5); next.gap == gapNone && next.kind == markToken && next.mark == mark.mark && s.at(i+6).kind == digitsToken {
		return 0
	}
	fits := func(day, month int64) bool { return day >= 1 && day <= 31 && month >= 1 && month <= 12 }
	year := func(j int) bool { return width[j] == 4 && v[j] >= 1900 && v[j] <= 2099 }
	switch {
	case year(0) && fits(v[2], v[1]) && width[1] <= 2 && width[2] <= 2:
		return s.emit(Date, i, i+5, i+4, i+5, exactly(v[2]))
	case !year(2) && (width[2] != 2 || mark.mark != '/') || width[0] > 2 || width[1] > 2:
		return 0
	}
	dayFirst, monthFirst := fits(v[0], v[1]), fits(v[1], v[0])
	switch {
	case dayFirst && monthFirst && v[0] != v[1]:
		return s.emit(Date, i, i+5, i, i+3, humanitarian.Quantity{})
	case dayFirst:
		return s.emit(Date, i, i+5, i, i+1, exactly(v[0]))
	case monthFirst:
		return s.emit(Date, i, i+5, i+2, i+3, exactly(v[1]))
	}
	return 0
}

// clock reads a time of day: 14:30, 5 p.m., 14h30, الساعة 5.
func (s *scanner) clock() int {
	at := 0
	if _, k := s.match(0, roleTimeBefore); k > 0 {
		at = k
	}
	end := s.clockAt(at)
	if end == 0 && at > 0 && s.at(at).kind == digitsToken && s.at(at).digits <= 2 && s.runAt(at).n == 1 {
		end = at + 1
	}
	if end == 0 {
		return 0
	}
	return s.emit(Time, 0, end, at, end, humanitarian.Quantity{})
}

// clockGaps reports whether the hour and minutes at token i stand together, or
// apart with a letter for hours between: 14 h 30.
func (s *scanner) clockGaps(i int) bool {
	mark, minute := s.at(i+1), s.at(i+2)
	if mark.kind == wordToken && mark.end-mark.start == 1 && minute.gap < gapLine {
		return !s.noun(i + 3)
	}
	return mark.gap <= gapMark && minute.gap <= gapMark
}

// minutes returns the token after the minutes, seconds and word for the time of
// day that follow the hour at token i, or 0.
func (s *scanner) minutes(i int, mark *token) int {
	end := i + 3
	_, after := s.match(end, roleTime)
	if mark.mark == '.' { // 2.30 p.m., but not 2.30
		_, hours := s.match(end, roleHours)
		if after = max(after, hours); after == 0 {
			return 0
		}
		return end + after
	}
	if _, h := s.match(i+1, roleHours); mark.mark != ':' && (mark.kind != wordToken || h != 1) {
		return 0
	}
	if colon, sec := s.at(end), s.at(end+1); colon.mark == ':' && colon.gap == gapNone && sec.kind == digitsToken && sec.digits == 2 && sec.gap == gapNone {
		end += 2
		_, after = s.match(end, roleTime)
	}
	return end + after
}

// clockAt returns the token after a time at token i, or 0.
func (s *scanner) clockAt(i int) int {
	hour, mark, minute := s.at(i), s.at(i+1), s.at(i+2)
	if hour.kind != digitsToken || hour.digits > 2 || s.small(i) > 24 {
		return 0
	}
	if s.clockGaps(i) && minute.kind == digitsToken && minute.digits == 2 && s.small(i+2) <= 59 {
		if end := s.minutes(i, mark); end > 0 {
			return end
		}
	}
	if _, k := s.match(i+1, roleTime); k > 0 {
		return i + 1 + k
	}
	if _, k := s.match(i+1, roleHours); k > 0 && s.has(i-1, roleTimeCue) {
		return i + 1 + k
	}
	return 0
}
