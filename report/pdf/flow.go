package pdf

import "context"

// paginate breaks strips into pages: the first starts at top, the others at headHeight. Strips that keep together move
// together, unless they are taller than a page. It stops between pages when ctx is done.
func paginate(ctx context.Context, strips []*strip, top int, on sheet) ([]*page, error) {
	f := &flow{sheet: on, pages: []*page{{items: make([]item, 0, 256)}}, y: top, fresh: true}
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
	return f.pages, nil
}

type flow struct {
	sheet
	pages []*page
	y     int
	fresh bool // nothing stands on the page yet
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
	f.pages[len(f.pages)-1].add(s, f.y)
	f.y += s.h
	f.fresh = false
}

// newPage starts a page that s will open, with the header of its table.
func (f *flow) newPage(s *strip) {
	p := &page{items: make([]item, 0, len(f.pages[len(f.pages)-1].items))} // about as many as before
	f.pages = append(f.pages, p)
	f.y, f.fresh = headHeight, true
	if s.header == nil {
		return
	}
	again := *s.header
	again.items = append([]item(nil), again.items...)
	for i := range again.items {
		again.items[i].role, again.items[i].tag = artifact, nil
	}
	p.add(&again, f.y)
	f.y += again.h
}
