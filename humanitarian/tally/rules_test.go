package tally

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	h "github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// fig makes a figure of one source from canonical quantity text.
func fig(id, indicator, quantity string, set ...func(*h.Figure)) h.Figure {
	f := h.Figure{ID: id, Indicator: indicator, Quantity: h.MustParseQuantity(quantity),
		Source: h.Source{Name: "OCHA", Date: h.MustParseDate("2024-12-05")}}
	for _, s := range set {
		s(&f)
	}
	return f
}

func source(s string) func(*h.Figure) { return func(f *h.Figure) { f.Source.Name = s } }
func published(s string) func(*h.Figure) {
	return func(f *h.Figure) { f.Source.Date = h.MustParseDate(s) }
}
func status(s h.Status) func(*h.Figure)     { return func(f *h.Figure) { f.Status = s } }
func event(s string) func(*h.Figure)        { return func(f *h.Figure) { f.Event, f.Level = s, h.Incident } }
func series(s string) func(*h.Figure)       { return func(f *h.Figure) { f.Series = s } }
func asOf(s string) func(*h.Figure)         { return func(f *h.Figure) { f.AsOf = h.MustParseDate(s) } }
func at(codes ...string) func(*h.Figure)    { return func(f *h.Figure) { f.Place.Codes = codes } }
func unit(u h.Unit) func(*h.Figure)         { return func(f *h.Figure) { f.Unit = u } }
func modality(m h.Modality) func(*h.Figure) { return func(f *h.Figure) { f.Modality = m } }
func role(r h.Role) func(*h.Figure)         { return func(f *h.Figure) { f.Role = r } }
func cumulative(f *h.Figure)                { f.Nature = h.Cumulative }
func sex(v h.Sex) func(*h.Figure)           { return func(f *h.Figure) { f.Sex = v } }
func aged(s string) func(*h.Figure)         { return func(f *h.Figure) { f.Age = s } }
func revision(n int) func(*h.Figure)        { return func(f *h.Figure) { f.Revision = n } }
func defined(s string) func(*h.Figure)      { return func(f *h.Figure) { f.Definition = s } }
func link(k h.LinkKind, id string) func(*h.Figure) {
	return func(f *h.Figure) { f.Links = append(f.Links, h.Link{Kind: k, ID: id}) }
}
func part(of string, p h.Partition) func(*h.Figure) {
	return func(f *h.Figure) { f.PartOf, f.Partition = of, p }
}
func period(s string) func(*h.Figure) {
	return func(f *h.Figure) { f.Period, _ = h.ParsePeriod(s) }
}

func register(fs ...h.Figure) *h.Register {
	return &h.Register{Country: "SYR", Indicators: h.CoreIndicators(), Figures: fs}
}

