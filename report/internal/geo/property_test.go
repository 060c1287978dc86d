package geo

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/report/internal/chart"
	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// faults lists what no map may do: texts or unclipped marks outside it, or texts over one another.
func faults(l *chart.Laid) []string {
	var out []string
	var boxes []draw.Rect
	var texts []string
	page := draw.Rect{W: l.Width, H: l.Height}.Inset(-1500)
	clipped := false
	for _, o := range l.Marks.Ops {
		switch o.Kind {
		case draw.ClipOp, draw.UnclipOp:
			clipped = o.Kind == draw.ClipOp
		case draw.TextOp:
			b := o.Style.Box(o.At, o.Anchor, ruler{}.Width(o.Text, o.Style))
			if !page.Holds(b) {
				out = append(out, fmt.Sprintf("%q stands out of %dx%d", o.Text, l.Width, l.Height))
			}
			for i, c := range boxes {
				if b.Inset(400).Overlaps(c.Inset(400)) {
					out = append(out, fmt.Sprintf("%q lies on %q", o.Text, texts[i]))
				}
			}
			boxes, texts = append(boxes, b), append(texts, o.Text)
		default:
			for _, p := range append(slices.Concat(o.Rings...), o.At) {
				if !clipped && !page.Holds(draw.Rect{X: p.X, Y: p.Y}) {
					out = append(out, "outside: "+o.String())
				}
			}
		}
	}
	return out
}

// maps returns maps of many sizes.
func maps(t *testing.T, features []feature) []*chart.Laid {
	var out []*chart.Laid
	for _, size := range [][2]int{{250_000, 230_000}, {120_000, 120_000}, {510_000, 400_000}, {80_000, 300_000}, {45_000, 45_000}} {
		g, _, err := Prepare(shapesOf(features), nil, &Options{Width: size[0], Height: size[1]})
		if err != nil {
			t.Fatal(err)
		}
		for _, figures := range []bool{false, true} {
			for _, rtl := range []bool{false, true} {
				circles := &Circles{Areas: counts(features, rtl), Title: "People newly displaced", Tick: words}
				for _, m := range []Map{{Circles: circles}, {Shade: rates(features, rtl)}, {Shade: rates(features, rtl), Circles: circles}} {
					m.Ground, m.Figures, m.Disclaimer, m.Scale = g, figures, notice, words
					l, err := m.Layout(ruler{}, chart.Style{RTL: rtl})
					if err != nil {
						t.Fatal(err)
					}
					out = append(out, l)
				}
			}
		}
	}
	return out
}

func TestNothingOverlapsOrStandsOut(t *testing.T) {
	for _, l := range maps(t, sample(t)) {
		for _, f := range faults(l) {
			t.Errorf("%d by %d: %s", l.Width, l.Height, f)
		}
	}
}

func TestRealBoundaries(t *testing.T) {
	features := realShapes(t, "syr_admin1.geojson", "PCODE", "NAME_EN", "NAME_ARA")
	for _, l := range maps(t, features) {
		for _, f := range faults(l) {
			t.Errorf("%d by %d: %s", l.Width, l.Height, f)
		}
	}
	g := prepare(t, features, nil, &Options{Width: 250_000, Height: 230_000})
	if len(g.IDs()) != 14 {
		t.Errorf("%d governorates of 14", len(g.IDs()))
	}
	districts := realShapes(t, "syr_admin2.geojson", "PCODE", "NAME_EN", "NAME_ARA")
	g, problems, err := Prepare(shapesOf(districts), nil, &Options{Width: 250_000, Height: 230_000})
	if err != nil || len(problems) > 0 || len(g.IDs()) != len(districts) {
		t.Errorf("districts: %v, %v", err, problems)
	}
}

