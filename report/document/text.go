package document

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
)

// Marks writes source marks bracketed and spaced, so that they never fuse with
// a figure in copied text.
func Marks(ns []int) string {
	parts := make([]string, len(ns))
	for i, n := range ns {
		parts[i] = fmt.Sprintf("[%d]", n)
	}
	return strings.Join(parts, " ")
}

// Format returns p as one line of prose.
func (p Paragraph) Format(l *locale.Language) string {
	var b strings.Builder
	for _, s := range p.Spans {
		if s.Value != nil {
			b.WriteString(s.Value.Format(l))
		} else {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

// Text dumps the whole document readably; it is brief.txt and the main golden.
func (d *Document) Text(l *locale.Language) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s", d.Masthead(l))
	line("%s", strings.Repeat("=", utf8.RuneCountInString(d.Masthead(l))))
	for _, s := range d.Boiler(l) {
		line("%s", s)
	}
	writeBlocks(&b, d.Blocks, l)
	line("\n# %s", l.Say("brief.sources"))
	for _, s := range d.Sources {
		line("%s", s.Format(l))
	}
	writeBlocks(&b, d.Appendix, l)
	return b.String()
}

func writeBlocks(b *strings.Builder, blocks []Block, l *locale.Language) {
	line := func(format string, args ...any) { fmt.Fprintf(b, format+"\n", args...) }
	for _, block := range blocks {
		switch t := block.(type) {
		case *Heading:
			line("\n%s %s", strings.Repeat("#", t.Level), t.Text)
		case *Paragraph:
			line("\n%s", t.Format(l))
		case *Bullets:
			for _, p := range t.Items {
				line("- %s", p.Format(l))
			}
		case *KeyFigures:
			for _, t := range t.Tiles {
				line("* %s%s%s %s", t.Label, l.Say("list.colon"), t.Value.Format(l), Marks(t.Marks))
				for _, s := range t.Lines {
					line("    %s", s)
				}
			}
		case *Table:
			b.WriteString("\n" + t.text(l))
		case *Chart:
			b.WriteString("\n" + t.Table(l).text(l))
		case *Map:
			b.WriteString("\n" + t.Table(l).text(l))
			line("  %s", t.Disclaimer)
		}
	}
}

// Masthead returns title and number as one line.
func (d *Document) Masthead(l *locale.Language) string {
	s := d.Title
	if d.Number > 0 {
		s += l.Say("list.comma") + l.Say("brief.number", strconv.Itoa(d.Number))
	}
	if d.Draft {
		s = l.Say("brief.draft") + l.Say("list.colon") + s
	}
	return s
}

// Boiler returns the lines under the masthead: as of, period, edition, who
// signed it, producer, next issue. What the document does not say has no line.
func (d *Document) Boiler(l *locale.Language) []string {
	var first, lines []string
	if !d.AsOf.IsZero() {
		first = append(first, l.Say("brief.as_of_line", d.AsOf.String()))
	}
	if d.Period != (humanitarian.Period{}) {
		first = append(first, l.Say("brief.period_line", d.Period.String()))
	}
	if d.Edition != "" {
		first = append(first, l.Say("brief.edition_line", d.Edition))
	}
	if len(first) > 0 {
		lines = append(lines, strings.Join(first, " "))
	}
	if s := d.SignOff.Format(l); s != "" {
		lines = append(lines, s)
	}
	if d.Producer != "" {
		lines = append(lines, d.Producer)
	} else if d.Organisation != "" {
		lines = append(lines, l.Say("brief.produced_by", d.Organisation))
	}
	if !d.NextIssue.IsZero() {
		lines = append(lines, l.Say("brief.next_issue", d.NextIssue.String()))
	}
	return lines
}

// Format returns the line of s in the sources register.
func (s Source) Format(l *locale.Language) string {
	name := s.Name
	if name == "" {
		name = l.Say("brief.source_not_stated")
	}
	items := []string{l.Data(name)}
	if s.Title != "" {
		items = append(items, l.Data(s.Title))
	}
	if !s.Date.IsZero() {
		items = append(items, l.Date(s.Date))
	}
	if s.Publisher != "" && s.Publisher != s.Name {
		items = append(items, l.Say("brief.printed_by", s.Publisher))
	}
	if s.URL != "" {
		items = append(items, s.URL)
	}
	return fmt.Sprintf("[%d] %s", s.Number, strings.Join(items, l.Say("list.comma")))
}

func (t *Table) text(l *locale.Language) string {
	t = t.Footed()
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", t.Title)
	labels := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		labels[i] = c.Label
	}
	if strings.Join(labels, "") != "" {
		fmt.Fprintf(&b, "  %s\n", strings.Join(labels, " | "))
	}
	for _, r := range t.Rows {
		cells := make([]string, len(r.Cells))
		for i, c := range r.Cells {
			cells[i] = c.Format(l)
		}
		fmt.Fprintf(&b, "  %s%s\n", strings.Repeat("  ", r.Indent), strings.Join(cells, " | "))
	}
	if t.Note != "" {
		fmt.Fprintf(&b, "  %s\n", l.Say("brief.note", t.Note))
	}
	return b.String()
}

// kinded writes a block with its kind, so that JSON can be read back.
type kinded struct {
	Kind  string `json:"kind"`
	Block Block  `json:"block"`
}

// everyKind returns an empty block of each kind.
func everyKind() []Block {
	return []Block{new(Heading), new(Paragraph), new(Bullets), new(KeyFigures), new(Table), new(Chart), new(Map)}
}

func kindOf(b Block) string {
	switch b.(type) {
	case *Heading:
		return "heading"
	case *Paragraph:
		return "paragraph"
	case *Bullets:
		return "bullets"
	case *KeyFigures:
		return "key_figures"
	case *Table:
		return "table"
	case *Chart:
		return "chart"
	case *Map:
		return "map"
	}
	panic("document: a stranger among the blocks")
}

// MarshalJSON writes d with the kind of each block.
func (d *Document) MarshalJSON() ([]byte, error) {
	type plain Document
	kinds := func(blocks []Block) (out []kinded) {
		for _, b := range blocks {
			out = append(out, kinded{kindOf(b), b})
		}
		return out
	}
	return json.Marshal(struct {
		*plain
		Blocks   []kinded `json:"blocks"`
		Appendix []kinded `json:"appendix,omitempty"`
	}{(*plain)(d), kinds(d.Blocks), kinds(d.Appendix)})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (d *Document) UnmarshalJSON(data []byte) error {
	type plain Document
	raw := struct {
		*plain
		Blocks   []rawBlock `json:"blocks"`
		Appendix []rawBlock `json:"appendix"`
	}{plain: (*plain)(d)}
	if err := json.Unmarshal(data, &raw); err != nil {
		return fmt.Errorf("document: %w", err)
	}
	var err error
	if d.Blocks, err = readBlocks(raw.Blocks); err != nil {
		return err
	}
	d.Appendix, err = readBlocks(raw.Appendix)
	return err
}

type rawBlock struct {
	Kind  string          `json:"kind"`
	Block json.RawMessage `json:"block"`
}

func readBlocks(raw []rawBlock) (out []Block, err error) {
	for _, k := range raw {
		var b Block
		for _, candidate := range everyKind() {
			if kindOf(candidate) == k.Kind {
				b = candidate
			}
		}
		if b == nil {
			return nil, fmt.Errorf("document: %q is not a kind of block", k.Kind)
		}
		if err := json.Unmarshal(k.Block, b); err != nil {
			return nil, fmt.Errorf("document: %s: %w", k.Kind, err)
		}
		out = append(out, b)
	}
	return out, nil
}
