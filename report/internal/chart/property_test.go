package chart

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// texts returns the room of every text.
func texts(l *Laid) (boxes []draw.Rect, words []string) {
	for _, o := range l.Marks.Ops {
		if o.Kind == draw.TextOp {
			boxes = append(boxes, o.Style.Box(o.At, o.Anchor, ruler{}.Width(o.Text, o.Style)))
			words = append(words, o.Text)
		}
	}
	return boxes, words
}

// corners returns points that bound a mark.
func corners(o draw.Op) []draw.Point {
	switch o.Kind {
	case draw.RectOp:
		return o.Box.Ring()
	case draw.CircleOp:
		return draw.Rect{X: o.At.X - o.Radius, Y: o.At.Y - o.Radius, W: 2 * o.Radius, H: 2 * o.Radius}.Ring()
	case draw.PathOp, draw.PolylineOp:
		return slices.Concat(o.Rings...)
	}
	return nil
}

// faults lists what no chart may do: marks outside it, texts outside it or over one another.
func faults(l *Laid) []string {
	var out []string
	page := draw.Rect{W: l.Width, H: l.Height}.Inset(-1500) // half a marker or a stroke may stand out
	for _, o := range l.Marks.Ops {
		for _, c := range corners(o) {
			if !page.Holds(draw.Rect{X: c.X, Y: c.Y}) {
				out = append(out, fmt.Sprintf("outside %dx%d: %s", l.Width, l.Height, o))
				break
			}
		}
	}
	boxes, words := texts(l)
	for i, b := range boxes {
		if !page.Inset(-1000).Holds(b) {
			out = append(out, fmt.Sprintf("text outside %dx%d: %q at %v", l.Width, l.Height, words[i], b))
		}
		for k := range i {
			if b.Inset(400).Overlaps(boxes[k].Inset(400)) {
				out = append(out, fmt.Sprintf("%q lies on %q", words[i], words[k]))
			}
		}
	}
	return out
}

func TestNothingOverlapsOrStandsOut(t *testing.T) {
	for _, s := range samples() {
		for _, width := range []int{s.width, s.width * 3 / 4, s.width / 2, s.width * 2} {
			l, err := s.chart.Layout(width, ruler{}, s.style)
			if errors.Is(err, ErrNarrow) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range faults(l) {
				t.Errorf("%s, %d wide: %s", s.name, width, f)
			}
		}
	}
}

// TestFaults shows that the test above sees what it looks for.
func TestFaults(t *testing.T) {
	l := &Laid{Width: 100_000, Height: 100_000}
	st := Style{}.Label()
	l.Marks.Text(draw.Point{X: 50_000, Y: 50_000}, draw.Left, st, "1,250")
	l.Marks.Text(draw.Point{X: 60_000, Y: 52_000}, draw.Left, st, "600")
	l.Marks.Text(draw.Point{X: 95_000, Y: 20_000}, draw.Left, st, "48,500")
	l.Marks.Rect(draw.Rect{X: 90_000, W: 20_000, H: 5}, draw.Paint{})
	if got := faults(l); len(got) != 3 {
		t.Errorf("found %q", got)
	}
}

// TestAlternativeSaysEverything: whoever does not see the chart gets every figure and every name.
func TestAlternativeSaysEverything(t *testing.T) {
	for _, s := range samples() {
		l, err := s.chart.Layout(s.width, ruler{}, s.style)
		if err != nil {
			t.Fatal(err)
		}
		alt := l.Alt.String()
		for _, o := range l.Omitted {
			for _, w := range strings.Fields(o) {
				if !strings.Contains(alt, strings.Trim(w, "()")) {
					t.Errorf("%s: %q was left off the chart and is not in the alternative", s.name, o)
				}
			}
		}
		_, words := texts(l)
		if b, ok := s.chart.(Bars); ok {
			for _, r := range b.Rows {
				if !strings.Contains(alt, r.Name+": "+r.Value.Label) {
					t.Errorf("%s: the alternative lacks %q", s.name, r.Name)
				}
				if !slices.Contains(words, r.Value.Label) && !strings.Contains(strings.Join(words, " "), r.Value.Label) {
					t.Errorf("%s: no label %q", s.name, r.Value.Label)
				}
			}
		}
	}
}

