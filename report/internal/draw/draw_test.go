package draw

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// tens measures every character but marks as ten units wide.
type tens struct{}

func (tens) Width(text string, s TextStyle) int {
	w := 0
	for _, r := range text {
		if !joined(r) {
			w += 10
		}
	}
	return w
}

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		name, text string
		width, n   int
		want       []string
		whole      bool
		why        string
	}{
		{"fits", "Rural Damascus", 200, 2, []string{"Rural Damascus"}, true, "nothing to do"},
		{"two lines", "Rural Damascus", 100, 2, []string{"Rural", "Damascus"}, true, "broken at the space"},
		{"shortened", "people in collective centres", 100, 2, []string{"people in", "collectiv…"}, false, "the rest is left off, visibly"},
		{"long word", "Deir-ez-Zor-and-around it", 60, 3, []string{"Deir-…", "it"}, false, "a word wider than the line is cut"},
		{"no limit", "a b c", 10, 0, []string{"a", "b", "c"}, true, "as many lines as needed"},
		{"nothing", "", 100, 2, nil, true, "no text, no line"},
		{"no room", "abc", 0, 1, []string{"…"}, false, "something was there"},
		{"marks", "e\u0301e\u0301e\u0301e\u0301", 30, 1, []string{"e\u0301e\u0301…"}, false, "an accent stays with its letter"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, whole := Wrap(tens{}, test.text, TextStyle{}, test.width, test.n)
			if diff := cmp.Diff(test.want, got); diff != "" || whole != test.whole {
				t.Errorf("(-want +got), whole %v:\n%s\nwhy: %s", whole, diff, test.why)
			}
		})
	}
}

// FuzzShorten compares with a trial of every beginning.
func FuzzShorten(f *testing.F) {
	f.Add("Deir-ez-Zor", 50)
	f.Add("دَيْرُ الزَّوْر", 40)
	f.Add("a\u0301\xff\u200d  b", 20)
	f.Fuzz(func(t *testing.T, text string, width int) {
		got, whole := Shorten(tens{}, text, TextStyle{}, width)
		want, fits := text, (tens{}).Width(text, TextStyle{}) <= width
		if !fits {
			want = ellipsis
			for at := range text {
				if r, _ := utf8.DecodeRuneInString(text[at:]); !joined(r) && (tens{}).Width(cut(text, at), TextStyle{}) <= width {
					want = cut(text, at)
				}
			}
		}
		// Trailing spaces are dropped, so that beginnings of unlike length may look alike.
		if utf8.ValidString(text) && (got != want || whole != fits) {
			t.Errorf("Shorten(%q, %d) = %q, %v, want %q, %v", text, width, got, whole, want, fits)
		}
	})
}

// TestHatchLines compares with a look at every place: on the hatch lies what is inside and on the grid.
func TestHatchLines(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 40 {
		var rings [][]Point
		for range 1 + r.IntN(3) {
			var ring []Point
			for range 3 + r.IntN(6) {
				ring = append(ring, Point{r.IntN(61) - 30, r.IntN(61) - 30})
			}
			rings = append(rings, ring)
		}
		h := Hatch{Ink: RGB(0), Pitch: 1 + r.IntN(9), Width: 1, Falling: round%2 == 0}
		lines := HatchLines(rings, h)
		for y := -32; y <= 32; y++ {
			for x := -32; x <= 32; x++ {
				p := Point{x, y}
				in, sure := within(rings, p)
				if !sure {
					continue
				}
				want := in && (diagonal(p, h.Falling)%h.Pitch+h.Pitch)%h.Pitch == 0
				if got := onLines(lines, p, h.Falling); got != want {
					t.Fatalf("round %d: %v hatched %v, want %v\n%v %+v", round, p, got, want, rings, h)
				}
			}
		}
	}
	if got := HatchLines([][]Point{Rect{W: 10, H: 10}.Ring()}, Hatch{}); got != nil {
		t.Errorf("no hatch has lines: %v", got)
	}
}

func onLines(lines [][2]Point, p Point, falling bool) bool {
	for _, l := range lines {
		if diagonal(l[0], falling) == diagonal(p, falling) && min(l[0].X, l[1].X) <= p.X && p.X <= max(l[0].X, l[1].X) {
			return true
		}
	}
	return false
}

