package brief

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

func TestReadConfigRefuses(t *testing.T) {
	for name, c := range map[string]struct{ toml, says string }{
		"unknown key":   {"titel = 'x'", "titel"},
		"not TOML":      {"title = ", "cannot be read"},
		"own core":      {"[[indicators]]\nname='killed'\nnature='flow'\nunit='person'\nlabel='x'", "the core has it already"},
		"own half made": {"[[indicators]]\nname='trucks'", "needed"},
		"own theme":     {"[[indicators]]\nname='trucks'\nnature='flow'\nunit='vehicle'\nlabel='x'\ntheme='cars'", "theme"},
		"policy":        {"[policies]\nmagnitude_words='guess'", "policy"},
		"figures":       {"figure_language='uk'", "figure_language"},
	} {
		if _, err := ReadConfig(strings.NewReader(c.toml)); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want an error that says %q", name, err, c.says)
		}
	}
	if _, err := ReadConfig(strings.NewReader("")); err != nil {
		t.Errorf("an empty configuration is the default: %v", err)
	}
}

func TestNeverWaivable(t *testing.T) {
	i := Issue{AsOf: humanitarian.MustParseDate("2024-12-05")}
	w := Waiver{Figure: "a", Reason: "r", Name: "n", Date: "2024-12-05", Until: "2024-12-05"}
	for _, code := range []string{"status_missing", "above_edition", "ambiguous_number"} {
		w.Code = code
		if w.fault(i) == "" {
			t.Errorf("%s was waived", code)
		}
	}
	w.Code = "part_above_whole"
	if why := w.fault(i); why != "" {
		t.Errorf("a complete waiver: %s", why)
	}
	i.AsOf = humanitarian.MustParseDate("2024-12-16")
	if w.fault(i) == "" {
		t.Error("a waiver expires with the next issue")
	}
}

func one(t *testing.T, c *Config, figures ...humanitarian.Figure) (*document.Document, []humanitarian.Finding, error) {
	t.Helper()
	reg := &humanitarian.Register{Country: "SYR", Indicators: humanitarian.CoreIndicators(), Figures: figures}
	return Compose(context.Background(), reg, c, Issue{AsOf: humanitarian.MustParseDate("2024-12-05")}, nil)
}

func figure(id string) humanitarian.Figure {
	return humanitarian.Figure{ID: id, Indicator: "idps", Quantity: humanitarian.MustParseQuantity(">=5"), AsOf: humanitarian.MustParseDate("2024-12-01"),
		Source: humanitarian.Source{Name: "OCHA", Date: humanitarian.MustParseDate("2024-12-02")}}
}

func has(found []humanitarian.Finding, code string) bool {
	for _, f := range found {
		if f.Code == code {
			return true
		}
	}
	return false
}

func TestComposeStops(t *testing.T) {
	if _, found, err := one(t, nil); !errors.Is(err, ErrStopped) || !has(found, "no_figures") {
		t.Errorf("an empty register: %v, %v", err, found)
	}
	if _, found, err := one(t, &Config{Country: "TUR"}, figure("a")); !errors.Is(err, ErrStopped) || !has(found, "mixed_countries") {
		t.Errorf("another country: %v, %v", err, found)
	}
	next, _ := humanitarian.ParsePeriod("2024-12-06..2024-12-12")
	if _, found, err := Compose(context.Background(), &humanitarian.Register{Country: "SYR", Indicators: humanitarian.CoreIndicators(), Figures: []humanitarian.Figure{figure("a")}}, nil,
		Issue{AsOf: humanitarian.MustParseDate("2024-12-05"), Period: next}, nil); !errors.Is(err, ErrStopped) || !has(found, "period_begins_later") {
		t.Errorf("a period that is still to come: %v, %v", err, found)
	}
	cancelled, stop := context.WithCancel(context.Background())
	stop()
	if _, _, err := Compose(cancelled, &humanitarian.Register{}, nil, Issue{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, _, err := Compose(context.Background(), &humanitarian.Register{}, nil, Issue{AsOf: humanitarian.MustParseDate("2024-12")}, nil); err == nil {
		t.Error("a brief needs a day")
	}
}

func TestTextsAndTiles(t *testing.T) {
	c := &Config{
		Texts:      Texts{Highlights: []string{"OCHA counted {a} displaced.", "Nobody said {zz}.", "TODO write this"}},
		KeyFigures: []KeyFigure{{ID: "a", Label: "Displaced"}, {Series: "none"}},
		NextIssue:  map[string]string{"2024-12-05": "2024-12-01"},
	}
	d, found, err := one(t, c, figure("a"))
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []string{"bad_citation", "placeholder", "series_unknown", "next_issue_past"} {
		if !has(found, code) {
			t.Errorf("no finding %s in %v", code, found)
		}
	}
	bullets, ok := d.Blocks[1].(*document.Bullets)
	if !ok || len(bullets.Items) != 2 || bullets.Items[0].Spans[1].Value.Figures[0] != "a" {
		t.Errorf("a citation prints as its figure: %+v", d.Blocks[1])
	}
	tiles, ok := d.Blocks[3].(*document.KeyFigures)
	if !ok || len(tiles.Tiles) != 1 || tiles.Tiles[0].Value.Quantity == nil {
		t.Errorf("a tile holds a value: %+v", d.Blocks[3])
	}
}

// FuzzReadConfig tries that no configuration panics, and that each is either
// read or refused with an error.
func FuzzReadConfig(f *testing.F) {
	f.Add("language = 'fr'\n[[key_figure]]\n[[waiver]]\ncode = 'x'\n")
	f.Add("title = \"a\"\n[period]\nfrom = 2024-12-01\n")
	f.Add("\"aa\\") // the toml package panics where it would show the line of this one
	f.Fuzz(func(t *testing.T, text string) {
		c, err := ReadConfig(strings.NewReader(text))
		if (c == nil) == (err == nil) {
			t.Errorf("%q: got %v and %v", text, c, err)
		}
	})
}
