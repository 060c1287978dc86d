package tally

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	h "github.com/humanitarian-sitrep/sitrep/humanitarian"
)

func tellMovement(m Movement) string {
	rest := "unknown"
	if n, ok := m.Rest(); ok {
		rest = fmt.Sprint(n)
	}
	return fmt.Sprintf("%s: %s to %s, %v %+d, revised %d, late %v, rest %s, correction %v", m.Series, m.Old.ID, m.New.ID, m.Change.Kind, m.Change.Recorded, m.Revised, m.Late, rest, m.IsCorrection())
}

func TestMovements(t *testing.T) {
	first := toll("d1", "2025-11-01", "67000")
	for _, c := range []struct {
		name, why string
		new       *h.Register
		want      []string
	}{
		{"still", "the same row does not move", register(first), nil},
		{"events and review", "+786, of which 702 earlier deaths added on review", register(first, toll("d2", "2025-11-02", "67786"), late("r", "d2", "2025-11-02..2025-11-02", "702")),
			[]string{"toll: d1 to d2, delta +786, revised 0, late 702, rest 84, correction false"}},
		{"review alone", "298 added, and nothing else", register(first, toll("d2", "2025-11-02", "67298"), late("r", "d2", "2025-11-02..2025-11-02", "298")),
			[]string{"toll: d1 to d2, delta +298, revised 0, late 298, rest 0, correction true"}},
		{"revision alone", "the day itself was corrected", register(toll("d1", "2025-11-01", "67010", revision(2))),
			[]string{"toll: d1 to d1, delta +10, revised 10, late unknown, rest 0, correction true"}},
		{"revision and events", "702 by revising the day before, 84 since", register(toll("d1", "2025-11-01", "67702", revision(2)), toll("d2", "2025-11-02", "67786")),
			[]string{"toll: d1 to d2, delta +786, revised 702, late unknown, rest 84, correction false"}},
		{"not before the older value", "a review that began earlier may be in the older value already", register(first, toll("d2", "2025-11-02", "67786"), late("r", "d2", "2025-10-30..2025-11-02", "702")),
			[]string{"toll: d1 to d2, delta +786, revised 0, late unknown, rest 786, correction false"}},
		{"two days", "both reviews count", register(first, toll("d2", "2025-11-02", "67100"), late("r2", "d2", "2025-11-02..2025-11-02", "60"), toll("d3", "2025-11-03", "67200"), late("r3", "d3", "2025-11-03..2025-11-03", "70")),
			[]string{"toll: d1 to d3, delta +200, revised 0, late 130, rest 70, correction false"}},
		{"at least", "a floor of what came late leaves no rest", register(first, toll("d2", "2025-11-02", "67786"), late("r", "d2", "2025-11-02..2025-11-02", ">=700")),
			[]string{"toll: d1 to d2, delta +786, revised 0, late >=700, rest unknown, correction false"}},
		{"other people", "a late row of children says nothing of the whole", register(first, toll("d2", "2025-11-02", "67786"), late("r", "d2", "2025-11-02..2025-11-02", "702", aged("child"))),
			[]string{"toll: d1 to d2, delta +786, revised 0, late unknown, rest 786, correction false"}},
		{"documented is not late", "without a reason a count by day of recording is only that", register(first, toll("d2", "2025-11-02", "67786"), late("r", "d2", "2025-11-02..2025-11-02", "702", reason(""))),
			[]string{"toll: d1 to d2, delta +786, revised 0, late unknown, rest 786, correction false"}},
		{"restarted", "a break has neither rest nor correction", register(first, toll("d2", "2025-11-02", "88", period("2025-10-11..2025-11-02"))),
			[]string{"toll: d1 to d2, break +0, revised 0, late unknown, rest unknown, correction false"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, m := range Diff(register(first), c.new, nil).Movements {
				got = append(got, tellMovement(m))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", c.why, diff)
			}
		})
	}
}

func TestMoreLateThanTheRise(t *testing.T) {
	l := Diff(register(toll("d1", "2025-11-01", "67000")), register(toll("d2", "2025-11-02", "67100"), late("r", "d2", "2025-11-02..2025-11-02", "702")), nil)
	if len(l.Findings) != 1 || l.Findings[0].Code != "late_above_rise" || len(l.Movements[0].Added) != 0 {
		t.Errorf("got %v and %v", l.Findings, tellMovement(l.Movements[0]))
	}
}