// TestLengthsAreProportional draws exact values and measures what was drawn.
func TestLengthsAreProportional(t *testing.T) {
	values := []int64{1, 7, 60, 500, 4_000, 48_500, 99_999}
	var rows []Bar
	for _, n := range values {
		rows = append(rows, Bar{fmt.Sprint("n", n), exact(n)})
	}
	for _, test := range []struct {
		name  string
		chart Chart
		size  func(draw.Rect) int
	}{
		{"bars", Bars{Rows: rows}, func(r draw.Rect) int { return r.W }},
		{"columns", Columns{Periods: rows, Tick: tick}, func(r draw.Rect) int { return r.H }},
		{"pyramid", Pyramid{Left: "l", Right: "r", Bands: []Band{{"a", exact(1), exact(7)}, {"b", exact(60), exact(500)}, {"c", exact(4_000), exact(48_500)}},
			Beside: rows[6:]}, func(r draw.Rect) int { return r.W }},
	} {
		t.Run(test.name, func(t *testing.T) {
			l, err := test.chart.Layout(full, ruler{}, Style{})
			if err != nil {
				t.Fatal(err)
			}
			var sizes []int
			for _, o := range l.Marks.Ops {
				if o.Kind == draw.RectOp && !o.Paint.Fill.IsZero() {
					sizes = append(sizes, test.size(o.Box))
				}
			}
			if len(sizes) != len(values) {
				t.Fatalf("%d bars for %d values", len(sizes), len(values))
			}
			for i, n := range values {
				want := float64(sizes[6]) * float64(n) / float64(values[6])
				if math.Abs(float64(sizes[i])-want) > 1 {
					t.Errorf("%d is %d long, want %.1f", n, sizes[i], want)
				}
			}
		})
	}
}

// TestRightToLeftIsTheMirrorImage compares rectangles and the ends of texts.
func TestRightToLeftIsTheMirrorImage(t *testing.T) {
	b := Bars{Rows: everyForm()}
	ltr, err := b.Layout(half, ruler{}, Style{})
	if err != nil {
		t.Fatal(err)
	}
	rtl, err := b.Layout(half, ruler{}, Style{RTL: true})
	if err != nil {
		t.Fatal(err)
	}
	for i, o := range ltr.Marks.Ops {
		m := rtl.Marks.Ops[i]
		switch o.Kind {
		case draw.RectOp:
			o.Box.X = half - o.Box.X - o.Box.W
			if o.Box != m.Box {
				t.Errorf("%s is not the mirror image of %s", m, ltr.Marks.Ops[i])
			}
		case draw.TextOp:
			if o.At.X != half-m.At.X || o.Anchor != m.Anchor.Flip() || !m.Style.RTL {
				t.Errorf("%s is not the mirror image of %s", m, ltr.Marks.Ops[i])
			}
		}
	}
}

// TestTimeIsNotMirrored: the first period is on the left in every language.
func TestTimeIsNotMirrored(t *testing.T) {
	c := Columns{Periods: months(exact(10), exact(20), exact(30)), Tick: tick}
	var at [2][]int
	for i, rtl := range []bool{false, true} {
		l, err := c.Layout(half, ruler{}, Style{RTL: rtl})
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range l.Marks.Ops {
			at[i] = append(at[i], o.At.X, o.Box.X)
		}
	}
	if diff := cmp.Diff(at[0], at[1]); diff != "" {
		t.Errorf("right to left moved something (-ltr +rtl):\n%s", diff)
	}
}

