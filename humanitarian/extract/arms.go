package extract

import "strings"

// This file looks beyond the noun for signs that those counted bear arms: "200
// men who had fought for the militia", "60 people, all of them fighters",
// "civilians and fighters", "the garrison's 300 men", "some 600 fled" behind a
// sentence about troops. It only ever takes measures away.

// unarmed returns the subject of f as it stands after a look at the words around
// it: fighters, mixed or doubtful where they say so.
func (p *parse) unarmed(f *figure) subject {
	s, k := f.subject, f.node
	switch s.(type) {
	case people, unknowns, households:
	case fighters:
		if _, civil := p.joinedWith(k, f); civil { // "400 fighters and civilians left"
			return mixed{}
		}
		return s
	default:
		return s
	}
	armed := subject(fighters{})
	if isHouseholds(s) {
		armed = mixed{}
	}
	switch {
	case p.bearsArms(k, f), p.belongsToArmed(k, f), f.link.how == byObject && p.nodes[f.link.node].group.verb.armed && p.ownLoss(f.link.node, k):
		return armed
	case p.ownedByArmed(k), p.doubtfulNoun(k), p.apposedArmed(k, f), p.strengthOf(k):
		return doubtful{}
	}
	if fighting, _ := p.joinedWith(k, f); fighting || p.withFighters(k) && !f.link.effect.isHarm() {
		return mixed{}
	}
	if ph := p.nodes[k].phrase; (ph.noun == nil || ph.noun.same || ph.partOf) && !ph.unknown && p.followsFighters(k, f.link) {
		return fighters{}
	}
	return s
}

func (p *parse) doubtfulNoun(k int) bool {
	n := p.nodes[k].phrase.noun
	return n != nil && n.doubtful
}

// bearsArms: words such as "armed with", "in uniform", "who took up arms" behind
// the phrase.
func (p *parse) bearsArms(k int, f *figure) bool {
	for i := p.nodes[k].last + 1; i < p.saidOf(k, f) && !p.othersBegin(i); i++ {
		if p.tokens[i].is(isRanks) {
			return true
		}
	}
	return p.ranksBehind(k)
}

// saidOf returns the token before which words behind phrase k still describe
// those counted: up to the verb whose subject they are, else to the next mark.
func (p *parse) saidOf(k int, f *figure) int {
	last := p.nodes[k].last
	if f.link.node > k {
		return min(p.nodes[f.link.node].last+1, last+nearby)
	}
	for i := last + 1; i < len(p.tokens) && i <= last+nearby; i++ {
		if p.tokens[i].isMark(",;:()") || p.tokens[i].number != nil {
			return i
		}
	}
	return min(len(p.tokens), last+nearby)
}

// belongsToArmed: "40 men of the 3rd Regiment", "men who belong to the guard".
func (p *parse) belongsToArmed(k int, f *figure) bool {
	end := p.saidOf(k, f)
	for i := k + 1; i+1 < len(p.nodes) && p.nodes[i].first < end; i++ {
		t := &p.tokens[p.nodes[i].last]
		near := i == k+1 && t.is(isOf|isFrom)
		if !near && (t.lex == nil || !t.lex.belongs) || p.nodes[i].kind == phraseNode {
			continue
		}
		to := i + 1
		if p.lex.rules.nounFirst && to+1 < len(p.nodes) && p.nodes[to+1].phrase != nil { // "رجال القائد", the commander's men
			to++
		}
		if ph := p.nodes[to].phrase; ph != nil && isFighters(ph) && p.isWhole(to) {
			return true
		}
	}
	return false
}

// isWhole reports whether phrase i ends where its noun ends: "the Taliban", but
// not "Taliban rule" or "army-held towns".
func (p *parse) isWhole(i int) bool {
	next := p.nodes[i].last + 1
	if next >= len(p.tokens) {
		return true
	}
	t := &p.tokens[next]
	if p.lex.rules.nounFirst || t.capital && !p.capital { // a name: "كتيبة النصر"
		return !t.hyphen
	}
	return t.kind != wordToken || !t.hyphen && (t.lex != nil && !t.lex.isUnknown() || endsIn(p.text[t.start:t.end], p.lex.ends.verb))
}

