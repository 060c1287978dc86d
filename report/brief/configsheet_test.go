package brief

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// full is a configuration with something in every field that the sheet has.
func full() *Config {
	return &Config{
		Title: "Week 49", Series: "weekly", Number: 12, Organisation: "Desk", Producer: "IM unit", Country: "SYR", Language: "fr", Digits: "latin", Months: "levant", FigureLanguage: "es",
		Texts: Texts{Highlights: []string{"One {R-1}.", "=Two"}, Overview: []string{"o"}, Displacement: []string{"d"}, CivilianHarm: []string{"c"},
			Infrastructure: []string{"i"}, Access: []string{"a"}, Response: []string{"r", "s", "t"}, DataNotes: []string{"n"}},
		Contacts:   []Contact{{"A", "officer", "a@example.org"}, {"B", "", "b@example.org"}},
		NextIssue:  map[string]string{"2024-12-05": "2024-12-12"},
		KeyFigures: []KeyFigure{{ID: "R-1", Label: "Killed"}, {Series: "idps"}},
		Indicators: []OwnIndicator{{"bakeries_open", "stock", "facility", "Bakeries open", ""}},
		Places:     map[string]string{"SY02": "Alep", "SY07": "Idleb"}, Words: map[string]string{"since 27 November": "depuis le 27 novembre"},
		Waivers:     []Waiver{{"part_unknown", "R-1", "checked by phone", "C", "2024-12-05", "2024-12-05"}},
		Policies:    Policies{MagnitudeWords: "acled"},
		Disclaimers: map[string]string{"map": "m", "data": "d"},
		SignOff:     []SignOff{{"2024-12-05", "public", "final", "D", "2024-12-06", "abc"}},
	}
}

func configBook(t testing.TB, sheets ...sheet.Sheet) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := sheet.Write(t.Context(), &b, &sheet.Workbook{Sheets: sheets}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestConfigSheetRoundTrip(t *testing.T) {
	v := reflect.ValueOf(*full())
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		if v.Field(i).IsZero() && name != "Charts" && name != "Maps" {
			t.Errorf("nothing tries %s, which the sheet must hold", name)
		}
	}
	for _, tag := range locale.Tags() {
		l, err := locale.Of(tag)
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]*Config{"full": full(), "empty": nil} {
			got, found, err := ReadConfigSheet(t.Context(), bytes.NewReader(configBook(t, ConfigSheet(l, want))), "w.xlsx")
			if err != nil || len(found) > 0 {
				t.Fatalf("%s, %s: %v, %v", tag, name, found, err)
			}
			if want == nil {
				want = &Config{Language: tag}
			}
			if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
				t.Errorf("%s, %s (-written +read):\n%s", tag, name, d)
			}
		}
	}
}

// TestConfigLabels wants no label to mean two things in any language.
func TestConfigLabels(t *testing.T) {
	means := map[string]string{}
	for _, tag := range locale.Tags() {
		l, err := locale.Of(tag)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range configKinds() {
			label := l.Word("brief_row", k.name)
			if !l.Has("brief_row", k.name) || means[label] != "" && means[label] != k.name {
				t.Errorf("%s: %q of %s also means %s", tag, label, k.name, means[label])
			}
			means[label] = k.name
			for _, h := range k.heads {
				if !l.Has("brief_head", h) {
					t.Errorf("%s: no head %s", tag, h)
				}
			}
		}
	}
}

// TestConfigSheetLocksHeads wants the heads locked, and all else open, so that rows can be inserted and deleted.
func TestConfigSheetLocksHeads(t *testing.T) {
	s := ConfigSheet(locale.English(), &Config{Title: "Test"})
	if !s.Protected {
		t.Error("the sheet is not locked")
	}
	for j, c := range s.Columns {
		if !c.Unlocked {
			t.Errorf("nobody can type into column %d", j+1)
		}
	}
	heads := 0
	for i, r := range s.Rows {
		for j, c := range r {
			if head := c.Style == sheet.Header; c.Unlocked == head {
				t.Errorf("row %d, column %d: unlocked is %v", i+1, j+1, c.Unlocked)
			} else if head && j == 0 {
				heads++
			}
		}
	}
	if heads < 5 {
		t.Errorf("%d rows of heads", heads)
	}
}

func TestConfigSheetFaults(t *testing.T) {
	l := locale.English()
	s := ConfigSheet(l, nil)
	row := func(what string, values ...string) {
		cells := []sheet.Cell{{Kind: sheet.Text, Text: what}}
		for _, v := range values {
			c := sheet.Cell{}
			if v != "" {
				c = sheet.Cell{Kind: sheet.Text, Text: v}
			}
			cells = append(cells, c)
		}
		s.Rows = append(s.Rows, cells)
	}
	first := len(s.Rows) + 1
	row("Number of the issue", "twelve")
	row("Title", "a")
	row("title", "b") // the register's own word
	row("Wavier", "part_unknown", "R-1")
	row("Contact", "A", "", "", "a@example.org")
	row("Next issue", "2024-12-05", "Thursday")
	row("Policy for words such as hundreds (none, acled, literal)", "guess")
	row("Indicator of your own", "killed", "flow", "person", "x")
	row("Name of a place", "SY02", "Alep")
	row("Nom d’un lieu", "SY02", "Aleppo") // pasted from a French sheet
	row("Key figure", "", "idps")
	c, found, err := ReadConfigSheet(t.Context(), bytes.NewReader(configBook(t, sheet.Sheet{Name: "x", Rows: [][]sheet.Cell{{{Kind: sheet.Text, Text: "y"}}}}, s)), "w.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range found {
		got = append(got, fmt.Sprintf("%s%d %s %s", sheet.ColumnName(f.Positions[0].Column), f.Positions[0].Row-first+1, f.Code, f.Args[1]))
	}
	want := []string{"B1 config_unread number", "B3 config_unread twice", "A4 config_unread what", "E5 config_unread beyond", "B6 config_unread date",
		"B7 config_unread policy", "B8 config_unread own", "B10 config_unread twice"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if c.Title != "a" || len(c.Contacts) != 1 || c.Places["SY02"] != "Alep" || len(c.KeyFigures) != 1 || c.KeyFigures[0].Series != "idps" {
		t.Errorf("the rest is read: %+v", c)
	}
}

func TestNoConfigSheet(t *testing.T) {
	data := configBook(t, sheet.Sheet{Name: "x", Rows: [][]sheet.Cell{{{Kind: sheet.Text, Text: "y"}}}})
	if _, _, err := ReadConfigSheet(t.Context(), bytes.NewReader(data), "w.xlsx"); !errors.Is(err, ErrNoConfigSheet) {
		t.Errorf("got %v", err)
	}
	if _, _, err := ReadConfigSheet(t.Context(), bytes.NewReader([]byte("title = 'x'")), "w.xlsx"); !errors.Is(err, sheet.ErrFormat) {
		t.Errorf("got %v", err)
	}
}
