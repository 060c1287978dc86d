package brief

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// toldTest says what a brief of 17 to 31 December must say of figures, what it
// must never say, and which findings it has, each with its arguments.
type toldTest struct {
	name, why string
	config    Config
	issue     Issue
	figures   []string
	findings  []humanitarian.Finding
	edit      func([]humanitarian.Figure)
	must      []string
	never     []string
	found     string
}

func tell(t *testing.T, tests []toldTest) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reg := &humanitarian.Register{Country: "XXX", Indicators: humanitarian.CoreIndicators()}
			for _, line := range test.figures {
				reg.Figures = append(reg.Figures, claim(t, line))
			}
			if test.edit != nil {
				test.edit(reg.Figures)
			}
			config, issue := test.config, test.issue
			config.Charts = []ChartEntry{}
			issue.AsOf, issue.Period = humanitarian.MustParseDate("2024-12-31"), period(t, "2024-12-17..2024-12-31")
			doc, findings, err := Compose(context.Background(), reg, &config, issue, test.findings)
			if err != nil {
				t.Fatal(err, findings)
			}
			out := doc.Text(locale.English())
			for _, s := range test.must {
				if !strings.Contains(out, s) {
					t.Errorf("it does not say %q", s)
				}
			}
			for _, s := range test.never {
				if strings.Contains(out, s) {
					t.Errorf("it says %q", s)
				}
			}
			said := ""
			for _, f := range findings {
				said += f.Severity.String() + " " + f.Code + " " + strings.Join(f.Args, " ") + "\n"
			}
			if !strings.Contains(said, test.found) {
				t.Errorf("no finding %q in\n%s", test.found, said)
			}
			if t.Failed() {
				t.Logf("%s\n%s", test.why, out)
			}
		})
	}
}

