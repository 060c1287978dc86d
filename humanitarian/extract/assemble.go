package extract

// A figure is a number of the sentence with what was decided about it.
type figure struct {
	node      int // the phrase
	phrase    *phrase
	subject   subject
	link      link
	measure   measure
	modality  Modality
	part      bool
	parent    int // figure it is a part of, or -1
	equal     int // figure it restates in another unit, or -1
	inherited bool
	why       string
}

// assemble decides every phrase of the sentence.
func (p *parse) assemble(before *figure) []figure {
	var out []figure
	for k := range p.nodes {
		ph := p.nodes[k].phrase
		if ph == nil || !ph.counts() {
			if ph != nil && ph.number != nil {
				out = append(out, figure{node: k, phrase: ph, why: ph.number.why, parent: -1, equal: -1})
			}
			continue
		}
		f := p.figure(k, out, before)
		outdate(out, f)
		p.mixTotals(out, &f)
		if ph.number == nil && (f.why != "" || !p.articleCounts(f)) {
			continue // "a soldier", "a house": no number was refused
		}
		out = append(out, f)
	}
	return out
}

// mixTotals refuses the number of people on the move of whom a part are fighters,
// be it the part f or its total: "Of the 400 evacuated, 350 were combatants", "200
// deserters were among the 500 people evacuated".
func (p *parse) mixTotals(done []figure, f *figure) {
	refuse := func(total *figure) {
		if total.why == "" && !total.link.effect.isHarm() {
			total.why = whyMixed
		}
	}
	if f.parent >= 0 && armed(f.subject) {
		refuse(&done[f.parent])
	}
	if last := len(done) - 1; last >= 0 && armed(done[last].subject) && p.areAmong(done[last].node, f.node) {
		refuse(f)
	}
}

// areAmong: "were among" joins phrase i to phrase k.
func (p *parse) areAmong(i, k int) bool {
	if k != i+3 || p.nodes[i+1].group == nil {
		return false
	}
	return p.nodes[i+1].group.be && p.tokens[p.nodes[i+2].last].is(isAmong)
}

// outdate refuses the earlier of two numbers of one toll: "put at 14 on Friday, now
// stands at 19".
func outdate(done []figure, f figure) {
	if f.link.how != byToll || f.why != "" || f.equal >= 0 {
		return
	}
	for i := max(0, len(done)-nearby); i < len(done); i++ {
		if o := &done[i]; o.link.how == byToll && o.link.node == f.link.node && o.why == "" {
			o.why = whyHistory
		}
	}
}

// articleCounts: a noun with an article counts one only where something
// happened to it by a verb.
func (p *parse) articleCounts(f figure) bool {
	if f.why != "" || f.link.how == byNothing {
		return false
	}
	if f.phrase.partOf {
		return f.parent >= 0 // "one of them", of a number in the same sentence
	}
	if f.phrase.role {
		return f.link.how == byObject && !f.link.list && (f.link.effect == kill || f.link.effect == injure || f.link.effect == abducted)
	}
	if n := f.phrase.noun; f.link.how == byAttribute {
		return n != nil && n.kind == person && n.effect == kill // "a man's body was found"
	}
	if f.phrase.noun != nil && (f.phrase.noun.kind == event || f.phrase.noun.kind == infrastructure || f.phrase.noun.kind == household) {
		return false
	}
	return !f.phrase.plural || f.phrase.implied > 1
}

// figure decides phrase node k, given the figures before it in the sentence and
// the last one of the text before.
func (p *parse) figure(k int, done []figure, before *figure) figure {
	ph := p.nodes[k].phrase
	f := figure{node: k, phrase: ph, subject: ph.subject, parent: -1, equal: -1}
	if ph.none {
		f.why = whyNegated
		return f
	}
	if p.ofFighters(k) {
		f.subject = fighters{}
	}
	parent := p.parentOf(k, done)
	f.parent, f.part = parent, parent >= 0 || p.ofSurveyed(k) || p.ofWhom(k)
	if l := p.toll(k, done); l.how != byNothing || l.why != "" {
		f.link, f.why = l, l.why
		if f.subject == nil {
			f.subject = p.tollSubject(l, done)
		}
	} else if parent >= 0 && !p.ofTotal(k, done[parent]) {
		p.partLink(&f, done[parent])
	} else {
		f.link = p.attach(k)
		f.why = f.link.why
		f.part = f.part || f.link.how == byPart
		if parent >= 0 && f.link.how == byNothing && f.why == "" && p.restOf(k, done) {
			p.partLink(&f, done[parent])
		}
	}
	p.inherit(&f, done, before)
	if f.why == "" {
		p.decide(&f, done)
		p.boundBehind(&f)
		p.rateBehind(&f)
	}
	if n := len(done) - 1; n >= 0 && f.why == "" && !f.part && done[n].why == "" && f.measure.category == done[n].measure.category &&
		f.measure.unit != done[n].measure.unit && p.onlyJoins(done[n].node, k) {
		f.equal = n
	}
	return f
}

