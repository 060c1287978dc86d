package numeral

import "github.com/humanitarian-sitrep/sitrep/humanitarian"

const whyNamed = "the number of something, or how many there are"

// label reads numbers that name something: COVID-19, SY0207, Resolution 2254,
// [3], +963 11 222 3333, 007.
func (s *scanner) label() int {
	t := s.at(0)
	switch {
	case t.kind == digitsToken:
		return s.serial()
	case t.kind == wordToken:
		if n := s.code(); n > 0 {
			return n
		}
	case t.mark == '[':
		return s.citation()
	}
	return s.named()
}

// gluedAt returns the token of the digits that follow the word at token i
// without a space, after a hyphen or slash at most, or 0.
func (s *scanner) gluedAt(i int) int {
	if end := s.at(i).end; end >= len(s.text) || s.text[end] <= ' ' {
		return 0
	}
	next := s.at(i + 1)
	switch {
	case next.gap != gapNone:
	case next.kind == digitsToken:
		return i + 1
	case next.kind == markToken && (isHyphen(next.mark) || next.mark == '/'):
		if d := s.at(i + 2); d.kind == digitsToken && d.gap == gapNone {
			return i + 2
		}
	}
	return 0
}

// code reads letters and digits in one: T4, R06-07, S/RES/2254.
func (s *scanner) code() int {
	at := s.gluedAt(0)
	first := s.at(0)
	// Words run into a number in poor text: with14, about2,700; so do و and ب
	// in Arabic.
	if at == 0 || s.has(0, roleGlued) || at == 1 && (first.arabic || !first.upper && s.has(0, roleFunction)) {
		return 0
	}
	if at == 2 && (s.has(0, roleYear) || s.l.words.starts[first.id].has(roleMonth) || s.numberAt(0)) {
		return 0
	}
	end := at + 1
	for end < 24 && s.at(end).gap == gapNone {
		next, after := s.at(end), s.at(end+1)
		switch {
		case next.kind == wordToken || next.kind == digitsToken:
			end++
			continue
		case next.kind == markToken && (isHyphen(next.mark) || next.mark == '/' || next.mark == '.') && after.kind == digitsToken && after.gap == gapNone:
			end += 2
			continue
		}
		break
	}
	s.emit(Label, 0, end, at, end, humanitarian.Quantity{})
	if at == 1 && !first.upper && first.end-first.start > 3 && end == at+1 {
		s.doubt("a name with a number, or a count without a space before it")
	}
	return end
}

// doubt makes the last reading unsure.
func (s *scanner) doubt(why string, readings ...humanitarian.Quantity) {
	last := &s.found[len(s.found)-1]
	*last = last.unsure(why, readings...)
}

// citation reads the source mark [3] or [3, 5].
func (s *scanner) citation() int {
	end := 1
	for s.at(end).kind == digitsToken && s.at(end).digits <= 3 && end < 40 {
		t := s.at(end + 1)
		if t.kind == markToken && t.mark == ']' {
			for i := 1; i <= end; i += 2 {
				s.emit(Label, i, i+1, i, i+1, humanitarian.Quantity{})
			}
			return end + 2
		}
		if t.kind != markToken || t.mark != ',' && t.mark != ';' && t.mark != '،' && !isDash(t.mark) {
			return 0
		}
		end += 2
	}
	return 0
}

// named reads a word that numbers are named by, and the number: Route 5. Words
// such as "camp" and "week" name it only with a capital; without one, a number
// before a noun is a count, and else it is unsure.
func (s *scanner) named() int {
	if _, k := s.match(0, roleQuantity); k > 0 { // no one
		return 0
	}
	_, strong := s.match(0, roleLabel)
	_, plural := s.match(0, roleLabelPlural)
	_, weak := s.match(0, roleLabelWeak)
	k := max(strong, plural, weak)
	if k == 0 {
		return 0
	}
	at := k
	if t := s.at(at); t.kind == markToken && t.gap <= gapMark && (t.mark == '.' || t.mark == '°' || t.mark == ':' || t.mark == '#') {
		at++
	}
	end := s.name(at)
	if end == at {
		return 0
	}
	capital := s.at(0).upper && !s.at(0).caps
	if max(strong, plural) == 0 && !capital && s.noun(end) {
		return 0
	}
	s.emit(Label, 0, end, at, end, humanitarian.Quantity{})
	if max(strong, plural) == 0 && !capital {
		s.doubt(whyNamed)
	}
	return s.furtherNames(end, plural > 0)
}

