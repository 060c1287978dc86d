package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// render writes d and checks the file's structure. SITREP_KEEP names a directory that keeps the files.
func render(t *testing.T, name string, d *document.Document, opts *Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := Write(context.Background(), &b, d, opts); err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("SITREP_KEEP"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name+".pdf"), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// values lists what must be found in the text: every value of d as it is worded.
func values(d *document.Document) []string {
	l := locale.English()
	var out []string
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *document.KeyFigures:
			for _, t := range b.Tiles {
				out = append(append(out, t.Value.Format(l), t.Label), t.Lines...)
			}
		case *document.Table:
			for _, r := range b.Rows {
				for _, v := range r.Cells {
					out = append(out, v.Format(l))
				}
			}
		case *document.Bullets:
			for _, p := range b.Items {
				out = append(out, p.Format(l))
			}
		case *document.Paragraph:
			out = append(out, b.Format(l))
		case *document.Heading:
			out = append(out, b.Text)
		}
	}
	for _, s := range d.Sources {
		out = append(out, s.Name, s.URL)
	}
	return out
}

func TestTextOfBrief(t *testing.T) {
	d := sampleBrief()
	file := render(t, "brief-layout", d, nil)
	checkQPDF(t, file)
	plain, table := flat(extract(t, file)), flat(extract(t, file, "-layout"))
	joined := strings.ReplaceAll(plain, " ", "")
	for _, want := range values(d) {
		if !strings.Contains(plain, flat(want)) && !strings.Contains(table, flat(want)) &&
			!(strings.HasPrefix(want, "http") && strings.Contains(joined, want)) {
			t.Errorf("text lacks %q", want)
		}
	}
	for _, want := range []string{"Page 1 of 2", "Page 2 of 2", "Sources", "As of 8 December 2024", "Public"} {
		if !strings.Contains(plain, want) {
			t.Errorf("text lacks %q:\n%s", want, plain)
		}
	}
	for _, row := range []string{
		"Idleb at least 45,360 9,072 8 December 2024 [1] counted",
		"Idleb, sub-district 2 13,337 about 2,500 7 December 2024 [1] [2] counted in its whole",
		"Total counted at least 136,080 27,216 3 parts",
	} {
		if !strings.Contains(table, row) {
			t.Errorf("text lacks the row %q", row)
		}
	}
}

// TestTileText says that a qualifier stays with its number in copied text, however wide the tile.
func TestTileText(t *testing.T) {
	for per := 1; per <= 4; per++ {
		k := &document.KeyFigures{}
		for i := range per {
			q := []string{">=178000", "1000..1500", "~12000", "446"}[(i+per)%4]
			k.Tiles = append(k.Tiles, document.Tile{Label: "people", Value: quantity(q), Lines: []string{"8 December 2024"}, Marks: []int{1, 2}})
		}
		k.Tiles[per/2].Value = total(">=170000", "~5000", "some")
		d := &document.Document{Blocks: []document.Block{k}, Sources: sampleBrief().Sources}
		got := extract(t, render(t, fmt.Sprintf("tiles-%d", per), d, nil))
		for _, tile := range k.Tiles {
			if want := tile.Value.Format(locale.English()); !strings.Contains(flat(got), want) {
				t.Errorf("%d tiles: text lacks %q:\n%s", per, want, got)
			}
		}
		if !strings.Contains(got, "8 December 2024 [1] [2]") {
			t.Errorf("%d tiles: marks are not apart:\n%s", per, got)
		}
	}
}

func TestDraftIsVisibleOnEachPage(t *testing.T) {
	d := sampleBrief()
	d.Draft = true
	file := render(t, "draft", d, nil)
	for page := 1; page <= 2; page++ {
		n := fmt.Sprint(page)
		if got := strings.Count(extract(t, file, "-f", n, "-l", n), "DRAFT"); got != 2 {
			t.Errorf("page %d says DRAFT %d times, want 2: in the head and in the footer", page, got)
		}
	}
}

func TestLinksAndBookmarks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, render(t, "links", sampleBrief(), nil), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool(t, "qpdf"), "--qdf", "--object-streams=disable", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"/URI (https://healthcluster.who.int/)", "/Title (Displacement)", "/Title (Sources)", "/Lang (en)", "/Dest ["} {
		if !bytes.Contains(out, []byte(want)) {
			t.Errorf("the file lacks %s", want)
		}
	}
}

