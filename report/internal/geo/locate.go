package geo

import (
	"github.com/humanitarian-sitrep/sitrep/report/internal/chart"
	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// Located tints areas that are spoken of, and shows no number. An area that has something of its own is told from one that
// is only spoken of, by its tone and by a hatch, so that a print without colour tells them apart.
type Located struct {
	Areas  []LocatedArea
	Own    string // words of the legend for an area with something of its own
	Spoken string // the same for one that is only spoken of
}

// LocatedArea is one area of [Located].
type LocatedArea struct {
	ID   string // the identifier of the shape
	Name string // as the label says it; empty for no label
	Own  bool
}

// located returns the paint of an area.
func (s *sheet) located(own bool) draw.Paint {
	if own {
		return draw.Paint{Fill: toned(s.st.AccentInk(), 190)}
	}
	return draw.Paint{Fill: toned(s.st.AccentInk(), 240), Hatch: draw.Hatch{Ink: toned(s.st.AccentInk(), 175), Pitch: 4_000, Width: 500}}
}

// locate tints the areas, and says in the alternative which they are.
func (s *sheet) locate(l *Located) {
	for _, a := range l.Areas {
		words := l.word(a.Own)
		s.Alt.Rows = append(s.Alt.Rows, []string{a.Name, words})
		i, ok := s.ground.index[a.ID]
		if !ok {
			s.Omitted = append(s.Omitted, a.Name+": "+words)
			continue
		}
		p := s.located(a.Own)
		if a.Own {
			s.shades[i] = p.Fill
		}
		s.hatched[i] = !p.Hatch.IsZero()
		s.Marks.Path(s.ground.areas[i].rings, p)
	}
}

func (l *Located) word(own bool) string {
	if own {
		return l.Own
	}
	return l.Spoken
}

// areas are the areas as labels take them.
func (l *Located) areas() []Area {
	var out []Area
	for _, a := range l.Areas {
		out = append(out, Area{ID: a.ID, Name: a.Name, Value: chart.Value{State: chart.NoData}})
	}
	return out
}

// locatedEntries explains the tints that the map has.
func (s *sheet) locatedEntries(l *Located) []entry {
	var out []entry
	for _, own := range []bool{true, false} {
		for _, a := range l.Areas {
			if _, on := s.ground.index[a.ID]; on && a.Own == own {
				p := s.located(own)
				p.Stroke = draw.Stroke{Ink: draw.RGB(inkInner), Width: 400}
				out = append(out, s.swatch(p, l.word(own)))
				break
			}
		}
	}
	return out
}