// TestRules has, for each rule, a lawful total that must appear and a
// forbidden one that must not.
func TestRules(t *testing.T) {
	civ := status(h.Civilian)
	killed := Query{Indicator: "killed", Status: h.Civilian}
	for _, c := range []struct {
		name, why string
		reg       *h.Register
		q         Query
		want      string // canonical sum, or "refused N"
	}{
		{"1 incidents", "two events are two events", register(fig("a", "killed", ">=10", civ, event("e1")), fig("b", "killed", "4", civ, event("e2"))), killed, ">=14"},
		{"1 places", "different P-codes are no licence", register(fig("a", "idps", "10", at("SY02"), asOf("2024-12-01")), fig("b", "idps", "5", at("SY07"), asOf("2024-12-01"))), Query{Indicator: "idps"}, "refused 1"},
		{"1 times", "a gap in time is no licence", register(fig("a", "killed", "10", civ, period("2024-11-01..2024-11-02")), fig("b", "killed", "5", civ, period("2024-12-01..2024-12-02"))), killed, "refused 1"},
		{"2 series", "the later value replaces the earlier", register(fig("a", "killed", ">=69", civ, cumulative, series("s"), asOf("2024-12-05")), fig("b", "killed", ">=75", civ, cumulative, series("s"), asOf("2024-12-08"))), killed, ">=75"},
		{"2 natures", "a stock and a flow never add", register(fig("a", "idps", "664000", asOf("2024-12-27")), fig("b", "idps", "5", func(f *h.Figure) { f.Nature = h.Flow })), Query{Indicator: "idps"}, "refused 2"},
		{"3 one claim", "a claim alone is its own answer", register(fig("a", "killed", "149", civ, source("SNHR"))), killed, "149"},
		{"3 rivals", "the notification that added Red Cross 1 and Government 2 and reported 3 deaths", register(fig("a", "killed", "1", civ, source("Red Cross"), at("SY02")), fig("b", "killed", "2", civ, source("Government"), at("SY02"))), killed, "refused 3"},
		{"3 same event", "two sources on one event", register(fig("a", "killed", "12", civ, event("e")), fig("b", "killed", "14", civ, event("e"), source("WHO"))), killed, "refused 3"},
		{"3 pending", "pending is neither rival nor added", register(fig("a", "idps", ">=178000", asOf("2024-12-05")), fig("b", "idps", "60000..80000", asOf("2024-12-05"), role(h.Pending))), Query{Indicator: "idps"}, ">=178000"},
		{"4 relay", "a relay adds nothing", register(fig("a", "killed", "149", civ, source("SNHR")), fig("b", "killed", ">=149", civ, source("HRW"), link(h.Quotes, "a"))), killed, "149"},
		{"4 relay alone", "and stands for nothing", register(fig("b", "killed", ">=149", civ, source("HRW"), link(h.Quotes, "a"))), killed, "unknown"},
		{"5 civilians", "mixed tolls and fighters stay out", register(fig("a", "killed", "24", civ), fig("b", "killed", "218", status(h.Combatant)), fig("c", "killed", ">=242", status(h.Mixed)), fig("d", "killed", "9", status(h.StatusUnknown)), fig("e", "killed", "9")), killed, "24"},
		{"5 mixed", "asked without a status, unlike statuses refuse", register(fig("a", "killed", "24", civ, event("e1")), fig("b", "killed", "218", status(h.Combatant), event("e2"))), Query{Indicator: "killed"}, "refused 5"},
		{"6 observed", "a forecast feeds nothing", register(fig("a", "idps", "280000", asOf("2024-12-05")), fig("b", "idps", "1500000", modality(h.Forecast), asOf("2024-12-05"))), Query{Indicator: "idps"}, "280000"},
		{"7 units", "households do not add to persons", register(fig("a", "new_displacement", "100", event("e1")), fig("b", "new_displacement", "20", unit(h.Household), event("e2"))), Query{Indicator: "new_displacement"}, "refused 7"},
		{"7 converted", "they do after a stated size", register(fig("a", "new_displacement", "100", event("e1")), fig("b", "new_displacement", "20", unit(h.Household), event("e2"))),
			Query{Indicator: "new_displacement", Unit: h.Person, Convert: &Conversion{540, "census 2004"}}, "est 208"},
		{"7 needs", "people reached never add over sectors", register(fig("a", "people_reached", "10", event("e1")), fig("b", "people_reached", "5")), Query{Indicator: "people_reached"}, "refused 7"},
		{"8 parent", "a parent and its child never add", register(fig("a", "idps", "10", at("SY02"), asOf("2024-12-01")), fig("b", "idps", "5", at("SY0200"), asOf("2024-12-01"))), Query{Indicator: "idps"}, "refused 8"},
		{"9 whole", "the whole stands for its parts", register(fig("w", "killed", ">=69", civ), fig("a", "killed", "26", civ, part("w", h.PartitionUnstated)), fig("b", "killed", "11", civ, part("w", h.PartitionUnstated))), killed, ">=69"},
		{"9 parts", "including 26 children and 11 women is no partition", register(fig("w", "killed", ">=69", civ), fig("a", "killed", "26", civ, part("w", h.PartitionUnstated)), fig("b", "killed", "11", civ, part("w", h.PartitionUnstated))), Query{Indicator: "killed", Status: h.Civilian, PartsOf: "w"}, "refused 9"},
		{"9 partition", "a declared one adds", register(fig("w", "killed", "149", civ), fig("a", "killed", "105", civ, part("w", h.Complete), sex(h.Female)), fig("b", "killed", "44", civ, part("w", h.Complete), sex(h.Male))), Query{Indicator: "killed", Status: h.Civilian, PartsOf: "w"}, "149"},
		{"9 two breakdowns", "by sex and by place each make the whole once", register(fig("w", "killed", "100", civ), fig("a", "killed", "60", civ, part("w", h.Complete), sex(h.Female)), fig("b", "killed", "40", civ, part("w", h.Complete), sex(h.Male)),
			fig("c", "killed", "70", civ, part("w", h.Complete), at("SY02")), fig("d", "killed", "30", civ, part("w", h.Complete), at("SY07"))), Query{Indicator: "killed", Status: h.Civilian, PartsOf: "w"}, "refused 9"},
		{"9 nested cells", "a district and its sub-district do not lie apart", register(fig("w", "killed", "100", civ), fig("a", "killed", "60", civ, part("w", h.Partial), at("SY02")), fig("b", "killed", "30", civ, part("w", h.Partial), at("SY0201"))), Query{Indicator: "killed", Status: h.Civilian, PartsOf: "w"}, "refused 9"},
		{"9 nested ages", "neither do 0-17 and 5-17", register(fig("w", "killed", "100", civ), fig("a", "killed", "40", civ, part("w", h.Partial), aged("0-17")), fig("b", "killed", "30", civ, part("w", h.Partial), aged("5-17"))), Query{Indicator: "killed", Status: h.Civilian, PartsOf: "w"}, "refused 9"},
		{"9 women, men, children", "sex and age together make one breakdown", register(fig("w", "killed", "100", civ), fig("a", "killed", "40", civ, part("w", h.Complete), sex(h.Female), aged("adult")), fig("b", "killed", "35", civ, part("w", h.Complete), sex(h.Male), aged("adult")), fig("c", "killed", "25", civ, part("w", h.Complete), aged("child"))), Query{Indicator: "killed", Status: h.Civilian, PartsOf: "w"}, "100"},
		{"2 revision", "the higher revision stands", register(fig("a", "killed", "900", civ), fig("a", "killed", "90", civ, revision(2))), killed, "90"},
		{"2 revision later", "until it is known, the earlier one does", register(fig("a", "killed", "900", civ), fig("a", "killed", "90", civ, revision(2), published("2024-12-09"))), Query{Indicator: "killed", Status: h.Civilian, AsOf: h.MustParseDate("2024-12-05")}, "900"},
		{"2 forecast", "a forecast replaces nothing that was observed", register(fig("a", "idps", "664000", series("s"), asOf("2024-12-01")), fig("b", "idps", "1500000", series("s"), asOf("2024-12-04"), modality(h.Forecast))), Query{Indicator: "idps"}, "664000"},
		{"2 pending", "neither does what is pending", register(fig("a", "killed", "69", civ, cumulative, series("s"), asOf("2024-12-01")), fig("b", "killed", "9", civ, cumulative, series("s"), asOf("2024-12-04"), role(h.Pending))), killed, "69"},
		{"2 part", "a part replaces no whole", register(fig("a", "killed", "69", civ, cumulative, series("s"), asOf("2024-12-01")), fig("b", "killed", "26", civ, cumulative, series("s"), asOf("2024-12-04"), part("a", h.PartitionUnstated))), killed, "69"},
		{"2 circle", "links in a circle replace nothing", register(fig("a", "killed", "370", civ, link(h.Supersedes, "b")), fig("b", "killed", "371", civ, link(h.Supersedes, "a"))), killed, "refused 9"},
		{"no id", "a row without an id adds nothing", register(fig("", "killed", "39", civ, event("e1")), fig("a", "killed", "1", civ, event("e2"))), killed, "1"},
		{"14 window", "a window that ends after the as-of date is not known", register(fig("a", "killed", "10", civ, asOf("2024-12-05"), period("2024-12-01..2025-03-31"))), Query{Indicator: "killed", Status: h.Civilian, AsOf: h.MustParseDate("2024-12-16")}, "unknown"},
		{"7 reached", "not even as incidents", register(fig("a", "people_reached", "100", event("e1")), fig("b", "people_reached", "100", event("e2"))), Query{Indicator: "people_reached"}, "refused 7"},
		{"10 axes", "damaged is not not-functioning", register(fig("a", "facilities_damaged", "4"), fig("b", "facilities_not_functioning", "33", asOf("2024-12-03"))), Query{Indicator: "facilities_not_functioning"}, "33"},
		{"12 overlap", "declared overlap refuses", register(fig("a", "killed", "4", civ, event("e1")), fig("b", "killed", "6", civ, event("e2"), link(h.Overlaps, "a"))), killed, "refused 9"},
		{"14 known by", "published later is not known", register(fig("a", "killed", "75", civ, published("2024-12-11")), fig("b", "killed", "69", civ)), Query{Indicator: "killed", Status: h.Civilian, AsOf: h.MustParseDate("2024-12-05")}, "69"},
		{"14 month", "a month counts as its last day", register(fig("a", "killed", "71", civ, published("2024-12"))), Query{Indicator: "killed", Status: h.Civilian, AsOf: h.MustParseDate("2024-12-05")}, "unknown"},
		{"15 edition", "restricted is not public", register(fig("a", "killed", "75", civ, func(f *h.Figure) { f.Sensitivity = h.Restricted })), killed, "unknown"},
		{"words", "a magnitude word has no floor", register(fig("a", "killed", "dozens", civ)), killed, "unknown (+1)"},
		{"words by policy", "unless a named policy gives one", register(fig("a", "killed", "dozens", civ)), Query{Indicator: "killed", Status: h.Civilian, Floors: ACLEDFloors}, ">=12"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := Total(c.reg, c.q)
			got := r.Sum.String()
			var no *Refusal
			if errors.As(err, &no) {
				got = fmt.Sprintf("refused %d", no.Rule)
				if no.A == "" || no.B == "" || no.Reason.Key == "" || no.Missing.Key == "" {
					t.Errorf("a refusal names both figures and what is missing: %+v", no)
				}
			}
			if got != c.want {
				t.Errorf("%s: got %s (%v), want %s\nexcluded: %v", c.why, got, err, c.want, r.Excluded)
			}
			if len(r.Parts)+len(r.Excluded) != len(of(c.reg, c.q)) && no == nil {
				t.Errorf("every figure is a part or an exclusion: %d + %d of %d", len(r.Parts), len(r.Excluded), len(of(c.reg, c.q)))
			}
		})
	}
}