// identity writes what two figures must share to be subtracted, field by field:
// the slow twin of breaks.
func identity(reg *h.Register, f h.Figure) string {
	start := f.Period.Start
	length := 0
	if reg.Nature(f) == h.Flow {
		start, length = h.Date{}, days(f.Period)
	}
	return fmt.Sprintf("%q", []any{f.Indicator, reg.Nature(f), reg.Unit(f), f.Source.Name, f.Status, f.Sex, f.Age, f.Group, f.Place.Key(), f.Place.Precision,
		strings.Join(f.Origin, ";"), start, length, f.Definition, f.Method, f.IsObserved(), f.Event, f.Level == h.Incident, f.Sector, f.FacilityType, f.FacilityName,
		f.Damage, f.Function, f.Access})
}

// TestNoDeltaAcrossUnlikeFigures tries random registers: whatever Compare, Diff
// and its movements subtract is alike in all that the twin lists.
func TestNoDeltaAcrossUnlikeFigures(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	pick := func(ss ...string) string { return ss[r.IntN(len(ss))] }
	rarely := func(f func()) {
		if r.IntN(40) == 0 {
			f()
		}
	}
	figure := func(id string) h.Figure {
		f := fig(id, "killed", pick("1", "4", ">=2", ">=6", "8", "~3", "some", "5..9"), status(h.Civilian), series("s"), cumulative, period(pick("2024-11-26", "2024-11-26", "2024-11-01")+".."+pick("2024-12-01", "2024-12-05")))
		rarely(func() { f.Indicator = "injured" })
		rarely(func() { f.Status = h.Mixed })
		rarely(func() { f.Nature = h.Flow })
		rarely(func() { f.Unit = h.Household })
		rarely(func() { f.Source.Name = "WHO" })
		rarely(func() { f.Place.Codes = []string{"SY02"} })
		rarely(func() { f.Place.Precision = h.Part })
		rarely(func() { f.Origin = []string{"SY07"} })
		rarely(func() { f.Definition = "identified" })
		rarely(func() { f.Method = "survey" })
		rarely(func() { f.Modality = h.Forecast })
		rarely(func() { f.Sex = h.Female })
		rarely(func() { f.Group = "worker=aid" })
		rarely(func() { f.Sector = "health" })
		rarely(func() { f.FacilityType = "school" })
		rarely(func() { f.Damage = "destroyed" })
		rarely(func() { f.Event, f.Level = "e", h.Incident })
		rarely(func() { f.Role = h.Pending })
		rarely(func() { f.Revision = 2 })
		rarely(func() { f.Links = []h.Link{{Kind: h.Supersedes, ID: pick("a", "b", "c")}} })
		return f
	}
	deltas := 0
	for range 6000 {
		old, new := register(figure("a"), figure("b")), register(figure(pick("a", "c")), figure(pick("b", "d")))
		hold := func(api string, c Change, f, g h.Figure) {
			if c.Kind != Delta {
				return
			}
			deltas++
			if x, y := identity(old, f), identity(new, g); x != y {
				t.Fatalf("%s subtracts unlike figures:\n%s\n%s", api, x, y)
			}
		}
		hold("Compare", Compare(old, old.Figures[0], new.Figures[0]), old.Figures[0], new.Figures[0])
		l := Diff(old, new, nil)
		for _, x := range l.Differences {
			if x.Old == nil || x.New == nil {
				if x.Change.Kind == Delta {
					t.Fatalf("a delta of one figure: %s", tell(x))
				}
				continue
			}
			hold("Diff", x.Change, *x.Old, *x.New)
		}
		for _, m := range l.Movements {
			hold("Movement", m.Change, *m.Old, *m.New)
		}
	}
	if deltas < 1000 {
		t.Errorf("only %d differences were tried: the test tests nothing", deltas)
	}
}

// daily is what the public series of deaths in Gaza says of one day.
type daily struct {
	Date       string `json:"report_date"`
	Killed     *int64 `json:"killed"`
	KilledCum  *int64 `json:"killed_cum"`
	InjuredCum *int64 `json:"injured_cum"`
}