func period(t *testing.T, s string) humanitarian.Period {
	t.Helper()
	p, err := humanitarian.ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const toll = "k killed >=75 days=2024-11-26..2024-12-08 series=s nature=cumulative place=XX01"

// TestEarlierCounts wants the newest count of a series to stay when its days lie
// before the period, and whatever left the first page to be said on it.
func TestEarlierCounts(t *testing.T) {
	key := Config{KeyFigures: []KeyFigure{{Series: "s", Label: "Killed"}}}
	flash := Issue{Layout: document.FlashUpdate}
	told := Config{Texts: Texts{Highlights: []string{"By 8 December the toll was {k} killed.", "There are {d} displaced."}}}
	const displaced = "d idps 900 on=2024-12-30"
	tell(t, []toldTest{
		{name: "tile", why: "rule 14: it has a tile and a mark", config: key, figures: []string{toll, displaced},
			must: []string{"* Killed: at least 75 [1]", "26 November to 8 December 2024", "Earlier count; no newer one is known"}},
		{name: "line", why: "in a shorter product it has a line", config: key, issue: flash, figures: []string{toll, displaced},
			must: []string{"Earlier counts; no newer ones are known. Killed: at least 75 (OCHA, 26 November to 8 December 2024) [1]."}},
		{name: "flow", why: "a flow of earlier days is none of this period, and that is said", config: key,
			figures: []string{"k killed 5 days=2024-12-01..2024-12-05 series=s", displaced},
			must:    []string{"Not shown among the key figures: Killed. The reason: its days ended before the period covered."}, never: []string{"* Killed:"},
			found: "warning series_unknown s ended"},
		{name: "unknown", why: "a misspelt series is no reader's business", config: Config{KeyFigures: []KeyFigure{{Series: "x"}}}, figures: []string{displaced},
			never: []string{"Not shown among the key figures"}, found: "note series_unknown x unknown"},
		{name: "later", why: "nor what nobody could know", config: key, figures: []string{"k killed 5 days=2024-12-01..2025-01-05 series=s", displaced},
			never: []string{"Not shown among the key figures"}, found: "note series_unknown s later"},
		{name: "sentence", why: "a sentence on earlier days comes last and says so", config: told, figures: []string{toll, displaced},
			must: []string{"- There are 900 people displaced. [1]\n- By 8 December the toll was at least 75 people killed. Before the period covered. [2]"}},
		{name: "replaced sentence", why: "a figure that another replaced is told no more", config: told,
			figures: []string{toll, "n killed >=80 days=2024-11-26..2024-12-20 series=s nature=cumulative place=XX01", displaced},
			never:   []string{"By 8 December"}, found: "note late_citation k replaced"},
		{name: "later sentence", config: told, figures: []string{"k killed 5 days=2024-12-01..2025-01-05", displaced}, never: []string{"By 8 December"}, found: "note late_citation k later"},
		{name: "overlap", why: "of two counts of one day that overlap, the one of the series stands", figures: []string{
			"m killed >400 days=2024-11-27..2024-12-02 nature=cumulative place=XX01 overlaps=k", strings.Replace(toll, "2024-12-08", "2024-12-02", 1), displaced},
			must: []string{"| at least 75 |"}, never: []string{"more than 400"}},
		{name: "parts", why: "its parts stand with it", figures: []string{toll, "c killed 28 days=2024-11-26..2024-12-08 nature=cumulative place=XX01 part_of=k age=child", displaced},
			must: []string{"of whom: people killed (children) | 28"}},
		{name: "no data", why: "a row that says nothing takes no tile", config: key, figures: []string{"a killed 10 days=2024-12-01..2024-12-25 series=s nature=cumulative", "b killed not_reported days=2024-12-01..2024-12-28 series=s nature=cumulative"},
			must: []string{"* Killed: 10 [1]"}, never: []string{"stands too"}},
		{name: "break", why: "of two values that a break leaves standing the newest has the tile, which names the other", config: key,
			figures: []string{"a killed 10 days=2024-12-01..2024-12-25 series=s nature=cumulative place=XX01", "b killed 30 days=2024-12-01..2024-12-28 series=s nature=cumulative place=XX02"},
			must:    []string{"* Killed: 30", "10 (1 to 25 December 2024) stands too: not comparable: another place"}},
	})
}

// TestPartsThatOutlive wants what is the last word of its source to stay when the
// total it was part of was replaced.
func TestPartsThatOutlive(t *testing.T) {
	totals := []string{"w idps 370 on=2024-12-18 series=s", "n idps 880 on=2024-12-25 series=s"}
	with := func(more ...string) []string { return append(append([]string{}, totals...), more...) }
	tell(t, []toldTest{
		{name: "newest", why: "nothing newer was said of it", figures: with("p idps 100 on=2024-12-18 part_of=w age=child"), must: []string{"(children) | 100", "part of 370 (18 December 2024), since replaced"}},
		{name: "said anew", why: "a newer figure speaks of the same people", figures: with("p idps 100 on=2024-12-18 part_of=w age=child", "q idps 300 on=2024-12-25 part_of=n age=child"),
			must: []string{"of whom: internally displaced people (children) | 300"}, never: []string{"| 100"}},
		{name: "disputed", why: "what is said against one part touches the others", figures: []string{"w idps 900 on=2024-12-25", "p idps 500 on=2024-12-25 part_of=w place=XX01", "q idps 300 on=2024-12-25 part_of=w place=XX02 role=disputed"},
			must: []string{"OCHA; another part of this total is disputed"}},
		{name: "item", why: "a flow is an item of its total", figures: []string{"w killed 12 days=2024-12-17..2024-12-20 series=s nature=cumulative", "n killed 69 days=2024-12-17..2024-12-28 series=s nature=cumulative",
			"p killed 3 days=2024-12-17..2024-12-18 part_of=w"}, never: []string{"| 3 |"}},
	})
}

// TestRivals says which claims answer one question.
func TestRivals(t *testing.T) {
	define := func(f []humanitarian.Figure) { f[0].Definition = "massacres" }
	const heading = "Rival claims side by side"
	tell(t, []toldTest{
		{name: "days", why: "stocks of one place, both of the period", figures: []string{"a idps 880 on=2024-12-30", "b idps 280 on=2024-12-20 source=WFP"}, must: []string{heading}},
		{name: "leftovers", why: "stocks of days before it", figures: []string{"a idps 20 on=2024-12-02", "b idps 14 on=2024-12-02 source=WFP", "c idps 5 on=2024-12-30 place=XX09"}, never: []string{heading}},
		{name: "definition", why: "massacres are no rival of all incidents", edit: define, figures: []string{"a hostile_incidents 7 days=2024-12-17..2024-12-20", "b hostile_incidents 125 days=2024-12-17..2024-12-20 source=SNHR"}, never: []string{heading}},
		{name: "same definition", figures: []string{"a hostile_incidents 7 days=2024-12-17..2024-12-20", "b hostile_incidents 125 days=2024-12-17..2024-12-20 source=SNHR"}, must: []string{heading}},
		{name: "part", why: "a part does not deny the whole", figures: []string{"a killed 7 days=2024-12-17..2024-12-20 place=XX01 precision=part", "b killed 9 days=2024-12-17..2024-12-20 place=XX01 source=SNHR"}, never: []string{heading}},
		{name: "civilians of a mixed toll", why: "they are a claim of their own", figures: []string{"w killed 30 days=2024-12-17..2024-12-20 status=mixed", "a killed 7 days=2024-12-17..2024-12-20 part_of=w", "b killed 9 days=2024-12-17..2024-12-20 source=SNHR"},
			must: []string{heading, "| 7 |"}},
		{name: "own overlap", why: "a source says nothing more by saying it twice", figures: []string{"a idps 800 on=2024-12-28 source=UNHCR", "b idps 900 on=2024-12-29 source=UNHCR overlaps=a", "c idps 280 on=2024-12-20 source=WFP"}, must: []string{heading}},
		{name: "earlier", why: "an earlier count rivals a tile", config: Config{KeyFigures: []KeyFigure{{ID: "k", Label: "Killed"}}}, figures: []string{toll, "b killed 149 days=2024-11-27..2024-12-03 nature=cumulative place=XX01 source=SNHR"},
			must: []string{"Other claims, below: SNHR."}},
	})
}

// TestWhatReadersNeed wants a public brief without orders to the desk and ids.
func TestWhatReadersNeed(t *testing.T) {
	two := []string{"a idps 10 on=2024-12-30 place=XX01", "b idps 20 on=2024-12-30 place=XX02"}
	later := []humanitarian.Finding{{Code: "part_above_whole", Severity: humanitarian.RowFinding, Figures: []string{"a"}, Args: []string{"10", "z", "5"}}}
	check := func(f []humanitarian.Figure) {
		f[1].Role, f[1].Reason = humanitarian.Triangulation, "the daily note is kept"
	}
	tell(t, []toldTest{
		{name: "public", figures: two, must: []string{"10 (OCHA) and 20 (OCHA): nobody declared them disjoint."}, never: []string{"declare them parts", "OCHA, a"}},
		{name: "draft", why: "the desk is told what to do", issue: Issue{Draft: true}, figures: two, must: []string{"10 (OCHA, a) and 20 (OCHA, b)", "declare them parts of one whole"}},
		{name: "later whole", why: "a finding does not tell a number of later days", findings: later, figures: append(two, "z idps 5 on=2025-01-05"),
			must: []string{"tells more than this edition may show"}, never: []string{"more than its whole"}},
		{name: "triangulation", edit: check, figures: []string{"a idp_returns 220 days=2024-11-27..2024-12-20 nature=cumulative", "b idp_returns 225 days=2024-11-27..2024-12-21 nature=cumulative"},
			must: []string{"| 220 | whole country | 27 November to 20 December 2024 | OCHA | [1]\n  Returns of displaced people | 225 |", "triangulation: the daily note is kept"}},
		{name: "relay", why: "whoever carries a figure has its mark beside it", figures: []string{"a idps 10 on=2024-12-30", "b idps 10 on=2024-12-30 quotes=a source=ECHO"}, must: []string{"also carried by ECHO | [1] [2]"}},
		{name: "origin", figures: []string{"a idps 10 on=2024-12-30 origin=XX01"}, must: []string{"whole country, from XX01"}},
		{name: "parts of an area", figures: []string{"a people_without_service 413 on=2024-12-30 place=XX01 precision=part", "b people_without_service 400 on=2024-12-20 place=XX01 precision=part"},
			must: []string{`"Part of" an area may be another part in each row`}},
	})
}

// TestTakenBack keeps a value that a later publication took back out of a chart.
func TestTakenBack(t *testing.T) {
	value := func(id, n, until, published string) string {
		return id + " killed " + n + " days=2024-12-01.." + until + " published=" + published + " series=s nature=cumulative"
	}
	got := pictured(t, &Config{Maps: []MapEntry{}}, Issue{}, value("a", "5", "2024-12-03", "2024-12-03"), value("b", "10", "2024-12-08", "2024-12-08"),
		value("c", "20", "2024-12-07", "2024-12-12"), value("d", "30", "2024-12-15", "2024-12-15"))
	if strings.Contains(got, "8 December 2024 |") || !strings.Contains(got, "7 December 2024 | 20") {
		t.Errorf("10 by 8 December was taken back by 20 by 7 December:\n%s", got)
	}
}

// TestTileBesideRecommended warns of a key figure that a rival, which the desk
// recommends, should be.
func TestTileBesideRecommended(t *testing.T) {
	reg := &humanitarian.Register{Country: "XXX", Indicators: humanitarian.CoreIndicators()}
	for _, line := range []string{"a killed 300 days=2024-12-20..2024-12-30 place=XX01 source=MoH role=recommended", "b killed 500..700 days=2024-12-20..2024-12-30 place=XX01 source=SOHR",
		"c killed 900 days=2024-12-20..2024-12-30 place=XX02 source=SOHR"} {
		reg.Figures = append(reg.Figures, claim(t, line))
	}
	for id, want := range map[string][]string{"a": nil, "b": {"People killed", "500 to 700", "a", "300"}, "c": nil} {
		_, found, err := Compose(context.Background(), reg, &Config{KeyFigures: []KeyFigure{{ID: id}}}, Issue{AsOf: humanitarian.MustParseDate("2024-12-31")}, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range found {
			if f.Code == "tile_not_recommended" {
				got = f.Args
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", id, diff)
		}
	}
}

// TestRivalOfTheDay puts beside a claim what the other source said of that day,
// and says that nobody chose between them.
func TestRivalOfTheDay(t *testing.T) {
	reg := &humanitarian.Register{Country: "XXX", Indicators: humanitarian.CoreIndicators()}
	for _, line := range []string{"a idps 280 on=2024-12-26 place=XX source=WFP", "b idps 370 on=2024-12-26 place=XX series=s", "c idps 880 on=2024-12-30 place=XX series=s", "d idps 90 on=2024-12-25 place=XX series=s"} {
		reg.Figures = append(reg.Figures, claim(t, line))
	}
	period, err := humanitarian.ParsePeriod("2024-12-20..2024-12-31")
	if err != nil {
		t.Fatal(err)
	}
	doc, _, err := Compose(context.Background(), reg, &Config{}, Issue{AsOf: humanitarian.MustParseDate("2024-12-31"), Period: period}, nil)
	if err != nil {
		t.Fatal(err)
	}
	l := locale.English()
	var got []string
	for _, b := range doc.Blocks {
		if table, ok := b.(*document.Table); ok && table.Name == "discrepancies" {
			for _, r := range table.Rows {
				got = append(got, r.Cells[0].Format(l)+" "+r.Cells[2].Format(l)+" "+strings.Join(r.Cells[3].Figures, ""))
			}
			if !strings.Contains(table.Note, l.Say("notes.no_headline")) {
				t.Errorf("nothing says that none is recommended: %s", table.Note)
			}
		}
	}
	want := []string{"Internally displaced people as of 30 December 2024 c", "Internally displaced people as of 26 December 2024 a", "Internally displaced people (of the same day, replaced since) as of 26 December 2024 b"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