func of(reg *h.Register, q Query) (out []string) {
	for _, f := range reg.Figures {
		if f.Indicator == q.Indicator {
			out = append(out, f.ID)
		}
	}
	return out
}

func TestEnvelopeNeedsOneWindow(t *testing.T) {
	civ := status(h.Civilian)
	a := fig("a", "killed", ">=12", civ, period("2024-11-26..2024-11-28"))
	b := fig("b", "killed", ">=22", civ, period("2024-11-26..2024-11-28"), source("NGO Forum"))
	c := fig("c", "killed", "149", civ, period("2024-11-27..2024-12-03"), source("SNHR"))
	reg := register(a, b, c)
	e, err := EnvelopeOf(reg, []h.Figure{a, b})
	if diff := cmp.Diff([]string{"a", "b"}, []string{e.Lowest.ID, e.Highest.ID}); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if e, err := EnvelopeOf(reg, []h.Figure{a, c}); err == nil {
		t.Errorf("another window must be refused, got %v", e)
	}
}

func TestRemainder(t *testing.T) {
	w := fig("w", "idps", ">=178000")
	reg := register(w, fig("a", "idps", "128000", part("w", h.PartitionUnstated)), fig("b", "idps", "39000", part("w", h.PartitionUnstated)))
	if d, err := Remainder(reg, "w"); err == nil {
		t.Errorf("no remainder may be invented for 178,000, got %v", d)
	}
	reg = register(fig("w", "killed", "100"), fig("a", "killed", "60", part("w", h.Partial), sex(h.Female)), fig("b", "killed", "20..30", part("w", h.Partial), sex(h.Male)))
	d, err := Remainder(reg, "w")
	if err != nil || *d.Low != 10 || *d.High != 20 || d.Label.Key == "" {
		t.Errorf("100 less 60 less 20 to 30 is 10 to 20, got %v, %v", d, err)
	}
}

