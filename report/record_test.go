package report_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// TestSampleAgainstTheRecord compares every figure of the sample that carries
// an id of the collected record with the numbers collected there.
func TestSampleAgainstTheRecord(t *testing.T) {
	dir, ok := os.LookupEnv("SITREP_DATA")
	if !ok {
		t.Skip("SITREP_DATA is not set: the sample is not compared with the collected record")
	}
	f, err := os.Open(filepath.Join(dir, "syria-2024-figures.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	reg, _, _ := readSample(t)
	compared := 0
	for _, row := range rows[1:] {
		f, ok := reg.Figure(row[column["id"]])
		if !ok {
			continue
		}
		compared++
		low, high := row[column["value_low"]], row[column["value_high"]]
		gotLow, gotHigh := bounds(f)
		if row[column["unit"]] == "percent" {
			low, high = permille(low), permille(high)
		}
		if low != gotLow || high != gotHigh {
			t.Errorf("%s: the register says %v, the record %s to %s", f.ID, f.Quantity, low, high)
		}
		if got, want := f.Source.Date.String(), row[column["source_date"]]; got != want {
			t.Errorf("%s: published %s, the record says %s", f.ID, got, want)
		}
	}
	if compared < 180 {
		t.Errorf("only %d figures were compared", compared)
	}
}

func permille(percent string) string {
	v, err := strconv.ParseFloat(percent, 64)
	if err != nil {
		return percent
	}
	return strconv.FormatInt(int64(v*10+0.5), 10)
}

// bounds returns the numbers of f as the record writes them.
func bounds(f humanitarian.Figure) (low, high string) {
	p := f.Quantity.Parts()
	text := func(n *int64) string {
		if n == nil {
			return ""
		}
		return strconv.FormatInt(*n, 10)
	}
	if p.Best != nil {
		return text(p.Best), text(p.Best)
	}
	return text(p.Low), text(p.High)
}
