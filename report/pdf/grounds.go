package pdf

import (
	"fmt"
	"slices"
	"sync"

	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/geo"
)

// grounds keep prepared boundaries from one document for the next: a desk draws the same country each week, in each
// language and edition, and to prepare it takes longer than all else about a map. They are known by the digest of their
// geometry, so that no document depends on what went before. Nil keeps nothing.
type grounds struct {
	mu   sync.Mutex
	kept map[groundKey]*geo.Ground
}

// maxGrounds bounds how many are kept; when there are more it starts anew.
const maxGrounds = 8

type groundKey struct {
	outlines      document.Outlines
	levels        string // the lengths of the P-codes that are drawn
	width, height int
}

func keyOf(m *document.Map, width, height int) groundKey {
	var lengths []int
	for _, a := range m.Areas {
		lengths = append(lengths, len(a.PCode))
	}
	slices.Sort(lengths)
	return groundKey{m.Outlines, fmt.Sprint(slices.Compact(lengths)), width, height}
}

func (g *grounds) get(key groundKey, prepare func() (*geo.Ground, error)) (*geo.Ground, error) {
	if g == nil {
		return prepare()
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if out := g.kept[key]; out != nil {
		return out, nil
	}
	out, err := prepare()
	if err != nil {
		return nil, err
	}
	if g.kept == nil || len(g.kept) >= maxGrounds {
		g.kept = make(map[groundKey]*geo.Ground)
	}
	g.kept[key] = out
	return out, nil
}