// TestCircleAreas draws circles of exact values and measures them.
func TestCircleAreas(t *testing.T) {
	features := sample(t)
	g := prepare(t, features, nil, &Options{Width: 250_000, Height: 230_000})
	values := []int64{10, 48_500, 900, 4_000, 26_000}
	var areas []Area
	for i, n := range values {
		areas = append(areas, Area{ID: features[i].ID, Value: exact(n)})
	}
	l, err := Map{Ground: g, Circles: &Circles{Areas: areas, Tick: words}, Disclaimer: notice}.Layout(ruler{}, chart.Style{})
	if err != nil {
		t.Fatal(err)
	}
	var radii []int
	for _, o := range l.Marks.Ops {
		if o.Kind == draw.CircleOp && !o.Paint.Stroke.IsZero() {
			radii = append(radii, o.Radius)
		}
	}
	slices.SortFunc(values, func(a, b int64) int { return int(b - a) })
	if len(radii) != len(values) || !slices.IsSortedFunc(radii, func(a, b int) int { return b - a }) {
		t.Fatalf("radii %v: want %d, large ones first", radii, len(values))
	}
	for i, n := range values {
		want := math.Sqrt(float64(n)/float64(values[0])) * float64(radii[0])
		if math.Abs(float64(radii[i])-want) > 1.5 {
			t.Errorf("the circle of %d has radius %d, want %.1f", n, radii[i], want)
		}
	}
}

// TestSharedBordersStayShared: after simplification each inner border has the same points in both areas.
func TestSharedBordersStayShared(t *testing.T) {
	features := sample(t)
	g := prepare(t, features, nil, &Options{Width: 250_000, Height: 230_000, Detail: 3000})
	edges := map[[2]draw.Point]int{}
	for _, a := range g.areas {
		for _, r := range a.rings {
			for i, q := range r {
				p := r[(i+len(r)-1)%len(r)]
				if less(q, p) {
					p, q = q, p
				}
				edges[[2]draw.Point{p, q}]++
			}
		}
	}
	shared := 0
	for _, b := range g.borders {
		for i := 1; i < len(b.points); i++ {
			p, q := b.points[i-1], b.points[i]
			if less(q, p) {
				p, q = q, p
			}
			want := 1
			if b.shared {
				want, shared = 2, shared+1
			}
			if edges[[2]draw.Point{p, q}] != want {
				t.Errorf("edge %v %v belongs to %d areas, want %d", p, q, edges[[2]draw.Point{p, q}], want)
			}
		}
	}
	if shared < 30 {
		t.Errorf("only %d shared edges: the test sees nothing", shared)
	}
}

// TestPole compares with a search of every place on a fine grid.
func TestPole(t *testing.T) {
	features := sample(t)
	g := prepare(t, features, nil, &Options{Width: 250_000, Height: 230_000})
	for _, a := range g.areas {
		best := 0.0
		for x := a.box.X; x < a.box.X+a.box.W; x += 700 {
			for y := a.box.Y; y < a.box.Y+a.box.H; y += 700 {
				best = max(best, distance(a.rings, x, y))
			}
		}
		if float64(a.radius)+polePrecision < best {
			t.Errorf("%s: the pole is %d from the border, a place on the grid %.0f", a.id, a.radius, best)
		}
		if !inside(a.rings, a.pole) {
			t.Errorf("%s: the pole is outside", a.id)
		}
	}
}

func TestPoleAvoidsHoles(t *testing.T) {
	square := func(x, y, w int) []draw.Point { return draw.Rect{X: x, Y: y, W: w, H: w}.Ring() }
	p, r := pole([][]draw.Point{square(0, 0, 100_000), square(25_000, 25_000, 50_000)})
	if r < 12_000 || inside([][]draw.Point{square(25_000, 25_000, 50_000)}, p) {
		t.Errorf("pole %v, radius %d", p, r)
	}
}

