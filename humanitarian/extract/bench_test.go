package extract

import (
	"strings"
	"testing"
)

// prose is mixed text: figures, plain sentences, names.
const prose = `The ministry said on Tuesday that at least 14 civilians were killed and 31 others wounded in shelling of the old town.
Residents described a night of explosions and said that the road to the hospital had been closed for most of the week.
About 3,400 families have fled the eastern districts since the beginning of the month, according to local authorities, and
some 1,200 people are sheltering in schools. Negotiators met in the capital to discuss a new arrangement for the crossing,
which both sides described as useful. An army spokesman said that 35 militants had been killed near the border.
The price of bread has risen again, and traders say that the harvest was poor in three of the five northern provinces.
Aid agencies warned that the closure could displace up to 40,000 people if it lasted until winter. `

func BenchmarkExtract(b *testing.B) {
	e := must(b, "en")
	text := strings.Repeat(prose, 200)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := e.Extract(b.Context(), Document{Text: text}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkExtractPlain(b *testing.B) {
	e := must(b, "en")
	text := strings.Repeat("The committee met again on the third floor and spoke of bread, roads and the coming winter without any result. ", 2000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := e.Extract(b.Context(), Document{Text: text}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkExtractHard reads what costs most for each byte: lists without end.
func BenchmarkExtractHard(b *testing.B) {
	e := must(b, "en")
	for name, unit := range map[string]string{
		"numbers":  "12, 13 and 14, ",
		"killed":   "5 people killed, 3 hurt, ",
		"brackets": "(5 dead (",
		"verbs":    "were killed and ",
		"parts":    "including 5 women and 4 men, ",
		"commas":   "people, homes, ",
		"ifs":      "if 5 people were killed ",
		"of":       "of the deaths of ",
	} {
		b.Run(name, func(b *testing.B) {
			text := strings.Repeat(unit, (1<<18)/len(unit))
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, err := e.Extract(b.Context(), Document{Text: text}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFor(b *testing.B) {
	for b.Loop() {
		if _, err := For("en", nil); err != nil {
			b.Fatal(err)
		}
	}
}