// TestBreakCutsTheLine: no line crosses the border between two definitions, however the numbers run.
func TestBreakCutsTheLine(t *testing.T) {
	c := Lines{Periods: periods(6), Tick: tick, Series: []Series{{"Killed", []Value{exact(1), exact(2), between(3, 9), between(4, 9), exact(5), exact(6)}}},
		Breaks: []Break{{3, "new method"}}}
	l, err := c.Layout(half, ruler{}, Style{})
	if err != nil {
		t.Fatal(err)
	}
	cut := 0
	for _, o := range l.Marks.Ops { // the break is the one upright dashed line
		if o.Kind == draw.PolylineOp && o.Paint.Stroke.On > 0 && o.Rings[0][0].X == o.Rings[0][1].X {
			cut = o.Rings[0][0].X
		}
	}
	if cut == 0 {
		t.Fatal("the break was not drawn")
	}
	for _, o := range l.Marks.Ops {
		if o.Paint.Stroke.Width != 1500 && o.Kind != draw.PathOp {
			continue
		}
		left, right := false, false
		for _, p := range corners(o) {
			left, right = left || p.X < cut, right || p.X > cut
		}
		if left && right {
			t.Errorf("crosses the break: %s", o)
		}
	}
	if !strings.Contains(l.Alt.String(), "new method") {
		t.Error("the alternative does not name the break")
	}
}

// TestFormsLookDifferent: the same number said in different ways gives different marks.
// Up to 50 and nearly 50 look alike: both end at 50 and vouch for nothing.
func TestFormsLookDifferent(t *testing.T) {
	forms := map[string]Value{"exact": exact(50), "at least": atLeast(50), "up to": upTo(50), "range": between(30, 50), "estimate": estimate(30, 40, 50),
		"about": about(50), "no data": silent(), "unquantified": unnumbered(), "withheld": withheld()}
	seen := map[string]string{}
	for name, v := range forms {
		p := &pen{Laid: &Laid{}, m: ruler{}}
		p.mark(track{thick: barThick}, v, scale{100, 100_000}, Style{}.tone(0))
		marks := p.Marks.String()
		if other, ok := seen[marks]; ok {
			t.Errorf("%s looks like %s", name, other)
		}
		seen[marks] = name
	}
}

// TestGreyscale: series can be told apart by pattern or lightness alone, and texts can be read.
func TestGreyscale(t *testing.T) {
	for _, accent := range []uint32{0, 0x27833A, 0xCF3F0B, 0x005392} {
		st := Style{Accent: accent}
		for i := range maxParts {
			for k := range i {
				a, b := st.tone(i).solid, st.tone(k).solid
				if a.Hatch == b.Hatch && max(a.Fill.Luma()-b.Fill.Luma(), b.Fill.Luma()-a.Fill.Luma()) < 60 {
					t.Errorf("accent %06X: parts %d and %d look alike in grey", accent, i, k)
				}
			}
		}
	}
	for _, s := range []draw.TextStyle{Style{}.Label(), Style{}.Strong(), Style{}.Note()} {
		if c := contrast(s.Ink.RGB()); c < 4.5 {
			t.Errorf("text of %06X has a contrast of %.1f on white", s.Ink.RGB(), c)
		}
	}
}

