package tally

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	h "github.com/humanitarian-sitrep/sitrep/humanitarian"
)

func reason(s string) func(*h.Figure)        { return func(f *h.Figure) { f.Reason = s } }
func basis(b h.PeriodBasis) func(*h.Figure)  { return func(f *h.Figure) { f.Basis = b } }
func known(v h.Verification) func(*h.Figure) { return func(f *h.Figure) { f.Verification = v } }
func nature(n h.Nature) func(*h.Figure)      { return func(f *h.Figure) { f.Nature = n } }

// toll is a value of a cumulative series that counts from 7 October 2023.
func toll(id, day, quantity string, set ...func(*h.Figure)) h.Figure {
	return fig(id, "killed", quantity, append([]func(*h.Figure){cumulative, status(h.Mixed), series("toll"), period("2023-10-07.." + day), published(day)}, set...)...)
}

// late is a row that says what a value was added to on review.
func late(id, of, window, quantity string, set ...func(*h.Figure)) h.Figure {
	_, end, _ := strings.Cut(window, "..")
	return fig(id, "killed", quantity, append([]func(*h.Figure){nature(h.Flow), status(h.Mixed), part(of, h.PartitionUnstated), basis(h.Recorded),
		period(window), reason("earlier deaths accepted on review"), published(end)}, set...)...)
}

// tell writes a difference for comparison: kind, ids and what may be said.
func tell(x Difference) string {
	id := func(f *h.Figure) string {
		if f == nil {
			return "-"
		}
		return f.ID + " " + f.Quantity.String()
	}
	s := fmt.Sprintf("%v: %s, %s", x.Kind, id(x.Old), id(x.New))
	if x.Change.Kind == Delta {
		s += fmt.Sprintf("; %+d", x.Change.Recorded)
	}
	for _, r := range x.Change.Reasons {
		s += "; " + r.Key
	}
	if x.Late {
		s += "; late"
	}
	if len(x.Reason.Args) > 0 {
		s += "; " + x.Reason.Args[0]
	}
	return s
}

func tellAll(l *Ledger) []string {
	var out []string
	for _, x := range l.Differences {
		out = append(out, tell(x))
	}
	return out
}

