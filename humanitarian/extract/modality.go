package extract

// modality decides whether the sentence asserts what f says. why is set when
// the number is no report at all: part of a metaphor, a game or a capacity.
func (p *parse) modality(f *figure) (Modality, string) {
	if p.sport {
		return Asserted, whyGame
	}
	first := p.nodes[f.node].first
	trigger := p.nodes[f.link.node].first
	from, to := min(first, trigger), max(p.nodes[f.node].last, p.nodes[f.link.node].last)
	g := f.link.group
	if p.capacity(first) {
		return Asserted, whyCapacity
	}
	switch {
	case p.anywhere(isFalse, to), p.before(isFalse, from, 8):
		return Negated, ""
	case g != nil && g.negated, p.before(isPrevent, from, 4):
		return Negated, ""
	case g != nil && g.planned:
		return Planned, ""
	case g != nil && g.hypothetical, p.conditional(from):
		return Hypothetical, ""
	case p.forecast(f, from, to):
		return Planned, ""
	case p.before(isDeny, from, 24):
		return Denied, ""
	}
	return Asserted, ""
}

func (p *parse) has(c class) bool {
	for i := range p.tokens {
		if p.tokens[i].is(c) {
			return true
		}
	}
	return false
}

// anywhere reports whether a word of c stands behind token i.
func (p *parse) anywhere(c class, i int) bool {
	for j := i + 1; j < len(p.tokens) && j < i+nearby; j++ {
		if p.tokens[j].is(c) {
			return true
		}
	}
	return false
}

// before reports whether a word of c stands at most n tokens before token i in
// the same clause.
func (p *parse) before(c class, i, n int) bool {
	for j := i - 1; j >= 0 && j >= i-n; j-- {
		if p.tokens[j].isMark(";") {
			return false
		}
		if p.tokens[j].is(c) {
			return true
		}
	}
	return false
}

// conditional: an "if" opens the clause, or one before it.
func (p *parse) conditional(i int) bool {
	if t := &p.tokens[0]; t.is(isHave) && t.is(isPast) {
		return true // "Had the levee broken, 12,000 families would have fled"
	}
	for j := i; j >= max(0, i-nearby); j-- {
		if p.tokens[j].is(isIf) {
			return true
		}
		if p.tokens[j].isMark(";") {
			return false
		}
	}
	// "3,000 homes would be lost if" is caught by its verb.
	return false
}

// forecast: words of plan and fear before the figure, or right behind it, when
// its own verb is not in the past.
func (p *parse) forecast(f *figure, from, to int) bool {
	if g := f.link.group; g != nil && (g.past || g.voice == bare && f.link.how == byObject) {
		return false
	}
	if f.link.how == byPart || f.link.how == bySame {
		return false
	}
	limit := 8
	for j := from - 1; j >= 0 && limit > 0; j-- {
		t := &p.tokens[j]
		if t.isMark(",;:") {
			break
		}
		if t.is(isFearSoft) {
			return true
		}
		limit--
	}
	for j := to + 1; j < len(p.tokens) && j <= to+3; j++ {
		t := &p.tokens[j]
		if t.kind == markToken || t.is(isAnd) {
			break
		}
		if t.is(isFearSoft) {
			return true
		}
	}
	return false
}

// capacity: "can accommodate 5,000", "a capacity of", "room for".
func (p *parse) capacity(i int) bool {
	return p.before(isCapacity, i, 3)
}
