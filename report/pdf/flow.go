package pdf

import "context"

// paginate breaks what was laid out into pages. Where the last would hold next to nothing, or another would stay blank
// in good part, the space between strips is made smaller if that helps.
func (l *layouter) paginate(ctx context.Context, top int) ([]*page, error) {
	loose := make([]int, len(l.strips))
	for i, s := range l.strips {
		loose[i] = s.before
	}
	tighten := func(percent int) {
		for i, s := range l.strips {
			s.before = loose[i] * l.theme.air / 100 * percent / 100
		}
	}
	var best *flow
	at := 0
	for _, percent := range [...]int{100, 85, 70, 55} {
		tighten(percent)
		f, err := paginate(ctx, l.strips, top, l.sheet, false)
		if err != nil {
			return nil, err
		}
		if best == nil || f.betters(best) {
			best, at = f, percent
		}
		if !best.starts(l.pageRoom/5) && !best.gapes() {
			break
		}
	}
	tighten(at)
	best, err := paginate(ctx, l.strips, top, l.sheet, true)
	if err != nil {
		return nil, err
	}
	return best.pages, nil
}

// betters reports whether f is worth its smaller spaces.
func (f *flow) betters(g *flow) bool {
	return len(f.pages) < len(g.pages) || len(f.pages) == len(g.pages) && g.gapes() && !f.gapes()
}

// starts reports whether the last of several pages is filled no further than to a height.
func (f *flow) starts(height int) bool { return len(f.pages) > 1 && f.y <= headHeight+height }

// gapes reports whether a page before the last is blank at its foot for more than a sixth.
func (f *flow) gapes() bool { return f.blank > f.pageRoom/6 }

// paginate breaks strips into pages: the first starts at top, the others at headHeight. Strips that keep together move
// together, unless they are taller than a page. It stops between pages when ctx is done. Pages that are not to be filled
// stay empty: they only tell how many there are, and how full.
func paginate(ctx context.Context, strips []*strip, top int, on sheet, fill bool) (*flow, error) {
	f := &flow{sheet: on, pages: []*page{{}}, y: top, fresh: true, fill: fill}
	if fill {
		f.pages[0].items = make([]item, 0, 256)
	}
	for len(strips) > 0 {
		n := 1
		for n < len(strips) && strips[n-1].keep {
			n++
		}
		if f.need(strips[:n]) > f.bodyBottom && !f.bare() && f.fitsPage(strips[:n]) {
			f.newPage(strips[0])
		}
		for _, s := range strips[:n] {
			f.place(s)
		}
		strips = strips[n:]
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return f, nil
}

type flow struct {
	sheet
	pages []*page
	y     int
	fresh bool // nothing stands on the page yet
	blank int  // the most that a page before the last has at its foot
	fill  bool // pages get their items
}

// bare reports whether another page could not offer more room.
func (f *flow) bare() bool { return f.fresh && len(f.pages) > 1 }

// need returns where the strips would end on this page.
func (f *flow) need(strips []*strip) int {
	y, fresh := f.y, f.fresh
	for _, s := range strips {
		if !fresh {
			y += s.before
		}
		y, fresh = y+s.h, false
	}
	return y
}

// fitsPage reports whether the strips fit on a page of their own.
func (f *flow) fitsPage(strips []*strip) bool {
	alone := flow{y: headHeight, fresh: true}
	if h := strips[0].header; h != nil {
		alone.y += h.h
	}
	return alone.need(strips) <= f.bodyBottom
}

func (f *flow) place(s *strip) {
	if f.need([]*strip{s}) > f.bodyBottom && !f.bare() {
		f.newPage(s)
	}
	if !f.fresh {
		f.y += s.before
	}
	if f.fill {
		f.pages[len(f.pages)-1].add(s, f.y)
	}
	f.y += s.h
	f.fresh = false
}

// newPage starts a page that s will open, with the header of its table.
func (f *flow) newPage(s *strip) {
	p := &page{}
	if f.fill {
		p.items = make([]item, 0, len(f.pages[len(f.pages)-1].items)) // about as many as before
	}
	f.pages = append(f.pages, p)
	f.blank = max(f.blank, f.bodyBottom-f.y)
	f.y, f.fresh = headHeight, true
	if s.header == nil {
		return
	}
	f.y += s.header.h
	if !f.fill {
		return
	}
	again := *s.header
	again.items = append([]item(nil), again.items...)
	for i := range again.items {
		again.items[i].role, again.items[i].tag = artifact, nil
	}
	p.add(&again, f.y-again.h)
}
