package extract

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

//go:embed vocabulary/*.txt
var vocabularies embed.FS

// A vocabulary file has sections:
//
//	[class option=value flag]
//	word, two words, word=3
//	another word:fp
//
// A hash opens a comment line. {name} in an entry stands for each word of the
// section [macro name]. After a colon stand the forms of a verb (f finite,
// p participle, g gerund) where the endings of section [forms] do not tell; :n
// marks a negated word. After an equals sign stands a value: the number of a month
// or weekday, how many days ago, 1 for a toll verb that means more than. A word may stand in several sections; of noun
// sections the first one wins, verb sections add up in their order.
//
//	[grammar]   switches: verb-first, noun-first, no-capitals, bare-counts, elision
//	[forms]     ending=forms of verbs; * is any other
//	[proclitic] [conjunction] [definite]  what is written onto a word
//	[ending x]  endings of unknown words; x is adverb, plural, person or verb
//	[person] [fighter] [household] [dwelling] [facility] [infrastructure] [event] [thing]  nouns
//	[verb] [state] [toll]  with effect=, see lexicon.go; a verb also with frame=
//	[attribution kind=]    who speaks
//	[belonging]            ties people to the armed body named behind it
//
// Every other section is a class of grammar words, listed in lexicon.go.

type sectionParser struct {
	lex     *lexicon
	macros  map[string][]string
	classes map[string]class
	kinds   map[string]nounKind
	class   string
	args    map[string]string
}

func loadLexicon(tag string) (*lexicon, error) {
	data, err := vocabularies.ReadFile("vocabulary/" + tag + ".txt")
	if err != nil {
		return nil, fmt.Errorf("extract: no vocabulary for language %q: %w", tag, err)
	}
	return parseLexicon(tag, string(data))
}

func parseLexicon(name, text string) (*lexicon, error) {
	p := &sectionParser{lex: &lexicon{
		words: map[string]int32{}, next: map[uint64]int32{}, leaf: make([]*lexeme, 1), glued: map[string][]string{},
	}, macros: map[string][]string{}, classes: classNames(), kinds: nounKinds()}
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n++
		if err := p.line(strings.TrimSpace(line)); err != nil {
			return nil, fmt.Errorf("extract: vocabulary %s, line %d: %w", name, n, err)
		}
	}
	p.lex.settlePlurals()
	p.lex.indexGlued()
	return p.lex, nil
}

func (p *sectionParser) line(line string) error {
	switch {
	case line == "" || line[0] == '#':
		return nil
	case line[0] == '[' && strings.HasSuffix(line, "]"):
		return p.header(strings.Fields(line[1 : len(line)-1]))
	}
	for entry := range strings.SplitSeq(line, ",") {
		if entry = strings.TrimSpace(entry); entry == "" {
			continue
		}
		if err := p.entry(entry); err != nil {
			return fmt.Errorf("entry %q: %w", entry, err)
		}
	}
	return nil
}

func (p *sectionParser) header(fields []string) error {
	if len(fields) == 0 {
		return fmt.Errorf("a section needs a name")
	}
	p.class, p.args = fields[0], map[string]string{}
	for _, f := range fields[1:] {
		k, v, _ := strings.Cut(f, "=")
		p.args[k] = v
	}
	switch p.class {
	case "forms", "macro", "grammar", "proclitic", "definite", "conjunction", "ending", "up-to", "verb", "state", "toll", "attribution", "belonging":
		return nil
	}
	if _, ok := p.kinds[p.class]; ok {
		return nil
	}
	if _, ok := p.classes[p.class]; !ok {
		return fmt.Errorf("there is no class %q", p.class)
	}
	return nil
}

func nounKinds() map[string]nounKind {
	return map[string]nounKind{
		"person": person, "fighter": fighter, "household": household, "dwelling": dwelling, "facility": facility,
		"infrastructure": infrastructure, "event": event, "thing": thing,
	}
}