// ofFighters: "a platoon of 30 men", "guerrillas numbering about 90": the words
// before say that the number counts fighters.
func (p *parse) ofFighters(k int) bool {
	s, ok := p.nodes[k].phrase.subject.(people)
	if k < 2 || p.nodes[k].phrase.subject != nil && (!ok || s.civilian) {
		return false
	}
	t := &p.tokens[p.nodes[k-1].last]
	before := p.nodes[k-2].phrase
	return before != nil && isFighters(before) && (t.is(isNumbering) || ok && t.is(isOf))
}

// ofSurveyed: "Of the 1,040 houses surveyed, 380 were destroyed": a part of a
// number that is no figure itself.
func (p *parse) ofSurveyed(k int) bool {
	if k < 3 || p.nodes[0].kind != prepNode || !p.tokens[p.nodes[0].first].is(isOf|isAmong) || !p.nodes[1].phrase.isCounted() {
		return false
	}
	for i := 2; i < k; i++ {
		if p.nodes[i].kind == stopNode {
			return false
		}
	}
	return true
}

// ofWhom: "412 victims, 90 of whom did not survive": a part, though nothing says
// what happened to the whole.
func (p *parse) ofWhom(k int) bool {
	if k > 2 && p.nodes[k-1].kind == includeNode && p.lexeme(&p.nodes[k-1]).is(isPartOf) && p.nodes[k-2].kind == commaNode {
		for i := k - 3; i >= max(0, k-nearby); i-- { // "95 civilians were caught in the crossfire, of whom 22 died"
			if p.nodes[i].phrase.isCounted() {
				return true
			}
		}
	}
	return k > 1 && p.nodes[k].phrase.partOf && p.nodes[k-1].kind == commaNode && p.nodes[k-2].phrase.isCounted()
}

// restOf: "Of the 90 killed, 60 were fighters and 30 civilians": a part that only
// says who they were.
func (p *parse) restOf(k int, done []figure) bool {
	if p.copula(k) != nil {
		return true
	}
	last := len(done) - 1
	return last >= 0 && done[last].part && done[last].why == "" && p.nodes[k-1].kind == andNode
}

// onlyJoins: nothing but "or" and a comma stands between nodes i and k: "6,700
// people, or about 1,100 households".
func (p *parse) onlyJoins(i, k int) bool {
	or := false
	for j := i + 1; j < k; j++ {
		switch p.nodes[j].kind {
		case commaNode:
		case andNode:
			t := &p.tokens[p.nodes[j].first]
			or = t.is(isOr)
		case otherNode:
			if or = p.tokens[p.nodes[j].first].isMark("/"); !or { // "4,812 individuals / 901 households"
				return false
			}
		default:
			return false
		}
	}
	return or
}

// decide asks the subject for the measure and settles modality.
func (p *parse) decide(f *figure, done []figure) {
	if f.subject == nil {
		f.subject = defaultSubject(f.link.effect, done)
		if p.afterFighters(f) {
			f.subject = fighters{}
		}
	}
	if p.inRanks(f) {
		f.subject = fighters{}
	}
	if p.kinOfFighters(f) {
		f.subject = mixed{}
	}
	f.subject = p.unarmed(f)
	if n := f.phrase.noun; n != nil && n.kind == person && n.effect == kill && f.link.how != byNothing {
		f.link.effect = kill // bodies "under the rubble", "laid out in the mosque"
	}
	if n := f.phrase.noun; (n != nil && n.captive || n == nil && afterCaptives(done)) && (f.link.effect == fled || f.link.effect == returned || f.link.effect == arrived) {
		f.why = whyEscaped
		return
	}
	if f.phrase.ownEffect() && f.phrase.noun.effect == refugee && f.link.effect.isMovement() && f.link.effect != returned {
		f.link.effect = refugee // "1,200 refugees arrived", wherever they did
	}
	var why string
	f.measure, why = f.subject.measure(f.link.effect)
	if why != "" {
		if f.link.effect != noEffect && f.phrase.effect != noEffect && f.link.how != byAttribute {
			if m, no := f.subject.measure(f.phrase.effect); no == "" { // "displaced people received tents"
				f.measure, why = m, ""
				f.link = link{effect: f.phrase.effect, node: f.node, how: byAttribute}
			}
		}
	}
	f.why = why
	if f.why == "" {
		f.modality, f.why = p.modality(f)
	}
}