// TestSimplifySlow compares with Visvalingam's rule done plainly: drop the least until nothing is small.
func TestSimplifySlow(t *testing.T) {
	slow := func(arc []draw.Point, detail int) []draw.Point {
		type at struct {
			p draw.Point
			w int
		}
		var pts []at
		for _, p := range arc {
			pts = append(pts, at{p: p})
		}
		weigh := func(i, least int) { pts[i].w = max(least, doubleArea(pts[i-1].p, pts[i].p, pts[i+1].p)) }
		for i := 1; i < len(pts)-1; i++ {
			weigh(i, 0)
		}
		keep := 2
		if arc[0] == arc[len(arc)-1] {
			keep = 4
		}
		for len(pts) > keep {
			least := 1
			for i := 1; i < len(pts)-1; i++ {
				if pts[i].w < pts[least].w {
					least = i
				}
			}
			w := pts[least].w
			if w >= 2*detail*detail {
				break
			}
			pts = slices.Delete(pts, least, least+1)
			for _, i := range []int{least - 1, least} {
				if i > 0 && i < len(pts)-1 {
					weigh(i, w)
				}
			}
		}
		var out []draw.Point
		for _, p := range pts {
			out = append(out, p.p)
		}
		return out
	}
	for _, f := range sample(t) {
		pr, _ := fit([][][]microPoint{{mustClean(t, f.Rings[0])}}, 250_000, 230_000, 3000)
		ring := pr.projectRing(mustClean(t, f.Rings[0]))
		for _, detail := range []int{100, 2_000, 10_000, 1_000_000} {
			for _, arc := range [][]draw.Point{ring, append(slices.Clone(ring), ring[0])} {
				if diff := cmp.Diff(slow(arc, detail), simplify(arc, detail)); diff != "" {
					t.Errorf("%s, detail %d (-slow +fast):\n%s", f.ID, detail, diff)
				}
			}
		}
	}
}

func mustClean(t *testing.T, ring []Point) []microPoint {
	t.Helper()
	out, fault, ok := cleanRing(ring)
	if !ok {
		t.Fatal(fault)
	}
	return out
}

// TestShadesInGreyscale: the darker the more, in steps that a grey print keeps.
func TestShadesInGreyscale(t *testing.T) {
	for _, accent := range []uint32{0x0077B8, 0x27833A, 0xCF3F0B, 0x262626} {
		for n := 2; n <= maxClasses; n++ {
			inks := ramp(draw.RGB(accent), n)
			for i := 1; i < n; i++ {
				if step := inks[i-1].Luma() - inks[i].Luma(); step < 24 {
					t.Errorf("accent %06X, %d classes: step %d is %d", accent, n, i, step)
				}
			}
		}
	}
}

func TestClasses(t *testing.T) {
	for _, test := range []struct {
		name   string
		breaks func([]int64, int) []int64
		values []int64
		n      int
		want   []int64
		why    string
	}{
		{"quantiles", Quantiles, []int64{1, 2, 3, 4, 5, 6, 7, 8, 9, 100}, 5, []int64{2, 4, 6, 8, 100}, "two in each"},
		{"quantiles of ties", Quantiles, []int64{0, 0, 0, 0, 0, 9}, 5, []int64{0, 9}, "no empty class"},
		{"pretty", Pretty, []int64{3, 47, 88}, 5, []int64{20, 40, 60, 80, 100}, "round bounds"},
		{"natural", Natural, []int64{1, 2, 3, 50, 51, 52, 900, 901}, 3, []int64{3, 52, 901}, "three heaps"},
		{"natural of one", Natural, []int64{7, 7}, 5, []int64{7}, "one value, one class"},
		{"nothing", Natural, nil, 5, nil, "no value, no class"},
		{"nothing pretty", Pretty, nil, 5, nil, "no value, no class"},
		{"nothing in quantiles", Quantiles, []int64{-1}, 5, nil, "a count below zero is no count"},
		{"huge", Pretty, []int64{1_000_000_000_000_000_000}, 1, []int64{1_000_000_000_000_000_000}, "no overflow"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, test.breaks(test.values, test.n)); diff != "" {
				t.Errorf("(-want +got):\n%s\nwhy: %s", diff, test.why)
			}
		})
	}
}

