package xlsx

import (
	"fmt"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// A section is a heading and what stands under it.
type section struct {
	sheet  string // its name as a sheet
	title  string
	blocks []document.Block
}

// split gives each section with content a sheet, and rival claims one of their
// own. Key figures, highlights, and what stands before the first heading, go to
// the front; sections without content vanish.
func (b *book) split(blocks []document.Block) (front []document.Block, sections []section) {
	all := []section{{}}
	var rivals []document.Block
	for _, block := range blocks {
		at := &all[len(all)-1]
		switch t := block.(type) {
		case *document.Heading:
			if t.Level <= 1 {
				all = append(all, section{title: t.Text})
				continue
			}
		case *document.KeyFigures:
			at = &all[0]
		case *document.Table:
			if t.Name == "discrepancies" {
				rivals = append(rivals, block)
				continue
			}
		}
		at.blocks = append(at.blocks, block)
	}
	all = append(all, section{title: b.more("discrepancies"), blocks: rivals})
	front = all[0].blocks
	for _, s := range all[1:] {
		switch {
		case !hasContent(s.blocks):
		case strings.EqualFold(s.title, b.l.Say("brief.key_figures")):
			front = append(front, s.blocks...)
		case strings.EqualFold(s.title, b.l.Say("brief.highlights")):
			front = append(front, &document.Heading{Level: 2, Text: s.title})
			front = append(front, s.blocks...)
		default:
			s.sheet = b.name(s.title)
			sections = append(sections, s)
		}
	}
	return front, sections
}

func hasContent(blocks []document.Block) bool {
	for _, block := range blocks {
		if _, ok := block.(*document.Heading); !ok {
			return true
		}
	}
	return false
}

// name returns the name of a sheet with a title: cleaned, and numbered where
// another sheet has it.
func (b *book) name(title string) string {
	if b.taken == nil {
		b.taken = map[string]bool{"history": true} // Excel keeps History for itself
		for _, s := range b.names.list() {
			b.taken[strings.ToLower(s)] = true
		}
	}
	clean := sheet.CleanName(title)
	if clean == "" {
		clean = sheet.CleanName(b.say("section"))
	}
	name := clean
	for n := 2; b.taken[strings.ToLower(name)]; n++ {
		suffix := fmt.Sprintf(" (%d)", n)
		base := []rune(clean)
		for name = clean + suffix; sheet.CleanName(name) != name; name = strings.TrimRight(string(base), " '") + suffix {
			base = base[:len(base)-1]
		}
	}
	b.taken[strings.ToLower(name)] = true
	return name
}
