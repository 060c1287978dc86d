package shape

import (
	"sort"
	"strings"
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

// Count returns how many lines [Para.Lines] returns, without making them.
func (p *Para) Count(width int) int {
	n := 0
	for rest := p.items; len(rest) > 0; n++ {
		took := p.fit(rest, width)
		if took == 0 {
			return len(p.Lines(width)) // a word must be broken inside
		}
		rest = rest[took:]
	}
	return n
}

// fit returns how many items the next line takes, or 0 if not even the first word fits. It breaks inside what should
// hold together only if that is wider than a line.
func (p *Para) fit(items []item, width int) int {
	w, best, poor := 0, 0, 0
	for i, it := range items {
		w += it.width
		if !it.space && w > width {
			if poor > best && p.together(items[best:]) > width {
				return poor
			}
			return best
		}
		switch {
		case it.after == mustBreak:
			return i + 1
		case it.after == mayBreak:
			best = i + 1
		case it.after == avoidBreak:
			poor = i + 1
		}
	}
	return len(items)
}

// together returns the width of what should not be broken at the beginning of items.
func (p *Para) together(items []item) int {
	w, last := 0, 0
	for _, it := range items {
		w += it.width
		if !it.space {
			last = w
		}
		if it.after >= mayBreak {
			break
		}
	}
	return last
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
		head.glyphs, tail.glyphs = nil, nil
		head.to, head.after = cut, mayBreak
		head.width = p.widthOf(head)
		tail.from, tail.width = cut, it.width-head.width
		if tail.width <= 2*width { // near the end the joint's kerning could matter; before it, the tail is too wide in any case
			tail.width = p.widthOf(tail)
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
	// Hardly a line holds this many; the rest of a giant word is not looked at for each of its lines.
	const window = 512
	if it.to-it.from > window {
		short := it
		short.to, short.width = it.from+window, it.width*window/(it.to-it.from)
		if at := p.cut(short, room, force); at < short.to {
			return at
		}
	}
	p.sh.seg.Init(p.text[it.from:it.to])
	var ends []int
	for g := p.sh.seg.GraphemeIterator(); g.Next(); {
		gr := g.Grapheme()
		ends = append(ends, it.from+gr.Offset+len(gr.Text))
	}
	// More graphemes are wider, but for a little kerning: what fits is found by halving, below twice the likely number.
	most := len(ends)
	if it.width > 0 {
		if likely := 2*(it.to-it.from)*max(room, 0)/it.width + 8; likely < most && p.cutWidth(it, ends[likely-1]) > room {
			most = likely
		}
	}
	n := sort.Search(most, func(i int) bool { return p.cutWidth(it, ends[i]) > room })
	switch {
	case n > 0:
		return ends[n-1]
	case force && len(ends) > 0:
		return ends[0]
	}
	return it.from
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
	var space item
	for len(items) > 0 && (items[len(items)-1].space || items[len(items)-1].hidden) {
		if last := items[len(items)-1]; last.space {
			space, l.Spaced = last, true
		}
		items = items[:len(items)-1] // L1: what trails takes the paragraph's direction, so it can be left off
	}
	lv := make([]int8, len(items))
	at := make([]int, len(items)+1)
	var text strings.Builder
	for i, it := range items {
		if lv[i] = p.level[it.from]; !it.hidden {
			for _, r := range p.text[it.from:it.to] {
				text.WriteRune(r)
			}
		}
		at[i+1] = text.Len()
	}
	l.Text = text.String()
	glyphs := make([]Glyph, 0, p.glyphCount(items)+1)
	for _, i := range reorder(lv) {
		if !items[i].hidden {
			glyphs = p.place(&l, glyphs, items[i], at[i], at[i+1])
		}
	}
	if p.rtl {
		anchorRTL(l.Runs)
	} else {
		anchorLTR(l.Runs)
	}
	p.trail(&l, space)
	return l
}

// trail ends a left-to-right line with the space at which it was broken, for whoever reads the file without looking at
// where things stand. It has no width, so that the line is as wide as what is seen of it.
func (p *Para) trail(l *Line, space item) {
	if !l.Spaced || l.RTL || len(l.Runs) == 0 {
		return
	}
	r := &l.Runs[len(l.Runs)-1]
	if r.RTL || r.Face != p.face[space.from] {
		return
	}
	for _, g := range p.sh.word(r.Face, false, p.text[space.from:space.from+1]) {
		r.Glyphs = append(r.Glyphs, Glyph{ID: g.id, X: r.Width, Text: g.text})
	}
}

// extent sets the line's ascent and descent, from all its items: a line of spaces is as high as its font.
func (p *Para) extent(l *Line, items []item) {
	for _, it := range items {
		st := p.spans[p.span[it.from]].Style
		f := &p.sh.faces.faces[p.face[it.from]]
		l.Ascent = max(l.Ascent, scale(f.ascent, st.Size, f.upem)+st.Rise)
		l.Descent = max(l.Descent, scale(f.descent, st.Size, f.upem)-st.Rise)
	}
}

// glyphCount returns the number of glyphs that the items are drawn with.
func (p *Para) glyphCount(items []item) int {
	n := 0
	for _, it := range items {
		if !it.hidden {
			n += len(p.word(it))
		}
	}
	return n
}

// place appends an item at the right end of the line, to the last run if that is alike. Its text is the line's between
// two bytes. Neighbours of one level are neighbours in the text too, so that a run stands for one piece of it. The runs
// of a line share one array of glyphs.
func (p *Para) place(l *Line, glyphs []Glyph, it item, from, to int) []Glyph {
	k, level := int(p.span[it.from]), p.level[it.from]
	sp, f, rtl := p.spans[k], p.face[it.from], level%2 == 1
	n := len(l.Runs)
	if n == 0 || l.Runs[n-1].Span != k || l.Runs[n-1].Face != f || l.Runs[n-1].level != level {
		l.Runs = append(l.Runs, Run{Face: f, Size: sp.Size, Rise: sp.Rise, Ink: sp.Ink, Link: sp.Link,
			Span: k, RTL: rtl, From: from, To: to, X: l.Width, level: level})
		n++
	}
	r := &l.Runs[n-1]
	r.From, r.To = min(r.From, from), max(r.To, to)
	upem := p.sh.faces.faces[f].upem
	start := len(glyphs) - len(r.Glyphs)
	for _, g := range p.word(it) {
		adv := scale(g.width, sp.Size, upem)
		glyphs = append(glyphs, Glyph{ID: g.id, X: r.Width + scale(g.dx, sp.Size, upem),
			Y: scale(g.dy, sp.Size, upem), Advance: adv, Text: g.text})
		r.Width += adv
		l.Width += adv
	}
	r.Glyphs = glyphs[start:]
	return glyphs
}
