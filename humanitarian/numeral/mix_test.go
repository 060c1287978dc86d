package numeral

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestMixedWords strings the words of each vocabulary, digits and marks
// together at random: grammar meets what no writer would write.
func TestMixedWords(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	for _, tag := range tags {
		l := language(t, tag)
		var words []string
		for w := range l.words.words {
			words = append(words, w)
		}
		slices.Sort(words)
		words = append(words, strings.Fields("12 5 1,250 2024 3.5 1 250 60 80,000 ( ) - – , . % + people حريق maisons 1.250 9")...)
		for range 20000 {
			var b strings.Builder
			for range 2 + r.IntN(9) {
				b.WriteString(words[r.IntN(len(words))])
				if r.IntN(8) > 0 {
					b.WriteByte(' ')
				}
			}
			text := b.String()
			end := 0
			for got := range l.Scan(text) {
				if got.Start < end || got.End > len(text) || got.NumberStart >= got.NumberEnd {
					t.Fatalf("%q: offsets %+v", text, got)
				}
				end = got.End
				checkReading(t, l, text, got)
			}
		}
	}
}

// TestBegins reads from every word that was left unread because of the word
// behind it: no number must come of it.
func TestBegins(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	for _, tag := range tags {
		l := language(t, tag)
		words := slices.Sorted(maps.Keys(l.words.words))
		words = append(words, strings.Fields("12 1,250 2024 . ( – people حريق maisons")...)
		left := 0
		for _, first := range words {
			id := l.words.words[first]
			if alone := l.words.alone[id] & beginRoles; alone&^waitingRoles != 0 || !l.words.starts[id].meets(beginRoles) {
				continue
			}
			for _, second := range words {
				text := strings.Join([]string{first, second, words[r.IntN(len(words))], words[r.IntN(len(words))]}, " ")
				s := newScanner(l, text)
				if s.at(0).id != id || s.begins(id) {
					continue
				}
				left++
				if n := s.read(); n > 0 || len(s.found) > 0 {
					t.Fatalf("%s: %q begins no number, and %d tokens with %v are read", tag, text, n, s.found)
				}
			}
		}
		if left < 1000 {
			t.Errorf("%s: %d texts were left unread", tag, left)
		}
	}
}