func readData(t *testing.T, name string, v any) {
	t.Helper()
	dir, ok := os.LookupEnv("SITREP_DATA")
	if !ok {
		t.Skip("SITREP_DATA is not set: the real series are not compared")
	}
	b, err := os.ReadFile(filepath.Join(dir, "feeds", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, v); err != nil {
		t.Fatal(err)
	}
}

// TestRealDailyTolls goes through the public series of Gaza day by day. What
// the source did not report as killed that day is declared as added late; then
// the differences, and the rests with what came late, make the whole way from
// the first value to the last.
func TestRealDailyTolls(t *testing.T) {
	var rows []daily
	readData(t, "palestine-casualties-daily.json", &rows)
	var last *h.Register
	var first, end, sum, parts, corrections int64
	days := 0
	for i, d := range rows {
		if d.KilledCum == nil {
			continue
		}
		id := fmt.Sprint("d", i)
		now := register(toll(id, d.Date, fmt.Sprint(*d.KilledCum)))
		if last == nil {
			first = *d.KilledCum
		} else {
			rise := *d.KilledCum - end
			if d.Killed != nil && rise > *d.Killed {
				now.Figures = append(now.Figures, late(id+"r", id, d.Date+".."+d.Date, fmt.Sprint(rise-*d.Killed)))
			}
			l := Diff(last, now, nil)
			for _, x := range l.Differences {
				if x.Change.Kind == Delta && x.New.PartOf == "" {
					sum += x.Change.Recorded
				}
				if rise < 0 && x.Kind == Continued {
					t.Errorf("%s: a count that fell is no event", d.Date)
				}
			}
			for _, m := range l.Movements {
				rest, ok := m.Rest()
				if !ok || m.Change.Recorded != rise {
					t.Fatalf("%s: %s, the record rose by %d", d.Date, tellMovement(m), rise)
				}
				came, _ := m.late()
				parts, corrections = parts+rest+came+m.Revised, corrections+came
				if d.Killed != nil && rise > *d.Killed && rest != *d.Killed {
					t.Errorf("%s: the rest is %d, the source reported %d", d.Date, rest, *d.Killed)
				}
			}
		}
		last, end = now, *d.KilledCum
		days++
	}
	if sum != end-first || parts != end-first || days < 1000 || corrections == 0 {
		t.Errorf("%d days: differences make %d, parts %d, corrections %d; the record went from %d to %d", days, sum, parts, corrections, first, end)
	}
}

// TestRealDamage holds the growing register of damaged buildings against itself
// a week before: nothing is removed, and what moved adds up.
func TestRealDamage(t *testing.T) {
	var rows []struct {
		Date        string           `json:"report_date"`
		Residential map[string]int64 `json:"residential"`
	}
	readData(t, "palestine-infrastructure-damaged.json", &rows)
	reg := register()
	for i, d := range rows {
		if n, ok := d.Residential["destroyed"]; ok {
			reg.Figures = append(reg.Figures, fig(fmt.Sprint("b", i), "homes_destroyed", fmt.Sprint(n), series("homes"), period("2023-10-07.."+d.Date), published(d.Date)))
		}
	}
	var moved, revised int64
	var dates []h.Date
	for _, f := range reg.Figures {
		dates = append(dates, f.Source.Date)
	}
	for i := 7; i < len(dates); i += 7 {
		l := Diff(reg, reg, &DiffOptions{OldAsOf: dates[i-7], NewAsOf: dates[i]})
		var steps int64
		for _, x := range l.Differences {
			if x.Kind == Removed || x.Change.Kind != Delta {
				t.Fatalf("%v: %s", dates[i], tell(x))
			}
			steps += x.Change.Recorded
		}
		for _, m := range l.Movements {
			if m.Change.Recorded != steps {
				t.Errorf("%v: the steps make %d, the series moved %d", dates[i], steps, m.Change.Recorded)
			}
			moved += m.Change.Recorded
			revised += m.Revised
		}
	}
	low := func(f h.Figure) int64 { n, _ := f.Quantity.Low(); return n }
	if last := (len(dates) - 1) / 7 * 7; moved != low(reg.Figures[last])-low(reg.Figures[0]) || len(dates) < 100 || revised != 0 {
		t.Errorf("%d values: moved %d", len(dates), moved)
	}
}

// thousands is a register of a size no desk has: series of 20 values and single
// incidents, half and half.
func thousands(n, weeks int) *h.Register {
	fs := make([]h.Figure, 0, n)
	for i := range n {
		day := fmt.Sprintf("2024-%02d-%02d", 1+i%10, 1+i%28)
		if i%2 == 0 {
			fs = append(fs, toll(fmt.Sprint("t", i, "-", weeks*(i%50/49)), day, fmt.Sprint(i+weeks), series(fmt.Sprint("s", i/40))))
			continue
		}
		fs = append(fs, fig(fmt.Sprint("e", i), "killed", "3", status(h.Civilian), event(fmt.Sprint(i)), period(day+".."+day)))
	}
	return register(fs...)
}

func BenchmarkDiff100k(b *testing.B) {
	old, new := thousands(100_000, 0), thousands(100_000, 1)
	for b.Loop() {
		if l := Diff(old, new, nil); len(l.Differences) < 40_000 {
			b.Fatal(len(l.Differences))
		}
	}
}
