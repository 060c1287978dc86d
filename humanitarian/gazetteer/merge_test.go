package gazetteer

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// brief lists findings as severity, code and arguments.
func brief(findings []humanitarian.Finding) []string {
	var out []string
	for _, f := range findings {
		out = append(out, fmt.Sprintf("%s %s %q", f.Severity, f.Code, f.Args))
	}
	return out
}

// row is an entry as most tests need it.
func row(pcode string, level int, parent string, names ...string) Entry {
	e := Entry{PCode: pcode, Level: level, Parent: parent}
	for _, n := range names {
		e.Names = append(e.Names, Name{"en", n})
	}
	return e
}

func TestNewFindings(t *testing.T) {
	tests := []struct {
		why     string
		entries []Entry
		want    []string
	}{
		{"one source after another, in agreement", []Entry{row("X1", 1, "X", "North"), row("X", 0, ""), row("X1", LevelUnknown, "", "north")}, nil},
		{"a row without a code", []Entry{row("", 1, "", "North")}, []string{`warning place_without_pcode ["North"]`}},
		{"two parents", []Entry{row("X", 0, ""), row("Y", 0, ""), row("X1", 1, "X"), row("X1", 1, "Y")},
			[]string{`warning parent_contradicts ["X1" "Y" "X"]`}},
		{"two levels", []Entry{row("X1", 1, ""), row("X1", 2, "")}, []string{`warning level_contradicts ["X1" "2" "1"]`}},
		{"two countries", []Entry{{PCode: "X1", Level: 1, Country: "SYR"}, {PCode: "X1", Level: 1, Country: "TUR"}},
			[]string{`warning country_contradicts ["X1" "TUR" "SYR"]`}},
		{"one country in two spellings", []Entry{{PCode: "X1", Level: 1, Country: "SYR"}, {PCode: "X1", Level: 1, Country: "SY"}}, nil},
		{"another name", []Entry{row("X1", 1, "", "North"), row("X1", 1, "", "Nord")}, []string{`note place_renamed ["X1" "Nord" "North"]`}},
		{"a name already listed", []Entry{row("X1", 1, "", "North", "Nord"), row("X1", 1, "", "Nord")}, nil},
		{"a missing parent, told once", []Entry{row("X11", 2, "X1"), row("X12", 2, "X1"), row("X21", 2, "X2")},
			[]string{`warning parent_unknown ["X1" "X11" "2"]`, `warning parent_unknown ["X2" "X21" "1"]`}},
		{"a circle", []Entry{row("A", 1, "C"), row("B", 2, "A"), row("C", 3, "B"), row("D", 4, "C")}, []string{`warning parents_in_circle ["A, B, C"]`}},
		{"its own parent", []Entry{row("A", 1, "A")}, []string{`warning parents_in_circle ["A"]`}},
		{"a parent of a lower level", []Entry{row("A", 2, ""), row("B", 1, "A")}, []string{`warning parent_level ["B" "1" "A" "2"]`}},
		{"a parent of the same level", []Entry{row("A", 1, ""), row("B", 1, "A")}, []string{`warning parent_level ["B" "1" "A" "1"]`}},
		{"no level", []Entry{row("A", LevelUnknown, ""), row("B", LevelUnknown, "A")}, []string{`note level_unknown ["A" "2"]`}},
		{"a code copied from Arabic text", []Entry{row("SY01", 1, "", "Damascus"), row("SY01\u200f", 1, "", "Damascus"), row("\u202bSY0100 ", 2, "SY01\u200f")},
			[]string{`note pcode_hidden ["SY01" "3"]`}},
		{"codes in capitals and not", []Entry{row("SY01", 1, ""), row("sy01", 1, ""), row("ab", 1, ""), row("aB", 1, ""), row("c", 1, "")},
			[]string{`warning pcode_case ["ab" "aB"]`, `warning pcode_case ["sy01" "SY01"]`}},
		{"a code of hidden characters", []Entry{row("\u200e", 1, "", "North")}, []string{`note pcode_hidden ["" "1"]`, `warning place_without_pcode ["North"]`}},
		{"a name of signs", []Entry{row("A", 1, "", "***")}, []string{`note name_not_matched ["***" "A"]`}},
	}
	for _, test := range tests {
		t.Run(test.why, func(t *testing.T) {
			_, findings := New(test.entries)
			if diff := cmp.Diff(test.want, brief(findings)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestFindingPositions(t *testing.T) {
	at := func(row int) humanitarian.Position { return humanitarian.Position{File: "a.csv", Row: row} }
	_, findings := New([]Entry{{PCode: "X1", Level: 1, Position: at(2)}, {PCode: "X1", Level: 2, Position: at(9)}})
	want := []humanitarian.Position{at(9), at(2)}
	if len(findings) != 1 || !cmp.Equal(findings[0].Positions, want) {
		t.Errorf("got %+v, want one finding at both rows", findings)
	}
}

// TestHiddenCharacters shows that they do not make another place of one.
func TestHiddenCharacters(t *testing.T) {
	g, _ := New([]Entry{row("SY01\u200f", 1, ""), row("SY01", 1, "", "Damascus"), row("SY\u200b0100", 2, "\u200eSY01")})
	p, ok := g.Place("SY01")
	if !ok || g.Len() != 2 || p.Name("en").Text != "Damascus" || !g.Within("SY0100", "SY01") {
		t.Errorf("%d places; SY01 is there: %v, as %+v", g.Len(), ok, p.Names())
	}
	entries := make([]Entry, maxPlaces+10)
	for i := range entries {
		entries[i] = Entry{PCode: fmt.Sprintf("X%02d\u200f", i), Level: 1, Position: humanitarian.Position{Row: i + 2}}
	}
	_, findings := New(entries)
	if len(findings) != 1 || len(findings[0].Positions) != maxPlaces || findings[0].Args[1] != "30" {
		t.Errorf("got %+v, want one finding that points at the first %d", findings, maxPlaces)
	}
}

func TestLevels(t *testing.T) {
	g, findings := New([]Entry{row("D", LevelUnknown, "C"), row("C", 2, "B"), row("B", LevelUnknown, "A"), row("A", LevelUnknown, ""), row("E", LevelUnknown, "D")})
	if len(findings) > 0 {
		t.Error(findings)
	}
	got := map[string]int{}
	for p := range g.All() {
		got[p.PCode()] = p.Level()
	}
	if diff := cmp.Diff(map[string]int{"A": 0, "B": 1, "C": 2, "D": 3, "E": 4}, got); diff != "" {
		t.Errorf("levels by parents and children (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{0, 1, 2, 3, 4}, g.Levels()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestCountries shows the ways in which sources name the country above admin1.
func TestCountries(t *testing.T) {
	tests := []struct {
		why     string
		entries []Entry
		country string // P-code of the place above SY02
	}{
		{"alpha-2 and no row of its own, as in COD tables of admin1", []Entry{row("SY02", 1, "SY")}, "SY"},
		{"alpha-3 and no row of its own, as in the global list", []Entry{row("SY02", 1, "SYR")}, "SYR"},
		{"alpha-3 where the country is SY", []Entry{row("SY02", 1, "SYR"), row("SY", 0, "")}, "SY"},
		{"both", []Entry{row("SY02", 1, "SYR"), row("SY02", 1, "SY"), row("SY01", 1, "SY")}, "SYR"},
	}
	for _, test := range tests {
		g, findings := New(test.entries)
		if len(findings) > 0 {
			t.Errorf("%s: %v", test.why, findings)
		}
		p, _ := g.Place("SY02")
		up, ok := p.Parent()
		if !ok || up.PCode() != test.country || up.Level() != 0 || p.Country() != "SYR" || !g.Within("SY02", test.country) {
			t.Errorf("%s: SY02 lies in %q of %q, want %q of SYR", test.why, up.PCode(), p.Country(), test.country)
		}
	}
	g, _ := New([]Entry{row("SY02", 1, "")})
	if p, _ := g.Place("SY02"); p.Country() != "" {
		t.Errorf("the country %s was guessed from the code", p.Country())
	}
}

func TestFamily(t *testing.T) {
	g := sample(t)
	country, _ := g.Place("SY")
	if n := len(country.Children()); n != 14 {
		t.Errorf("%d governorates, want 14", n)
	}
	if n := len(g.Places(2)); n != 62 {
		t.Errorf("%d districts, want 62", n)
	}
	afrin, _ := g.Place("SY0203")
	var up []string
	for _, p := range afrin.Ancestors() {
		up = append(up, p.PCode())
	}
	if diff := cmp.Diff([]string{"SY02", "SY"}, up); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for _, test := range []struct {
		pcode, area string
		want        bool
	}{{"SY0203", "SY02", true}, {"SY0203", "SY", true}, {"SY0203", "SY0203", true}, {"SY02", "SY0203", false}, {"SY0203", "SY03", false},
		{"SY0299", "SY02", false}, {"SY02", "XX", false}} {
		if got := g.Within(test.pcode, test.area); got != test.want {
			t.Errorf("Within(%s, %s) = %v", test.pcode, test.area, got)
		}
	}
	if !g.Known("SY0203") || g.Known("SY0299") || g.Known("") {
		t.Error("Known is wrong")
	}
}

func TestPlaceFields(t *testing.T) {
	centre := &Point{Lon: 37, Lat: 36}
	kinds, populations := []Name{{"en", "Governorate"}}, []Population{{5, 2004, "census"}}
	g, _ := New([]Entry{
		{PCode: "SY", Level: LevelUnknown},
		{PCode: "SY02", Parent: "SY", Level: 1, Centroid: centre, AreaKm2: 18482, Kinds: kinds, Populations: populations},
		{PCode: "SY02", Level: -7, AreaKm2: 5, Kinds: []Name{{"en", "Governorate"}, {"ar", "محافظة"}}},
	})
	centre.Lon, kinds[0].Text, populations[0].Value = 0, "", 0 // the entries are the caller's
	p, _ := g.Place("SY02")
	c, ok := p.Centroid()
	area, ok2 := p.AreaKm2()
	if !ok || !ok2 || c != (Point{Lon: 37, Lat: 36}) || area != 18482 {
		t.Errorf("centroid %v, %v, area %v, %v", c, ok, area, ok2)
	}
	if diff := cmp.Diff([]Name{{"en", "Governorate"}, {"ar", "محافظة"}}, p.Kinds()); diff != "" {
		t.Errorf("kinds (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]Population{{5, 2004, "census"}}, p.Populations()); diff != "" {
		t.Errorf("populations (-want +got):\n%s", diff)
	}
	if p.Country() != "SYR" {
		t.Errorf("the country is %q although its level follows from that of SY02", p.Country())
	}
	up, _ := p.Parent()
	if _, ok := up.Centroid(); ok {
		t.Error("a centroid that nobody gave")
	}
	if _, ok := up.AreaKm2(); ok {
		t.Error("an area that nobody gave")
	}
}

// TestParentsNotPrefixes has codes whose beginnings mislead.
func TestParentsNotPrefixes(t *testing.T) {
	g, _ := New([]Entry{row("SY01", 1, ""), row("SY02", 1, ""), row("SY0101", 2, "SY02"), row("C1000", 4, "SY0101")})
	if g.Within("SY0101", "SY01") || !g.Within("SY0101", "SY02") || !g.Within("C1000", "SY02") {
		t.Error("the place was put where its code begins, not where its parent is")
	}
}

func TestName(t *testing.T) {
	e := Entry{PCode: "X1", Names: []Name{{"ar", "شمال"}, {"en", "North"}, {"en", "Northern"}, {"", "Severní"}, {"pt-BR", "Norte"}}}
	bare := Entry{PCode: "X2", Names: []Name{{"uk", "Північ"}, {"", "Pivnich"}}}
	only := Entry{PCode: "X3", Names: []Name{{"uk", "Північ"}}}
	g, _ := New([]Entry{e, bare, only, {PCode: "X4"}})
	for _, test := range []struct {
		pcode, lang string
		want        Name
	}{
		{"X1", "ar", Name{"ar", "شمال"}},
		{"X1", "ar-SY", Name{"ar", "شمال"}},
		{"X1", "pt-BR", Name{"pt-BR", "Norte"}},
		{"X1", "fr", Name{"en", "North"}},
		{"X2", "fr", Name{"", "Pivnich"}},
		{"X3", "fr", Name{"uk", "Північ"}},
		{"X4", "fr", Name{"", "X4"}},
	} {
		p, _ := g.Place(test.pcode)
		if got := p.Name(test.lang); got != test.want {
			t.Errorf("%s in %s is %+v, want %+v", test.pcode, test.lang, got, test.want)
		}
	}
}

// TestUnion shows that long lists, as hostile files have, join like short ones.
func TestUnion(t *testing.T) {
	var a, b []int
	for i := range 100 {
		a, b = append(a, i%40), append(b, i)
	}
	got := union(union(nil, a), b)
	if len(got) != 100 || got[39] != 39 || got[99] != 99 {
		t.Errorf("got %v", got)
	}
}

func TestPopulation(t *testing.T) {
	g, _ := New([]Entry{{PCode: "X1", Populations: []Population{{100, 2004, "census"}, {150, 2011, "office"}, {130, 2014, "office"}, {140, 2014, "UN"}}}})
	p, _ := g.Place("X1")
	for _, test := range []struct {
		c    Census
		want string
	}{
		{Census{}, "gazetteer: X1: sources differ on the population of 2014; name the source to use"},
		{Census{Source: "UN"}, "{140 2014 UN}"},
		{Census{NotAfter: 2013}, "{150 2011 office}"},
		{Census{NotAfter: 2014, Source: "census"}, "{100 2004 census}"},
		{Census{NotAfter: 2003}, "gazetteer: X1: no population is known; add one with its year and source"},
	} {
		pop, err := p.Population(test.c)
		got := fmt.Sprint(pop)
		if err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%+v: got %s, want %s", test.c, got, test.want)
		}
	}
}

func TestRate(t *testing.T) {
	g, _ := New([]Entry{{PCode: "X1", Populations: []Population{{300_000, 2020, "office"}}}, {PCode: "X0", Populations: []Population{{0, 2020, "office"}}}})
	p, _ := g.Place("X1")
	for _, test := range []struct{ quantity, want string }{
		{"12", "4/1 4/1 4/1"},
		{">=10", "10/3 - -"},
		{"10..20", "10/3 - 20/3"},
		{"none", "0/1 0/1 0/1"},
		{"hundreds", "gazetteer: X1: hundreds: the figure has no number"},
		{"some", "gazetteer: X1: some: the figure has no number"},
	} {
		r, err := p.Rate(humanitarian.MustParseQuantity(test.quantity), Census{})
		got := ""
		for _, f := range []func(int64) (fmt.Stringer, bool){
			func(n int64) (fmt.Stringer, bool) { return r.Low(n) },
			func(n int64) (fmt.Stringer, bool) { return r.Best(n) },
			func(n int64) (fmt.Stringer, bool) { return r.High(n) },
		} {
			if x, ok := f(100_000); ok {
				got += " " + x.String()
			} else {
				got += " -"
			}
		}
		got = got[1:]
		if err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%s: got %s, want %s", test.quantity, got, test.want)
		}
	}
	zero, _ := g.Place("X0")
	if _, err := zero.Rate(humanitarian.MustParseQuantity("5"), Census{}); err == nil {
		t.Error("a rate over nobody was given")
	}
	if _, ok := (Rate{}).Low(1); ok {
		t.Error("the zero rate has a bound")
	}
}

func TestISO(t *testing.T) {
	for i := 0; i < len(countries); i += 6 {
		three, two := countries[i:i+3], countries[i+3:i+5]
		if countries[i+5] != ' ' || ISO3(two) != three || ISO3(three) != three || ISO2(three) != two {
			t.Errorf("%s, %s: got %s, %s", three, two, ISO3(two), ISO2(three))
		}
	}
	for _, s := range []string{"", "S", "sy", "XYZ", "SYR ", "WAW"} {
		if ISO3(s) != "" || ISO2(s) != "" {
			t.Errorf("%q is a country", s)
		}
	}
}
