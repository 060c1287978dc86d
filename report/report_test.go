package report_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/disclosure"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

var update = flag.Bool("update", false, "rewrite the goldens")

const sample = "../testdata/aleppo-2024/"

func readSample(t testing.TB) (*humanitarian.Register, []humanitarian.Finding, *brief.Config) {
	return readSampleWith(t, "brief.toml")
}

func readSampleWith(t testing.TB, configuration string) (*humanitarian.Register, []humanitarian.Finding, *brief.Config) {
	t.Helper()
	f, err := os.Open(sample + configuration)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	config, err := brief.ReadConfig(f)
	if err != nil {
		t.Fatal(err)
	}
	own, err := config.OwnIndicators()
	if err != nil {
		t.Fatal(err)
	}
	r, err := os.Open(sample + "register.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	reg, found, err := register.Read(context.Background(), r, &register.Options{Name: "register.csv", Country: "SYR", Indicators: own})
	if err != nil {
		t.Fatal(err)
	}
	return reg, found, config
}

// issues are the three briefs of the sample, by as-of date.
var issues = map[string]string{"2024-12-05": "2024-11-28..2024-12-05", "2024-12-16": "2024-12-06..2024-12-16", "2024-12-31": "2024-12-17..2024-12-31"}

func composeSample(t testing.TB, asOf string) *report.Brief {
	return composeSampleWith(t, asOf, "brief.toml")
}

func composeSampleWith(t testing.TB, asOf, configuration string) *report.Brief {
	t.Helper()
	reg, found, config := readSampleWith(t, configuration)
	period, err := humanitarian.ParsePeriod(issues[asOf])
	if err != nil {
		t.Fatal(err)
	}
	b, found, err := report.Compose(context.Background(), reg, found, config, brief.Issue{AsOf: humanitarian.MustParseDate(asOf), Period: period})
	if err != nil {
		t.Fatalf("%v\n%v", err, found)
	}
	return b
}

func text(t testing.TB, b *report.Brief) string {
	t.Helper()
	var out bytes.Buffer
	if err := report.WriteText(context.Background(), &out, b); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestSampleBriefs(t *testing.T) {
	for asOf := range issues {
		got := text(t, composeSample(t, asOf))
		path := filepath.Join("testdata", "brief-"+asOf+".txt")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", asOf, diff)
		}
	}
}

var urls = regexp.MustCompile(`https?://\S+`)

// numbers returns the numerals printed in s, source marks and addresses apart.
func numbers(s string) map[string]bool {
	out := map[string]bool{}
	s = regexp.MustCompile(`\[\d+\]`).ReplaceAllString(urls.ReplaceAllString(s, ""), "")
	for _, n := range regexp.MustCompile(`\d[\d,.]*\d|\d`).FindAllString(s, -1) {
		out[n] = true
	}
	return out
}

// everyOutput writes b in all forms and returns what a reader finds in them.
func everyOutput(t *testing.T, b *report.Brief) map[string]string {
	t.Helper()
	var tree bytes.Buffer
	if err := report.WriteJSON(context.Background(), &tree, b); err != nil {
		t.Fatal(err)
	}
	return map[string]string{"brief.txt": text(t, b), "brief.json": tree.String()}
}

func TestBriefOf5December(t *testing.T) {
	b := composeSample(t, "2024-12-05")
	s := text(t, b)
	for _, want := range []string{"at least 178,000", "128,000", "39,000", "60,000 to 80,000", "at least 69", "149", "more than 370", "forecast", "26 November to 5 December 2024"} {
		if !strings.Contains(s, want) {
			t.Errorf("the brief does not say %q", want)
		}
	}
	for name, out := range everyOutput(t, b) {
		found := numbers(out)
		for _, never := range []string{"167,000", "167000", "11,000", "11000", "238,000", "238000", "258,000", "258000", "439", "519", "588"} {
			if found[never] {
				t.Errorf("%s prints %s, which nobody said", name, never)
			}
		}
	}
	asOf := humanitarian.MustParseDate("2024-12-05")
	for _, src := range b.Document.Sources {
		if src.Date.After(asOf) {
			t.Errorf("%s was published after the as-of date, on %v", src.Title, src.Date)
		}
	}
	column := func(name string) int {
		for i, c := range b.Document.Data.Columns {
			if c == name {
				return i
			}
		}
		t.Fatalf("no column %s", name)
		return -1
	}
	for _, row := range b.Document.Data.Rows {
		if d := row[column("source_date")]; d > "2024-12-05" {
			t.Errorf("the data hold %s, published %s", row[0], d)
		}
	}
	pending, _, _ := strings.Cut(s[strings.Index(s, "# Pending"):], "# Forecasts")
	if !strings.Contains(pending, "60,000 to 80,000") || strings.Contains(section(s, "Displacement"), "  Internally displaced people | 60,000") {
		t.Error("the north-east estimate is pending, neither rival nor added")
	}
	if strings.Contains(section(s, "Civilian harm"), "civilians together | more than 400 | Aleppo, Idleb | 27 November to 2 December 2024 | SOHR | not stated | civilian") {
		t.Error("a mixed toll stands among civilians")
	}
	for _, zero := range regexp.MustCompile(`\| 0 \|`).FindAllString(s, -1) {
		t.Errorf("something unknown is printed as %s", zero)
	}
}

// section returns the text of a level-1 section.
func section(s, title string) string {
	_, rest, _ := strings.Cut(s, "\n# "+title+"\n")
	body, _, _ := strings.Cut(rest, "\n# ")
	return body
}

func TestBalanceNoteOf31December(t *testing.T) {
	s := text(t, composeSample(t, "2024-12-31"))
	var note string
	for line := range strings.SplitSeq(s, "\n") {
		if strings.HasPrefix(line, "Not expected to add up.") {
			note = line
		}
	}
	for _, want := range []string{"664,000", "486,000", "1.1 million", "12 December 2024", "The reason:"} {
		if !strings.Contains(note, want) {
			t.Errorf("the note lacks %q: %s", want, note)
		}
	}
	for _, never := range []string{"436,000", "614,000", "1,150,000"} {
		if strings.Contains(s, never) {
			t.Errorf("nobody said %s", never)
		}
	}
	for _, asOf := range []string{"2024-12-05", "2024-12-16"} {
		if strings.Contains(text(t, composeSample(t, asOf)), "Not expected to add up.") {
			t.Errorf("%s: a consistent register has no such note", asOf)
		}
	}
}

func TestPublicHoldsNothingWithheld(t *testing.T) {
	reg, found, config := readSample(t)
	const secret = "SECRETVALUE"
	for i := range reg.Figures {
		f := &reg.Figures[i]
		f.Note, f.Excerpt, f.VerifiedBy, f.FacilityName, f.Place.Name = secret, secret, secret, secret, secret
		f.Extra = []string{"column", secret}
		if i%7 == 0 {
			f.Sensitivity, f.Source.Name, f.Definition = humanitarian.Restricted, secret, secret
		}
	}
	b, _, err := report.Compose(context.Background(), reg, found, config, brief.Issue{AsOf: humanitarian.MustParseDate("2024-12-31"), Edition: disclosure.Public})
	if err != nil {
		t.Fatal(err)
	}
	for name, out := range everyOutput(t, b) {
		if strings.Contains(out, secret) {
			t.Errorf("%s holds a withheld value", name)
		}
	}
}

func TestSameBytes(t *testing.T) {
	var wg sync.WaitGroup
	out := make([][]byte, 4)
	for i := range out {
		wg.Go(func() {
			b := composeSample(t, "2024-12-05")
			var buf bytes.Buffer
			_, err := report.WritePDF(context.Background(), &buf, b, nil)
			if err = errors.Join(err, report.WriteXLSX(context.Background(), &buf, b, nil), report.WriteJSON(context.Background(), &buf, b)); err != nil {
				t.Error(err)
			}
			out[i] = buf.Bytes()
		})
	}
	wg.Wait()
	for i := range out {
		if !bytes.Equal(out[i], out[0]) {
			t.Errorf("run %d differs", i)
		}
	}
}

func TestJSONReadsBack(t *testing.T) {
	b := composeSample(t, "2024-12-16")
	var buf bytes.Buffer
	if err := report.WriteJSON(context.Background(), &buf, b); err != nil {
		t.Fatal(err)
	}
	var d document.Document
	if err := json.Unmarshal(buf.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text(t, b), text(t, &report.Brief{Document: &d})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

type fullDisk struct{ left int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > d.left {
		return 0, io.ErrShortWrite
	}
	d.left -= len(p)
	return len(p), nil
}

func TestFailingWriterIsAnError(t *testing.T) {
	ctx, b := context.Background(), composeSample(t, "2024-12-05")
	_, err := report.WritePDF(ctx, &fullDisk{10}, b, nil)
	for name, err := range map[string]error{"pdf": err, "xlsx": report.WriteXLSX(ctx, &fullDisk{10}, b, nil),
		"json": report.WriteJSON(ctx, &fullDisk{10}, b), "text": report.WriteText(ctx, &fullDisk{10}, b), "no brief": report.WriteText(ctx, io.Discard, nil)} {
		if err == nil {
			t.Errorf("%s: a full disk must be an error", name)
		}
	}
	cancelled, stop := context.WithCancel(ctx)
	stop()
	if _, err := report.WritePDF(cancelled, io.Discard, b, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func BenchmarkComposeSample(b *testing.B) {
	reg, found, config := readSample(b)
	for b.Loop() {
		if _, _, err := report.Compose(context.Background(), reg, found, config, brief.Issue{AsOf: humanitarian.MustParseDate("2024-12-05")}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWriteSample(b *testing.B) {
	doc := composeSample(b, "2024-12-05")
	ctx := context.Background()
	b.Run("pdf", func(b *testing.B) {
		for b.Loop() {
			if _, err := report.WritePDF(ctx, io.Discard, doc, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("xlsx", func(b *testing.B) {
		for b.Loop() {
			if err := report.WriteXLSX(ctx, io.Discard, doc, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}
