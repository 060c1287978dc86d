package numeral

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// TestNumbersOfRealSentences looks for the numbers that people marked in crisis
// reporting. It measures only that they are found: what they count is for
// package extract.
func TestNumbersOfRealSentences(t *testing.T) {
	dir := os.Getenv("SITREP_DATA")
	if dir == "" {
		t.Skip("SITREP_DATA is not set: it names the folder with extraction/*.jsonl")
	}
	l := map[string]*Language{"": English(), "en": English(), "ar": Arabic()}
	found, all := 0, 0
	for _, name := range []string{"authored-dev", "idetect-full-dev"} {
		f, err := os.Open(filepath.Join(dir, "extraction", name+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var record struct {
				ID, Text, Lang string
				Figures        []struct {
					Low, High  *int64
					Start, End int
					Span       string
				}
			}
			if err := json.Unmarshal(lines.Bytes(), &record); err != nil {
				t.Fatal(err)
			}
			for _, fig := range record.Figures {
				if fig.Low == nil && fig.High == nil {
					continue
				}
				all++
				if hasNumber(l[record.Lang], record.Text, fig.Start, fig.End, fig.Low, fig.High) {
					found++
				} else {
					t.Logf("%s: no number in %q", record.ID, fig.Span) // one is implied: a bakery
				}
			}
		}
	}
	t.Logf("%d of %d marked numbers found", found, all)
	if all == 0 || float64(found) < 0.95*float64(all) {
		t.Errorf("%d of %d marked numbers found, 95 in 100 are wanted", found, all)
	}
}

// hasNumber reports whether a reading inside the marked words has one of the
// bounds.
func hasNumber(l *Language, text string, start, end int, low, high *int64) bool {
	same := func(v int64, ok bool, want *int64) bool { return ok && want != nil && v == *want }
	for r := range l.Scan(text) {
		if r.End <= start || r.Start >= end {
			continue
		}
		for _, q := range append(r.Readings, r.Quantity) {
			lo, okLow := q.Low()
			hi, okHigh := q.High()
			best, okBest := q.Best()
			if same(lo, okLow, low) || same(hi, okHigh, high) || same(best, okBest, low) {
				return true
			}
		}
	}
	return false
}
