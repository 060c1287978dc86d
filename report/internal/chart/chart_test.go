package chart

import (
	"fmt"
	"testing"
)

// A sample is one chart of every kind and difficulty; goldens, properties and pictures are made of them.
type sample struct {
	name  string
	width int
	style Style
	chart Chart
	why   string
}

const half, full = 250_000, 510_000

var english = Signs{Open: "at least: no upper limit stated", Between: "between bounds", AtMost: "up to, or nearly", About: "approximate"}

func everyForm() []Bar {
	return []Bar{
		{"Aleppo", exact(48_500)},
		{"Idleb", atLeast(35_114)},
		{"Hama", between(18_000, 26_000)},
		{"Homs", estimate(9_000, 12_500, 16_000)},
		{"Lattakia", about(8_000)},
		{"Tartous", nearly(6_000)},
		{"Deir-ez-Zor", upTo(5_000)},
		{"Quneitra", exact(0)},
		{"Dar'a", unnumbered()},
		{"As-Sweida", withheld()},
		{"Ar-Raqqa", silent()},
	}
}

func arabicBars() []Bar {
	return []Bar{
		{"حلب", labelled(exact(48_500), "48,500")},
		{"إدلب", labelled(atLeast(35_114), "35,114 على الأقل")},
		{"حماة", labelled(between(18_000, 26_000), "\u206618,000-26,000\u2069")},
		{"ريف دمشق", labelled(about(8_000), "نحو 8,000")},
		{"الرقة", labelled(silent(), "لا توجد بيانات")},
	}
}

func months(values ...Value) []Bar {
	names := []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	out := make([]Bar, len(values))
	for i, v := range values {
		out[i] = Bar{names[i%12], v}
	}
	return out
}

func periods(n int) []Period {
	out := make([]Period, n)
	for i, b := range months(make([]Value, n)...) {
		out[i] = Period{Name: b.Name}
	}
	return out
}

