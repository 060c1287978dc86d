package brief

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/narrative"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// facts are the figures that a sentence of this brief may tell.
func (c *composer) facts() narrative.Facts {
	reg := *c.reg
	reg.Figures = c.inStrands(c.reg.Figures)
	f := narrative.Facts{Register: &reg, AsOf: c.issue.AsOf, Period: c.issue.Period}
	for _, g := range reg.Figures {
		if _, left := c.left[g.ID]; c.current[g.ID] && !left {
			f.Figures = append(f.Figures, g)
		}
	}
	return f
}

// tell has package narrative write sentences, where the desk asked for them and
// wrote none of its own.
func (c *composer) tell(own []string, write func(*narrative.Writer) []narrative.Sentence) []document.Paragraph {
	if !c.config.Texts.Generated || len(own) > 0 {
		return nil
	}
	w, err := narrative.New(c.lang, &narrative.Options{Places: c.config.Places, Gazetteer: c.issue.Gazetteer, Words: c.config.Words})
	if err != nil {
		c.find("no_sentences", humanitarian.WarningFinding, nil, c.lang.Tag())
		return nil
	}
	var out []document.Paragraph
	for _, s := range write(w) {
		out = append(out, c.sentenceOf(s))
	}
	return out
}

// sentenceOf turns a sentence into a paragraph: its values stay values, and its
// source marks close it.
func (c *composer) sentenceOf(s narrative.Sentence) document.Paragraph {
	var p document.Paragraph
	for _, piece := range s.Pieces {
		if piece.Value == nil {
			p.Spans = append(p.Spans, document.Span{Text: piece.Text})
			continue
		}
		v := valueOf(*piece.Value)
		p.Spans = append(p.Spans, document.Span{Value: &v})
	}
	var marks []int
	for _, id := range s.Figures {
		if f, ok := c.figure(id); ok {
			marks = append(marks, c.mark(f))
		}
	}
	slices.Sort(marks)
	p.Spans = append(p.Spans, document.Span{Text: " "}, document.Span{Value: &document.Value{Class: document.MarksValue, Marks: slices.Compact(marks)}})
	return p
}

func valueOf(v narrative.Value) document.Value {
	switch v.Kind {
	case narrative.DateValue:
		return document.Value{Class: document.DateValue, Date: v.Date}
	case narrative.PeriodValue:
		return document.Value{Class: document.PeriodValue, Period: v.Period}
	case narrative.ChangeValue:
		return document.Value{Class: document.ChangeValue, Change: &v.Change, Nature: v.Nature, Figures: v.Figures}
	}
	q := v.Quantity
	return document.Value{Class: document.FigureValue, Quantity: &q, Unit: v.Unit, Noun: v.Noun, Figures: v.Figures}
}

// tellTheme adds the sentences of a theme.
func (c *composer) tellTheme(own []string, themes ...humanitarian.Theme) {
	for _, t := range themes {
		for _, p := range c.tell(own, func(w *narrative.Writer) []narrative.Sentence { return w.Section(c.facts(), t) }) {
			c.add(&p)
		}
	}
}

// claims holds every number that the desk typed into a sentence against the
// figures of the brief. The finding names the words of the number.
func (c *composer) checkClaims() {
	if len(c.typed) == 0 {
		return
	}
	facts := c.facts()
	facts.Figures = slices.Concat(facts.Figures, slices.DeleteFunc(c.inStrands(c.history()), func(f humanitarian.Figure) bool { return c.current[f.ID] }))
	checker, err := narrative.NewChecker(c.lang.Tag(), facts, &narrative.CheckOptions{Places: c.config.Places, Gazetteer: c.issue.Gazetteer, Words: c.config.Words})
	if err != nil {
		c.find("no_sentences", humanitarian.WarningFinding, nil, c.lang.Tag())
		return
	}
	for _, text := range c.typed {
		for _, issue := range checker.Check(text) {
			f := issue.Finding(humanitarian.Position{})
			f.Positions, f.Severity = nil, humanitarian.WarningFinding
			c.findings = append(c.findings, f)
		}
	}
}
