package pdf

import "github.com/humanitarian-sitrep/sitrep/report/internal/shape"

// A memory holds the short paragraphs of one document, measured and broken: the cells of a table say the same date, the
// same source and the same remark many times. What it returns is shared and must not be changed.
type memory struct {
	paras  map[shape.Span]*shape.Para // of a single span
	broken map[brokenPara][]shape.Line
}

type brokenPara struct {
	para  *shape.Para
	width int
}

// maxKnown bounds how many paragraphs and how many breakings are held.
const maxKnown = 1 << 12

func (m *memory) para(spans []shape.Span) *shape.Para {
	if len(spans) != 1 {
		return nil
	}
	return m.paras[spans[0]]
}

func (m *memory) keep(spans []shape.Span, p *shape.Para) {
	if len(spans) != 1 || len(m.paras) >= maxKnown {
		return
	}
	if m.paras == nil {
		m.paras = make(map[shape.Span]*shape.Para, 256)
	}
	m.paras[spans[0]] = p
}

func (m *memory) lines(p *shape.Para, width int) []shape.Line {
	key := brokenPara{p, width}
	if out, ok := m.broken[key]; ok {
		return out
	}
	out := p.Lines(width)
	if len(m.broken) < maxKnown {
		if m.broken == nil {
			m.broken = make(map[brokenPara][]shape.Line, 256)
		}
		m.broken[key] = out
	}
	return out
}
