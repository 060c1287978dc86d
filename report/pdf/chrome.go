package pdf

import (
	"slices"
	"strconv"

	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// band lays out the head of the first page and returns its items and its height. A title of more than four lines is
// cut there and stands in full below, as the first text of the body.
func (l *layouter) band() ([]item, int) {
	const maxLines = 4
	d, th := l.doc, l.theme
	head, logo := l.leaf("H1"), l.bandLogo()
	title := l.titleLines(l.bodyWidth - logo.room)
	if len(title) > maxLines {
		title = title[:maxLines]
		l.prose(th.body, 0, roleP, th.body.span(d.Title))
	}
	top := 13 * pt
	if d.Draft {
		top = 22 * pt
	}
	c := cell{x: margin + logo.room, w: l.bodyWidth - logo.room, lines: title, role: roleH1, tag: head}
	out := c.items(top)
	y := top + height(title) + 2*pt
	end := l.fit(th.subtitle.with(shape.Bold), l.lang.Word("edition", d.Edition), c.w/4)
	wide := c.w - gutter
	for _, ln := range end {
		wide -= ln.line.Width
	}
	sub := l.fit(th.subtitle, l.issue(), wide)
	out = append(out, l.sideBySide(c.x, c.w, tagged(sub, l.leaf("P")), tagged(end, l.leaf("P")), roleP, y)...)
	h := max(bandHeight, y+th.subtitle.leading+12*pt)
	out = append(logo.items(h), out...)
	out = append([]item{{kind: fillItem, w: l.pageWidth, h: h, ink: th.band}}, out...)
	if d.Draft {
		out = append(out, l.draft(8*pt, th.onBand, th.band, l.leaf("P"))...)
	}
	return out, h
}

// titleLines sets the title on one line if a slightly smaller size makes that possible, else on two, else small.
func (l *layouter) titleLines(w int) []cellLine {
	var out []cellLine
	for _, try := range []struct{ size, lines int }{{20 * pt, 1}, {18_500, 1}, {17 * pt, 1}, {20 * pt, 2}, {15 * pt, 0}} {
		st := l.theme.title.sized(try.size)
		if out = l.lines(st, w, st.span(l.doc.Title)); len(out) <= try.lines {
			break
		}
	}
	return out
}

// sideBySide sets one line at the start of a width and one at its end, on one baseline.
func (l *layouter) sideBySide(x, w int, start, end []cellLine, r role, y int) []item {
	cells := []cell{{x: x, w: w, lines: start, role: r}, {x: x, w: w, lines: end, role: r, end: true}}
	alignFirst(cells)
	if l.dir == shape.RTL { // from left to right, like the cells of a row
		slices.Reverse(cells)
	}
	return append(cells[0].items(y), cells[1].items(y)...)
}

// issue is the second line of the band: the number and the date.
func (l *layouter) issue() string {
	s := ""
	if l.doc.Number > 0 {
		s = l.lang.Say("brief.number", strconv.Itoa(l.doc.Number))
	}
	if l.doc.AsOf.IsZero() {
		return s
	}
	if s != "" {
		s += " · "
	}
	return s + l.lang.Say("brief.as_of", l.doc.AsOf.String())
}

// fit sets text on one line, cut with an ellipsis if it is too long. It is for what stands in full elsewhere.
func (l *layouter) fit(st style, text string, w int) []cellLine {
	clean, _ := shape.Clean(text)
	if lines := l.lines(st, w, st.span(clean)); len(lines) <= 1 {
		return lines
	}
	r := []rune(clean)
	low, high := 0, min(len(r), 400)
	for high-low > 1 {
		mid := (low + high) / 2
		if l.para(st.span(string(r[:mid])+"…")).Width() <= w {
			low = mid
		} else {
			high = mid
		}
	}
	return l.lines(st, w, st.span(string(r[:low])+"…"))[:1]
}

// chrome sets what every page carries: the running head of later pages and the footer.
func (l *layouter) chrome(p *page, n, of int) {
	st := l.theme.running
	if n > 1 {
		p.items = append(l.runningHead(st), p.items...)
	}
	if l.doc.Draft {
		p.items = append(l.watermark(), p.items...)
	}
	p.items = append(p.items, item{kind: fillItem, x: margin, y: l.footTop, w: l.bodyWidth, h: 500, ink: l.theme.accent})
	num := l.lines(st, l.bodyWidth, st.span(l.lang.Say("brief.page", strconv.Itoa(n), strconv.Itoa(of))))
	text := l.doc.Masthead(l.lang)
	if org := l.doc.Organisation; org != "" {
		text = org + " · " + text
	}
	w := l.bodyWidth - gutter
	for _, ln := range num {
		w -= ln.line.Width
	}
	p.items = append(p.items, l.sideBySide(margin, l.bodyWidth, l.fit(st, text, w), num, artifact, l.footTop+5*pt)...)
}

func (l *layouter) runningHead(st style) []item {
	const y = 22 * pt
	wide, w := l.bodyWidth*2/3, l.bodyWidth/3
	var label []item
	if l.doc.Draft {
		label = l.draft(y-2*pt, draftInk, white, nil)
		w -= label[0].w + 6*pt
	}
	right := l.fit(st, l.issue(), w)
	end := cell{x: margin, w: l.bodyWidth, lines: right, end: true}
	if l.doc.Draft {
		end.w -= label[0].w + 6*pt
	}
	start := cell{x: margin, w: wide, lines: l.fit(st.with(shape.Bold), l.doc.Title, wide-gutter)}
	out := append(start.items(y), end.items(y)...)
	out = append(out, item{kind: fillItem, x: margin, y: y + 13*pt, w: l.bodyWidth, h: 500, ink: l.theme.accent})
	return append(out, label...)
}
