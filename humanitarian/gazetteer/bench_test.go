package gazetteer

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// country returns a table with places of five levels and the number of names
// in it: an English, an Arabic and every third time another spelling.
func countryTable(names int) []byte {
	var b bytes.Buffer
	b.WriteString("pcode,level,parent,name_en,name_ar,aliases_en\n")
	rng := rand.New(rand.NewPCG(1, 2))
	latin := strings.Fields("ba da ha kal mar nur sal tar shay qam ras dayr jab zah im har fuq tall ayn maa kaf bir sur lat dim")
	arabic := strings.Fields("با دا حا كل مر نور سل تر شي قم راس دير جب زه ام هر فق تل عين معا كف بير صور لات ديم")
	name := func(syllables []string, article string) string {
		words := make([]string, 1+rng.IntN(2))
		for i := range words {
			for range 2 + rng.IntN(2) {
				words[i] += syllables[rng.IntN(len(syllables))]
			}
		}
		if rng.IntN(4) == 0 {
			words[0] = article + words[0]
		}
		return strings.Join(words, " ")
	}
	codes := []string{"XX"}
	fmt.Fprintf(&b, "XX,0,,%s,%s,\n", "Xanadu", "زنادو")
	for n := 2; n < names; n += 2 {
		parent := codes[len(codes)/40]
		level := (len(parent)-2)/3 + 1
		code := fmt.Sprintf("%s%03d", parent, len(codes)%1000)
		if level > 4 {
			code, level = parent+fmt.Sprint(len(codes)), 5
		} else {
			codes = append(codes, code)
		}
		alias := ""
		if len(codes)%3 == 0 {
			alias = name(latin, "el ")
			n++
		}
		fmt.Fprintf(&b, "%s,%d,%s,%s,%s,%s\n", code, level, parent, name(latin, "Al-"), name(arabic, "ال"), alias)
	}
	return b.Bytes()
}

func load(tb testing.TB, table []byte) *Gazetteer {
	tb.Helper()
	entries, findings, err := ReadCSV(context.Background(), bytes.NewReader(table), nil)
	if err != nil || len(findings) > 0 {
		tb.Fatal(findings, err)
	}
	g, _ := New(entries)
	return g
}

// BenchmarkLoad400k reads a table of 400,000 names and builds a gazetteer.
func BenchmarkLoad400k(b *testing.B) {
	table := countryTable(400_000)
	b.SetBytes(int64(len(table)))
	b.ReportAllocs()
	names := 0
	for b.Loop() {
		names = 0
		for p := range load(b, table).All() {
			names += len(p.data().Names)
		}
	}
	b.ReportMetric(float64(names), "names")
}

// BenchmarkMatch asks for one name after another, half of them unknown.
func BenchmarkMatch(b *testing.B) {
	g := load(b, countryTable(400_000))
	var texts []string
	for p := range g.All() {
		texts = append(texts, p.Name("en").Text, p.Name("ar").Text+"ز")
		if len(texts) == 1000 {
			break
		}
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		g.Match(texts[i%len(texts)], Filter{})
		i++
	}
}

// BenchmarkScan looks for 400,000 names in prose.
func BenchmarkScan(b *testing.B) {
	m := load(b, countryTable(400_000)).Matcher(&MatcherOptions{Prefixes: true})
	text := strings.Repeat("Shelling near Marnur Qamras and Al-Salnur killed at least five people, the office said on Monday; "+
		"families had left the area after strikes on two schools. قصف على كلمر وبنورسل أمس ونزوح عشرات العائلات. ", 1000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	hits := 0
	for b.Loop() {
		hits = 0
		for range m.Scan(text) {
			hits++
		}
	}
	b.ReportMetric(float64(hits), "hits")
}

func BenchmarkSuggest(b *testing.B) {
	g := load(b, countryTable(400_000))
	b.ReportAllocs()
	for b.Loop() {
		g.Suggest("Marnur Qamraz", Filter{}, 5)
	}
}

// boundaryFile returns areas with so many points each.
func boundaryFile(areas, points int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"type":"FeatureCollection","features":[`)
	for i := range areas {
		if i > 0 {
			b.WriteString(",\n")
		}
		fmt.Fprintf(&b, `{"type":"Feature","properties":{"ADM2_PCODE":"XX%04d","ADM2_EN":"Area %d","ADM1_PCODE":"XX%02d"},"geometry":{"type":"Polygon","coordinates":[[`, i, i, i%40)
		for j := range points + 1 {
			if j > 0 {
				b.WriteByte(',')
			}
			angle := 2 * math.Pi * float64(j%points) / float64(points)
			r := 0.4 + 0.01*math.Sin(40*angle)
			fmt.Fprintf(&b, "[%.6f,%.6f]", float64(i%100)+r*math.Cos(angle), float64(i/100)+r*math.Sin(angle))
		}
		b.WriteString("]]}}")
	}
	b.WriteString("]}")
	return b.Bytes()
}

func BenchmarkReadGeoJSON(b *testing.B) {
	file := boundaryFile(200, 2000)
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		if _, shapes, findings, err := ReadGeoJSON(context.Background(), bytes.NewReader(file), nil); err != nil || len(findings) > 0 || shapes.Len() != 200 {
			b.Fatal(findings, err)
		}
	}
}

func BenchmarkPCodesAt(b *testing.B) {
	_, shapes, _, err := ReadGeoJSON(context.Background(), bytes.NewReader(boundaryFile(200, 2000)), nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if at := shapes.PCodesAt(Point{42.1, 1.1}); len(at) != 1 {
			b.Fatal(at)
		}
	}
}