// furtherNames reads the rest of articles 5, 6 and 7, and of paragraph 5-7.
func (s *scanner) furtherNames(end int, plural bool) int {
	for end < 60 {
		next := end
		if t := s.at(next); t.kind == markToken && (t.mark == ',' || t.mark == '،' || isDash(t.mark)) {
			next++
		}
		if !plural && (next == end || s.at(end).mark == ',' || s.at(end).mark == '،' || s.at(next).gap > gapIsolate) {
			return end
		}
		for _, r := range []role{roleAnd, roleOr, roleTo} {
			if _, k := s.match(next, r); k > 0 {
				next += k
			}
		}
		last := s.name(next)
		if next == end || last == next {
			break
		}
		s.emit(Label, next, last, next, last, humanitarian.Quantity{})
		end = last
	}
	return end
}

// name returns the token after a number at token i that can be a name, or i.
// Grouped digits, scales and shares count something.
func (s *scanner) name(i int) int {
	t := s.at(i)
	if t.kind != digitsToken {
		v, n := s.below100(i)
		_, hundred := s.match(i+n, roleHundred)
		if n == 0 || v == 0 || hundred > 0 || s.scaleFollows(i+n) || (v == 1 || s.has(i, roleDoubtful)) && !t.upper {
			return i
		}
		return i + n
	}
	full := s.runAt(i)
	_, share := s.match(i+1, rolePercent)
	switch {
	case full.n > 1 && full.marks[1] == '.':
		return i + full.length // section 4.2
	case full.n > 1 && full.marks[1] != ' ' && !full.isList(), share > 0, s.scaleFollows(i + 1), t.digits > 7:
		return i
	}
	return i + 1
}

// lettered reads 4x4 and 5G, but not 12km, 5k and 3rd.
func (s *scanner) lettered() int {
	w, after := s.at(1), s.at(2)
	if w.kind != wordToken || w.gap != gapNone || s.at(0).gap == gapNone {
		return 0
	}
	const units roleSet = 1<<roleSuffix | 1<<roleOrdinalSuffix | 1<<roleTime | 1<<roleHours
	code := w.upper && w.end-w.start <= 2 && !s.l.words.starts[w.id].meets(units)
	if after.kind == digitsToken && after.gap == gapNone || code {
		return s.emit(Label, 0, 2, 0, 2, humanitarian.Quantity{})
	}
	return 0
}

// serial reads digits that cannot be a count: 007, 123-456-7890, a telephone
// number, 4x4, 5G.
func (s *scanner) serial() int {
	t := s.at(0)
	if s.cell {
		return 0
	}
	if n := s.lettered(); n > 0 {
		return n
	}
	plus := s.at(-1).kind == markToken && s.at(-1).mark == '+' && t.gap == gapNone
	zero := t.digits > 1 && s.first(*t) == '0'
	digits, hyphens, end := t.digits, 0, 1
	for end < 20 {
		next, d := s.at(end), s.at(end+1)
		switch {
		case plus && next.kind == markToken && (next.mark == '(' || next.mark == ')'):
			end++
			continue
		case next.kind == digitsToken && next.gap < gapLine && (plus || zero):
			digits += next.digits
			end++
			continue
		case next.kind == markToken && next.gap == gapNone && isHyphen(next.mark) && d.kind == digitsToken && d.gap == gapNone:
			hyphens++
			digits += d.digits
			end += 2
			continue
		}
		break
	}
	if plus && digits >= 7 || zero && s.runAt(0).n == 1 || hyphens >= 2 {
		return s.emit(Label, 0, end, 0, end, humanitarian.Quantity{})
	}
	return 0
}
