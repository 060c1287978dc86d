package numeral

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// A convention is one way in which people write numbers, as a pattern: the slow
// twin of runAt and value.
type convention struct {
	name    string
	pattern *regexp.Regexp // $1 are the whole digits, $2 the decimals
	tags    string         // the languages whose own way it is
}

func conventions() []convention {
	grouped := func(group, decimal string) *regexp.Regexp {
		return regexp.MustCompile(fmt.Sprintf(`^((?:[1-9][0-9]{0,2}(?:%s[0-9]{3})+)|[1-9][0-9]*|0)(?:%s([0-9]+))?$`, group, decimal))
	}
	return []convention{
		{"1,250.5", grouped(`,`, `\.`), "en ar"},
		{"1.250,5", grouped(`\.`, `,`), "es"},
		{"1 250,5", grouped(` `, `,`), "fr es"},
		{"1 250.5", grouped(` `, `\.`), "en ar"},
		{"1'250.5", grouped(`'`, `\.`), "en"},
		{"1'250,5", grouped(`'`, `,`), "fr es"},
	}
}

// TestDigits compares what Parse reads with what any convention allows. A number
// that is read must be allowed by a convention; where conventions differ, it must
// be the language's own, and else be refused.
func TestDigits(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 17))
	all := conventions()
	for _, tag := range tags {
		l := language(t, tag)
		for range 40000 {
			checkDigits(t, l, all, randomDigits(r))
		}
		for n := range 2000 {
			checkDigits(t, l, all, fmt.Sprint(n))
			checkDigits(t, l, all, fmt.Sprintf("%d,%03d", n, n%7))
			checkDigits(t, l, all, fmt.Sprintf("%d.%d", n, n%13))
		}
	}
}

func randomDigits(r *rand.Rand) string {
	var b strings.Builder
	groups := 1 + r.IntN(4)
	mark := ",. '"[r.IntN(4)]
	for i := range groups {
		if i > 0 {
			if r.IntN(5) == 0 {
				mark = ",."[r.IntN(2)]
			}
			b.WriteByte(mark)
		}
		width := 3
		if i == 0 || r.IntN(3) == 0 {
			width = 1 + r.IntN(4)
		}
		for range width {
			b.WriteByte('0' + byte(r.IntN(10)))
		}
	}
	return b.String()
}

func checkDigits(t *testing.T, l *Language, all []convention, text string) {
	t.Helper()
	values, own := map[string]bool{}, map[string]bool{}
	for _, c := range all {
		m := c.pattern.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		value := strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, m[1])
		if m[2] != "" && strings.Trim(m[2], "0") != "" {
			value += "." + strings.TrimRight(m[2], "0")
		}
		values[value] = true
		if strings.Contains(c.tags, l.tag) {
			own[value] = true
		}
	}
	got, err := l.Parse(text)
	n, whole := got.Quantity.Best()
	switch {
	case err == nil && (!whole || got.Quantity.Form() != humanitarian.Exact || !values[fmt.Sprint(n)]):
		if !indian.MatchString(text) {
			t.Fatalf("%s: %q is read as %v, no convention allows that", l.tag, text, got.Quantity)
		}
	case err == nil && len(values) > 1 && !own[fmt.Sprint(n)]:
		t.Fatalf("%s: %q is read as %v and may be %v", l.tag, text, got.Quantity, values)
	case err != nil && len(values) == 1:
		for v := range values { // one value, and still refused: only what is no whole number
			if !strings.Contains(v, ".") && len(v) < 18 && !strings.ContainsAny(text[1:], ",.") {
				t.Fatalf("%s: %q can only be %s and is refused: %v", l.tag, text, v, err)
			}
		}
	}
}

var indian = regexp.MustCompile(`^[0-9]{1,2}(,[0-9]{2})+,[0-9]{3}$`)
