package humanitarian

import (
	"encoding"
	"strings"
	"testing"
)

func TestDates(t *testing.T) {
	for _, s := range []string{"2024-12-05", "2024-12", "2024", "2024-12-05T18:00", "2024-02-29", ""} {
		if d, err := ParseDate(s); err != nil || d.String() != s {
			t.Errorf("%q reads as %v, %v", s, d, err)
		}
	}
	for _, s := range []string{"2023-02-29", "2024-13", "24-12-05", "2024-12-5", "05/12/2024", "2024-00-00", "99999", "2024-12-05T25:00"} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("%q must not be a date, got %v", s, d)
		}
	}
	if MustParseDate("2024-12").Last() != MustParseDate("2024-12-31") {
		t.Error("a month counts as its last day")
	}
	if !MustParseDate("2024-12").After(MustParseDate("2024-12-05")) || MustParseDate("2024-11").After(MustParseDate("2024-12-05")) {
		t.Error("December is not known on the 5th, November is")
	}
	if n := MustParseDate("2024-02-28").DaysUntil(MustParseDate("2024-03-01")); n != 2 {
		t.Errorf("a leap year has 2 days from 28 February to 1 March, got %d", n)
	}
}

func TestPeriods(t *testing.T) {
	p, err := ParsePeriod("2024-11-28..2024-12-05")
	if err != nil || p.String() != "2024-11-28..2024-12-05" {
		t.Fatal(p, err)
	}
	for _, s := range []string{"2024-12-05..2024-11-28", "2024-12-05", "..", "a..b"} {
		if _, err := ParsePeriod(s); err == nil {
			t.Errorf("%q must not be a period", s)
		}
	}
	for s, want := range map[string]bool{"2024-11-01..2024-11-30": true, "2024-12-06..2024-12-07": false, "2024-11..2024-11": true} {
		q, _ := ParsePeriod(s)
		if p.Touches(q) != want {
			t.Errorf("%v touches %v: want %v", p, q, want)
		}
	}
}

func TestEveryWordSurvives(t *testing.T) {
	parse := map[string]func(string) (encoding.TextMarshaler, error){
		"nature":          func(s string) (encoding.TextMarshaler, error) { v, err := ParseNature(s); return v, err },
		"status":          func(s string) (encoding.TextMarshaler, error) { v, err := ParseStatus(s); return v, err },
		"sex":             func(s string) (encoding.TextMarshaler, error) { v, err := ParseSex(s); return v, err },
		"partition":       func(s string) (encoding.TextMarshaler, error) { v, err := ParsePartition(s); return v, err },
		"level":           func(s string) (encoding.TextMarshaler, error) { v, err := ParseLevel(s); return v, err },
		"place_precision": func(s string) (encoding.TextMarshaler, error) { v, err := ParsePlacePrecision(s); return v, err },
		"period_basis":    func(s string) (encoding.TextMarshaler, error) { v, err := ParsePeriodBasis(s); return v, err },
		"modality":        func(s string) (encoding.TextMarshaler, error) { v, err := ParseModality(s); return v, err },
		"verification":    func(s string) (encoding.TextMarshaler, error) { v, err := ParseVerification(s); return v, err },
		"role":            func(s string) (encoding.TextMarshaler, error) { v, err := ParseRole(s); return v, err },
		"source_kind":     func(s string) (encoding.TextMarshaler, error) { v, err := ParseSourceKind(s); return v, err },
		"sensitivity":     func(s string) (encoding.TextMarshaler, error) { v, err := ParseSensitivity(s); return v, err },
	}
	for column, f := range parse {
		words := Words(column)
		if len(words) < 2 {
			t.Errorf("%s lists %v", column, words)
		}
		for _, w := range words {
			v, err := f(w)
			if err != nil {
				t.Fatal(err)
			}
			if b, _ := v.MarshalText(); string(b) != w {
				t.Errorf("%s: %q comes back as %q", column, w, b)
			}
		}
		if _, err := f("nonsense"); err == nil || !strings.Contains(err.Error(), words[0]) {
			t.Errorf("%s: a stranger must be refused with the list, got %v", column, err)
		}
	}
}

func TestCoreIndicatorsAreDistinctAndComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, i := range CoreIndicators() {
		if seen[i.Name] || i.Theme == NoTheme || i.Nature == NatureOfIndicator || i.Label != "" || len(i.Units) == 0 && i.Theme != Funding {
			t.Errorf("%+v is doubled or half made", i)
		}
		seen[i.Name] = true
	}
	if len(seen) != 49 {
		t.Errorf("the core has %d indicators, design.md section 6 lists 49", len(seen))
	}
}

func TestPositionText(t *testing.T) {
	for want, p := range map[string]Position{
		"week49.xlsx:Figures!F14": {"week49.xlsx", "Figures", 14, 6},
		"week49.xlsx:Figures!AA1": {"week49.xlsx", "Figures", 1, 27},
		"register.csv:14:6":       {"register.csv", "", 14, 6},
		"register.csv":            {File: "register.csv"},
	} {
		if p.String() != want {
			t.Errorf("got %s, want %s", p, want)
		}
	}
}