func (p *sectionParser) entry(entry string) error {
	switch p.class {
	case "forms":
		suffix, f, ok := strings.Cut(entry, "=")
		forms, err := parseForms(f)
		if !ok || err != nil {
			return fmt.Errorf("write suffix=forms")
		}
		p.lex.forms = append(p.lex.forms, ending{strings.TrimPrefix(suffix, "*"), forms})
		return nil
	case "macro":
		for name := range p.args {
			p.macros[name] = append(p.macros[name], entry)
		}
		return nil
	case "proclitic":
		p.lex.rules.proclitics = append(p.lex.rules.proclitics, string(foldWord(nil, entry)))
		return nil
	case "conjunction":
		p.lex.rules.conjunction = entry
		return nil
	case "definite":
		p.lex.rules.definite = append(p.lex.rules.definite, entry)
		return nil
	case "grammar":
		return p.lex.rules.set(entry)
	case "up-to":
		p.lex.rules.upTo = entry + " "
		return nil
	case "ending":
		return p.ending(entry)
	}
	for _, e := range p.expand(entry) {
		if err := p.add(e); err != nil {
			return err
		}
	}
	return nil
}

func (p *sectionParser) ending(entry string) error {
	for kind := range p.args {
		to, ok := map[string]*[]string{"adverb": &p.lex.ends.adverb, "plural": &p.lex.ends.plural, "person": &p.lex.ends.person, "verb": &p.lex.ends.verb}[kind]
		if !ok {
			return fmt.Errorf("there is no ending of kind %q", kind)
		}
		*to = append(*to, entry)
	}
	return nil
}

// expand replaces each macro of entry by its words.
func (p *sectionParser) expand(entry string) []string {
	open := strings.IndexByte(entry, '{')
	end := strings.IndexByte(entry, '}')
	if open < 0 || end < open {
		return []string{entry}
	}
	var out []string
	for _, w := range p.macros[entry[open+1:end]] {
		out = append(out, p.expand(entry[:open]+w+entry[end+1:])...)
	}
	return out
}

func (p *sectionParser) add(entry string) error {
	var value int
	if e, v, ok := strings.Cut(entry, "="); ok {
		n, err := strconv.Atoi(v)
		if err != nil {
			return fmt.Errorf("%q is not a number", v)
		}
		entry, value = e, n
	}
	mark := ""
	if i := strings.LastIndexByte(entry, ':'); i > 0 {
		entry, mark = entry[:i], entry[i+1:]
	}
	l := p.lex.at(entry)
	if l == nil {
		return fmt.Errorf("an entry needs a word")
	}
	if value != 0 || p.class == "day-before" || p.class == "weekday" {
		l.value = value
	}
	if c, ok := p.classes[p.class]; ok {
		l.class |= c
		l.planned = l.planned || p.args["mood"] == "planned"
		if mark == "n" {
			l.class |= isNot
		}
		return nil
	}
	return p.describe(l, entry, mark)
}

func (p *sectionParser) describe(l *lexeme, entry, mark string) error {
	e, err := parseEffect(p.args["effect"])
	if err != nil {
		return err
	}
	_, weak := p.args["weak"]
	_, armed := p.args["armed"]
	switch p.class {
	case "verb":
		f := p.lex.formsOf(entry)
		if mark != "" {
			if f, err = parseForms(mark); err != nil {
				return err
			}
		}
		fr, ok := map[string]frame{"object": onObject, "subject": onSubject, "both": onEither, "plain": plain}[p.args["frame"]]
		if !ok {
			return fmt.Errorf("a verb needs frame=object, subject, both or plain")
		}
		l.verbs = append(l.verbs, verb{effect: e, frame: fr, form: f, weak: weak, armed: armed})
	case "state":
		l.states = append(l.states, e)
	case "toll":
		l.toll, l.civil = e, p.args["kind"] == "civilian"
	case "attribution":
		l.source = p.args["kind"]
	case "belonging":
		l.belongs = true
	default:
		return p.describeNoun(l, entry, e)
	}
	return nil
}

