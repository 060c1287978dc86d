package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/extract"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/extract/review"
)

// writeLine writes what a text says as the object that the extraction scorer
// reads, with the reasons where they are wanted.
func (x *extraction) writeLine(t review.Text) error {
	type figure struct {
		extract.LineFigure
		Why []string `json:"why,omitempty"`
	}
	type refused struct {
		Text   string `json:"text"`
		Start  int    `json:"start"`
		End    int    `json:"end"`
		Reason string `json:"reason"`
	}
	line := extract.NewLine(t.ID, t.Document.Text, t.Result)
	out := struct {
		ID       string    `json:"id"`
		Figures  []figure  `json:"figures"`
		Rejected []refused `json:"rejected,omitempty"`
	}{ID: line.ID, Figures: []figure{}}
	for i, f := range line.Figures {
		g := figure{LineFigure: f}
		if x.why {
			g.Why = strings.Split(strings.TrimSpace(t.Result.Why(t.Result.Candidates[i].ID)), "\n")
		}
		out.Figures = append(out.Figures, g)
	}
	for _, r := range t.Result.Rejected {
		if x.whyNot {
			out.Rejected = append(out.Rejected, refused{r.Text, r.Number.Start, r.Number.End, r.Reason})
		}
	}
	enc := json.NewEncoder(x.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(out)
}

// writeText writes what a text says for a reader. The review gives the words of
// each candidate as they will stand in the sheet.
func (x *extraction) writeText(t review.Text) error {
	rv := review.New(t)
	if t.ID != "" {
		fmt.Fprintf(x.out, "%s\n", printable(t.ID))
	}
	for _, it := range rv.Items {
		x.writeItem(it)
		if x.why {
			for _, rule := range it.Explained {
				x.indent(x.words.Phrase(rule))
			}
		}
	}
	fmt.Fprintln(x.out, x.words.Say("tool.extract_text", strconv.Itoa(len(rv.Items)), strconv.Itoa(len(rv.Refused))))
	for _, r := range rv.Refused {
		if x.whyNot {
			fmt.Fprintf(x.out, "  %q: %s\n    %s\n", printable(r.Words), x.words.Phrase(r.Because), printable(r.Sentence))
		}
	}
	_, err := fmt.Fprintln(x.out)
	return err
}

// writeItem writes a candidate in three lines: what, about what, resting on which
// words.
func (x *extraction) writeItem(it review.Item) {
	f, l := it.Figure, x.words
	what := l.Word("indicator", f.Indicator)
	if f.Status != humanitarian.StatusNotStated {
		what += " (" + l.Word("status", f.Status.String()) + ")"
	}
	number := l.Quantity(f.Quantity, f.Unit)
	if f.Unit == humanitarian.Household {
		number = l.Counted(f.Quantity, f.Unit)
	}
	fmt.Fprintf(x.out, "%s  %s  %s: %s\n", f.ID, it.Tier, what, number)
	var about []string
	for _, s := range []string{strings.Join(f.Place.Codes, ";"), f.Place.Name, l.Period(f.Period), l.Date(f.AsOf), f.Source.Name, strings.ReplaceAll(it.Details(l), "\n", l.Say("list.semicolon")), f.Note} {
		if s != "" {
			about = append(about, printable(s))
		}
	}
	if len(about) > 0 {
		fmt.Fprintf(x.out, "    %s\n", strings.Join(about, l.Say("list.semicolon")))
	}
	x.indent(it.Sentence)
}

func (x *extraction) indent(s string) {
	for line := range strings.Lines(s) {
		fmt.Fprintf(x.out, "    %s\n", printable(strings.TrimRight(line, "\n")))
	}
}

// printable drops what could steer a terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}