// TestDiff has one case for each thing that may become of a figure, and for
// each pattern of the record that was read wrongly in public.
func TestDiff(t *testing.T) {
	civ := status(h.Civilian)
	idps := func(id, quantity string, set ...func(*h.Figure)) h.Figure {
		return fig(id, "idps", quantity, append([]func(*h.Figure){asOf("2024-12-05"), at("SY02"), series("idps")}, set...)...)
	}
	for _, c := range []struct {
		name, why string
		old, new  *h.Register
		want      []string
	}{
		{"nothing", "equal registers have no difference", register(idps("a", "100")), register(idps("a", "100")), nil},
		{"new", "a claim that was not there", register(), register(idps("a", "100")), []string{"added: -, a 100"}},
		{"up", "a higher revision", register(idps("a", "100")), register(idps("a", "100"), idps("a", "120", revision(2), reason("sites counted twice left out"))),
			[]string{"revised_up: a 100, a 120; +20; sites counted twice left out"}},
		{"down", "no reason is said to be missing", register(idps("a", "100")), register(idps("a", "90", revision(2))), []string{"revised_down: a 100, a 90; -10"}},
		{"settled", "what was pending is no value to measure from", register(idps("a", "100", role(h.Pending))), register(idps("b", "120", asOf("2024-12-09"))),
			[]string{"settled: a 100, b 120; change.left_open"}},
		{"still open", "and is not gone when it is said again", register(idps("a", "60..80", role(h.Pending))), register(idps("a", "60..80", role(h.Pending)), idps("b", "60..80", role(h.Pending), asOf("2024-12-09"))),
			[]string{"still_open: a 60..80, b 60..80; change.left_open"}},
		{"an open part", "that stands by itself now", register(idps("a", "60..80", role(h.Pending)), idps("p", ">=25", role(h.Pending), part("a", h.Partial), series("sites"))),
			register(idps("q", "40", asOf("2024-12-09"), series("sites"))), []string{"settled: p >=25, q 40; change.left_open", "removed: a 60..80, -"}},
		{"open elsewhere", "another place settles nothing", register(idps("a", "100", role(h.Pending))), register(idps("b", "120", asOf("2024-12-09"), at("SY07"))),
			[]string{"added: -, b 120", "removed: a 100, -"}},
		{"open", "more than a floor cannot be subtracted", register(idps("a", ">=100")), register(idps("a", ">=120", revision(2))), []string{"revised_up: a >=100, a >=120; change.open_bounds"}},
		{"reworded", "the same number in another form", register(idps("a", "100")), register(idps("a", ">=100", revision(2))), []string{"reworded: a 100, a >=100; change.open_bounds"}},
		{"neither", "a range that narrows neither rose nor fell", register(idps("a", "60..80")), register(idps("a", "65..75", revision(2))), []string{"reworded: a 60..80, a 65..75; +5"}},
		{"words", "hundreds became thousands", register(idps("a", "hundreds")), register(idps("a", "thousands", revision(2))), []string{"revised_up: a hundreds, a thousands; change.no_number"}},
		{"withdrawn", "taken back", register(idps("a", "100")), register(idps("a", "100", role(h.Withdrawn), reason("counted in the next province"))),
			[]string{"withdrawn: a 100, a 100; counted in the next province"}},
		{"taken up again", "what was withdrawn and stands again is new to a reader", register(idps("a", "100", role(h.Withdrawn))), register(idps("a", "100")), []string{"added: a 100, a 100"}},
		{"removed", "a row that vanished", register(idps("a", "100")), register(), []string{"removed: a 100, -"}},
		{"status", "the people changed, not their number", register(fig("a", "killed", "69", civ)), register(fig("a", "killed", "69", status(h.Mixed), revision(2))), []string{"reclassified: a 69, a 69; change.status"}},
		{"indicator", "killed or injured is not killed", register(fig("a", "killed", "69", civ)), register(fig("a", "killed_or_injured", "69", civ, revision(2))), []string{"reclassified: a 69, a 69; change.measure"}},
		{"place", "a corrected P-code", register(idps("a", "100")), register(idps("a", "100", at("SY0201"), revision(2))), []string{"rescoped: a 100, a 100; change.place"}},
		{"verified", "from reported to verified is another column", register(fig("a", "killed", "69", civ, known(h.Unverified))), register(fig("a", "killed", "60", civ, known(h.Verified), revision(2))), []string{"reclassified: a 69, a 60; diff.verification"}},
		{"source", "another source took the series over", register(idps("a", "100")), register(idps("a", "100"), idps("b", "110", asOf("2024-12-12"), source("IOM"))), []string{"source_changed: a 100, b 110; change.source"}},
		{"metadata", "only the note", register(idps("a", "100", func(f *h.Figure) { f.Note = "x" })), register(idps("a", "100", func(f *h.Figure) { f.Note = "y" })), []string{"metadata_only: a 100, a 100; +0"}},
		{"continued", "the series goes on", register(idps("a", "100")), register(idps("a", "100"), idps("b", "130", asOf("2024-12-12"))), []string{"continued: a 100, b 130; +30"}},
		{"only the newest", "a brief carries the newest value alone", register(idps("a", "100")), register(idps("b", "130", asOf("2024-12-12"))), []string{"continued: a 100, b 130; +30"}},
		{"two steps", "each new value follows the one before", register(idps("a", "100")), register(idps("a", "90", revision(2)), idps("b", "130", asOf("2024-12-12")), idps("c", "150", asOf("2024-12-19"))),
			[]string{"revised_down: a 100, a 90; -10", "continued: a 90, b 130; +40", "continued: b 130, c 150; +20"}},
		{"link", "the successor is named", register(idps("a", "100", series(""))), register(idps("b", "90", series(""), link(h.Supersedes, "a"))), []string{"revised_down: a 100, b 90; -10"}},
		{"same day", "another row for the same day of the series", register(idps("a", "100")), register(idps("b", "90")), []string{"revised_down: a 100, b 90; -10"}},
		{"overwritten", "one id for the next week's value", register(idps("a", "100")), register(idps("a", "130", asOf("2024-12-12"))), []string{"continued: a 100, a 130; +30"}},
		{"reused", "one id for another thing", register(idps("a", "100")), register(fig("a", "killed", "5", civ, at("SY07"), asOf("2024-12-05"))), []string{"id_reused: a 100, a 5; diff.id_reused"}},
		{"forecast", "two forecasts never compare", register(idps("a", "100", modality(h.Forecast))), register(idps("a", "120", modality(h.Forecast), revision(2))), []string{"revised_up: a 100, a 120; change.modality"}},
		{"relay", "a relay continues no series", register(idps("a", "100")), register(idps("a", "100"), idps("r", "130", asOf("2024-12-12"), link(h.Quotes, "a"))), []string{"added: -, r 130"}},

		{"#522", "359 more in a day, of which 298 had been left out before", register(toll("d1", "2024-03-01", "30000")),
			register(toll("d1", "2024-03-01", "30000"), toll("d2", "2024-03-02", "30359"), late("d2r", "d2", "2024-03-02..2024-03-02", "298")),
			[]string{"continued: d1 30000, d2 30359; +359", "added: -, d2r 298; earlier deaths accepted on review"}},
		{"#571", "786 in a day, of which a committee accepted 702 as earlier deaths", register(toll("d1", "2025-11-01", "67000")),
			register(toll("d2", "2025-11-02", "67786"), late("d2r", "d2", "2025-11-02..2025-11-02", "702")),
			[]string{"continued: d1 67000, d2 67786; +786", "added: -, d2r 702; earlier deaths accepted on review"}},
		{"#573", "the same, told as a revision of the day before", register(toll("d1", "2025-11-01", "67000")),
			register(toll("d1", "2025-11-01", "67702", revision(2), reason("earlier deaths accepted on review")), toll("d2", "2025-11-02", "67786")),
			[]string{"revised_up: d1 67000, d1 67702; +702; earlier deaths accepted on review", "continued: d1 67702, d2 67786; +84"}},
		{"#705", "reports of a day that arrive up to three days later revise that day", register(
			fig("k", "killed", "1", civ, series("daily"), period("2025-10-20..2025-10-20")), fig("i", "injured", "21", civ, series("daily-injured"), period("2025-10-20..2025-10-20"))),
			register(fig("k2", "killed", "2", civ, series("daily"), period("2025-10-20..2025-10-20"), published("2025-10-23")), fig("i", "injured", "23", civ, series("daily-injured"), period("2025-10-20..2025-10-20"), revision(2))),
			[]string{"revised_up: k 1, k2 2; +1", "revised_up: i 21, i 23; +2"}},
		{"#709", "the count began again with another phase", register(toll("d1", "2025-10-10", "67000")),
			register(toll("d1", "2025-10-10", "67000"), toll("d2", "2025-10-20", "88", period("2025-10-11..2025-10-20"))),
			[]string{"restarted: d1 67000, d2 88; change.window"}},
		{"36 and 78", "the baseline moved, so 42 attacks in four days are nobody's", register(fig("a", "attacks_on_health", "36", cumulative, series("attacks"), period("2024-09-17..2024-10-31"))),
			register(fig("a", "attacks_on_health", "36", cumulative, series("attacks"), period("2024-09-17..2024-10-31")), fig("b", "attacks_on_health", "78", cumulative, series("attacks"), period("2023-10-08..2024-11-04"))),
			[]string{"restarted: a 36, b 78; change.window"}},
		{"halved", "from reported to identified: nobody halved anything", register(
			toll("t1", "2024-05-08", "~35000"), fig("c1", "killed", ">14500", cumulative, status(h.Mixed), aged("child"), series("children"), part("t1", h.PartitionUnstated), period("2023-10-07..2024-05-08"), defined("reported"))),
			register(toll("t2", "2024-05-10", "~35000"), toll("n2", "2024-05-10", "24686", series("identified"), part("t2", h.PartitionUnstated)),
				fig("c2", "killed", "7797", cumulative, status(h.Mixed), aged("child"), series("children"), part("n2", h.Complete), period("2023-10-07..2024-05-10"), defined("identified"))),
			[]string{"continued: t1 ~35000, t2 ~35000; change.open_bounds", "added: -, n2 24686", "rescoped: c1 >14500, c2 7797; change.definition"}},
		{"halved, unsaid", "the whole betrays it where the definition is left empty", register(
			toll("t1", "2024-05-08", "~35000"), fig("c1", "killed", ">14500", cumulative, status(h.Mixed), aged("child"), series("children"), part("t1", h.PartitionUnstated), period("2023-10-07..2024-05-08"))),
			register(toll("t2", "2024-05-10", "~35000"), toll("n2", "2024-05-10", "24686", series("identified"), part("t2", h.PartitionUnstated)),
				fig("c2", "killed", "7797", cumulative, status(h.Mixed), aged("child"), series("children"), part("n2", h.Complete), period("2023-10-07..2024-05-10"))),
			[]string{"continued: t1 ~35000, t2 ~35000; change.open_bounds", "added: -, n2 24686", "rescoped: c1 >14500, c2 7797; diff.whole"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := tellAll(Diff(c.old, c.new, nil))
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", c.why, diff)
			}
		})
	}
}