// TestNaturalIsOptimal compares with a trial of every way to cut.
func TestNaturalIsOptimal(t *testing.T) {
	spread := func(v []int64, breaks []int64) float64 {
		total, from := 0.0, 0
		for _, to := range breaks {
			var in []float64
			for from < len(v) && v[from] <= to {
				in, from = append(in, float64(v[from])), from+1
			}
			mean := 0.0
			for _, x := range in {
				mean += x / float64(len(in))
			}
			for _, x := range in {
				total += (x - mean) * (x - mean)
			}
		}
		return total
	}
	v := []int64{2, 3, 5, 8, 13, 21, 34, 55, 89, 144}
	best := math.Inf(1)
	for i := range v {
		for k := i + 1; k < len(v)-1; k++ {
			best = min(best, spread(v, []int64{v[i], v[k], v[len(v)-1]}))
		}
	}
	if got := spread(v, Natural(v, 3)); got > best*1.0000001 {
		t.Errorf("spread %.1f, the best is %.1f", got, best)
	}
}

func TestRoot(t *testing.T) {
	for n := range int64(5000) {
		if r := int64(root(n)); r*r > n || (r+1)*(r+1) <= n {
			t.Fatalf("root(%d) = %d", n, r)
		}
	}
	if r := root(math.MaxInt64); r != 3_037_000_499 {
		t.Errorf("the root of the largest number is %d", r)
	}
}

func ring(coordinates ...float64) []Point {
	var out []Point
	for i := 0; i+1 < len(coordinates); i += 2 {
		out = append(out, Point{coordinates[i], coordinates[i+1]})
	}
	return out
}