// ownedByArmed: "the garrison's 300 men", "the unit's 45 survivors".
func (p *parse) ownedByArmed(k int) bool {
	if k == 0 || p.nodes[k-1].phrase == nil {
		return false
	}
	if n := p.nodes[k].phrase.noun; n == nil || n.civilian || n.captive {
		return false
	}
	t := &p.tokens[p.nodes[k-1].last]
	return (isFighters(p.nodes[k-1].phrase) || t.is(isArmed)) && p.isPossessive(t)
}

func (p *parse) isPossessive(t *token) bool {
	rest := strings.TrimPrefix(strings.TrimPrefix(p.text[t.end:], "'"), "’")
	return len(rest) < len(p.text[t.end:])
}

// apposedArmed: ", all of them fighters," or ", former rebels," between the phrase
// and its verb.
func (p *parse) apposedArmed(k int, f *figure) bool {
	if k+1 < len(p.nodes) && p.nodes[k+1].phrase != nil && isFighters(p.nodes[k+1].phrase) && p.tokens[p.nodes[k+1].first].is(isDeterminer) {
		return true // "60 شخصا جميعهم مقاتلون", all of them fighters
	}
	end := p.saidOf(k, f)
	for i := k + 1; i+1 < len(p.nodes) && p.nodes[i].first < end; i++ {
		switch p.nodes[i].kind {
		case commaNode, openNode, dashNode, includeNode, otherNode:
		default:
			continue
		}
		ph := p.nodes[i+1].phrase
		if ph == nil || !isFighters(ph) || ph.number != nil || ph.article >= 0 && !ph.role && !p.countsByForm(ph) {
			continue
		}
		if p.nodes[i].kind == otherNode && !p.isAll(i) {
			continue
		}
		if i+2 >= len(p.nodes) {
			return true
		}
		switch p.nodes[i+2].kind {
		case commaNode, closeNode, dashNode, stopNode, includeNode, andNode: // "ex-soldiers among them", "gunmen and hostages"
			return true
		case verbNode, prepNode, otherNode:
			if i+2 == f.link.node || p.nodes[i].kind == includeNode || p.nodes[i].kind == otherNode {
				return true
			}
		}
	}
	return false
}

// bodyOfMen is the value of a word of section [band] that names troops as well as
// others: "company".
const bodyOfMen = 1

// strengthOf: "An entire company, some 110 men, crossed", "a company of 110 men": the
// number of a body of men that may be armed stands behind it.
func (p *parse) strengthOf(k int) bool {
	if s, ok := p.nodes[k].phrase.subject.(people); ok && s.civilian || k < 2 || p.nodes[k-2].phrase == nil || p.nodes[k-2].phrase.number != nil {
		return false
	}
	body := &p.tokens[p.nodes[k-2].last]
	if !body.is(isArmed) || body.lex.value != bodyOfMen {
		if !isFighters(p.nodes[k-2].phrase) {
			return false
		}
	}
	if p.nodes[k-1].kind == commaNode {
		return k+1 < len(p.nodes) && p.nodes[k+1].kind == commaNode
	}
	return p.tokens[p.nodes[k-1].last].is(isOf | isNumbering)
}

// isAll: "all", "most", "both", as in "all of them fighters".
func (p *parse) isAll(i int) bool { return p.tokens[p.nodes[i].last].is(isDeterminer | isPartOf) }

// countsByForm: the noun counts one only because the language has no article.
func (p *parse) countsByForm(ph *phrase) bool {
	return p.lex.rules.bareCounts && ph.number == nil && ph.article == ph.head && ph.implied == 1
}

// joinedWith walks over a list without numbers behind phrase k: "500 civilians and
// fighters", "60 militants, their wives and children". It reports whether
// fighters and whether others are in it. A number of its own, or a verb of its
// own, makes the last of the list another story.
func (p *parse) joinedWith(k int, f *figure) (fighting, others bool) {
	and, i := false, k+1
	for ; i+1 < len(p.nodes) && i < k+nearby; i += 2 {
		n, ph := &p.nodes[i], p.nodes[i+1].phrase
		if n.kind != commaNode && n.kind != andNode || ph == nil || !isPeople(ph) && !armed(ph.subject) || ph.subject == nil || !p.isOneOfMany(ph, f) {
			break
		}
		_, kin := ph.subject.(mixed) // "officers and their relatives"
		and = and || n.kind == andNode || kin
		fighting = fighting || armed(ph.subject)
		others = others || !isFighters(ph)
	}
	if !and || f.link.node < k && i < len(p.nodes) && p.nodes[i].group != nil && p.nodes[i].group.voice != ing && !p.nodes[i].group.lex.is(isPreposition) {
		return false, false // "killed two civilians and soldiers fired back"
	}
	return fighting, others
}