// afterCaptives: the number before is of people who were taken: "took 140 pupils
// hostage; 28 have escaped".
func afterCaptives(done []figure) bool {
	if len(done) == 0 {
		return false
	}
	e := done[len(done)-1].link.effect
	return e == detained || e == abducted
}

// afterFighters: "ambushed a group of insurgents, killing 11": a bare number
// behind an attack on fighters counts fighters.
func (p *parse) afterFighters(f *figure) bool {
	if f.link.effect != kill && f.link.effect != injure && f.link.effect != harm {
		return false
	}
	if p.suffered(f.node) {
		return true
	}
	if f.link.how != byObject {
		return false
	}
	for i := f.link.node - 1; i > max(0, f.link.node-nearby); i-- {
		ph := p.nodes[i].phrase
		if ph == nil {
			continue
		}
		j := i - 1
		if j > 1 && p.nodes[j].kind == prepNode && p.nodes[j-1].kind == phraseNode { // "a group of insurgents"
			j -= 2
		}
		if p.nodes[j].kind == verbNode && p.nodes[j].group.voice != passive {
			return isFighters(ph)
		}
	}
	return false
}

// suffered: "the troops suffered heavy losses: 14 killed".
func (p *parse) suffered(k int) bool {
	losses := false
	for i := k - 1; i >= max(0, k-nearby); i-- {
		n := p.nodes[i].phrase
		switch {
		case n == nil:
			continue
		case n.noun != nil && n.noun.kind == event && !n.counts() && n.effect <= harm:
			losses = true
		case losses:
			return isFighters(n) && i+1 < len(p.nodes) && p.nodes[i+1].kind == verbNode
		default:
			return false
		}
	}
	return false
}

// inRanks: "counted 70 dead in its ranks", "500 crossed into the country to fight".
func (p *parse) inRanks(f *figure) bool {
	if s, ok := f.subject.(people); !ok || s.civilian {
		return false
	}
	return p.ranksBehind(f.node)
}

func (p *parse) ranksBehind(k int) bool {
	last := p.nodes[k].last
	for i := last + 1; i < len(p.tokens) && i <= last+8 && p.tokens[i].kind != markToken && !p.othersBegin(i); i++ {
		if p.tokens[i].is(isRanks) {
			return true
		}
	}
	return false
}

// othersBegin reports whether token i names others, of whom what follows may
// speak: "killed by men armed with machetes".
func (p *parse) othersBegin(i int) bool {
	t := &p.tokens[i]
	return t.is(isBy) || t.lex != nil && t.lex.noun != nil && (t.lex.noun.kind == person || t.lex.noun.kind == fighter)
}

// kinOfFighters: "350 fighters and 60 relatives" on the move: who are not said to
// be civilians go with the fighters.
func (p *parse) kinOfFighters(f *figure) bool {
	s, ok := f.subject.(people)
	k := f.node
	if !ok || s.civilian || f.link.effect.isHarm() || k < 2 || p.nodes[k-1].kind != andNode {
		return false
	}
	before := p.nodes[k-2].phrase
	return before != nil && isFighters(before)
}

// defaultSubject is what a bare number counts when nothing else tells: people
// for harm to people, homes for damage.
func defaultSubject(e effect, done []figure) subject {
	switch e {
	case destroy, damage, ruin, inundate:
		for i := len(done) - 1; i >= max(0, len(done)-nearby); i-- {
			switch s := done[i].subject.(type) {
			case dwellings, facilities:
				return s
			}
		}
		return things{}
	case disable, attack:
		return things{}
	}
	return people{}
}