func TestHostileGeometry(t *testing.T) {
	good := Shape{ID: "A", Rings: [][]Point{ring(36, 33, 40, 33, 40, 37, 36, 37)}}
	nan := math.NaN()
	for _, test := range []struct {
		name   string
		shapes []Shape
		lines  []Line
		want   []Problem
		err    error
		why    string
	}{
		{"good", []Shape{good}, nil, nil, nil, "an unclosed ring is a ring"},
		{"not a number", []Shape{good, {"B", [][]Point{ring(nan, 1, 2, 3, 4, 5)}}}, nil, []Problem{{"B", 0, BadCoordinate}, {"B", -1, NoRings}}, nil, "left out, said"},
		{"infinite", []Shape{good, {"B", [][]Point{ring(math.Inf(1), 1, 2, 3, 4, 5)}}}, nil, []Problem{{"B", 0, BadCoordinate}, {"B", -1, NoRings}}, nil, "left out, said"},
		{"off the earth", []Shape{good, {"B", [][]Point{ring(1, 91, 2, 3, 4, 5)}}}, nil, []Problem{{"B", 0, BadCoordinate}, {"B", -1, NoRings}}, nil, "metres, not degrees"},
		{"no rings", []Shape{good, {"B", nil}}, nil, []Problem{{"B", -1, NoRings}}, nil, "a feature without geometry"},
		{"empty ring", []Shape{good, {"B", [][]Point{{}, ring(37, 34, 38, 34, 38, 35)}}}, nil, []Problem{{"B", 0, TooFewPoints}}, nil, "the other ring counts"},
		{"two points", []Shape{good, {"B", [][]Point{ring(1, 1, 2, 2, 1, 1, 2, 2, 1, 1)}}}, nil, []Problem{{"B", 0, NoArea}, {"B", -1, NoRings}}, nil, "there and back"},
		{"straight", []Shape{good, {"B", [][]Point{ring(37, 34, 38, 35, 39, 36)}}}, nil, []Problem{{"B", 0, NoArea}, {"B", -1, NoRings}}, nil, "a line is no area"},
		{"repeated", []Shape{good, good}, nil, []Problem{{"A", -1, Repeated}}, nil, "said, and drawn once"},
		{"speck", []Shape{good, {"B", [][]Point{ring(38, 35, 38.000001, 35, 38.000001, 35.000001)}}}, nil, []Problem{{"B", -1, Enlarged}}, nil, "a small area is still there"},
		{"bad line", []Shape{good}, []Line{{Points: ring(nan, 1, 2, 3)}, {Points: ring(36, 33)}}, []Problem{{"", 0, BadCoordinate}, {"", 1, TooFewPoints}}, nil, "lines too"},
		{"nothing", nil, nil, nil, ErrNoShapes, "no map of nothing"},
		{"nothing good", []Shape{{"B", [][]Point{{}}}}, nil, []Problem{{"B", 0, TooFewPoints}, {"B", -1, NoRings}}, ErrNoShapes, "the problems say why"},
	} {
		t.Run(test.name, func(t *testing.T) {
			g, problems, err := Prepare(test.shapes, test.lines, &Options{Width: 250_000, Height: 230_000})
			if !errors.Is(err, test.err) {
				t.Fatalf("%v, want %v", err, test.err)
			}
			if diff := cmp.Diff(test.want, problems); diff != "" {
				t.Errorf("problems (-want +got):\n%s\nwhy: %s", diff, test.why)
			}
			if err == nil {
				if _, err := (Map{Ground: g, Disclaimer: notice}).Layout(ruler{}, chart.Style{}); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// TestManyPoints: a ring of very many points that stand out is prepared, and more than the limit is refused unread.
func TestManyPoints(t *testing.T) {
	many := make([]Point, 200_000)
	for i := range many {
		a := float64(i) / float64(len(many)) * 2 * math.Pi
		r := 3 + 0.5*math.Sin(float64(i)*1.7)
		many[i] = Point{38 + r*math.Cos(a), 35 + r*math.Sin(a)}
	}
	g, problems, err := Prepare([]Shape{{"A", [][]Point{many}}}, nil, &Options{Width: 250_000, Height: 230_000})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	if len(g.IDs()) != 1 {
		t.Error("the shape is gone")
	}
	_, _, err = Prepare([]Shape{{"A", [][]Point{make([]Point, defaultMaxPoints+1)}}}, nil, &Options{Width: 250_000, Height: 230_000})
	if !errors.Is(err, ErrTooManyPoints) {
		t.Errorf("one point too many: %v", err)
	}
}

// TestManyAreas: a map of far more areas than it has room for labels is still made, and says what it left off.
func TestManyAreas(t *testing.T) {
	var shapes []Shape
	var areas []Area
	for i := range 2500 {
		x, y := 30+float64(i%50)*0.1, 30+float64(i/50)*0.1
		id := fmt.Sprint(i)
		shapes = append(shapes, Shape{id, [][]Point{ring(x, y, x+0.1, y, x+0.1, y+0.1, x, y+0.1)}})
		areas = append(areas, Area{ID: id, Name: "Area " + id, Value: exact(int64(i))})
	}
	g, problems, err := Prepare(shapes, nil, &Options{Width: 400_000, Height: 400_000})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	l, err := Map{Ground: g, Circles: &Circles{Areas: areas, Tick: words, Full: 1500}, Disclaimer: notice}.Layout(ruler{}, chart.Style{})
	if err != nil {
		t.Fatal(err)
	}
	drawn := 0
	for _, o := range l.Marks.Ops {
		if o.Kind == draw.TextOp && strings.HasPrefix(o.Text, "Area ") {
			drawn++
		}
	}
	if drawn+len(l.Omitted) != len(areas) || len(l.Alt.Rows) != len(areas) {
		t.Errorf("%d labels and %d omitted of %d areas", drawn, len(l.Omitted), len(areas))
	}
	for _, f := range faults(l) {
		t.Error(f)
	}
}

// TestConcurrentLayouts: one ground serves several goroutines, and each gets the same map.
func TestConcurrentLayouts(t *testing.T) {
	features := sample(t)
	g := prepare(t, features, nil, &Options{Width: 250_000, Height: 230_000})
	m := Map{Ground: g, Shade: rates(features, false), Circles: &Circles{Areas: counts(features, false), Tick: words}, Disclaimer: notice}
	marks := make([]string, 8)
	var wg sync.WaitGroup
	for i := range marks {
		wg.Go(func() {
			if l, err := m.Layout(ruler{}, chart.Style{}); err == nil {
				var page draw.List
				l.Draw(&page, draw.Point{X: 1, Y: 2})
				marks[i] = page.String()
			}
		})
	}
	wg.Wait()
	for _, s := range marks {
		if s == "" || s != marks[0] {
			t.Fatal("two layouts of one map differ")
		}
	}
}

// TestFaults shows that the tests above see what they look for.
func TestFaults(t *testing.T) {
	l := &chart.Laid{Width: 100_000, Height: 100_000}
	st := draw.TextStyle{Size: 8000}
	l.Marks.Text(draw.Point{X: 50_000, Y: 50_000}, draw.Left, st, "Aleppo")
	l.Marks.Text(draw.Point{X: 60_000, Y: 52_000}, draw.Left, st, "Idleb")
	l.Marks.Text(draw.Point{X: 95_000, Y: 20_000}, draw.Left, st, "Hama")
	l.Marks.Circle(draw.Point{X: 120_000}, 5, draw.Paint{})
	if got := faults(l); len(got) != 3 {
		t.Errorf("found %q", got)
	}
}

// TestDateLine: a country on both sides of 180 degrees is drawn in one piece, as wide as it is.
func TestDateLine(t *testing.T) {
	west := Shape{"W", [][]Point{ring(177, -19, 180, -19, 180, -16, 177, -16)}}
	east := Shape{"E", [][]Point{ring(-180, -19, -178, -19, -178, -16, -180, -16)}}
	g, problems, err := Prepare([]Shape{west, east}, nil, &Options{Width: 250_000, Height: 230_000})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	w, e := g.areas[0].box, g.areas[1].box
	if w.X+w.W != e.X || w.W < 100_000 {
		t.Errorf("west %v, east %v", w, e)
	}
}

func TestMapErrors(t *testing.T) {
	features := sample(t)
	g := prepare(t, features, nil, &Options{Width: 250_000, Height: 230_000})
	one := func(v chart.Value) []Area { return []Area{{ID: features[0].ID, Name: "Damascus", Value: v}} }
	for _, test := range []struct {
		name string
		m    Map
		want error
		why  string
	}{
		{"no ground", Map{Disclaimer: notice}, ErrGround, "nothing to draw on"},
		{"no disclaimer", Map{Ground: g}, ErrDisclaimer, "no map goes without"},
		{"negative", Map{Ground: g, Disclaimer: notice, Circles: &Circles{Areas: one(exact(-5)), Tick: words}}, chart.ErrNegative, "nobody counts less than none"},
		{"no tick", Map{Ground: g, Disclaimer: notice, Circles: &Circles{}}, chart.ErrTick, "nothing here words numbers"},
		{"above", Map{Ground: g, Disclaimer: notice, Shade: &Shade{Areas: one(exact(50)), Classes: []Class{{10, "to 10"}}}}, ErrClasses, "it would be shaded as 10"},
		{"falling", Map{Ground: g, Disclaimer: notice, Shade: &Shade{Classes: []Class{{10, "a"}, {5, "b"}}}}, ErrClasses, "darker would not be more"},
		{"eight", Map{Ground: g, Disclaimer: notice, Shade: &Shade{Classes: make([]Class, 8)}}, ErrClasses, "nobody can tell eight greys apart"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := test.m.Layout(ruler{}, chart.Style{}); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v\nwhy: %s", err, test.want, test.why)
			}
		})
	}
	if _, _, err := Prepare(shapesOf(features), nil, nil); !errors.Is(err, ErrBox) {
		t.Errorf("no box: %v", err)
	}
}

// TestUnknownArea: a figure of a place the map does not have is said, not lost.
func TestUnknownArea(t *testing.T) {
	g := prepare(t, sample(t), nil, &Options{Width: 250_000, Height: 230_000})
	l, err := Map{Ground: g, Disclaimer: notice, Circles: &Circles{Tick: words, Areas: []Area{{ID: "SY99", Name: "Elsewhere", Value: exact(7)}}}}.Layout(ruler{}, chart.Style{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(l.Omitted, "Elsewhere: 7") || !strings.Contains(l.Alt.String(), "Elsewhere: 7") {
		t.Errorf("omitted %q, alternative %q", l.Omitted, l.Alt)
	}
}