func (p *sectionParser) describeNoun(l *lexeme, entry string, e effect) error {
	has := func(flag string) bool { _, ok := p.args[flag]; return ok }
	n := noun{kind: p.kinds[p.class], civilian: p.args["status"] == "civilian", member: has("member"), lives: has("lives"), same: has("same"), dual: has("dual"), captive: has("captive"), doubtful: has("doubtful"), part: has("part"),
		loss: has("loss"), effect: e, facility: p.args["kind"], age: p.args["age"], group: p.args["group"]}
	if s := p.args["sex"]; s != "" {
		sex, err := humanitarian.ParseSex(s)
		if err != nil {
			return err
		}
		n.sex = sex
	}
	if l.noun == nil { // the first section wins
		l.noun, l.entry = &n, entry
	}
	return nil
}

// settlePlurals tells which nouns are plurals, by their head: the first word
// where adjectives follow the noun, else the last one before a preposition.
func (l *lexicon) settlePlurals() {
	settle := func(x *lexeme) {
		if x == nil || x.noun == nil {
			return
		}
		words := strings.Fields(x.entry)
		head := words[len(words)-1]
		for i, w := range words {
			if id := l.words[w]; i > 0 && l.single[id].is(isPreposition) {
				head = words[i-1]
				break
			}
		}
		if l.rules.nounFirst {
			head = words[0]
		}
		id, ok := l.words[string(foldWord(nil, head))]
		x.plural = ok && l.single[id].is(isPluralWord) || endsIn(head, l.ends.plural)
	}
	for _, x := range l.single {
		settle(x)
	}
	for _, x := range l.leaf {
		settle(x)
	}
}

func parseEffect(s string) (effect, error) {
	if s == "" {
		return noEffect, nil
	}
	i := slices.Index(effectNames[:], s)
	if i < 0 {
		return 0, fmt.Errorf("there is no effect %q", s)
	}
	return effect(i), nil
}

func parseForms(s string) (form, error) {
	var f form
	for _, c := range s {
		switch c {
		case 'f':
			f |= finite
		case 'p':
			f |= participle
		case 'g':
			f |= gerund
		default:
			return 0, fmt.Errorf("%q is not a verb form; use f, p or g", c)
		}
	}
	return f, nil
}

// formsOf tells the forms of a verb phrase by the ending of its first word, or
// of a later one for "partially destroyed".
func (l *lexicon) formsOf(entry string) form {
	words := strings.Fields(entry)
	for _, w := range words {
		for _, e := range l.forms {
			if e.suffix != "" && strings.HasSuffix(w, e.suffix) {
				return e.form
			}
		}
	}
	for _, e := range l.forms {
		if e.suffix == "" {
			return e.form
		}
	}
	return finite
}

func (g *grammar) set(name string) error {
	switch name {
	case "verb-first":
		g.verbFirst = true
	case "noun-first":
		g.nounFirst = true
	case "no-capitals":
		g.noCapitals = true
	case "bare-counts":
		g.bareCounts = true
	case "elision":
		g.elision = true
	default:
		return fmt.Errorf("there is no grammar switch %q", name)
	}
	return nil
}

// at returns the lexeme of an entry, making it if it is new; nil if the entry
// has no word.
func (l *lexicon) at(entry string) *lexeme {
	var ids []int32
	for t := range lexWords(entry, l.rules.elision) {
		key := string(foldWord(nil, t))
		id, ok := l.words[key]
		if !ok {
			id = int32(len(l.single))
			l.words[key] = id
			l.single = append(l.single, nil)
			l.starts = append(l.starts, false)
		}
		ids = append(ids, id)
	}
	if len(ids) == 0 {
		return nil
	}
	if len(ids) == 1 {
		if l.single[ids[0]] == nil {
			l.single[ids[0]] = &lexeme{}
		}
		return l.single[ids[0]]
	}
	l.starts[ids[0]] = true
	node := int32(rootNode)
	for _, id := range ids {
		key := uint64(node)<<32 | uint64(id)
		to, ok := l.next[key]
		if !ok {
			to = int32(len(l.leaf))
			l.leaf = append(l.leaf, nil)
			l.next[key] = to
		}
		node = to
	}
	if l.leaf[node] == nil {
		l.leaf[node] = &lexeme{}
	}
	return l.leaf[node]
}