// inherit gives a number without a noun, or without anything that happened to
// it, what the figure before has.
func (p *parse) inherit(f *figure, done []figure, before *figure) {
	if f.why != "" {
		return
	}
	if f.subject == nil && f.link.how != byNothing {
		if s := lastPeople(done, before); armed(s) && (f.phrase.other || len(done) > 0 && f.link.how == bySubject && f.link.effect.isMovement()) {
			f.subject, f.inherited = s, true // "ten soldiers died and 300 fled": who fled may be soldiers
			return
		}
	}
	last := lastUnderstood(done, before)
	if last == nil {
		return
	}
	if f.subject == nil && f.link.how != byNothing {
		if fits(last.subject, f.link.effect) && (f.phrase.other || !isHouseholds(last.subject) && last.link.effect.isHarm() == f.link.effect.isHarm()) && len(done) > 0 {
			f.subject, f.inherited = last.subject, true
		}
		return
	}
	if f.link.how == byNothing && p.goesOn(f, done, last) {
		f.link = link{effect: p.toAbroad(f.node, last.link.effect), node: f.node, group: last.link.group, how: bySame}
		if f.subject == nil || f.phrase.unknown {
			f.subject = last.subject
		}
		f.inherited = true
	}
}

// armed reports whether s are fighters or a group with fighters in it.
func armed(s subject) bool {
	switch s.(type) {
	case fighters, mixed:
		return true
	}
	return false
}

func isHouseholds(s subject) bool { _, ok := s.(households); return ok }

func fits(s subject, e effect) bool {
	if s == nil {
		return false
	}
	_, why := s.measure(e)
	return why == ""
}

func lastUnderstood(done []figure, before *figure) *figure {
	for i := len(done) - 1; i >= max(0, len(done)-nearby); i-- {
		if done[i].why == "" && !done[i].part {
			return &done[i]
		}
	}
	if before != nil && before.why == "" {
		return before
	}
	return nil
}

// lastPeople is whom the last number of people counted, refused or not.
func lastPeople(done []figure, before *figure) subject {
	for i := len(done) - 1; i >= max(0, len(done)-nearby); i-- {
		switch s := done[i].subject.(type) {
		case people, fighters, mixed, households:
			return s
		}
	}
	if before != nil {
		return before.subject
	}
	return nil
}

// goesOn reports whether a number without a verb of its own continues a list:
// "1,200 in Rasmin, 850 in Tell Wadi and another four on Saturday".
func (p *parse) goesOn(f *figure, done []figure, last *figure) bool {
	if f.phrase.noun != nil && !f.phrase.noun.same || f.phrase.article >= 0 {
		return false
	}
	if f.phrase.unknown { // "640,000 people left Aleppo, 334,000 Idleb"
		t := &p.tokens[f.phrase.head]
		return len(done) > 0 && t.capital && !p.isPluralToken(f.phrase.head) && t.lex == nil && (p.nodes[f.node-1].kind == commaNode || p.nodes[f.node-1].kind == andNode)
	}
	k := f.node
	if len(done) == 0 { // the first of its sentence: only "another 14"
		return f.phrase.other && k <= 1
	}
	if k == 0 || last.why != "" {
		return false
	}
	before := p.nodes[k-1].kind
	joined := before == andNode || before == commaNode || f.phrase.other
	if p.saysFigure(k) {
		return true
	}
	if !joined {
		return false
	}
	return k+1 >= len(p.nodes) || p.nodes[k+1].kind == prepNode || p.nodes[k+1].kind == commaNode || p.nodes[k+1].kind == andNode && f.phrase.other ||
		p.nodes[k+1].kind == otherNode && (p.tokens[p.nodes[k+1].first].isMark(".") || p.tokens[p.nodes[k+1].first].is(isAbroad|isWeekday|isDayBefore|isMonth))
}

// saysFigure: "the government says 12", "the army of three", "put the figure at 26".
func (p *parse) saysFigure(k int) bool {
	end := k+1 >= len(p.nodes) || p.nodes[k+1].kind == otherNode && p.tokens[p.nodes[k+1].first].kind == markToken || p.nodes[k+1].kind == stopNode || p.nodes[k+1].kind == closeNode
	if !end {
		return false
	}
	for i := k - 1; i >= 0 && i >= k-4; i-- {
		n := &p.nodes[i]
		switch n.kind {
		case verbNode:
			if n.group.main < 0 && n.group.be { // "insists there were more than 50"
				continue
			}
			return n.group.main >= 0 && p.tokens[n.group.main].is(isAttributeCue)
		case prepNode:
			if p.tokens[n.first].is(isOf) && i > 0 {
				l := p.tokens[p.nodes[i-1].last].lex
				return l != nil && l.source != ""
			}
			if !p.tokens[n.first].is(isTollAt) {
				return false
			}
		case phraseNode, otherNode:
			if n.phrase.isCounted() {
				return false
			}
		default:
			return false
		}
	}
	return false
}
