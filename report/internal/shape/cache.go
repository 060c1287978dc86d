package shape

import "sync"

// Briefs repeat words: "at least" and "persons" stand in each table, and next week's brief has this week's places. To
// shape a word takes about twenty times as long as to look it up.
const (
	maxCached     = 1 << 14 // words; about 8 MB
	maxCachedWord = 64      // runes of a word; longer ones hardly come again
)

// A wordCache remembers shaped words for all shapers of some faces. When it is full it starts anew, so that texts of
// which no word comes again do not keep out those of which many do. What is drawn never depends on it.
type wordCache struct {
	mu    sync.RWMutex
	words map[string][]fontGlyph
}

func newWordCache() *wordCache { return &wordCache{words: make(map[string][]fontGlyph)} }

func (c *wordCache) get(key []byte) ([]fontGlyph, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	g, ok := c.words[string(key)]
	return g, ok
}

func (c *wordCache) put(key []byte, g []fontGlyph) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.words) >= maxCached {
		clear(c.words)
	}
	c.words[string(key)] = g
}
