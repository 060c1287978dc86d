package numeral

import (
	"maps"
	"slices"
	"testing"
)

// TestLanguagesAgree holds that no text is one number in one language and
// another in a second: who reads a text of an unknown language in several may
// take what any of them is sure of. Three decimals of a percentage are known to
// differ, as 12,500% is twelve and a half in French.
func TestLanguagesAgree(t *testing.T) {
	const multiplies roleSet = 1<<roleScale | 1<<roleSuffix | 1<<roleSpacedSuffix | 1<<roleHundred | 1<<roleAlone | 1<<roleAbout | 1<<roleUnit | 1<<rolePart | 1<<roleWord |
		1<<roleBound | 1<<roleAfter
	words := map[string]bool{}
	var languages []*Language
	for _, tag := range tags {
		l := language(t, tag)
		languages = append(languages, l)
		for w, id := range l.words.words {
			if l.words.alone[id].meets(multiplies) {
				words[w] = true
			}
		}
	}
	agreed := 0
	for _, w := range slices.Sorted(maps.Keys(words)) {
		for _, n := range []string{"2", "1.2", "1,2", "1.25", "1.250", "1,250", "1 250", "12.500", "1.250.000"} {
			for _, text := range []string{n + " " + w, n + w, w + " " + n, n + " " + w + " 3"} {
				var first *Reading
				for _, l := range languages {
					r, err := l.Parse(text)
					switch {
					case err != nil:
					case first == nil:
						first = &r
					case r.Quantity != first.Quantity || r.Kind != first.Kind:
						t.Errorf("%q is %v and, in %s, %v", text, first.Quantity, l.Tag(), r.Quantity)
					default:
						agreed++
					}
				}
			}
		}
	}
	if agreed < 50 {
		t.Errorf("%d readings were compared", agreed)
	}
}