// contrast returns the contrast of a colour on white by WCAG 2.2.
func contrast(c uint32) float64 {
	channel := func(v uint32) float64 {
		s := float64(v&255) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 1.05 / (0.2126*channel(c>>16) + 0.7152*channel(c>>8) + 0.0722*channel(c) + 0.05)
}

func TestLayoutErrors(t *testing.T) {
	ok := []Bar{{"a", exact(1)}, {"b", exact(2)}}
	for _, test := range []struct {
		name  string
		chart Chart
		want  error
		why   string
	}{
		{"negative", Bars{Rows: []Bar{{"a", exact(-1)}}}, ErrNegative, "nobody counts less than none"},
		{"too large", Bars{Rows: []Bar{{"a", exact(math.MaxInt64)}}}, ErrTooLarge, "its axis would overflow"},
		{"crossed", Bars{Rows: []Bar{{"a", between(9, 3)}}}, ErrOrder, "a slip of columns"},
		{"best outside", Bars{Rows: []Bar{{"a", estimate(3, 20, 9)}}}, ErrOrder, "a slip of columns"},
		{"no bounds", Bars{Rows: []Bar{{"a", Value{State: Number, Label: "5"}}}}, ErrBounds, "a label is no number"},
		{"stray bounds", Bars{Rows: []Bar{{"a", Value{State: Withheld, Low: At(4), Label: "<5"}}}}, ErrBounds, "a withheld number must not be in the drawing"},
		{"no label", Bars{Rows: []Bar{{"a", Value{}}}}, ErrNoLabel, "silence must be said"},
		{"no tick", Columns{Periods: ok}, ErrTick, "nothing here words numbers"},
		{"first break", Columns{Periods: ok, Tick: tick, Breaks: []Break{{0, "x"}}}, ErrBreak, "nothing is before it"},
		{"late break", Lines{Periods: periods(2), Tick: tick, Breaks: []Break{{2, "x"}}}, ErrBreak, "nothing is after it"},
		{"silent break", Columns{Periods: ok, Tick: tick, Breaks: []Break{{1, ""}}}, ErrNoLabel, "a break says why"},
		{"many breaks", Columns{Periods: ok, Tick: tick, Breaks: make([]Break, 13)}, ErrTooMany, "nothing left to compare"},
		{"arrow", Lines{Periods: periods(2), Tick: tick, Breaks: []Break{{1, "x"}}, Changes: &Changes{Cells: []Change{{}, {"+1%", Up}}}}, ErrArrow, "no arrow without a delta"},
		{"shape", Lines{Periods: periods(2), Tick: tick, Series: []Series{{"a", []Value{exact(1)}}}}, ErrShape, "one value for each period"},
		{"five lines", Lines{Tick: tick, Series: make([]Series, 5)}, ErrTooMany, "small multiples instead"},
		{"four parts", Stacked{Tick: tick, Parts: make([]string, 4)}, ErrTooMany, "nobody can compare them"},
		{"order", Lines{Periods: []Period{{"b", 2}, {"a", 1}}, Tick: tick}, ErrOrder, "time runs one way"},
		{"crowd", Bars{Rows: make([]Bar, maxMarks+1)}, ErrTooMany, "a table instead"},
		{"axis too wide", Lines{Periods: periods(1), Series: []Series{{"a", []Value{exact(1)}}}, Tick: func(int64) string { return strings.Repeat("m", 200) }}, ErrNarrow, "no room for the plot"},
		{"labels too wide", Pyramid{Bands: []Band{{"a", labelled(exact(1), strings.Repeat("m", 200)), exact(1)}}}, ErrNarrow, "a figure is never shortened"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := test.chart.Layout(half, ruler{}, Style{}); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v\nwhy: %s", err, test.want, test.why)
			}
		})
	}
	if _, err := (Bars{}).Layout(10_000, ruler{}, Style{}); !errors.Is(err, ErrNarrow) {
		t.Errorf("a chart of ten points: %v", err)
	}
}

// TestNiceTicks compares with a search that tries every step there is.
func TestNiceTicks(t *testing.T) {
	slow := func(peak int64, most int) (int64, int64) {
		peak = max(peak, 1)
		best := int64(math.MaxInt64)
		for p := int64(1); p <= peak*10; p *= 10 {
			for _, k := range []int64{1, 2, 5} {
				steps := int64(0)
				for at := int64(0); at < peak && steps <= int64(most); at += k * p {
					steps++
				}
				if steps <= int64(most) {
					best = min(best, k*p)
				}
			}
		}
		top := best
		for top < peak {
			top += best
		}
		return best, top
	}
	for peak := range int64(3000) {
		for most := 1; most <= 6; most++ {
			step, top := niceTicks(peak, most)
			if s, p := slow(peak, most); step != s || top != p {
				t.Fatalf("niceTicks(%d, %d) = %d, %d, want %d, %d", peak, most, step, top, s, p)
			}
		}
	}
	if step, top := niceTicks(3*maxNumber, 4); step <= 0 || top < 3*maxNumber {
		t.Errorf("the largest stack has an axis of %d to %d", step, top)
	}
}

// TestMulDiv compares with arithmetic of any size.
func TestMulDiv(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		c := 1 + r.Int64N(math.MaxInt64)
		a, b := r.Int64N(c), r.Int64N(math.MaxInt64)
		want := new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
		want.Add(want, big.NewInt(c/2)).Div(want, big.NewInt(c))
		if got := mulDiv(a, b, c); got != want.Int64() {
			t.Fatalf("mulDiv(%d, %d, %d) = %d, want %d", a, b, c, got, want)
		}
	}
}
