package numeral

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func scanned(l *Language, text string) []string {
	var out []string
	for r := range l.Scan(text) {
		out = append(out, show(text, r))
	}
	return out
}

func TestScanOffsets(t *testing.T) {
	text := "Près d’«au moins 1 250» blessés"
	for r := range French().Scan(text) {
		if got, number := text[r.Start:r.End], text[r.NumberStart:r.NumberEnd]; got != "au moins 1 250" || number != "1 250" {
			t.Errorf("got %q and %q", got, number)
		}
	}
}

// TestBadText holds that broken input neither panics nor moves offsets.
func TestBadText(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"empty":               {"", nil},
		"binary":              {"\x00\x01\xff\xfe12\x80\xc3", []string{"12 cardinal 12"}},
		"half a character":    {"12 \xd9", []string{"12 cardinal 12"}},
		"zero bytes":          {"1\x002", []string{"1 cardinal 1", "2 cardinal 2"}},
		"html":                {`<td class="n5">300</td><b>5</b>`, []string{"not_reported label n5", "300 cardinal 300", "5 cardinal 5"}},
		"lines":               {"killed\r\n12\r\n34 hurt", []string{"12 cardinal 12", "34 cardinal 34"}},
		"isolates":            {"\u206812\u2069\u206834\u2069", []string{"- unsure 12 (several numbers in a row, or one number with spaces)", "34 cardinal 34"}},
		"isolates apart":      {"\u20681\u2069 \u2068250\u2069", []string{"1 cardinal 1", "250 cardinal 250"}},
		"marks inside":        {"\u200f1\u200f,\u200f250\u200f dead", []string{"1250 cardinal 1\u200f,\u200f250"}},
		"combining accents":   {"de\u0301cembre 5 de\u0301cembre", []string{"5 date 5 de\u0301cembre"}},
		"list without spaces": {"1,2,3", []string{"1 cardinal 1", "2 cardinal 2", "3 cardinal 3"}},
	} {
		l := English()
		if name == "combining accents" {
			l = French()
		}
		if diff := cmp.Diff(c.want, scanned(l, c.text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestLongRuns reads inputs that would take minutes if any part of the scanner
// looked at all of the text from each place in it.
func TestLongRuns(t *testing.T) {
	const size = 1 << 18
	for _, unit := range []string{
		"1", "1,", "1 ", "1-", "1.000.", "one ", "between ", "between 1 and ", "one hundred and ", "at least ", "a", "five thousand million ",
		"articles 5, ", "[1,", "from 1 to ", "1:", "(", "5 or ", "x1", "و", "ألف و", "\xff", "\u2068", "+1 ", "in 2000 ", "rose ", "2024-", "½",
	} {
		text := strings.Repeat(unit, size/len(unit))
		for _, l := range []*Language{English(), Arabic()} {
			end := 0
			for r := range l.Scan(text) {
				if r.Start < end {
					t.Fatalf("%q: a reading begins at %d, before %d", unit, r.Start, end)
				}
				end = r.End
			}
		}
	}
}

func TestScanStops(t *testing.T) {
	n := 0
	for range English().Scan("1; 2; 3") {
		n++
		break
	}
	if n != 1 {
		t.Errorf("got %d readings after a break", n)
	}
}

func TestConcurrentUse(t *testing.T) {
	l := Arabic()
	text := "ما لا يقل عن 69 مدنيا، ألفان وخمسمئة"
	want := scanned(l, text)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				if got := scanned(l, text); !cmp.Equal(got, want) {
					t.Errorf("got %v, want %v", got, want)
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestSameInEveryCase(t *testing.T) {
	for _, tag := range []string{"en", "fr", "es"} {
		l := language(t, tag)
		for _, c := range phraseCases(t, tag) {
			if c.kind != "cardinal" || !c.whole || strings.ContainsAny(c.text, "0123456789") {
				continue
			}
			r, err := l.Parse(strings.ToUpper(c.text))
			if err != nil || r.Quantity.String() != c.quantity {
				t.Errorf("%s %q: got %v, %v, want %s", tag, strings.ToUpper(c.text), r.Quantity, err, c.quantity)
			}
		}
	}
}
