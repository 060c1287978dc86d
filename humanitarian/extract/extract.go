package extract

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
)

// Options change how an [Extractor] reads. Nil and the zero value are the
// defaults.
type Options struct {
	// Places finds the names of the caller's gazetteer; nil keeps places as text
	// only. For Arabic make it with [gazetteer.MatcherOptions] Prefixes.
	Places *gazetteer.Matcher
	// ArmedActors are names of armed groups beyond the vocabulary's; their members
	// are fighters.
	ArmedActors []string
	// Country is the country reported on, as the text would write it. Flight to
	// another country is then a border crossing, flight within it is not.
	Country string
}

// A Document is one text to read.
type Document struct {
	Text string
	Date humanitarian.Date // of publication; relative dates need it
}

// An Extractor reads texts of one language. It is safe for concurrent use.
type Extractor struct {
	lex     *lexicon
	numbers *numeral.Language
	options Options
}

// Languages lists the languages [For] knows, sorted: those with a vocabulary file.
func Languages() []string {
	files, err := vocabularies.ReadDir("vocabulary")
	if err != nil {
		panic("extract.Languages: " + err.Error()) // the folder is part of the program
	}
	var out []string
	for _, f := range files {
		out = append(out, strings.TrimSuffix(f.Name(), ".txt"))
	}
	return out
}

// For returns an extractor of the language with this tag, such as en, fr or
// ar-SY. The error lists the languages there are.
func For(tag string, o *Options) (*Extractor, error) {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	numbers, ok := numeral.Of(base)
	if !ok || !slices.Contains(Languages(), base) {
		return nil, fmt.Errorf("extract: no language %q; use one of %s", tag, strings.Join(Languages(), ", "))
	}
	lex, err := loadLexicon(base)
	if err != nil {
		return nil, err
	}
	e := &Extractor{lex: lex, numbers: numbers}
	if o != nil {
		e.options = *o
	}
	for _, name := range e.options.ArmedActors {
		if l := lex.at(name); l != nil {
			l.noun = &noun{kind: fighter}
		}
	}
	if l := lex.at(e.options.Country); l != nil {
		l.class &^= isCountry
	}
	return e, nil
}

// contextEvery is how many sentences are read between looks at the context.
const contextEvery = 256

// Extract reads one text. The error is the context's; whatever the text holds is
// no error.
func (e *Extractor) Extract(ctx context.Context, doc Document) (Result, error) {
	r := reader{e: e, doc: doc}
	n := 0
	for s := range e.lex.sentences(doc.Text) {
		if n%contextEvery == 0 && ctx.Err() != nil {
			return Result{}, fmt.Errorf("extract: %w", context.Cause(ctx))
		}
		r.sentence(s, n)
		n++
	}
	return r.result, nil
}

// A reader is the work on one text.
type reader struct {
	e      *Extractor
	doc    Document
	result Result
	parse  parse
	memory memory
	before *figure // the last figure of the sentences before, for "another 14"
	place  Place   // the last place named
	para   int

	mentions []mention // scratch
}

func (r *reader) sentence(s piece, n int) {
	lex := r.e.lex
	text := r.doc.Text[s.start:s.end]
	shadow := lex.repair(text)
	p := &r.parse
	p.lex, p.text, p.capital = lex, shadow.text, isCapitals(text) || lex.rules.noCapitals
	p.read(r.e.numbers)
	if s.paragraph != r.para {
		r.para, r.place, p.spokenOf = s.paragraph, Place{}, nobody
	}
	p.build()
	done := p.assemble(r.before)
	free := p.unquantified(done)
	w := writer{r: r, p: p, shadow: &shadow, base: s.start, span: Span{s.start, s.end}, n: n}
	w.write(done, free)
	if g := p.lastGroup(len(p.nodes)); g != nobody {
		p.spokenOf = g
	}
	for i := len(done) - 1; i >= 0; i-- {
		if done[i].why == "" && !done[i].part || armed(done[i].subject) {
			f := done[i]
			r.before = &f
			break
		}
	}
}
