package draw

import (
	"bufio"
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var svgDir = flag.String("svg", "", "folder into which TestGoldens writes each golden as an SVG, to be looked at")

// TestGoldens reads every golden of the packages that draw: what a golden shows must be all there is to a drawing.
func TestGoldens(t *testing.T) {
	files, err := filepath.Glob("../*/testdata/*.marks")
	if err != nil || len(files) == 0 {
		t.Fatalf("no goldens: %v", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		head, body, _ := strings.Cut(string(data), "\n")
		l, err := parse(body)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(body, l.String()); diff != "" {
			t.Errorf("%s changed by reading and writing (-file +again):\n%s", name, diff)
		}
		if *svgDir != "" {
			var w, h int
			if _, err := fmt.Sscanf(head, "size %dx%d", &w, &h); err != nil {
				t.Fatalf("%s: %q: %v", name, head, err)
			}
			out := filepath.Join(*svgDir, strings.TrimSuffix(filepath.Base(name), ".marks")+".svg")
			if err := os.WriteFile(out, []byte(svg(l, w, h)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// parse reads what List.String writes.
func parse(s string) (*List, error) {
	var l List
	for sc := bufio.NewScanner(strings.NewReader(s)); sc.Scan(); {
		if sc.Text() == "" {
			continue
		}
		op, err := parseOp(sc.Text())
		if err != nil {
			return nil, fmt.Errorf("%.60q: %w", sc.Text(), err)
		}
		l.Ops = append(l.Ops, op)
	}
	return &l, nil
}

func parseOp(line string) (Op, error) {
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case "rect", "clip":
		o := Op{Kind: map[string]Kind{"rect": RectOp, "clip": ClipOp}[word]}
		_, err := fmt.Sscanf(rest, "%d,%d %dx%d", &o.Box.X, &o.Box.Y, &o.Box.W, &o.Box.H)
		o.Paint = parsePaint(rest)
		return o, err
	case "path", "line":
		o := Op{Kind: map[string]Kind{"path": PathOp, "line": PolylineOp}[word], Paint: parsePaint(rest)}
		o.Rings = [][]Point{nil}
		for _, f := range strings.Fields(rest) {
			if f == "|" {
				o.Rings = append(o.Rings, nil)
				continue
			}
			var p Point
			if _, err := fmt.Sscanf(f, "%d,%d", &p.X, &p.Y); err != nil {
				break
			}
			o.Rings[len(o.Rings)-1] = append(o.Rings[len(o.Rings)-1], p)
		}
		return o, nil
	case "circle":
		o := Op{Kind: CircleOp, Paint: parsePaint(rest)}
		_, err := fmt.Sscanf(rest, "%d,%d r=%d", &o.At.X, &o.At.Y, &o.Radius)
		return o, err
	case "text":
		return parseText(rest)
	case "unclip":
		return Op{Kind: UnclipOp}, nil
	}
	return Op{}, fmt.Errorf("no mark %q", word)
}

func parseText(rest string) (Op, error) {
	o := Op{Kind: TextOp}
	settings, quoted, _ := strings.Cut(rest, ` "`)
	text, err := strconv.Unquote(`"` + quoted)
	if err != nil {
		return o, err
	}
	var anchor, face string
	var ink uint32
	if _, err := fmt.Sscanf(settings, "%d,%d %s %s %d %X", &o.At.X, &o.At.Y, &anchor, &face, &o.Style.Size, &ink); err != nil {
		return o, err
	}
	o.Text, o.Style.Ink = text, RGB(ink)
	for a := Left; a <= Right; a++ {
		if a.String() == anchor {
			o.Anchor = a
		}
	}
	for i, n := range faceNames {
		if n == face {
			o.Style.Face = Face(i)
		}
	}
	for _, f := range strings.Fields(settings)[5:] {
		if v, ok := strings.CutPrefix(f, "halo="); ok {
			o.Style.Halo = hexInk(v)
		}
		o.Style.RTL = o.Style.RTL || f == "rtl"
	}
	return o, nil
}

func parsePaint(rest string) Paint {
	var p Paint
	for _, f := range strings.Fields(rest) {
		key, v, _ := strings.Cut(f, "=")
		switch key {
		case "fill":
			p.Fill = hexInk(v)
		case "hatch":
			p.Hatch = Hatch{Ink: hexInk(v[:6]), Falling: v[6] == '\\'}
			fmt.Sscanf(v[7:], "%d/%d", &p.Hatch.Width, &p.Hatch.Pitch)
		case "stroke":
			p.Stroke.Ink = hexInk(v[:6])
			fmt.Sscanf(v[7:], "%d/%d-%d", &p.Stroke.Width, &p.Stroke.On, &p.Stroke.Off)
		}
	}
	return p
}

func hexInk(s string) Ink {
	n, _ := strconv.ParseUint(s, 16, 32)
	return RGB(uint32(n))
}

// svg draws the list as a picture on white with a margin of 10 points, in units of a point.
func svg(l *List, w, h int) string {
	var b strings.Builder
	const margin = 10_000
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%dpt" height="%dpt" viewBox="%d %d %d %d">`+"\n",
		(w+2*margin)/1000, (h+2*margin)/1000, -margin, -margin, w+2*margin, h+2*margin)
	fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%d" height="%d" fill="white"/>`+"\n", -margin, -margin, w+2*margin, h+2*margin)
	clips := 0
	for _, o := range l.Ops {
		switch o.Kind {
		case RectOp:
			svgPath(&b, [][]Point{o.Box.Ring()}, o.Paint)
		case PathOp:
			svgPath(&b, o.Rings, o.Paint)
		case PolylineOp:
			fmt.Fprintf(&b, `<path d="%s" fill="none"%s/>`+"\n", svgRing(o.Rings[0]), svgStroke(o.Paint.Stroke))
		case CircleOp:
			fmt.Fprintf(&b, `<circle cx="%d" cy="%d" r="%d" %s%s/>`+"\n", o.At.X, o.At.Y, o.Radius, svgFill(o.Paint.Fill), svgStroke(o.Paint.Stroke))
		case TextOp:
			svgText(&b, o)
		case ClipOp:
			clips++
			fmt.Fprintf(&b, `<clipPath id="c%d"><rect x="%d" y="%d" width="%d" height="%d"/></clipPath><g clip-path="url(#c%d)">`+"\n",
				clips, o.Box.X, o.Box.Y, o.Box.W, o.Box.H, clips)
		case UnclipOp:
			b.WriteString("</g>\n")
		}
	}
	return b.String() + "</svg>\n"
}

func svgPath(b *strings.Builder, rings [][]Point, p Paint) {
	var d string
	for _, r := range rings {
		d += svgRing(r) + "Z"
	}
	fmt.Fprintf(b, `<path fill-rule="evenodd" d="%s" %s/>`+"\n", d, svgFill(p.Fill))
	for _, l := range HatchLines(rings, p.Hatch) {
		fmt.Fprintf(b, `<path d="%s"%s/>`+"\n", svgRing(l[:]), svgStroke(Stroke{Ink: p.Hatch.Ink, Width: p.Hatch.Width}))
	}
	if !p.Stroke.IsZero() {
		fmt.Fprintf(b, `<path fill="none" d="%s"%s/>`+"\n", d, svgStroke(p.Stroke))
	}
}

func svgRing(r []Point) string {
	var b strings.Builder
	for i, p := range r {
		fmt.Fprintf(&b, "%c%d %d", "ML"[min(i, 1)], p.X, p.Y)
	}
	return b.String()
}

func svgFill(i Ink) string {
	if i.IsZero() {
		return `fill="none"`
	}
	return fmt.Sprintf(`fill="#%06X"`, i.RGB())
}

func svgStroke(s Stroke) string {
	if s.IsZero() {
		return ""
	}
	t := fmt.Sprintf(` stroke="#%06X" stroke-width="%d"`, s.Ink.RGB(), s.Width)
	if s.On > 0 {
		t += fmt.Sprintf(` stroke-dasharray="%d %d"`, s.On, s.Off)
	}
	return t
}

func svgText(b *strings.Builder, o Op) {
	face := map[Face]string{Bold: ` font-weight="bold"`, Italic: ` font-style="italic"`, CondensedBold: ` font-weight="bold"`}[o.Style.Face]
	family := "Roboto, Noto Sans Arabic"
	if o.Style.Face >= Condensed {
		family = "Roboto Condensed, Noto Sans Arabic"
	}
	anchor := [...]string{"start", "middle", "end"}[o.Anchor]
	attr := fmt.Sprintf(`x="%d" y="%d" text-anchor="%s" font-family="%s" font-size="%d"%s`, o.At.X, o.At.Y, anchor, family, o.Style.Size, face)
	if !o.Style.Halo.IsZero() {
		fmt.Fprintf(b, `<text %s fill="none" stroke="#%06X" stroke-width="%d">%s</text>`+"\n", attr, o.Style.Halo.RGB(), o.Style.Size*3/10, html.EscapeString(o.Text))
	}
	fmt.Fprintf(b, `<text %s fill="#%06X">%s</text>`+"\n", attr, o.Style.Ink.RGB(), html.EscapeString(o.Text))
}
