package narrative

import (
	"hash/fnv"
	"io"
	"strconv"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
)

// Options say how a [Writer] words things. Nil and the zero value name places by
// their codes and sources as the register does.
type Options struct {
	// Sentences is a user's file of wordings, in the format of
	// sentences/<tag>.txt. It is read once, by New.
	Sentences io.Reader

	// Places names P-codes; a code it does not have is named by the gazetteer,
	// in the language of the writer.
	Places    map[string]string
	Gazetteer *gazetteer.Gazetteer

	// Words gives texts of the register, such as names of sources and places,
	// in the language of the writer.
	Words map[string]string
}

// Facts are the figures that may be told, as their caller chose them: those a
// brief of this date knows, cut to its edition, since a sentence names the
// verifier, the facility type and the party of a figure that still has them. The
// zero value tells nothing.
type Facts struct {
	Register *humanitarian.Register // for indicators, wholes and comparisons
	Figures  []humanitarian.Figure
	AsOf     humanitarian.Date   // zero: nothing is called old
	Period   humanitarian.Period // zero: all are of the period
}

// A Writer makes sentences in one language. Make one with [New]. It never
// changes and is safe for concurrent use.
type Writer struct {
	lang  *locale.Language
	texts *texts
	opts  Options
}

// New returns a writer for a language. The error says what is wrong with
// Options.Sentences, or that there are no sentences in this language.
func New(l *locale.Language, opts *Options) (*Writer, error) {
	if opts == nil {
		opts = &Options{}
	}
	t, err := loadTexts(l.Tag(), opts.Sentences)
	if err != nil {
		return nil, err
	}
	w := &Writer{lang: l, texts: t, opts: *opts}
	w.opts.Sentences = nil
	return w, nil
}

// Sentences tells every figure of f in a sentence of its own, in the order of
// f. Parts are told with their whole where their words allow it, and rivals
// beside the first of them.
func (w *Writer) Sentences(f Facts) []Sentence { return newTeller(w, f).tell(f.Figures) }

// tell makes sentences of some of the figures.
func (t *teller) tell(some []humanitarian.Figure) []Sentence {
	chosen := map[string]bool{}
	for _, f := range some {
		chosen[f.ID] = true
	}
	var out []Sentence
	last := map[string]int{}
	for _, f := range some {
		if f.PartOf == "" || !chosen[f.PartOf] || !t.isToldWithWhole(f) {
			out = append(out, t.sentence(f, last))
		}
	}
	return out
}

// variant chooses one of the wordings of a key by the id of a figure, another
// than the last.
func (w *Writer) variant(key, id string, last map[string]int) string {
	n := w.texts.variants(key)
	if n == 0 {
		return w.texts.words[key]
	}
	h := fnv.New32a()
	h.Write([]byte(id))
	i := int(h.Sum32()%uint32(n)) + 1
	if n > 1 && i == last[key] {
		i = i%n + 1
	}
	last[key] = i
	return w.texts.words[key+"["+strconv.Itoa(i)+"]"]
}