func TestPendingReplacesPending(t *testing.T) {
	a := fig("a", "idps", "60000..80000", series("s"), asOf("2024-12-05"), role(h.Pending))
	b := fig("b", "idps", "60000..80000", series("s"), asOf("2024-12-06"), role(h.Pending))
	c := fig("c", "idps", "90000", series("s"), asOf("2024-12-08"))
	for _, want := range []struct {
		figures []h.Figure
		out     map[string]string
	}{{[]h.Figure{a, b}, map[string]string{"a": "b"}}, {[]h.Figure{a, b, c}, map[string]string{"a": "c", "b": "c"}}} {
		if diff := cmp.Diff(want.out, Replaced(register(), want.figures)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestNoFightersBySubtraction(t *testing.T) {
	reg := register(fig("w", "killed", ">=412", status(h.Mixed)), fig("a", "killed", "61", status(h.Civilian), part("w", h.Partial)))
	if d, err := Remainder(reg, "w"); err == nil {
		t.Errorf("civilians taken from a mixed toll leave no number, got %v", d)
	}
}

func TestCasualties(t *testing.T) {
	civ := status(h.Civilian)
	p := period("2024-11-26..2024-12-08")
	reg := register(fig("k", "killed", ">=75", civ, p), fig("i", "injured", ">=282", civ, p), fig("s", "injured", "9", civ, p, source("SNHR")), fig("f", "killed", "9", status(h.Mixed), p))
	if s, err := Casualties(reg, "k", "i"); err != nil || s.String() != ">=357" {
		t.Errorf("got %v, %v", s, err)
	}
	for _, pair := range [][2]string{{"k", "s"}, {"f", "i"}, {"i", "k"}, {"k", "nobody"}} {
		if s, err := Casualties(reg, pair[0], pair[1]); err == nil {
			t.Errorf("%v: got %v, want a refusal", pair, s)
		}
	}
}

func TestBalance(t *testing.T) {
	since := func(f *h.Figure) { f.Nature = h.Cumulative; f.Period.Start = h.MustParseDate("2024-11-27") }
	peak := fig("peak", "idps", "1100000", asOf("2024-12-12"))
	left := fig("left", "idps", ">664000", asOf("2024-12-27"))
	back := fig("back", "idp_returns", "<~486000", since, asOf("2024-12-27"))
	got := Balance(register(), []h.Figure{peak, left, back})
	if len(got) != 1 || got[0].Earlier.ID != "peak" || got[0].Later.ID != "left" || got[0].Outflow.ID != "back" || len(got[0].Reasons) == 0 {
		t.Fatalf("486,000 and 664,000 do not make 1.1 million; got %+v", got)
	}
	if strings.Contains(fmt.Sprint(got), "436000") {
		t.Error("nobody said 436,000")
	}
	left.Quantity = h.MustParseQuantity("614000")
	if got := Balance(register(), []h.Figure{peak, left, back}); len(got) != 0 {
		t.Errorf("a consistent register prints nothing, got %+v", got)
	}
	left.Quantity = h.MustParseQuantity("660000")
	in := fig("in", "new_displacement", "46000", period("2024-12-13..2024-12-26"))
	if got := Balance(register(), []h.Figure{peak, left, back, in}); len(got) != 0 {
		t.Errorf("with its inflow the register is consistent, got %+v", got)
	}
	left.Quantity, peak.Quantity = h.MustParseQuantity(">664000"), h.MustParseQuantity(">1100000")
	if got := Balance(register(), []h.Figure{peak, left, back}); len(got) != 0 {
		t.Errorf("an open peak contradicts nothing, got %+v", got)
	}
}

func TestCompare(t *testing.T) {
	since := func(d string) func(*h.Figure) {
		return func(f *h.Figure) { f.Nature = h.Cumulative; f.Period.Start = h.MustParseDate(d) }
	}
	civ := status(h.Civilian)
	old := fig("old", "killed", ">=69", civ, since("2024-11-26"), series("s"), asOf("2024-12-05"))
	for _, c := range []struct {
		name string
		new  h.Figure
		want ChangeKind
		why  string
	}{
		{"series", fig("n", "killed", ">=75", civ, since("2024-11-26"), series("s"), asOf("2024-12-08")), Delta, ""},
		{"no series", fig("n", "killed", ">=75", civ, since("2024-11-26"), asOf("2024-12-08")), NotEstablished, "nothing connects"},
		{"origin moved", fig("n", "killed", ">=75", civ, since("2023-10-08"), series("s")), Break, "window"},
		{"definition", fig("n", "killed", ">=75", civ, since("2024-11-26"), series("s"), defined("identified only")), Break, "definition"},
		{"source", fig("n", "killed", ">=75", civ, since("2024-11-26"), series("s"), source("SNHR")), Break, "source"},
		{"status", fig("n", "killed", ">=75", since("2024-11-26"), series("s"), status(h.Mixed)), Break, "status"},
		{"unit", fig("n", "killed", ">=75", civ, since("2024-11-26"), series("s"), unit(h.Household)), Break, "unit"},
		{"place", fig("n", "killed", ">=75", civ, since("2024-11-26"), series("s"), at("SY05")), Break, "place"},
		{"no number", fig("n", "killed", "some", civ, since("2024-11-26"), series("s")), NotEstablished, "no number"},
	} {
		got := Compare(register(), old, c.new)
		if got.Kind != c.want || !strings.Contains(fmt.Sprint(got.Reasons), c.why) {
			t.Errorf("%s: got %v %v, want %v because of %q", c.name, got.Kind, got.Reasons, c.want, c.why)
		}
		if got.Kind == Delta && (got.Recorded != 6 || got.Actual.Low != nil || got.Actual.High != nil) {
			t.Errorf("%s: 69 or more, then 75 or more, is 6 more recorded and nothing sure; got %+v", c.name, got)
		}
	}
}

// TestNothingForbiddenAdds tries random registers: whatever Total adds, the
// slow pairwise rules allow.
func TestNothingForbiddenAdds(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	pick := func(ss ...string) string { return ss[r.IntN(len(ss))] }
	added := 0
	for range 3000 {
		var fs []h.Figure
		for i := range 1 + r.IntN(4) {
			f := fig(fmt.Sprint(i), "killed", pick("1", ">=2", "~3", "some"), status(h.Status(1+r.IntN(2))), source(pick("A", "B")), at(pick("SY02", "SY0200", "SY07")))
			if r.IntN(4) > 0 {
				f.Event, f.Level = pick("e1", "e2", "e3", "e4"), h.Incident
			}
			if r.IntN(4) == 0 {
				f.PartOf, f.Partition = "w", h.Partition(r.IntN(5))
			}
			fs = append(fs, f)
		}
		q := Query{Indicator: "killed", Status: h.Status(1 + r.IntN(2))}
		reg := register(fs...)
		res, err := Total(reg, q)
		if err != nil {
			continue
		}
		for i, a := range res.Parts {
			for _, b := range res.Parts[:i] {
				fa, _ := reg.Figure(a.ID)
				fb, _ := reg.Figure(b.ID)
				if no := MayAdd(reg, fa, fb, q); no != nil {
					t.Fatalf("added against the rules: %v", no)
				}
				added++
			}
		}
	}
	if added < 100 {
		t.Errorf("only %d pairs were added: the test tests nothing", added)
	}
}

func BenchmarkTotal100k(b *testing.B) {
	fs := make([]h.Figure, 100_000)
	for i := range fs {
		fs[i] = fig(fmt.Sprint(i), "killed", "3", status(h.Civilian), event(fmt.Sprint("e", i)))
	}
	reg := register(fs...)
	for b.Loop() {
		if _, err := Total(reg, Query{Indicator: "killed", Status: h.Civilian}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestChangePhrase words every kind of change, and one that a damaged file holds.
func TestChangePhrase(t *testing.T) {
	n := func(i int64) *int64 { return &i }
	for _, c := range []struct {
		change Change
		nature h.Nature
		want   string
	}{
		{Change{Kind: Delta, Recorded: 6}, h.Cumulative, "change.recorded (6)"},
		{Change{Kind: Delta, Recorded: -10}, h.Cumulative, "change.revised (-10)"},
		{Change{Kind: Delta}, h.Cumulative, "change.none"},
		{Change{Kind: Delta, Actual: Interval{Low: n(20), High: n(20)}}, h.Stock, "change.delta (20)"},
		{Change{Kind: Delta, Actual: Interval{Low: n(-5), High: n(20)}}, h.Stock, "change.between (-5, 20)"},
		{Change{Kind: Delta, Actual: Interval{Low: n(0), High: n(0)}}, h.Stock, "change.none"},
		{Change{Kind: Delta}, h.Stock, "change.not established"},
		{Change{Kind: Break}, h.Stock, "change.break"},
		{Change{}, h.Stock, "change.not established"},
	} {
		if got := c.change.Phrase(c.nature).String(); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.change, got, c.want)
		}
	}
}
