package extract

// toAbroad turns flight into a border crossing when another country or the
// border is the goal.
func (p *parse) toAbroad(i int, e effect) effect {
	if e != fled && e != sheltered && e != arrived && e != displaced {
		return e
	}
	for j := p.nodes[i].last + 1; j < len(p.tokens) && j < p.nodes[i].last+8; j++ {
		t := &p.tokens[j]
		if t.kind == markToken && t.mark != '-' {
			return e
		}
		if t.is(isAbroad) {
			return cross
		}
		if t.is(isCountry) && j > 0 && !p.isPossessive(t) && (p.goesInto(j) || e == arrived && p.tokens[j-1].is(isWithin)) {
			return cross
		}
		if t.kind == numberToken || t.is(isRelative|isSubordinator) {
			return e
		}
	}
	return e
}

// countryBehind: the object of the verb at node i is another country.
func (p *parse) countryBehind(i int) bool {
	for j := p.nodes[i].last + 1; j < len(p.tokens) && j <= p.nodes[i].last+3; j++ {
		if t := &p.tokens[j]; t.is(isCountry) || t.is(isAbroad) {
			return !p.isPossessive(t)
		} else if !t.is(isModifier | isDeterminer | isToward) {
			return false
		}
	}
	return false
}

// goesInto: "to Lebanon", "into neighbouring Chad".
func (p *parse) goesInto(j int) bool {
	for b := j - 1; b >= 0 && b >= j-3; b-- {
		t := &p.tokens[b]
		switch {
		case t.is(isToward) && t.lex.value != direction:
			return true
		case !t.is(isModifier | isDeterminer | isToward):
			return false
		}
	}
	return false
}

// direction is the value of a word of section [toward] that a place may follow:
// "north" of "in north Kivu".
const direction = 1

// fleeing: a participle of flight follows the verb at node i in its clause.
func (p *parse) fleeing(i int) bool {
	for j := i + 1; j < len(p.nodes) && j <= i+6; j++ {
		switch n := &p.nodes[j]; n.kind {
		case verbNode:
			return n.group.voice == ing && n.group.verb.effect == fled
		case stopNode, subordNode, relNode, ifNode, andNode:
			return false
		}
	}
	return false
}
