package numeral

import (
	"os"
	"strings"
	"testing"
)

var tags = []string{"en", "fr", "es", "ar"}

func language(t testing.TB, tag string) *Language {
	t.Helper()
	l, ok := Of(tag)
	if !ok {
		t.Fatalf("no language %q", tag)
	}
	return l
}

// BenchmarkScan reads a megabyte of situation-report prose; the gate of the
// project is 20 MB/s on one core.
func BenchmarkScan(b *testing.B) {
	for _, tag := range tags {
		b.Run(tag, func(b *testing.B) {
			prose, err := os.ReadFile("testdata/prose/" + tag + ".txt")
			if err != nil {
				b.Fatal(err)
			}
			text := strings.Repeat(string(prose), 1<<20/len(prose)+1)
			l := language(b, tag)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				for range l.Scan(text) {
				}
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	l := English()
	for b.Loop() {
		if _, err := l.Parse("between 60,000 and 80,000"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLanguage(b *testing.B) {
	for b.Loop() {
		English()
	}
}
