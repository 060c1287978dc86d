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
	taken := map[string]bool{"history": true} // Excel keeps History for itself
	for _, s := range b.names.list() {
		taken[strings.ToLower(s)] = true
	}
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
			s.sheet = sheetName(s.title, b.say("section"), taken)
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

// sheetName returns the cleaned title, numbered where another sheet has it.
func sheetName(title, otherwise string, taken map[string]bool) string {
	clean := sheet.CleanName(title)
	if clean == "" {
		clean = sheet.CleanName(otherwise)
	}
	name := clean
	for n := 2; taken[strings.ToLower(name)]; n++ {
		suffix := fmt.Sprintf(" (%d)", n)
		base := []rune(clean)
		for name = clean + suffix; sheet.CleanName(name) != name; name = strings.TrimRight(string(base), " '") + suffix {
			base = base[:len(base)-1]
		}
	}
	taken[strings.ToLower(name)] = true
	return name
}