// within reports whether p is inside, and whether that is beyond doubt: not within two units of an edge.
func within(rings [][]Point, p Point) (in, sure bool) {
	sure = true
	for _, r := range rings {
		for i, b := range r {
			a := r[(i+len(r)-1)%len(r)]
			for k := range 101 {
				x, y := float64(a.X)+float64(b.X-a.X)*float64(k)/100, float64(a.Y)+float64(b.Y-a.Y)*float64(k)/100
				if (x-float64(p.X))*(x-float64(p.X))+(y-float64(p.Y))*(y-float64(p.Y)) < 4 {
					sure = false
				}
			}
			if (a.Y > p.Y) != (b.Y > p.Y) && float64(p.X) < float64(a.X)+float64(b.X-a.X)*float64(p.Y-a.Y)/float64(b.Y-a.Y) {
				in = !in
			}
		}
	}
	return in, sure
}

// everyMark draws each kind of mark with each setting.
func everyMark(c Canvas) {
	dash := Stroke{Ink: RGB(0x112233), Width: 500, On: 2000, Off: 1000}
	c.Clip(Rect{-5, 0, 100, 100})
	c.Rect(Rect{1, 2, 3, 4}, Paint{Fill: RGB(0xFFFFFF), Hatch: Hatch{Ink: RGB(0x999999), Pitch: 3000, Width: 400, Falling: true}, Stroke: dash})
	c.Path([][]Point{{{0, 0}, {9, 0}, {9, 9}}, {{2, 1}, {3, 1}, {3, 2}}}, Paint{Fill: RGB(0)})
	c.Polyline([]Point{{-1, 1}, {5, 5}}, Stroke{Ink: RGB(0xABCDEF), Width: 100})
	c.Circle(Point{7, 8}, 9, Paint{Hatch: Hatch{Ink: RGB(1), Pitch: 2, Width: 1}})
	c.Text(Point{10, 20}, Right, TextStyle{Face: CondensedBold, Size: 8000, Ink: RGB(0x262626), Halo: RGB(0xFFFFFF), RTL: true}, "حلب \"48,500\"\n")
	c.Unclip()
}

func TestListSaysEverything(t *testing.T) {
	var l List
	everyMark(&l)
	want := strings.TrimPrefix(`
clip -5,0 100x100
rect 1,2 3x4 fill=FFFFFF hatch=999999\400/3000 stroke=112233/500/2000-1000
path 0,0 9,0 9,9 | 2,1 3,1 3,2 fill=000000
line -1,1 5,5 stroke=ABCDEF/100
circle 7,8 r=9 hatch=000001/1/2
text 10,20 right condensed-bold 8000 262626 halo=FFFFFF rtl "حلب \"48,500\"\n"
unclip
`, "\n")
	if diff := cmp.Diff(want, l.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	again, err := parse(l.String())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(l, *again); diff != "" {
		t.Errorf("reading gives another list (-list +read):\n%s", diff)
	}
}

// TestPlay: there and back again is the same list, and a canvas that is played to owns what it keeps.
func TestPlay(t *testing.T) {
	var l, there, back List
	everyMark(&l)
	l.Play(&there, Point{30, -40})
	there.Play(&back, Point{-30, 40})
	if diff := cmp.Diff(l, back); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if there.Ops[2].Rings[0][0] != (Point{30, -40}) {
		t.Errorf("not moved: %s", there.Ops[2])
	}
}

func TestMix(t *testing.T) {
	white, blue := RGB(0xFFFFFF), RGB(0x0077B8)
	for percent, want := range map[int]uint32{0: 0x0077B8, 100: 0xFFFFFF, 50: 0x80BBDC} {
		if got := blue.Mix(white, percent); got != RGB(want) {
			t.Errorf("%d%% is %06X, want %06X", percent, got.RGB(), want)
		}
	}
	if RGB(0).IsZero() || !Ink(0).IsZero() {
		t.Error("black is an ink, and no ink is none")
	}
	if white.Luma() != 255 || RGB(0).Luma() != 0 {
		t.Error("white is not lightest, or black not darkest")
	}
}

func ExampleList() {
	var l List
	l.Rect(Rect{W: 40_000, H: 9_000}, Paint{Fill: RGB(0x0077B8)})
	l.Text(Point{43_000, 7_000}, Left, TextStyle{Size: 8_000, Ink: RGB(0x262626)}, "1,250")
	var page List // or any other canvas
	l.Play(&page, Point{42_520, 90_000})
	fmt.Print(page.String())
	// Output:
	// rect 42520,90000 40000x9000 fill=0077B8
	// text 85520,97000 left regular 8000 262626 "1,250"
}
