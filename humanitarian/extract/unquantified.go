package extract

// unquantified finds reports without a number: "civilian casualties", "homes
// were destroyed", "damage to infrastructure". At most one a measure and
// sentence, and none beside a numbered one.
func (p *parse) unquantified(done []figure) []figure {
	var out []figure
	for k := range p.nodes {
		ph := p.nodes[k].phrase
		if ph == nil || ph.number != nil || ph.article >= 0 || ph.noun == nil {
			continue
		}
		if ph.none || p.ownedByOther(k) {
			continue
		}
		f := figure{node: k, phrase: ph, subject: ph.subject, parent: -1, equal: -1}
		if !p.reportable(&f) {
			continue
		}
		var why string
		f.measure, why = f.subject.measure(f.link.effect)
		if why != "" {
			continue
		}
		if f.modality, why = p.modality(&f); why != "" || f.modality == Negated {
			continue
		}
		if !repeats(f, done) && !repeats(f, out) {
			out = append(out, f)
		}
	}
	return out
}

// ownedByOther: "families whose homes were destroyed": the families are the figure.
func (p *parse) ownedByOther(k int) bool {
	return k > 1 && p.nodes[k-1].kind == relNode && p.lexeme(&p.nodes[k-1]).is(isWhose) && p.nodes[k-2].phrase.isCounted()
}

func repeats(f figure, others []figure) bool {
	for _, o := range others {
		if o.why == "" && (o.measure.category == f.measure.category || sameFamily(o.measure.category, f.measure.category)) {
			return true
		}
	}
	return false
}

// sameFamily: a number of dead beside "civilian deaths" is not said twice.
func sameFamily(a, b string) bool {
	stem := func(s string) string {
		for i := range len(s) {
			if s[i] == '_' {
				return s[:i]
			}
		}
		return s
	}
	sa, sb := stem(a), stem(b)
	return sa == sb && (sa == "killed" || sa == "injured" || sa == "casualties")
}

// reportable fills the link of a phrase without a number and reports whether it
// says enough to be shown to an analyst.
func (p *parse) reportable(f *figure) bool {
	ph := f.phrase
	switch ph.noun.kind {
	case event:
		return p.reportedEvent(f)
	case person, household:
		if isFighters(ph) || ph.noun.kind == household && ph.effect != displaced {
			return false
		}
		f.link = p.attach(f.node)
		if f.link.why != "" || f.link.how == byNothing || p.beside(f.node) || p.unarmed(f) != f.subject {
			return false
		}
		return p.clearReport(f)
	case dwelling, facility, infrastructure:
		if !ph.plural {
			f.phrase.definite = true
		}
		f.link = p.attach(f.node)
		return f.link.why == "" && p.clearDamage(f)
	}
	return false
}

// reportedEvent: "civilian casualties", "new displacement", "damage to
// infrastructure".
func (p *parse) reportedEvent(f *figure) bool {
	ph := f.phrase
	if ph.definite && ph.effect != damage || ph.noun.lives || ph.noun.loss {
		return false
	}
	f.link = link{effect: ph.effect, node: f.node, how: byAttribute}
	switch ph.effect {
	case kill, injure, harm:
		return ph.civilian
	case displaced:
		return ph.other || p.hasModifier(f.node)
	case damage, destroy:
		return false // counted at what was damaged
	}
	return false
}

// hasModifier reports whether the phrase has an adjective: "new displacement".
func (p *parse) hasModifier(k int) bool {
	n := &p.nodes[k]
	for i := n.first; i < n.last; i++ {
		if p.tokens[i].is(isModifier) {
			return true
		}
	}
	t := &p.tokens[n.first]
	return n.first == n.last && t.lex.noun != nil && t.end-t.start > len("displacements")
}

// clearReport: people without a number, but with a civilian noun or a word such
// as "displaced".
func (p *parse) clearReport(f *figure) bool {
	ph := f.phrase
	if !ph.plural {
		return false
	}
	s, ok := f.subject.(people)
	if !ok && !isHouseholds(f.subject) {
		return false
	}
	switch f.link.effect {
	case kill, injure, harm:
		return s.civilian && ph.effect == noEffect && f.link.how != byRelative && !ph.definite
	case displaced, fled, evacuated, sheltered, homeless, returned, cross:
		if f.link.how == byAttribute {
			return ok && (ph.noun.effect == displaced || ph.effect == displaced)
		}
		return f.link.how == bySubject && (ph.effect == noEffect || ph.effect == displaced) && !ph.definite
	}
	return false
}

// clearDamage: homes, facilities or infrastructure that were hit.
func (p *parse) clearDamage(f *figure) bool {
	ph := f.phrase
	if f.link.how == byNothing || f.link.how == byRelative && f.link.group != nil && f.link.group.voice == bare && ph.definite && ph.noun.kind != dwelling {
		return false
	}
	switch ph.noun.kind {
	case dwelling:
		switch f.link.effect {
		case destroy, damage, ruin, inundate:
			return ph.plural
		}
	case facility:
		if !ph.plural { // "The main bridge was destroyed": one
			return false
		}
		switch f.link.effect {
		case destroy, damage, ruin, disable:
			return f.link.how != byAttribute
		case attack:
			return f.link.how == bySubject || f.link.how == byObject
		}
	case infrastructure:
		switch f.link.effect {
		case destroy, damage, ruin:
			return true
		}
	}
	return false
}
