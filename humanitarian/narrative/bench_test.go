package narrative

import (
	"strings"
	"testing"
)

// BenchmarkSentences says the sample register; ns/sentence is what counts.
func BenchmarkSentences(b *testing.B) {
	facts := aleppo(b)
	for _, tag := range allTags() {
		w := writer(b, tag, &Options{Gazetteer: syria(b)})
		b.Run(tag, func(b *testing.B) {
			n := 0
			for b.Loop() {
				for _, s := range w.Sentences(facts) {
					n += min(len(s.Text()), 1)
				}
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "sentences/s")
		})
	}
}

// BenchmarkCheck reads the corpora over and over.
func BenchmarkCheck(b *testing.B) {
	for _, tag := range allTags() {
		c, sentences := corpusChecker(b, tag)
		var text strings.Builder
		for _, s := range sentences {
			text.WriteString(s.text)
			text.WriteByte(' ')
		}
		long := strings.Repeat(text.String(), 20)
		b.Run(tag, func(b *testing.B) {
			b.SetBytes(int64(len(long)))
			for b.Loop() {
				c.Check(long)
			}
		})
	}
}
