package brief

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// claim reads "id indicator quantity key=value ...", with the keys that these
// tests need.
func claim(t *testing.T, line string) humanitarian.Figure {
	t.Helper()
	fields := strings.Fields(line)
	f := humanitarian.Figure{ID: fields[0], Indicator: fields[1], Quantity: humanitarian.MustParseQuantity(fields[2]), Revision: 1,
		Source: humanitarian.Source{Name: "OCHA", Date: humanitarian.MustParseDate("2024-12-05")}, Sensitivity: humanitarian.Public}
	if f.Indicator == "killed" {
		f.Status = humanitarian.Civilian
	}
	for _, pair := range fields[3:] {
		key, value, _ := strings.Cut(pair, "=")
		var err error
		switch key {
		case "on": // the day spoken of, and of publication
			f.AsOf = humanitarian.MustParseDate(value)
			f.Source.Date = f.AsOf
		case "published":
			f.Source.Date = humanitarian.MustParseDate(value)
		case "nature":
			f.Nature, err = humanitarian.ParseNature(value)
		case "days":
			f.Period, err = humanitarian.ParsePeriod(value)
			f.Source.Date = f.Period.End
		case "since":
			f.Period.Start = humanitarian.MustParseDate(value)
		case "place":
			f.Place.Codes = strings.Split(value, ";")
		case "origin":
			f.Origin = []string{value}
		case "precision":
			f.Place.Precision, err = humanitarian.ParsePlacePrecision(value)
		case "source":
			f.Source.Name = value
		case "series":
			f.Series = value
		case "part_of":
			f.PartOf = value
		case "partition":
			f.Partition, err = humanitarian.ParsePartition(value)
		case "role":
			f.Role, err = humanitarian.ParseRole(value)
		case "modality":
			f.Modality, err = humanitarian.ParseModality(value)
		case "status":
			f.Status, err = humanitarian.ParseStatus(value)
		case "sex":
			f.Sex, err = humanitarian.ParseSex(value)
		case "age":
			f.Age = value
		case "sensitivity":
			f.Sensitivity, err = humanitarian.ParseSensitivity(value)
		case "supersedes":
			f.Links = append(f.Links, humanitarian.Link{Kind: humanitarian.Supersedes, ID: value})
		case "overlaps":
			f.Links = append(f.Links, humanitarian.Link{Kind: humanitarian.Overlaps, ID: value})
		case "recorded": // the reason why it was put on record late
			f.Basis, f.Reason = humanitarian.Recorded, value
		case "revision":
			f.Revision, err = strconv.Atoi(value)
		case "quotes":
			f.Links = append(f.Links, humanitarian.Link{Kind: humanitarian.Quotes, ID: value})
		default:
			err = fmt.Errorf("no key %q", key)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// pictured composes a brief of 31 December of the figures and writes its charts
// and maps, a line for each row, and the codes of chart_unfit and the like.
func pictured(t *testing.T, config *Config, issue Issue, lines ...string) string {
	t.Helper()
	reg := &humanitarian.Register{Country: "XXX", Indicators: humanitarian.CoreIndicators()}
	for _, line := range lines {
		reg.Figures = append(reg.Figures, claim(t, line))
	}
	issue.AsOf, issue.Draft = humanitarian.MustParseDate("2024-12-31"), true
	doc, findings, err := Compose(context.Background(), reg, config, issue, nil)
	if err != nil {
		t.Fatal(err)
	}
	l := locale.English()
	var out []string
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *document.Chart:
			out = append(out, string(b.Kind)+": "+b.Title)
			for _, r := range b.Table(l).Rows {
				out = append(out, row(l, r))
			}
		case *document.Map:
			out = append(out, string(b.Kind)+": "+b.Title)
			for _, r := range b.Table(l).Rows {
				out = append(out, row(l, r))
			}
		}
	}
	for _, f := range findings {
		if f.Code == "chart_unfit" || f.Code == "map_without_disclaimer" {
			out = append(out, strings.TrimSpace(f.Code+" "+strings.Join(f.Args, ": ")))
		}
	}
	return strings.Join(out, "\n")
}

func row(l *locale.Language, r document.Row) string {
	var cells []string
	for _, v := range r.Cells {
		cells = append(cells, v.Format(l))
	}
	return strings.TrimRight("  "+strings.Join(cells, " | "), " |")
}

func boundaries(t *testing.T) *document.Boundaries {
	t.Helper()
	var features []string
	for i := range 4 {
		features = append(features, fmt.Sprintf(`{"type":"Feature","properties":{"pcode":"XX0%d"},"geometry":{"type":"Polygon","coordinates":[[[%d,0],[%d,0],[%d,1],[%d,0]]]}}`, i+1, i, i+1, i+1, i))
	}
	_, b, _, err := gazetteer.ReadGeoJSON(context.Background(), strings.NewReader(`{"type":"FeatureCollection","features":[`+strings.Join(features, ",")+`]}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	return document.NewBoundaries("x.geojson", b)
}

type pictureTest struct {
	name, why string
	config    Config
	figures   []string
	want      string
}

func run(t *testing.T, issue Issue, tests []pictureTest) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			config := test.config
			config.Places = map[string]string{"XX01": "One", "XX02": "Two", "XX03": "Three", "XX04": "Four"}
			got := pictured(t, &config, issue, test.figures...)
			if diff := cmp.Diff(strings.Split(test.want, "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("(-want +got):\n%s\nwhy: %s", diff, test.why)
			}
		})
	}
}

// three are the values of a lawful series.
var three = []string{"a idps 100 series=s on=2024-12-05", "b idps >=200 series=s on=2024-12-12", "c idps 150 series=s on=2024-12-20"}

const threeDrawn = "lines: Internally displaced people, according to OCHA, whole country, 5 to 20 December 2024 (persons)\n  5 December 2024 | 100\n  12 December 2024 | at least 200 | comparability not established\n  20 December 2024 | 150 | comparability not established"

func with(more ...string) []string { return append(slices.Clone(three), more...) }

func TestOverTime(t *testing.T) {
	asked := Config{Charts: []ChartEntry{{Kind: "columns", Series: []string{"s"}}}}
	run(t, Issue{}, []pictureTest{
		{"lawful", "a declared series of three values", Config{}, three, threeDrawn},
		{"two values", "two values are a change, not a course", Config{}, three[:2], ""},
		{"none", "the desk wants no chart", Config{Charts: []ChartEntry{}}, three, ""},
		{"asked", "the desk's own title", Config{Charts: []ChartEntry{{Kind: "lines", Series: []string{"s"}, Title: "Own"}}}, three, strings.Replace(threeDrawn, "Internally displaced people, according to OCHA, whole country, 5 to 20 December 2024 (persons)", "Own", 1)},
		{"forecast", "rule 6: what is foreseen feeds no chart", Config{}, with("d idps 900 series=s on=2024-12-22 modality=forecast"), threeDrawn},
		{"relay", "rule 4: a relay is no value of a series", Config{}, with("d idps 160 series=s on=2024-12-22 quotes=c source=Press"), threeDrawn},
		{"pending", "a pending value is listed apart", Config{}, with("d idps 900 series=s on=2024-12-22 role=pending"), threeDrawn},
		{"withdrawn", "a value that its source took back is not shown", Config{}, with("d idps 900 series=s on=2024-12-16 role=withdrawn"), threeDrawn},
		{"later", "rule 14: nothing that was published after the as-of date", Config{}, with("d idps 900 series=s on=2024-12-25 published=2025-01-02"), threeDrawn},
		{"withheld", "rule 15: nothing above the edition", Config{}, with("d idps 900 series=s on=2024-12-16 sensitivity=restricted"), threeDrawn},
		{"corrected", "rule 2: the latest wording of a day", Config{}, with("d idps 101 series=s on=2024-12-05 published=2024-12-09"), strings.Replace(threeDrawn, "| 100", "| 101", 1)},
		{"superseded", "a figure that another supersedes is gone", Config{}, with("d idps 101 series=s on=2024-12-06 supersedes=a"), strings.NewReplacer("5 December 2024 | 100", "6 December 2024 | 101", "country, 5 to", "country, 6 to").Replace(threeDrawn)},
		{"break", "rule 12: another place cuts the chart, with the reason", Config{}, append([]string{"a idps 100 series=s on=2024-12-05 place=XX01"}, three[1:]...),
			"lines: Internally displaced people, according to OCHA, One, then whole country, 5 to 20 December 2024 (persons)\n  5 December 2024 | 100\n  12 December 2024 | at least 200 | not comparable: another place, or another part of it\n  20 December 2024 | 150 | comparability not established"},
		{"moved", "a line has its changes beneath, a break has none, and neither has an open bound", Config{}, []string{"a idps 100 series=s on=2024-12-05", "b idps 150 series=s on=2024-12-08",
			"c idps 300 series=s on=2024-12-12 place=XX01", "d idps 250 series=s on=2024-12-16 place=XX01", "e idps >=200 series=s on=2024-12-20 place=XX01"},
			"lines: Internally displaced people, according to OCHA, whole country, then One, 5 to 20 December 2024 (persons)\n  5 December 2024 | 100\n  8 December 2024 | 150 | +50\n" +
				"  12 December 2024 | 300 |  | not comparable: another place, or another part of it\n  16 December 2024 | 250 | -50\n  20 December 2024 | at least 200 | comparability not established: an open bound leaves the difference open | comparability not established"},
		{"recorded", "a rise of what was recorded is no count of events", Config{}, []string{"a killed 10 series=s days=2024-12-01..2024-12-05 nature=cumulative", "b killed 25 series=s days=2024-12-01..2024-12-08 nature=cumulative", "c killed 20 series=s days=2024-12-01..2024-12-12 nature=cumulative"},
			"lines: People killed (civilians), according to OCHA, whole country, 1 to 12 December 2024 (persons)\n  5 December 2024 | 10\n  8 December 2024 | 25 | +15 recorded\n  12 December 2024 | 20 | revised by -5"},
		{"fighters", "rule 5: a series that mixes status is none", asked, []string{"a killed 10 series=s days=2024-12-01..2024-12-05", "b killed 20 series=s days=2024-12-06..2024-12-10 status=combatant", "c killed 30 series=s days=2024-12-11..2024-12-15"},
			"chart_unfit columns s: fault_unlike"},
		{"two sources", "another source's value does not continue a series", asked, []string{three[0], "b idps 200 series=s on=2024-12-12 source=IOM", three[2]}, "chart_unfit columns s: fault_unlike"},
		{"no such series", "a misspelt name is a finding", asked, []string{"a idps 100 on=2024-12-05"}, "chart_unfit columns s: fault_series"},
		{"few", "too few values are a finding where the desk asked", asked, three[:2], "chart_unfit columns s: fault_few"},
		{"film", "an unknown kind is a finding", Config{Charts: []ChartEntry{{Kind: "film"}}}, three, "chart_unfit film: fault_kind"},
		{"gap", "days that no flow counts are no data, not nothing", Config{}, []string{"a killed 10 series=s days=2024-12-01..2024-12-05", "b killed 20 series=s days=2024-12-06..2024-12-10", "c killed 30 series=s days=2024-12-16..2024-12-20"},
			"columns: People killed (civilians), according to OCHA, whole country, 1 to 20 December 2024 (persons)\n  1 to 5 December 2024 | 10\n  6 to 10 December 2024 | 20\n  … | no data\n  16 to 20 December 2024 | 30"},
		{"multiples", "series of one measure, a panel each", Config{Charts: []ChartEntry{{Kind: "multiples", Series: []string{"s", "u"}}}}, with("x idps 7 series=u on=2024-12-05 place=XX01", "y idps 8 series=u on=2024-12-12 place=XX01"),
			"multiples: Internally displaced people by area, 5 to 20 December 2024 (persons)\n  5 December 2024 | 100 | 7\n  12 December 2024 | at least 200 | 8\n  20 December 2024 | 150 | no data"},
		{"unlike multiples", "rule 2: people who returned share no scale with people displaced", Config{Charts: []ChartEntry{{Kind: "multiples", Series: []string{"s", "u"}}}}, with("x idp_returns 7 series=u days=2024-12-01..2024-12-05"), "chart_unfit multiples s u: fault_unlike"},
	})
}

func TestByArea(t *testing.T) {
	whole := "w idps 1000 on=2024-12-05"
	part := func(id, more string) string { return id + " idps 300 on=2024-12-05 part_of=w " + more }
	two := []string{whole, part("a", "place=XX01"), part("b", "place=XX02 precision=whole")}
	const drawn = "bars: Internally displaced people by area, as of 5 December 2024 (persons)\n  One | 300\n  Two | 300"
	asked := Config{Charts: []ChartEntry{{Kind: "bars", Whole: "w"}}}
	and := func(more ...string) []string { return append(slices.Clone(two), more...) }
	run(t, Issue{}, []pictureTest{
		{"lawful", "parts of one whole", Config{}, two, drawn},
		{"origin", "by where people left from", Config{}, []string{whole, part("a", "origin=XX01"), part("b", "origin=XX02")}, strings.Replace(drawn, "by area", "by area of origin", 1)},
		{"disputed", "asked for, an area whose figure is disputed keeps its place and loses its figure", asked, and(part("c", "place=XX03 role=disputed")), drawn + "\n  Three | not counted here"},
		{"in doubt", "unasked, a set of which one area is in doubt is not drawn", Config{}, and(part("c", "place=XX03 role=disputed")), ""},
		{"outlives", "the newest breakdown stays, with its day, when a newer total comes without one", Config{}, []string{"w idps 1000 on=2024-12-05 series=s", "n idps 900 on=2024-12-08 series=s", part("a", "place=XX01"), part("b", "place=XX02 precision=whole")}, drawn},
		{"vague", "rule 8: a vague place is no area", Config{}, and(part("c", "place=XX03 precision=vague")), drawn},
		{"part", "rule 8: nor is a part of one", Config{}, and(part("c", "place=XX03 precision=part")), drawn},
		{"several", "rule 8: nor are several together", Config{}, and(part("c", "place=XX03;XX04")), drawn},
		{"nested", "rule 8: an area and one within it are not set side by side", asked, and(part("c", "place=XX0101")), "chart_unfit bars w: fault_parts"},
		{"twice", "two figures of one area cannot be told apart", asked, and(part("c", "place=XX01")), "chart_unfit bars w: fault_parts"},
		{"overlapping", "parts that overlap are not set side by side", asked, []string{whole, part("a", "place=XX01 partition=overlapping"), part("b", "place=XX02 partition=overlapping")}, "chart_unfit bars w: fault_parts"},
		{"another day", "parts of another day are not of this whole", asked, []string{whole, "a idps 300 on=2024-12-04 part_of=w place=XX01", part("b", "place=XX02")}, "chart_unfit bars w: fault_parts"},
		{"another source", "a part that another source gave is not of this whole", asked, []string{whole, part("a", "place=XX01 source=IOM"), part("b", "place=XX02")}, "chart_unfit bars w: fault_parts"},
		{"no whole", "without a whole nothing says that they belong together", Config{}, []string{"a idps 300 on=2024-12-05 place=XX01", "b idps 300 on=2024-12-05 place=XX02"}, ""},
		{"forecast", "rule 6: what is foreseen feeds no chart", asked, []string{"w idps 1000 on=2024-12-05 modality=forecast", part("a", "place=XX01 modality=forecast"), part("b", "place=XX02 modality=forecast")}, "chart_unfit bars w: fault_whole"},
	})
}

func TestPyramid(t *testing.T) {
	asked := Config{Charts: []ChartEntry{{Kind: "pyramid", Whole: "w"}}}
	part := func(id, q, more string) string {
		return id + " people_reached " + q + " days=2024-12-01..2024-12-05 part_of=w " + more
	}
	whole := "w people_reached 100 days=2024-12-01..2024-12-05"
	all := func(partition string) []string {
		return []string{whole, part("a", "20", "sex=female age=child partition="+partition), part("b", "25", "sex=male age=child partition="+partition),
			part("c", "~30", "sex=female age=18-59 partition="+partition), part("d", "5", "sex=unknown age=unknown partition="+partition)}
	}
	run(t, Issue{}, []pictureTest{
		{"lawful", "the oldest on top, what has no known sex beneath", asked, all("partial"),
			"pyramid: People reached by sex and age, whole country, 1 to 5 December 2024 (persons)\n  aged 18 to 59 | about 30 | no data\n  children | 20 | 25\n  sex not known, age not known |  |  | 5"},
		{"unstated", "rule 9: parts that nobody declared disjoint are no picture of the whole", asked, all("unstated"), "chart_unfit pyramid w: fault_parts"},
		{"no whole", "a misspelt id is a finding", asked, []string{part("a", "20", "sex=female age=child")}, "chart_unfit pyramid w: fault_whole"},
	})
}

// TestUsualPyramid wants a pyramid that nobody asked for of a whole that its
// parts fill, and of no other.
func TestUsualPyramid(t *testing.T) {
	of := func(whole, partition string) []string {
		var out []string
		for i, cell := range []string{"sex=female age=child", "sex=male age=child", "sex=female age=adult", "sex=male age=adult", "sex=unknown age=unknown"} {
			out = append(out, fmt.Sprintf("p%d people_reached %d days=2024-12-01..2024-12-05 part_of=w partition=%s %s", i, 10+i, partition, cell))
		}
		return append(out, "w people_reached "+whole+" days=2024-12-01..2024-12-05")
	}
	run(t, Issue{}, []pictureTest{
		{"lawful", "a complete partition that adds up", Config{}, of("60", "complete"),
			"pyramid: People reached by sex and age, whole country, 1 to 5 December 2024 (persons)\n  adults | 12 | 13\n  children | 10 | 11\n  sex not known, age not known |  |  | 14"},
		{"partial", "parts that leave a rest are not the whole", Config{}, of("60", "partial"), ""},
		{"unequal", "rule 9: a partition that does not add up is printed as published, and not drawn", Config{}, of("61", "complete"), ""},
		{"at least", "parts that reach the floor of their whole fill what is known of it", Config{}, of(">=60", "complete")[:6],
			"pyramid: People reached by sex and age, whole country, 1 to 5 December 2024 (persons)\n  adults | 12 | 13\n  children | 10 | 11\n  sex not known, age not known |  |  | 14"},
		{"one band", "one age makes no pyramid", Config{}, []string{"w people_reached 21 days=2024-12-01..2024-12-05", "a people_reached 10 days=2024-12-01..2024-12-05 part_of=w partition=complete sex=female age=child",
			"b people_reached 11 days=2024-12-01..2024-12-05 part_of=w partition=complete sex=male age=child"}, ""},
	})
}

func TestStacked(t *testing.T) {
	asked := Config{Charts: []ChartEntry{{Kind: "stacked", Series: []string{"s"}}}}
	days := []string{"2024-12-05", "2024-12-10", "2024-12-15"}
	value := func(i int, women, men, children, more string) []string {
		id, when := string(rune('a'+i)), " days=2024-12-01.."+days[i]+" nature=cumulative"
		out := []string{fmt.Sprintf("%s killed %d series=s%s", id, []int{6, 16, 30}[i], when)}
		for j, n := range []string{women, men, children} {
			if n != "" {
				out = append(out, fmt.Sprintf("%s%d killed %s part_of=%s partition=complete %s%s %s", id, j, n, id, []string{"sex=female age=adult", "sex=male age=adult", "age=child"}[j], when, more))
			}
		}
		return out
	}
	all := func(more string) []string {
		return slices.Concat(value(0, "1", "2", "3", more), value(1, "2", "6", "8", more), value(2, "5", "10", "15", more))
	}
	const drawn = "stacked: People killed (civilians) by sex and age, whole country, 1 to 15 December 2024 (persons)\n" +
		"  5 December 2024 | 1 | 2 | 3 | 6\n  10 December 2024 | 2 | 6 | 8 | 16\n  15 December 2024 | 5 | 10 | 15 | 30"
	lines := "lines: People killed (civilians), according to OCHA, whole country, 1 to 15 December 2024 (persons)\n  5 December 2024 | 6\n  10 December 2024 | 16 | +10 recorded\n  15 December 2024 | 30 | +14 recorded"
	unfit := "chart_unfit stacked s: fault_"
	run(t, Issue{}, []pictureTest{
		{"lawful", "women, men and children that fill each toll", asked, all(""), drawn},
		{"usual", "what nobody asked for, where it is lawful", Config{}, all(""), drawn},
		{"not declared", "rule 1: parts that nobody declared to fill the whole stand on nothing", Config{}, all("partition=unstated"), lines},
		{"overlapping", "rule 1: overlapping parts do not stand on one another", asked, all("partition=overlapping"), unfit + "parts"},
		{"unequal", "rule 9: parts that do not add up are no column", asked, slices.Concat(value(0, "1", "2", "3", ""), value(1, "2", "6", "9", ""), value(2, "5", "10", "15", "")), unfit + "parts"},
		{"other cells", "columns of other parts are not one chart", asked, slices.Concat(value(0, "1", "2", "3", ""), value(1, "2", "14", "", ""), value(2, "5", "10", "15", "")), unfit + "parts"},
		{"fighters", "rule 5: fighters do not stand on civilians", asked, all("status=combatant"), unfit + "parts"},
		{"two of three", "two columns are a change, not a course", asked, slices.Concat(value(0, "", "", "", ""), value(1, "2", "6", "8", ""), value(2, "5", "10", "15", "")), unfit + "few"},
		{"withheld", "rule 15: a part above the edition leaves no column", asked, slices.Concat(value(0, "1", "2", "3", ""), value(1, "2", "6", "8", "sensitivity=restricted"), value(2, "5", "10", "15", "")), unfit + "few"},
		{"not divided", "a toll without parts keeps its column, which says that it has none", asked, append(all(""), "d killed 40 series=s days=2024-12-01..2024-12-20 nature=cumulative"),
			strings.Replace(drawn, "to 15 December", "to 20 December", 1) + "\n  20 December 2024 | no data | no data | no data | 40"},
		{"two series", "one column is of one series", Config{Charts: []ChartEntry{{Kind: "stacked", Series: []string{"s", "u"}}}}, all(""), "chart_unfit stacked s u: fault_series"},
	})
}

func TestClaimsSideBySide(t *testing.T) {
	asked := Config{Charts: []ChartEntry{{Kind: "claims", Indicator: "killed"}}}
	const days = " days=2024-12-01..2024-12-05 place=XX01 "
	run(t, Issue{}, []pictureTest{
		{"lawful", "rule 3: rivals of one place, window and status, side by side", Config{}, []string{"a killed >=20" + days, "b killed 35" + days + "source=SNHR"},
			"bars: People killed (civilians), One, 1 to 5 December 2024 (persons): rival claims, never added\n  OCHA | at least 20\n  SNHR | 35"},
		{"window", "another window is another claim", asked, []string{"a killed 20" + days, "b killed 35 days=2024-12-01..2024-12-06 place=XX01 source=SNHR"}, "chart_unfit claims killed: fault_claims"},
		{"place", "another place is another claim", asked, []string{"a killed 20" + days, "b killed 35 days=2024-12-01..2024-12-05 place=XX02 source=SNHR"}, "chart_unfit claims killed: fault_claims"},
		{"status", "rule 5: a mixed toll is no rival of civilians", asked, []string{"a killed 20" + days, "b killed 35" + days + "source=SNHR status=mixed"}, "chart_unfit claims killed: fault_claims"},
		{"one source", "one source has no rival", asked, []string{"a killed 20" + days, "b killed 35" + days}, "chart_unfit claims killed: fault_claims"},
		{"relay", "rule 4: a relay is no second source", asked, []string{"a killed 20" + days, "b killed 20" + days + "source=Press quotes=a"}, "chart_unfit claims killed: fault_claims"},
		{"no number", "a word has no length", asked, []string{"a killed 20" + days, "b killed dozens" + days + "source=SNHR"}, "chart_unfit claims killed: fault_claims"},
	})
}

func TestMaps(t *testing.T) {
	issue := Issue{Boundaries: boundaries(t)}
	known := func(maps ...MapEntry) Config {
		return Config{Maps: maps, Charts: []ChartEntry{}, Disclaimers: map[string]string{"map": "No opinion."}}
	}
	rows := []string{"a idps 300 on=2024-12-05 place=XX01", "b idps ~40 on=2024-12-05 place=XX02"}
	const drawn = "circles: Internally displaced people by area, as of 5 December 2024 (persons)\n  One | 300\n  Two | about 40"
	and := func(more ...string) []string { return append(slices.Clone(rows), more...) }
	run(t, issue, []pictureTest{
		{"lawful", "rows of one source, measure and day", known(), rows, drawn},
		{"no disclaimer", "no map without the desk's words on it", Config{Charts: []ChartEntry{}}, rows, "map_without_disclaimer"},
		{"no map", "the desk wants none", Config{Maps: []MapEntry{}, Charts: []ChartEntry{}, Disclaimers: map[string]string{"map": "No opinion."}}, rows, ""},
		{"whole", "parts of a whole; the disputed one keeps its place", known(MapEntry{Whole: "w"}), []string{"w idps 1000 on=2024-12-05", "a idps 300 on=2024-12-05 part_of=w place=XX01", "b idps ~40 on=2024-12-05 part_of=w place=XX02", "c idps 7 on=2024-12-05 part_of=w place=XX03 role=disputed"},
			drawn + "\n  Three | not counted here"},
		{"another day", "another day is another map", known(), and("c idps 9 on=2024-12-06 place=XX03"), drawn},
		{"another source", "another source is another map", known(), and("c idps 9 on=2024-12-05 place=XX03 source=IOM"), drawn},
		{"vague", "rule 8: a vague place is no area", known(), and("c idps 9 on=2024-12-05 place=XX03 precision=vague"), drawn},
		{"several", "rule 8: nor are several areas together", known(), and("c idps 9 on=2024-12-05 place=XX03;XX04"), drawn},
		{"country", "rule 8: nor is the whole country", known(), and("c idps 900 on=2024-12-05"), drawn},
		{"forecast", "rule 6: what is foreseen is on no map", known(), and("c idps 9 on=2024-12-05 place=XX03 modality=at_risk"), drawn},
		{"fighters", "rule 5: fighters are on no map of the killed", known(MapEntry{Indicator: "killed"}), []string{"a killed 3 days=2024-12-01..2024-12-05 place=XX01 status=combatant", "b killed 3 days=2024-12-01..2024-12-05 place=XX02 status=combatant"},
			"chart_unfit map killed: fault_unlike"},
		{"civilians", "civilians are, if the desk asks", known(MapEntry{Indicator: "killed"}), []string{"a killed 3 days=2024-12-01..2024-12-05 place=XX01", "b killed 4 days=2024-12-01..2024-12-05 place=XX02"},
			"circles: People killed (civilians) by area, 1 to 5 December 2024 (persons)\n  One | 3\n  Two | 4"},
		{"elsewhere", "areas that the boundaries do not have", known(MapEntry{Indicator: "idps"}), []string{"a idps 3 on=2024-12-05 place=YY01", "b idps 4 on=2024-12-05 place=YY02"}, "chart_unfit map idps: fault_areas"},
		{"one area", "one area is no map of figures, but says where they are", known(), rows[:1], "located: Areas that the figures of this brief speak of\n  One | has a figure of its own"},
		{"located", "a part, a neighbourhood and several areas together are none of the whole", known(),
			[]string{"a idps 300 on=2024-12-05 place=XX01 precision=part", "b killed 4 days=2024-12-01..2024-12-05 status=civilian place=XX02;XX03", "c injured 7 days=2024-12-01..2024-12-05 status=civilian place=XX0401", "d idps 900 on=2024-12-05", "e idps 5 on=2024-12-05 place=XX03 role=pending"},
			"located: Areas that the figures of this brief speak of\n  One | named with others, or in part\n  Two | named with others, or in part\n  Three | named with others, or in part\n  Four | named with others, or in part"},
		{"located without words", "it names areas, too", Config{Charts: []ChartEntry{}}, rows[:1], "map_without_disclaimer"},
		{"no whole", "a misspelt id is a finding", known(MapEntry{Whole: "w"}), rows, "chart_unfit map w: fault_whole"},
		{"rate", "a rate needs populations", known(MapEntry{Indicator: "idps", Rate: true}), rows, "chart_unfit map idps: fault_population"},
	})
	run(t, Issue{}, []pictureTest{
		{"no boundaries", "nothing to draw on, and nobody asked", known(), rows, ""},
		{"asked without", "the desk asked", known(MapEntry{Indicator: "idps"}), rows, "chart_unfit map idps: fault_boundaries"},
	})
}

func TestRates(t *testing.T) {
	peopled := func(years ...int) *gazetteer.Gazetteer {
		var entries []gazetteer.Entry
		for i, year := range years {
			entries = append(entries, gazetteer.Entry{PCode: fmt.Sprintf("XX0%d", i+1), Level: 1, Populations: []gazetteer.Population{{Year: year, Value: 3000, Source: "census"}}})
		}
		g, _ := gazetteer.New(entries)
		return g
	}
	rows := []string{"a idps 100 on=2024-12-05 place=XX01", "b idps >=2999 on=2024-12-05 place=XX02", "c idps 1..2 on=2024-12-05 place=XX03", "d idps hundreds on=2024-12-05 place=XX04"}
	for _, test := range []struct {
		name, why string
		places    *gazetteer.Gazetteer
		want      string
	}{
		{"lawful", "lower bounds are rounded down, upper ones up; a word has no rate", peopled(2004, 2004, 2004, 2004),
			"shades: Internally displaced people by area, as of 5 December 2024 (persons)\n  One | 100 | about 3.3%\n  Two | at least 2,999 | at least 99.9%\n  Three | 1 to 2 | 0% to 0.1%\n  Four | hundreds | hundreds"},
		{"years", "populations of two years make no one map", peopled(2004, 2010, 2004, 2004), "chart_unfit map idps: fault_population"},
		{"missing", "an area without a population has no rate", peopled(2004, 2004, 2004), "chart_unfit map idps: fault_population"},
		{"to come", "a projection for a year to come is not known", peopled(2030, 2030, 2030, 2030), "chart_unfit map idps: fault_population"},
	} {
		t.Run(test.name, func(t *testing.T) {
			config := &Config{Maps: []MapEntry{{Indicator: "idps", Rate: true}}, Charts: []ChartEntry{}, Disclaimers: map[string]string{"map": "No opinion."},
				Places: map[string]string{"XX01": "One", "XX02": "Two", "XX03": "Three", "XX04": "Four"}}
			if diff := cmp.Diff(strings.Split(test.want, "\n"), strings.Split(pictured(t, config, Issue{Boundaries: boundaries(t), Gazetteer: test.places}, rows...), "\n")); diff != "" {
				t.Errorf("(-want +got):\n%s\nwhy: %s", diff, test.why)
			}
		})
	}
}

func TestReadCharts(t *testing.T) {
	c, err := ReadConfig(strings.NewReader("charts = []\n[[maps]]\nwhole = \"w\"\nrate = true\n"))
	if err != nil {
		t.Fatal(err)
	}
	if c.Charts == nil || len(c.Charts) > 0 {
		t.Errorf("charts = [] is %#v, which asks for the usual ones", c.Charts)
	}
	if diff := cmp.Diff([]MapEntry{{Whole: "w", Rate: true}}, c.Maps); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	c, err = ReadConfig(strings.NewReader("[[charts]]\nkind = \"lines\"\nseries = [\"a\", \"b\"]\ntitle = \"T\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]ChartEntry{{Kind: "lines", Series: []string{"a", "b"}, Title: "T"}}, c.Charts); diff != "" || c.Maps != nil {
		t.Errorf("maps %v; (-want +got):\n%s", c.Maps, diff)
	}
	if _, err := ReadConfig(strings.NewReader("[[charts]]\nkinds = \"lines\"\n")); err == nil {
		t.Error("a misspelt key is read over")
	}
}
