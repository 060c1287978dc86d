package extract

import "slices"

// predicate reads what a form of "be" says: "were in nine evacuation centres",
// "were among the dead", "are refugees".
func (p *parse) predicate(k, i int, g *group) (effect, string) {
	if !g.be || g.main >= 0 {
		return noEffect, ""
	}
	if i+1 < len(p.nodes) && p.nodes[i+1].kind == phraseNode {
		if ph := p.nodes[i+1].phrase; !ph.counts() && ph.noun != nil && ph.noun.kind == person && ph.effect != noEffect {
			return ph.effect, ""
		}
		return noEffect, ""
	}
	if p.stayCounts(i) && p.prepositionAfter(i) {
		return sheltered, ""
	}
	for j := i + 1; j < len(p.nodes) && j < i+5; j++ {
		switch n := &p.nodes[j]; n.kind {
		case includeNode:
			if states := p.lexeme(n).states; len(states) > 0 {
				return states[0], ""
			}
			return noEffect, ""
		case prepNode, otherNode:
		case phraseNode:
			if (n.phrase.effect == kill || n.phrase.effect == injure) && (n.phrase.noun == nil || !n.phrase.noun.lives) {
				return n.phrase.effect, ""
			}
			return noEffect, ""
		case stateNode:
			return p.lexeme(n).states[0], ""
		default:
			return noEffect, ""
		}
	}
	return noEffect, ""
}

// stayCounts reports whether people stay in a place of refuge: a camp, a
// collective centre, a school, with hosts.
func (p *parse) stayCounts(i int) bool {
	for j := i + 1; j < len(p.nodes) && j < i+8; j++ {
		n := &p.nodes[j]
		switch n.kind {
		case verbNode:
			return n.group.verb.effect == homeless
		case stopNode, subordNode, relNode, commaNode:
			return false
		case phraseNode:
			prep := j - 1
			for prep > i && p.nodes[prep].kind == otherNode && p.nameOrArticle(prep) {
				prep-- // "in the Wau protection site"
			}
			if isRefuge(n.phrase) && p.nodes[prep].kind == prepNode && p.tokens[p.nodes[prep].first].is(isWithin) {
				return true
			}
		case stateNode:
			return p.lexeme(n).states[0] == homeless || p.lexeme(n).states[0] == displaced
		}
	}
	return false
}

// nameOrArticle: node i is a word that can stand between a preposition and the noun
// it governs.
func (p *parse) nameOrArticle(i int) bool {
	t := &p.tokens[p.nodes[i].first]
	return t.kind == wordToken && (t.is(isDeterminer) || t.lex == nil && t.capital)
}

func isRefuge(ph *phrase) bool {
	if ph.noun == nil {
		return false
	}
	switch ph.noun.kind {
	case facility:
		switch ph.noun.facility {
		case "camp", "school", "religious":
			return true
		}
	case person:
		return ph.noun.member || ph.plural && !ph.definite && ph.number == nil
	case dwelling:
		return ph.plural && !ph.definite
	}
	return false
}

// amongHarmed: "six nurses were among the 22 people killed", "among 22 dead": the
// form of be at node i makes its subject a part of a number that follows.
func (p *parse) amongHarmed(i int, g *group) effect {
	if !g.be || g.main >= 0 || i+2 >= len(p.nodes) || !p.tokens[p.nodes[i+1].last].is(isAmong) {
		return noEffect
	}
	ph := p.nodes[i+2].phrase
	if !ph.isCounted() {
		return noEffect
	}
	if ph.effect.isHarm() {
		return ph.effect
	}
	if i+3 < len(p.nodes) {
		switch n := &p.nodes[i+3]; {
		case n.group != nil && n.group.voice == bare && n.group.verb.effect.isHarm():
			return n.group.verb.effect
		case n.kind == stateNode && p.lexeme(n).states[0].isHarm():
			return p.lexeme(n).states[0]
		}
	}
	return noEffect
}

// lostHome: "saw their homes burned down", "had their shelters flooded": what the
// participle behind the object of the verb at node i means for the people.
func (p *parse) lostHome(i int, g *group) effect {
	if i+2 >= len(p.nodes) || p.nodes[i+2].group == nil || g.be || !g.sees() {
		return noEffect
	}
	ph, done := p.nodes[i+1].phrase, p.nodes[i+2].group
	if ph == nil || ph.counts() || ph.noun == nil || ph.noun.kind != dwelling && !ph.noun.part || !p.tokens[p.nodes[i+1].first].is(isPossessive) || done.voice != bare {
		return noEffect
	}
	switch done.verb.effect {
	case destroy:
		if ph.noun.part { // "homes had their windows broken"
			return damage
		}
		return homeless
	case damage, ruin, inundate, attack:
		if ph.noun.part {
			return damage
		}
		return affected
	}
	return noEffect
}

// sees reports whether g is a verb such as "saw", or "had" alone.
func (g *group) sees() bool {
	return g.main < 0 && g.have || slices.ContainsFunc(g.lexVerbs(), func(v verb) bool { return v.effect == see })
}

// canTake reports whether l is a form of "take": it takes lives too.
func (l *lexeme) canTake() bool {
	return slices.ContainsFunc(l.verbs, func(v verb) bool { return v.effect == claim })
}

// byFighters: fighters stand behind "by" after the verb at node i.
func (p *parse) byFighters(i int) bool {
	for j := i + 1; j+1 < len(p.nodes) && j < i+9; j++ {
		switch n := &p.nodes[j]; n.kind {
		case verbNode, stopNode, subordNode, relNode, ifNode:
			return false
		default:
			if ph := p.nodes[j+1].phrase; p.tokens[n.last].is(isBy) && ph != nil {
				return isFighters(ph)
			}
		}
	}
	return false
}
