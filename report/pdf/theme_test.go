package pdf

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/picture"
)

func logoFile(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, redAbove()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestThemeOnThePage looks for everything that a theme adds, where it belongs, in both directions and on both papers.
func TestThemeOnThePage(t *testing.T) {
	dir := t.TempDir()
	files := []string{"check"}
	for _, lang := range []string{"en", "ar"} {
		for _, paper := range []Paper{A4, Letter} {
			theme := &Theme{Accent: "#00695C", Paper: paper, Logo: logoFile(t), Organisation: "House", Contacts: []string{"desk@example.org"},
				Disclaimers: []string{"Figures may change."}}
			d := &document.Document{Title: "Title", Language: lang, Draft: paper == Letter, Blocks: []document.Block{ptr(text("one line"))}}
			laid := layWith(t, d, theme)
			last := laid.pages[len(laid.pages)-1]
			var logo *item
			said := ""
			for i, it := range last.items {
				if it.kind == pictureItem {
					logo = &last.items[i]
				}
				said += it.says() + "\n"
			}
			for _, want := range []string{"House", "desk@example.org", "Figures may change."} {
				if !strings.Contains(said, want) {
					t.Errorf("%s, %s: the page lacks %q:\n%s", lang, paper, want, said)
				}
			}
			edge := margin + logoPad
			if lang == "ar" {
				edge = laid.sheet.pageWidth - edge - logoHeight
			}
			if logo == nil || logo.x != edge || logo.w != logoHeight || logo.h != logoHeight || logo.tag.Kind != "Figure" || !strings.Contains(logo.tag.Alt, "House") {
				t.Errorf("%s, %s: logo %+v, want a square at %d of a Figure that names the house", lang, paper, logo, edge)
			}
			if at := outside(last, laid.sheet); at != "" {
				t.Errorf("%s, %s: outside: %s", lang, paper, at)
			}
			file := render(t, fmt.Sprintf("theme-%s-%s", lang, paper), d, &Options{Theme: theme, Archive: true})
			checkQPDF(t, file)
			path := filepath.Join(dir, fmt.Sprintf("%s-%s.pdf", lang, paper))
			if err := os.WriteFile(path, file, 0o644); err != nil {
				t.Fatal(err)
			}
			files = append(files, path)
			size := map[Paper]string{A4: "[0 0 595.28 841.89]", Letter: "[0 0 612 792]"}[paper]
			if plain := strings.ReplaceAll(string(file), ".00", ""); !strings.Contains(plain, "/MediaBox "+size) {
				t.Errorf("%s: no page of %s", paper, size)
			}
		}
	}
	if out, ok := pdfbox(t, files...); !ok {
		t.Errorf("not PDF/A-1b:\n%s", out)
	}
}

// TestDocumentComesFirst says that a theme stands in only for what a document does not say.
func TestDocumentComesFirst(t *testing.T) {
	theme := &Theme{Organisation: "House", Contacts: []string{"house@example.org"}}
	d := &document.Document{Organisation: "Desk", Blocks: []document.Block{&document.Heading{Level: 1, Text: locale.English().Say("brief.contacts")}, ptr(text("desk@example.org"))}}
	said := layoutDump(layWith(t, d, theme).pages)
	if strings.Contains(said, "House") || strings.Contains(said, "house@") || !strings.Contains(said, "Desk") {
		t.Errorf("the document's own organisation and contacts were not kept:\n%s", said)
	}
	if d.Organisation != "Desk" {
		t.Error("the document was changed")
	}
}

func TestWideAndTallLogos(t *testing.T) {
	for _, p := range []struct{ w, h int }{{1, 9000}, {9000, 1}, {400, 100}, {1, 1}} {
		l := &layouter{sheet: A4.sheet(), house: &Theme{}, doc: &document.Document{}, lang: locale.English(), tree: []*element{{}}}
		l.logo = &picture.Picture{Width: p.w, Height: p.h}
		b := l.bandLogo()
		if b.w < pt || b.h < pt || b.w > logoWidth || b.h > logoHeight || b.room > l.bodyWidth/2 {
			t.Errorf("%d by %d pixels: %d by %d in a room of %d", p.w, p.h, b.w, b.h, b.room)
		}
	}
}

func TestThemeFindings(t *testing.T) {
	find := func(d *document.Document, theme *Theme) string {
		found, err := Write(context.Background(), io.Discard, d, &Options{Theme: theme})
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, f := range found {
			out = append(out, f.Code+" "+strings.Join(f.Args, " "))
			if f.Severity != humanitarian.WarningFinding {
				t.Errorf("%s is no warning", f.Code)
			}
		}
		return strings.Join(out, "\n")
	}
	long := &document.Document{Layout: document.Snapshot}
	for range 90 {
		long.Blocks = append(long.Blocks, ptr(text("line")))
	}
	for _, test := range []struct {
		name  string
		d     *document.Document
		theme *Theme
		want  string
	}{
		{"dark enough", &document.Document{}, &Theme{Accent: "#0077B8"}, ""},
		{"too light", &document.Document{}, &Theme{Accent: "#009EDB"}, "accent_darkened #009EDB #0078A8"},
		{"snapshot of two pages", long, nil, "pages_over snapshot 2 1"},
	} {
		if got := find(test.d, test.theme); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestWatermark(t *testing.T) {
	for _, lang := range []string{"en", "fr", "es", "ar"} {
		for _, paper := range []Paper{A4, Letter} {
			d := sampleBrief()
			d.Draft, d.Language = true, lang
			laid := layWith(t, d, &Theme{Paper: paper})
			for n, p := range laid.pages {
				it := p.items[0]
				if it.kind != outlineItem || it.tag != nil || len(it.art.outline) < 4 {
					t.Fatalf("%s: page %d does not begin with the word: %+v", lang, n+1, it)
				}
				for _, glyph := range it.art.outline {
					for _, s := range glyph {
						if s.To.X < 0 || s.To.Y < 0 || s.To.X > laid.sheet.pageWidth || s.To.Y > laid.sheet.pageHeight {
							t.Fatalf("%s, %s: the word reaches %v, outside the page", lang, paper, s.To)
						}
					}
				}
			}
		}
	}
}

func TestReadTheme(t *testing.T) {
	logo := logoFile(t)
	files := fstest.MapFS{"logo.png": {Data: logo}, "bad.png": {Data: []byte("no picture")}, "fonts/more.ttf": {Data: tinyFont('⏰')}}
	got, err := ReadTheme(strings.NewReader("\uFEFF# looks\n\naccent = '#00695C' # green\npaper=\"Letter\"\nlogo = \"logo.png\"\nlogo_text = \"A \\\"red\\\" field\"\n"+
		"fonts = \"fonts\"\norganisation = \"شبكة\"\ncontacts = [\"a, b\", 'c\\d',]\ndisclaimers = [ # two\n  \"one\",\n\n  \"two\"\n] # end\n"), files)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Fonts.More) != 1 || len(got.Logo) == 0 {
		t.Errorf("fonts %d, logo of %d bytes", len(got.Fonts.More), len(got.Logo))
	}
	got.Fonts, got.Logo = Fonts{}, nil
	want := &Theme{Accent: "#00695C", Paper: Letter, LogoText: `A "red" field`, Organisation: "شبكة", Contacts: []string{"a, b", `c\d`}, Disclaimers: []string{"one", "two"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if _, err := ReadTheme(strings.NewReader("logo = 'a.png'"), nil); err == nil || !strings.Contains(err.Error(), "a.png: file does not exist") {
		t.Errorf("a logo without a file system: %v", err)
	}
	for _, test := range []struct{ in, want string }{
		{"accent = \"blue\"", "line 1: accent: pdf: \"blue\" is not a colour"},
		{"\npaper = \"A3\"", "line 2: paper: pdf: \"A3\" is no paper; it is A4 or Letter"},
		{"logo = \"none.png\"", "line 1: logo: open none.png"},
		{"logo = \"bad.png\"", "line 1: logo: picture: neither PNG nor JPEG"},
		{"logo = \"../logo.png\"", "line 1: logo: open ../logo.png"},
		{"fonts = \"none\"", "line 1: fonts: "},
		{"colour = \"#000000\"", "there is no such key; the keys are accent, paper"},
		{"accent", "is no entry; write key = \"text\""},
		{"accent = #000000", "\"#000000\" is no text; put it in quotation marks"},
		{"accent = \"#000000", "has no closing quotation mark"},
		{"accent = \"a\\qb\"", "has a backslash that means nothing"},
		{"accent = \"#000000\" x", "\"x\" is left over"},
		{"accent = [\"#000000\"]", "one text is needed"},
		{"contacts = \"one\"", "a list is needed"},
		{"contacts = [\"one\" \"two\"]", "put a comma between texts"},
		{"contacts = [\"one\",\n", "line 1: the list has no end"},
		{"paper = \"A4\"\npaper = \"A4\"", "line 2: paper stands twice, first in line 1"},
		{"organisation = \"\xff\"", "save the file as UTF-8"},
	} {
		if _, err := ReadTheme(strings.NewReader(test.in), files); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: got %v, want %q", test.in, err, test.want)
		}
	}
}

// FuzzReadTheme reads what was read once more from a plain way of writing it.
func FuzzReadTheme(f *testing.F) {
	for _, s := range []string{"accent = \"#00695C\"\n", "contacts = ['a', \"b\\n\"]", "organisation = \"\\u0634\"\ndisclaimers = [\n\"x\",\n]", "paper = \"Letter\" # so"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		theme, err := ReadTheme(strings.NewReader(s), fstest.MapFS{})
		if err != nil {
			return
		}
		var b strings.Builder
		fmt.Fprintf(&b, "paper = %q\nlogo_text = %q\norganisation = %q\n", theme.Paper, theme.LogoText, theme.Organisation)
		if theme.Accent != "" {
			fmt.Fprintf(&b, "accent = %q\n", theme.Accent)
		}
		for key, list := range map[string][]string{"contacts": theme.Contacts, "disclaimers": theme.Disclaimers} {
			if list == nil {
				continue
			}
			fmt.Fprintf(&b, "%s = [", key)
			for _, s := range list {
				fmt.Fprintf(&b, "%q,\n", s)
			}
			b.WriteString("]\n")
		}
		again, err := ReadTheme(strings.NewReader(b.String()), fstest.MapFS{})
		if err != nil {
			t.Fatalf("%q, written as %q: %v", s, b.String(), err)
		}
		if diff := cmp.Diff(theme, again); diff != "" {
			t.Errorf("%q (-read +read again):\n%s", s, diff)
		}
	})
}