func TestDiffFindsReusedIDs(t *testing.T) {
	old := register(fig("a", "idps", "100", asOf("2024-12-05"), at("SY02"), series("s")), fig("b", "idps", "7", asOf("2024-12-05"), series("t")))
	new := register(fig("a", "killed", "5", status(h.Civilian), at("SY07"), asOf("2024-12-05")), fig("b", "idps", "9", asOf("2024-12-12"), series("t")))
	var got []string
	for _, f := range Diff(old, new, nil).Findings {
		got = append(got, f.String())
	}
	want := []string{"a: warning: finding.id reused (a, 100, 2024-12-05, 5, 2024-12-05)", "b: warning: finding.id reused (b, 7, 2024-12-05, 9, 2024-12-12)"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDiffKnowsWhatWasKnown(t *testing.T) {
	a := fig("a", "idps", "100", asOf("2024-12-05"), series("s"))
	b := fig("b", "idps", "130", asOf("2024-12-12"), published("2024-12-13"), series("s"))
	c := fig("c", "killed", "2", status(h.Civilian), event("e"), period("2024-12-03..2024-12-03"), published("2024-12-10"))
	d := fig("d", "killed", "4", status(h.Civilian), event("f"), period("2024-12-09..2024-12-09"), published("2024-12-10"))
	reg := register(a, b, c, d)
	opts := &DiffOptions{OldAsOf: h.MustParseDate("2024-12-05"), NewAsOf: h.MustParseDate("2024-12-12")}
	want := []string{"added: -, c 2; late", "added: -, d 4"}
	if diff := cmp.Diff(want, tellAll(Diff(reg, reg, opts))); diff != "" {
		t.Errorf("one register at two dates (-want +got):\n%s", diff)
	}
}

// TestDiffIgnoresColumnsOneSideLacks compares a register with the data of a
// public brief, which carry neither notes nor excerpts.
func TestDiffIgnoresColumnsOneSideLacks(t *testing.T) {
	full := fig("a", "idps", "100", asOf("2024-12-05"), func(f *h.Figure) { f.Note, f.Excerpt, f.VerifiedBy = "n", "e", "v" })
	l := Diff(register(fig("a", "idps", "100", asOf("2024-12-05"))), register(full), nil)
	if len(l.Differences) != 0 || l.Unchanged != 1 {
		t.Errorf("got %v", tellAll(l))
	}
}

// TestAssert wants an editor's word to bridge a new definition, method or area,
// and nothing else.
func TestAssert(t *testing.T) {
	old := fig("a", "idps", "100", asOf("2024-12-05"), at("SY02"), defined("registered"))
	for _, c := range []struct {
		name string
		new  h.Figure
		want ChangeKind
	}{
		{"definition", fig("b", "idps", "130", asOf("2024-12-12"), at("SY02"), defined("estimated")), Delta},
		{"area", fig("b", "idps", "130", asOf("2024-12-12"), at("SY0201"), defined("registered")), Delta},
		{"no series", fig("b", "idps", "130", asOf("2024-12-12"), at("SY02")), Delta},
		{"unit", fig("b", "idps", "130", asOf("2024-12-12"), at("SY02"), unit(h.Household)), Break},
		{"source", fig("b", "idps", "130", asOf("2024-12-12"), at("SY02"), source("IOM")), Break},
		{"status", fig("b", "idps", "130", asOf("2024-12-12"), at("SY02"), status(h.Civilian)), Break},
		{"window", fig("b", "idps", "130", asOf("2024-12-12"), at("SY02"), period("2024-12-01..2024-12-12")), Break},
		{"forecast", fig("b", "idps", "130", asOf("2024-12-12"), at("SY02"), modality(h.Forecast)), Break},
		{"open bound", fig("b", "idps", ">=130", asOf("2024-12-12"), at("SY02")), NotEstablished},
	} {
		if got := Assert(register(old, c.new), old, c.new); got.Kind != c.want {
			t.Errorf("%s: got %v %v, want %v", c.name, got.Kind, got.Reasons, c.want)
		}
	}
}