func TestAttachments(t *testing.T) {
	file := render(t, "attached", sampleBrief(), &Options{Theme: &Theme{Accent: "#FFC800"}, Attachments: []Attachment{
		{Name: "register.csv", MIME: "text/csv", Relationship: "Data", Data: []byte("id,figure\n")},
		{Name: "document.json", MIME: "application/json", Relationship: "Source", Description: "the brief", Data: []byte("{}")}}})
	checkQPDF(t, file)
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, file, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool(t, "qpdf"), "--show-attachment=register.csv", path).Output()
	if err != nil || string(out) != "id,figure\n" {
		t.Errorf("attachment: %q, %v", out, err)
	}
}

// TestSameBytesOfDocument writes 24 documents at once, of several kinds: what they share must show in none of them.
func TestSameBytesOfDocument(t *testing.T) {
	logo := logoFile(t)
	write := func(kind int) []byte {
		var b bytes.Buffer
		var err error
		switch kind % 3 {
		case 0:
			_, err = Write(context.Background(), &b, sampleBrief(), nil)
		case 1:
			_, err = Write(context.Background(), &b, reference("ar", 1), &Options{Boundaries: benchLand(), Archive: true})
		case 2:
			_, err = Write(context.Background(), &b, reference("en", 2), &Options{Boundaries: benchLand(), Theme: &Theme{Paper: Letter, Logo: logo}})
		}
		if err != nil {
			t.Error(err)
		}
		return b.Bytes()
	}
	want := [][]byte{write(0), write(1), write(2)}
	var wg sync.WaitGroup
	for i := range 24 {
		wg.Go(func() {
			if !bytes.Equal(write(i), want[i%3]) {
				t.Errorf("two writes of one document differ (kind %d)", i%3)
			}
		})
	}
	wg.Wait()
}

func TestEmptyDocument(t *testing.T) {
	file := render(t, "empty", &document.Document{}, nil)
	checkQPDF(t, file)
	if got := extract(t, file); !strings.Contains(got, "Page 1 of 1") {
		t.Errorf("text of an empty document: %q", got)
	}
}

func TestHostileDocument(t *testing.T) {
	for _, lang := range []string{"ar", "no such tag \xff"} {
		d := hostile()
		d.Language = lang
		checkQPDF(t, render(t, "hostile-"+lang[:2], d, &Options{Language: locale.Arabic()}))
		if _, err := Write(context.Background(), io.Discard, d, nil); (err == nil) != (lang == "ar") {
			t.Errorf("%q: %v", lang, err)
		}
	}
}

func TestMissingGlyphs(t *testing.T) {
	d := &document.Document{Blocks: []document.Block{ptr(text("ambulance 🚑, 🚑 and a clock ⏰"))}}
	findings, err := Write(context.Background(), io.Discard, d, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range findings {
		got = append(got, locale.English().FindingLine(f))
	}
	want := []string{
		`warning: the character "⏰" (U+23F0) is in none of the fonts [missing_glyph]`,
		`warning: the character "🚑" (U+1F691) is in none of the fonts [missing_glyph]`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("findings\n got %q\nwant %q", got, want)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestWriteFails(t *testing.T) {
	full := errors.New("disk full")
	if _, err := Write(context.Background(), failing{full}, sampleBrief(), nil); !errors.Is(err, full) {
		t.Errorf("got %v, want the writer's error", err)
	}
	var b bytes.Buffer
	for _, opts := range []*Options{
		{Theme: &Theme{Accent: "blue"}}, {Theme: &Theme{Accent: "#12345"}}, {Theme: &Theme{Accent: "#12345G"}}, {Theme: &Theme{Accent: "#+12345"}},
		{Attachments: []Attachment{{}}},
		{Attachments: []Attachment{{Name: "a", Relationship: "Friend"}}},
	} {
		if _, err := Write(context.Background(), &b, sampleBrief(), opts); err == nil || b.Len() > 0 {
			t.Errorf("%+v: error %v and %d bytes, want an error and nothing written", opts, err, b.Len())
		}
	}
}