func samples() []sample {
	many := make([]Bar, 40)
	for i := range many {
		many[i] = Bar{fmt.Sprintf("Sub-district number %d of the north", i+1), exact(int64(40-i) * 977)}
	}
	year := months(exact(1_200), exact(2_600), atLeast(3_100), silent(), exact(5_200), between(4_000, 6_500), exact(3_900),
		about(3_000), exact(2_500), exact(0), unnumbered(), exact(1_800))
	for i := range year {
		year[i].Name += " 2024"
	}
	return []sample{
		{"bars", half, Style{}, Bars{Rows: everyForm()}, "every form and state a figure can have"},
		{"bars-arabic", half, Style{RTL: true}, Bars{Rows: arabicBars()}, "names and bars from the right"},
		{"bars-wide", full, Style{Accent: 0x27833A}, Bars{Rows: everyForm(), Largest: true}, "sorted, across the page, another accent"},
		{"bars-narrow", 110_000, Style{}, Bars{Rows: everyForm()}, "no room beside the bars"},
		{"bars-forty", half, Style{}, Bars{Rows: many}, "many categories with long names"},
		{"bars-long", half, Style{}, Bars{Rows: []Bar{
			{"Internally displaced people in collective centres, schools and unfinished buildings of the northern countryside", exact(128_000)},
			{"Supercalifragilisticexpialidociousgovernorate", exact(39_000)}}}, "names that cannot be shown whole"},
		{"columns", full, Style{}, Columns{Periods: months(exact(1_200), exact(2_600), labelled(atLeast(3_100), "3,100+"), silent(), exact(5_200),
			labelled(between(4_000, 6_500), "4,000-6,500"), exact(3_900), labelled(about(3_000), "~3,000"), exact(0), exact(1_800)),
			Breaks: []Break{{4, "new definition"}}, Tick: tick}, "labels fit, no axis"},
		{"columns-axis", half, Style{Signs: english}, Columns{Periods: year, Breaks: []Break{{4, "new definition of newly displaced people"}, {6, "coverage: two districts more"}},
			Tick: tick}, "labels do not fit: axis, key, two breaks near one another"},
		{"columns-arabic", half, Style{RTL: true}, Columns{Periods: []Bar{{"كانون الثاني", labelled(exact(1200), "1,200")},
			{"شباط", labelled(exact(2600), "2,600")}, {"آذار", labelled(silent(), "لا بيانات")}}, Tick: tick}, "time is not mirrored"},
		{"stacked", half, Style{Signs: english}, Stacked{Parts: []string{"Women", "Men", "Children"}, Periods: []Stack{
			{"Jan", []Value{exact(40), exact(35), exact(60)}, "135"},
			{"Feb", []Value{exact(55), labelled(atLeast(60), "at least 60"), exact(80)}, "195+"},
			{"Mar", []Value{exact(30), between(20, 45), about(50)}, "~100-125"},
			{"Apr", []Value{exact(25), silent(), exact(41)}, "66+"}}, Tick: tick}, "three parts in greyscale, an open one, a range, a missing one"},
		{"lines", full, Style{Signs: english}, Lines{Periods: periods(12), Tick: tick, Series: []Series{
			{"Returnees", []Value{exact(4_100_000), exact(4_110_000), exact(4_150_000), exact(4_170_000), exact(4_190_000), exact(4_200_000),
				exact(4_220_000), exact(4_230_000), exact(4_240_000), exact(4_250_000), exact(4_260_000), exact(4_266_882)}},
			{"Internally displaced", []Value{exact(2_100_000), exact(2_050_000), exact(2_000_000), exact(1_950_000), about(1_900_000), exact(1_850_000),
				exact(1_800_000), exact(1_780_000), silent(), exact(1_720_000), atLeast(1_700_000), exact(1_665_108)}}},
			Breaks: []Break{{6, "new category definition"}},
			Changes: &Changes{"Change in displaced people since the month before", []Change{{}, {"-2%", Down}, {"-2%", Down}, {"-3%", Down}, {"-3%", Down}, {"-3%", Down},
				{"n/c", Level}, {"-1%", Down}, {}, {}, {"-1%", Down}, {"-2%", Down}}}}, "two lines, break, change row"},
		{"lines-gap", half, Style{Signs: english}, Lines{Periods: periods(8), Tick: tick, Series: []Series{
			{"Killed", []Value{exact(40), exact(62), between(55, 90), estimate(60, 75, 95), silent(), atLeast(70), exact(88), exact(91)}}}},
			"a band between bounds, a gap, an open point"},
		{"lines-four", half, Style{}, Lines{Periods: periods(5), Tick: tick, Series: []Series{
			{"Aleppo", []Value{exact(10), exact(12), exact(14), exact(15), exact(16)}},
			{"Idleb", []Value{exact(20), exact(18), exact(17), exact(16), exact(15)}},
			{"Hama", []Value{exact(2), exact(6), exact(9), exact(14), exact(15)}},
			{"Homs", []Value{exact(1), exact(1), exact(2), silent(), withheld()}}}}, "labels that would overlap; a line that ends early"},
		{"pyramid", half, Style{}, Pyramid{Left: "Female", Right: "Male", Bands: []Band{
			{"60+", exact(1_200), exact(900)}, {"18-59", exact(9_800), labelled(about(7_600), "~7,600")}, {"6-17", exact(6_900), labelled(atLeast(7_100), "7,100+")},
			{"0-5", exact(3_400), silent()}}, Beside: []Bar{{"Sex or age not known", exact(2_300)}}}, "unknown sex and age are real cells"},
		{"multiples", full, Style{}, Multiples{Panels: panels()}, "one scale for all"},
		{"multiples-arabic", full, Style{RTL: true}, Multiples{Panels: panels()[:3], Across: 3}, "the first panel is on the right"},
		{"bars-empty", half, Style{}, Bars{}, "nothing at all"},
		{"bars-equal", half, Style{}, Bars{Rows: []Bar{{"a", exact(7)}, {"b", exact(7)}}}, "all equal"},
		{"bars-huge", half, Style{}, Bars{Rows: []Bar{{"a", exact(1_000_000_000_000_000)}, {"b", exact(1)}}}, "fifteen zeros beside one"},
		{"columns-one", half, Style{}, Columns{Periods: months(exact(5)), Tick: tick}, "a single period"},
		{"columns-zero", half, Style{}, Columns{Periods: months(exact(0), exact(0)), Tick: tick}, "only zeros"},
		{"lines-one", half, Style{}, Lines{Periods: periods(1), Series: []Series{{"Killed", []Value{exact(5)}}}, Tick: tick}, "a single period"},
		{"lines-silent", half, Style{}, Lines{Periods: periods(4), Series: []Series{{"Killed", []Value{silent(), silent(), silent(), silent()}}}, Tick: tick}, "no number at all"},
	}
}

func panels() []Panel {
	var out []Panel
	for i, name := range []string{"Aleppo", "Idleb", "Hama and the countryside around it", "Homs"} {
		k := int64(i + 1)
		out = append(out, Panel{name, Columns{Periods: months(exact(300/k), exact(420/k), exact(380/k), silent(), exact(510/k), exact(90/k)), Tick: tick, Height: 50_000}})
	}
	return out
}

func TestGoldens(t *testing.T) {
	for _, s := range samples() {
		t.Run(s.name, func(t *testing.T) {
			l, err := s.chart.Layout(s.width, ruler{}, s.style)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, s.name, l)
		})
	}
}
