package chart

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

var update = flag.Bool("update", false, "write the golden files anew; then read the difference and look at the pictures")

// ruler measures text about as wide as Roboto sets it, without a font.
type ruler struct{}

func (ruler) Width(text string, s draw.TextStyle) int {
	w := 0
	for _, r := range text {
		switch {
		case unicode.IsMark(r) || unicode.Is(unicode.Cf, r):
		case strings.ContainsRune("ijlI.,:;'|!()[] ", r):
			w += 260
		case strings.ContainsRune("mwMW%", r):
			w += 850
		case unicode.IsUpper(r):
			w += 640
		default:
			w += 550
		}
	}
	switch s.Face {
	case draw.Bold:
		w = w * 103 / 100
	case draw.Condensed, draw.CondensedBold:
		w = w * 88 / 100
	}
	return w * s.Size / 1000
}

func tick(n int64) string {
	switch {
	case n >= 1_000_000 && n%100_000 == 0:
		return strconv.FormatFloat(float64(n)/1e6, 'f', -1, 64) + "M"
	case n >= 1000 && n%100 == 0:
		return strconv.FormatFloat(float64(n)/1e3, 'f', -1, 64) + "k"
	}
	return fmt.Sprint(n)
}

// words groups digits in threes.
func words(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func exact(n int64) Value   { return Exactly(n, words(n)) }
func atLeast(n int64) Value { return Value{State: Number, Low: At(n), Label: "at least " + words(n)} }
func upTo(n int64) Value {
	return Value{State: Number, Low: At(0), High: At(n), Label: "up to " + words(n)}
}
func about(n int64) Value { return Value{State: Number, Best: At(n), Label: "about " + words(n)} }
func nearly(n int64) Value {
	return Value{State: Number, Best: At(n), High: At(n), Label: "nearly " + words(n)}
}
func between(a, b int64) Value {
	return Value{State: Number, Low: At(a), High: At(b), Label: words(a) + " to " + words(b)}
}
func estimate(a, m, b int64) Value {
	return Value{State: Number, Low: At(a), Best: At(m), High: At(b), Label: fmt.Sprintf("%s (%s to %s)", words(m), words(a), words(b))}
}
func silent() Value                    { return Value{Label: "no data"} }
func unnumbered() Value                { return Value{State: Unquantified, Label: "reported, number not known"} }
func withheld() Value                  { return Value{State: Withheld, Label: "withheld"} }
func labelled(v Value, l string) Value { v.Label = l; return v }

// golden compares a layout with testdata/name.marks, which also says its size, and with testdata/name.txt, its words.
func golden(t *testing.T, name string, l *Laid) {
	t.Helper()
	compare(t, name+".marks", fmt.Sprintf("size %dx%d\n%s", l.Width, l.Height, &l.Marks))
	text := l.Alt.String() + "\n"
	for _, o := range l.Omitted {
		text += "omitted: " + o + "\n"
	}
	compare(t, name+".txt", text)
}

func compare(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := func(s string) []string { return strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n") }
	if diff := cmp.Diff(lines(string(want)), lines(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}
