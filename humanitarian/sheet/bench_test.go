package sheet

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// benchRows gives n rows of 20 cells like those of the yardstick in Python:
// eight integers, four decimals, six names that repeat, a note of its own to
// each row, a date.
func benchRows(n int) iter.Seq2[[]Cell, error] {
	names := []string{"Aleppo", "Idleb", "Lattakia", "Tartous", "Hama", "Homs", "Ar-Raqqa", "Deir-ez-Zor"}
	days := make([]string, 365)
	for i := range days {
		days[i] = time.Date(2024, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	}
	return func(yield func([]Cell, error) bool) {
		row := make([]Cell, 20)
		for i := range n {
			for c := range 8 {
				row[c] = Cell{Kind: Number, Int: int64(i*7 + c*13)}
			}
			for c := 8; c < 12; c++ {
				row[c] = Cell{Kind: Decimal, Places: 2, Int: int64(i*137 + c*33)}
			}
			for c := 12; c < 18; c++ {
				row[c] = Cell{Kind: Text, Text: names[(i+c)%len(names)]}
			}
			row[18] = Cell{Kind: Text, Text: "Note " + strconv.Itoa(i)}
			row[19] = Cell{Kind: Date, Text: days[i%len(days)]}
			if !yield(row, nil) {
				return
			}
		}
	}
}

func benchBook(n int) *Workbook {
	return &Workbook{Sheets: []Sheet{{Name: "Data", More: benchRows(n)}}}
}

// peak watches the memory that Go holds, to be reported beside the time.
func peak(b *testing.B) (stop func()) {
	runtime.GC()
	done, result := make(chan bool), make(chan uint64)
	go func() {
		var most uint64
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.Sys-m.HeapReleased)
			select {
			case <-done:
				result <- most
				return
			case <-time.After(10 * time.Millisecond):
			}
		}
	}()
	return func() {
		close(done)
		b.ReportMetric(float64(<-result)/(1<<20), "peak-MB")
	}
}

func BenchmarkWriteRows(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprintf("%dx20", n), func(b *testing.B) {
			b.ReportAllocs()
			defer peak(b)()
			for b.Loop() {
				if err := Stream(context.Background(), io.Discard, benchBook(n)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkReadRows reads a workbook of 100,000 rows by row: our own, or the
// one that SITREP_BENCH_XLSX names, so that others can read the same.
func BenchmarkReadRows(b *testing.B) {
	path := os.Getenv("SITREP_BENCH_XLSX")
	if path == "" {
		path = b.TempDir() + "/rows.xlsx"
		f, err := os.Create(path)
		if err != nil {
			b.Fatal(err)
		}
		if err := Stream(context.Background(), f, benchBook(100_000)); err != nil {
			b.Fatal(err)
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	defer peak(b)()
	for b.Loop() {
		book, err := OpenXLSX(context.Background(), f, st.Size(), path, &Limits{MaxUnzipped: 4 << 30})
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for r, err := range book.Rows(context.Background(), 0) {
			if err != nil {
				b.Fatal(err)
			}
			n += len(r.Cells)
		}
		if n < 20*100_000 {
			b.Fatalf("%d cells", n)
		}
	}
}

// BenchmarkRefuseBomb is how long it takes to refuse 600 MB in 617 KB.
func BenchmarkRefuseBomb(b *testing.B) {
	data := bomb(b)
	for b.Loop() {
		if _, _, err := ReadXLSX(context.Background(), bytes.NewReader(data), "bomb.xlsx", nil); err == nil {
			b.Fatal("the bomb was read")
		}
	}
}

func BenchmarkReadCSV(b *testing.B) {
	in := strings.Repeat("SYR-001,Displaced persons,250000,2024-12-08,\"OCHA, Syria\"\n", 20_000)
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := ReadCSV(context.Background(), strings.NewReader(in), "f", nil); err != nil {
			b.Fatal(err)
		}
	}
}