// withFighters: "400 residents with some rebels", "people in the militia".
func (p *parse) withFighters(k int) bool {
	if k+2 >= len(p.nodes) || !p.tokens[p.nodes[k+1].last].is(isWithin) {
		return false
	}
	i := k + 2
	if p.nodes[i].kind == otherNode && i+1 < len(p.nodes) {
		i++
	}
	return p.nodes[i].phrase != nil && isFighters(p.nodes[i].phrase) && p.isWhole(i)
}

// isOneOfMany reports whether ph is a plural, or a noun after a number, that the
// number before the list may count too.
func (p *parse) isOneOfMany(ph *phrase, f *figure) bool {
	if p.countsByForm(ph) {
		return !f.link.effect.isHarm() // "killed 15 civilians and a soldier"
	}
	return !ph.counts() && ph.number == nil && (ph.plural || isFighters(ph))
}

// beside reports whether phrase k stands in a list with fighters to its left:
// "400 fighters and civilians left".
func (p *parse) beside(k int) bool {
	for i := k - 1; i > 0 && i > k-nearby; i -= 2 {
		if kind := p.nodes[i].kind; kind != andNode && kind != commaNode || p.nodes[i-1].phrase == nil {
			return false
		}
		if isFighters(p.nodes[i-1].phrase) {
			return true
		}
	}
	return false
}

// movesPeople reports whether e is something that fighters do too, so that a bare
// number may count them.
func (e effect) movesPeople() bool { return e.isMovement() || e == evacuated || e == homeless }

// followsFighters reports whether the group last spoken of before phrase k are
// fighters. They drive others from their homes, so "were
// displaced" needs a number of them before it speaks of them.
func (p *parse) followsFighters(k int, l link) bool {
	g := p.lastGroup(k)
	if g == nobody {
		g = p.spokenOf
	}
	if ph := p.nodes[k].phrase; ph.partOf && g >= someFighters {
		return true
	}
	return l.effect.movesPeople() && g >= someFighters || l.effect == displaced && l.how == bySubject && g == countedFighters
}

// A spokenOf is the group of people that a bare number may go back to.
type spokenOf uint8

const (
	nobody spokenOf = iota
	somePeople
	someFighters
	countedFighters
)

// lastGroup finds the people last spoken of before node k. Speakers, those who only
// did the harm and those in a clause of time or place do not count.
func (p *parse) lastGroup(k int) spokenOf {
	for i := k - 1; i >= max(0, k-nearby); i-- {
		ph := p.nodes[i].phrase
		if ph == nil {
			if t := &p.tokens[p.nodes[i].first]; t.is(isArmed) && t.is(isModifier) && i+1 < k && p.nodes[i+1].kind == otherNode {
				return someFighters // "Armed dacoits, about 60 of them, fled"
			}
			continue
		}
		switch ph.subject.(type) {
		case fighters, mixed:
			switch {
			case p.actsOnOthers(i, ph):
			case ph.number != nil:
				return countedFighters
			default:
				return someFighters
			}
		case people, households:
			if ph.noun == nil || ph.noun.kind == event || ph.noun.same {
				continue
			}
			if p.beside(i) || p.ranksBehind(i) { // "airmen, mechanics and cooks", "people who surrendered"
				return someFighters
			}
			return somePeople
		}
	}
	return nobody
}

// actsOnOthers: "the army said", "rebels attacked", "shelling by the army".
func (p *parse) actsOnOthers(i int, ph *phrase) bool {
	if i > 0 && (p.nodes[i-1].kind == subordNode || p.nodes[i-1].kind == prepNode && !p.tokens[p.nodes[i-1].last].is(isOf) && !ph.counts()) {
		return true
	}
	for j := i + 1; j < len(p.nodes) && j <= i+4; j++ {
		switch n := &p.nodes[j]; n.kind {
		case otherNode, prepNode, phraseNode:
			if n.phrase.isCounted() {
				return false
			}
		case verbNode:
			g := n.group
			if g.main >= 0 && g.lex.is(isAttributeCue) {
				return true
			}
			return g.voice != passive && !g.verb.armed && g.verb.frame == onObject && (g.verb.effect <= trapped || g.verb.effect >= destroy) && g.verb.effect != noEffect && g.verb.effect != inundate
		default:
			return false
		}
	}
	return false
}
