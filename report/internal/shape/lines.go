package shape

import (
	"strings"
	"unicode"
)

// maxWidth is wider than any page.
const maxWidth = 1 << 30

// Lines breaks the paragraph into lines no wider than width, each as full as it can be. A word wider than a whole line
// is broken inside, between graphemes; a single grapheme wider than the line overflows. A paragraph without text has no
// lines.
func (p *Para) Lines(width int) []Line {
	var lines []Line
	rest := p.items
	for len(rest) > 0 {
		n := p.fit(rest, width)
		line := rest[:n]
		rest = rest[n:]
		if n == 0 {
			line, rest = p.split(rest, width)
		}
		lines = append(lines, p.line(line))
	}
	if len(lines) > 0 {
		lines[len(lines)-1].Last = true
	}
	return lines
}

// fit returns how many items the next line takes, or 0 if not even the first word fits.
func (p *Para) fit(items []item, width int) int {
	w, best := 0, 0
	for i, it := range items {
		w += it.width
		if !it.space && w > width {
			return best
		}
		switch {
		case it.after == mustBreak:
			return i + 1
		case it.after == mayBreak:
			best = i + 1
		}
	}
	return len(items)
}

// split breaks the first word of items inside. It takes at least one grapheme.
func (p *Para) split(items []item, width int) (line, rest []item) {
	w := 0
	for i, it := range items {
		if w+it.width <= width || it.hidden {
			w += it.width
			continue
		}
		cut := p.cut(it, width-w, !inked(items[:i]))
		switch cut {
		case it.from:
			return items[:i], items[i:]
		case it.to:
			return items[:i+1], items[i+1:]
		}
		head, tail := it, it
		head.to, head.width, head.after = cut, p.measure(it.from, cut), mayBreak
		tail.from, tail.width = cut, it.width-head.width
		if tail.width <= 2*width { // near the end the joint's kerning could matter; before it, the tail is too wide in any case
			tail.width = p.measure(cut, it.to)
		}
		line = append(append([]item(nil), items[:i]...), head)
		rest = append([]item{tail}, items[i+1:]...)
		return line, rest
	}
	return items, nil
}

func inked(items []item) bool {
	for _, it := range items {
		if !it.hidden {
			return true
		}
	}
	return false
}

// cut returns the last grapheme boundary in the item up to which it fits room; the first one if force.
func (p *Para) cut(it item, room int, force bool) int {
	// No line holds this many; the rest of a giant word is not looked at for
	// each of its lines.
	const window = 2048
	if it.to-it.from > window {
		short := it
		short.to = it.from + window
		if at := p.cut(short, room, force); at < short.to {
			return at
		}
	}
	p.sh.seg.Init(p.text[it.from:it.to])
	best := it.from
	for g := p.sh.seg.GraphemeIterator(); g.Next(); {
		gr := g.Grapheme()
		end := it.from + gr.Offset + len(gr.Text)
		if w := p.cutWidth(it, end); w > room && !(force && best == it.from) {
			break
		}
		best = end
	}
	return best
}

// cutWidth measures the item's text up to end without filling the cache with pieces of words.
func (p *Para) cutWidth(it item, end int) int {
	f, w := p.face[it.from], 0
	for _, g := range p.sh.shape(f, p.level[it.from]%2 == 1, p.text[it.from:end]) {
		w += scale(g.width, p.spans[p.span[it.from]].Size, p.sh.faces.faces[f].upem)
	}
	return w
}

// line orders and places the items of one line.
func (p *Para) line(items []item) Line {
	l := Line{RTL: p.rtl}
	p.extent(&l, items)
	for len(items) > 0 && (items[len(items)-1].space || items[len(items)-1].hidden) {
		items = items[:len(items)-1] // L1: what trails takes the paragraph's direction, so it can be left off
	}
	lv := make([]int8, len(items))
	var text strings.Builder
	for i, it := range items {
		lv[i] = p.level[it.from]
		if !it.hidden {
			text.WriteString(string(p.text[it.from:it.to]))
		}
	}
	l.Text = text.String()
	for _, i := range reorder(lv) {
		if !items[i].hidden {
			p.place(&l, items[i])
		}
	}
	if p.rtl {
		anchor(l.Runs)
	} else {
		anchorLTR(l.Runs)
	}
	return l
}

// anchor puts a right-to-left mark before (to the right of) each space and punctuation mark of a right-to-left run that
// follows something other than a right-to-left letter. The mark is in the text behind the glyph only. Without it pdftotext
// and its kin, which know no levels, take "1,250 شخص" for "شخص" glued to " 1,250", and turn brackets round.
func anchor(runs []Run) {
	follows := false // whether what stands to the right is there and no right-to-left letter
	for i := len(runs) - 1; i >= 0; i-- {
		if !runs[i].RTL {
			follows = true
			continue
		}
		for k := len(runs[i].Glyphs) - 1; k >= 0; k-- {
			g := &runs[i].Glyphs[k]
			if g.Text == "" {
				continue
			}
			letter := strings.ContainsFunc(g.Text, isLetter)
			if !letter && follows {
				g.Text += string(rlm)
			}
			follows = !letter
		}
	}
}

// extent sets the line's ascent and descent, from all its items: a line of spaces is as high as its font.
func (p *Para) extent(l *Line, items []item) {
	for _, it := range items {
		st := p.spans[p.span[it.from]].Style
		f := p.sh.faces.faces[p.face[it.from]]
		l.Ascent = max(l.Ascent, scale(f.ascent, st.Size, f.upem)+st.Rise)
		l.Descent = max(l.Descent, scale(f.descent, st.Size, f.upem)-st.Rise)
	}
}

// place appends an item at the right end of the line, to the last run if that is alike.
func (p *Para) place(l *Line, it item) {
	k := p.span[it.from]
	sp, f, rtl := p.spans[k], p.face[it.from], p.level[it.from]%2 == 1
	n := len(l.Runs)
	if n == 0 || l.Runs[n-1].Span != k || l.Runs[n-1].Face != f || l.Runs[n-1].RTL != rtl {
		l.Runs = append(l.Runs, Run{Face: f, Size: sp.Size, Rise: sp.Rise, Ink: sp.Ink, Link: sp.Link,
			Span: k, RTL: rtl, X: l.Width})
		n++
	}
	r := &l.Runs[n-1]
	upem := p.sh.faces.faces[f].upem
	for _, g := range p.sh.word(f, rtl, p.text[it.from:it.to]) {
		adv := scale(g.width, sp.Size, upem)
		r.Glyphs = append(r.Glyphs, Glyph{ID: g.id, X: r.Width + scale(g.dx, sp.Size, upem),
			Y: scale(g.dy, sp.Size, upem), Advance: adv, Text: g.text})
		r.Width += adv
		l.Width += adv
	}
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }

// anchorLTR does as anchor for a left-to-right line: a left-to-right mark goes before the space or punctuation mark that
// follows a right-to-left run.
func anchorLTR(runs []Run) {
	for i := 1; i < len(runs); i++ {
		if runs[i].RTL || !runs[i-1].RTL || len(runs[i].Glyphs) == 0 {
			continue
		}
		if g := &runs[i].Glyphs[0]; g.Text != "" && !strings.ContainsFunc(g.Text, isLetter) {
			g.Text = string(lrm) + g.Text
		}
	}
}
