package chart

import (
	"slices"
	"strings"
	"testing"
)

// TestPointLabels: a line alone says its figures, the peak before all, each once and clear of the line; more lines do not.
func TestPointLabels(t *testing.T) {
	line := func(values ...Value) Lines {
		c := Lines{Tick: words}
		for i := range values {
			c.Periods = append(c.Periods, Period{Name: "day " + words(int64(i)), At: int64(1 + 10*i)})
		}
		c.Series = []Series{{Values: values}}
		return c
	}
	rise := line(exact(1_101), exact(4_103), exact(2_107), exact(1_509))
	two := rise
	two.Series = append(two.Series, Series{Name: "other", Values: rise.Series[0].Values})
	for _, test := range []struct {
		name  string
		c     Lines
		width int
		want  []string // of the figures but the last, those that are written
	}{
		{"room for all", rise, 500_000, []string{"1,101", "2,107", "4,103"}},
		{"two lines", two, 500_000, nil},
		{"room for few", line(exact(1_101), exact(1_103), exact(4_107), exact(1_109), exact(1_113), exact(1_117), exact(1_119)), 100_000, []string{"1,109", "1,113", "1,117", "4,107"}},
		{"no number", line(Value{Label: "no data"}, exact(4_103), exact(5_107)), 300_000, []string{"4,103"}},
		{"one alone", line(exact(4_103)), 300_000, nil},
	} {
		l, err := test.c.Layout(test.width, ruler{}, Style{})
		if err != nil {
			t.Fatal(err)
		}
		_, said := texts(l)
		var got []string
		for _, v := range test.c.Series[0].Values[:len(test.c.Periods)-1] {
			if slices.Contains(said, v.Label) && v.State == Number {
				got = append(got, v.Label)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		for _, f := range faults(l) {
			t.Errorf("%s: %s", test.name, f)
		}
	}
}

// TestBarePoints: a point between the axis and a break, with no room for its figure, has it under the chart, with its
// day; where many have none, they are left to the axis. Uneven days name the first and the last.
func TestBarePoints(t *testing.T) {
	c := Lines{Tick: words, Breaks: []Break{{1, "another scope"}}}
	for _, d := range []int64{5, 6, 12, 15} {
		c.Periods = append(c.Periods, Period{Name: words(d) + " December", At: d})
	}
	c.Series = []Series{{Values: []Value{atLeast(178_000), atLeast(370_000), atLeast(1_100_000), atLeast(880_000)}}}
	l, err := c.Layout(380_000, ruler{}, Style{})
	if err != nil {
		t.Fatal(err)
	}
	_, said := texts(l)
	for _, want := range []string{"at least 178,000 (5 December)", "at least 370,000", "at least 1,100,000", "5 December", "12 December", "15 December"} {
		if !slices.Contains(said, want) {
			t.Errorf("%q is not among %q", want, said)
		}
	}
	for _, f := range faults(l) {
		t.Error(f)
	}
	l, err = c.Layout(104_000, ruler{}, Style{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults(l) {
		t.Errorf("narrow: %s", f)
	}

	many := Lines{Tick: words, Series: []Series{{}}}
	for i := range int64(60) {
		many.Periods = append(many.Periods, Period{Name: words(i), At: 1 + i})
		many.Series[0].Values = append(many.Series[0].Values, exact(100_000+i))
	}
	if l, err = many.Layout(200_000, ruler{}, Style{}); err != nil {
		t.Fatal(err)
	}
	_, said = texts(l)
	if slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, "(") }) {
		t.Errorf("a line of many points lists them: %q", said)
	}
}
