package register

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

func mapping(t testing.TB, text string) *Mapping {
	t.Helper()
	m, err := ReadMapping(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestReadMappingRefuses(t *testing.T) {
	const id = "id = 'W-{row}'\n"
	for name, c := range map[string]struct{ toml, says string }{
		"not TOML":       {"sheet = ", "cannot be read"},
		"unknown key":    {id + "shet = 'x'", "shet"},
		"no id":          {"sheet = 'x'", "id: give a pattern"},
		"language":       {id + "language = 'uk'", "use en, fr, es or ar"},
		"dates":          {id + "dates = 'american'", "use dmy, mdy or ymd"},
		"header":         {id + "header = [3, 2]", "ascend"},
		"first":          {id + "header = [3]\nfirst = 2", "below the header"},
		"column":         {id + "[columns]\nOblast = 'oblast'", `"oblast" is not a column of the register`},
		"constant":       {id + "[constants]\nsorce = 'x'", `"sorce" is not a column`},
		"values":         {id + "[values.stats]\na = 'b'", `"stats" is not a column`},
		"skip":           {id + "[[skip]]\ncolumn = 'a'", "skip:"},
		"figure":         {id + "[[figures]]\nname = 'a'", "figures: each needs its column"},
		"figures alike":  {"id = '{figure}'\n[[figures]]\ncolumn = 'a'\n[[figures]]\ncolumn = 'b'", "a name unlike the others"},
		"ids alike":      {id + "[[figures]]\ncolumn = 'a'\nname = 'a'\n[[figures]]\ncolumn = 'b'\nname = 'b'", "needs {figure}"},
		"figure's words": {"id = '{figure}'\n[[figures]]\ncolumn = 'a'\nname = 'a'\nconstants = {kind = 'x'}", `"kind" is not a column`},
	} {
		if _, err := ReadMapping(strings.NewReader(c.toml)); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want an error that says %q", name, err, c.says)
		}
	}
	if _, err := ReadMapping(strings.NewReader(id + strings.Repeat("#", maxMapping))); err == nil || !strings.Contains(err.Error(), "more than") {
		t.Errorf("a mapping is never cut short: %v", err)
	}
}

const deskSheet = `
Weekly figures of the desk||||
||||
Area|People||Day|
|Displaced|Dead||Remark
North|1,250|number:12|number:45631|
|about 300|none|45632|see below
South|n/a|<5|5/12/2024|two days?
East||3|2024-12-05|
Total|1550|20||
Figures are those of the first week.||||
`

const deskMapping = `
sheet = "Week"
header = [3, 4]
dates = "dmy"
id = "W49-{figure}-{row}"
fill_down = ["Area"]
[columns]
Area = "place_name"
Day = "as_of"
[constants]
source = "OCHA"
source_date = "2024-12-06"
[[skip]]
column = "Area"
begins = ["Figures are"]
[[figures]]
column = "People / Displaced"
name = "d"
constants = { indicator = "idps" }
[[figures]]
column = "People / Dead"
name = "k"
constants = { indicator = "killed", status = "civilian" }
`

func TestMappedSheet(t *testing.T) {
	g := grid("Week", deskSheet)
	g.Merged = []sheet.Range{{Row: 3, Column: 2, LastRow: 3, LastColumn: 3}}
	_, got, err := readGrids(t, Options{Mapping: mapping(t, deskMapping)}, nil, grid("Notes", "x"), g)
	want := `W49-d-5 idps 1250 North 2024-12-05 OCHA 2024-12-06
W49-k-5 killed 12 North 2024-12-05 OCHA 2024-12-06 civilian
W49-d-6 idps ~300 North 2024-12-06 OCHA 2024-12-06 ["Remark" "see below"]
W49-k-6 killed none North 2024-12-06 OCHA 2024-12-06 civilian ["Remark" "see below"]
W49-d-7 idps not_reported South 2024-12-05 OCHA 2024-12-06 ["Remark" "two days?"]
W49-k-7 killed <5 South 2024-12-05 OCHA 2024-12-06 civilian ["Remark" "two days?"]
W49-k-8 killed 3 East 2024-12-05 OCHA 2024-12-06 civilian
W49-d-9 idps 1550 Total OCHA 2024-12-06
W49-k-9 killed 20 Total OCHA 2024-12-06 civilian
w.xlsx:Notes!0 note sheet_not_read Notes
w.xlsx:Week!1 note row_left_out Weekly figures of the desk outside
w.xlsx:Week!D5 note date_from_days as_of 45631 2024-12-05
w.xlsx:Week!A6 note filled_down Area North
w.xlsx:Week!D6 note date_from_days as_of 45632 2024-12-06
w.xlsx:Week!E6 note unknown_column Remark
w.xlsx:Week!D7 note date_from_days as_of 5/12/2024 2024-12-05
w.xlsx:Week!B8 warning figure_missing People / Displaced
w.xlsx:Week!A9 error total_row Total
w.xlsx:Week!10 note row_left_out Figures are those of the first week. skip
`
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestMappingThatDoesNotFit(t *testing.T) {
	const id = "id = 'W-{row}'\n[columns]\n"
	for _, c := range []struct{ toml, says string }{
		{"sheet = 'Weak'\n" + id, `there is no sheet "Weak" among "Week"`},
		{"header = [2]\n" + id, "row 2, which header names, is empty"},
		{id + "Aria = 'place_name'", `no column "Aria"; there are "Weekly figures of the desk"`},
		{"header = [9]\n" + id + "number = 'best'", "no column"},
	} {
		_, _, err := readGrids(t, Options{Mapping: mapping(t, c.toml)}, nil, grid("Week", deskSheet))
		if !errors.Is(err, ErrMapping) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("got %v, want %q", err, c.says)
		}
	}
	_, _, err := readGrids(t, Options{Mapping: mapping(t, "id = '{row}'")}, nil, grid("a", "x"), grid("b", "y"))
	if !errors.Is(err, ErrMapping) || !strings.Contains(err.Error(), `name one of "a", "b"`) {
		t.Errorf("got %v", err)
	}
	_, _, err = Read(context.Background(), strings.NewReader(`{"id":"A"}`), &Options{Mapping: &Mapping{ID: "{row}"}})
	if !errors.Is(err, ErrMapping) {
		t.Errorf("JSON Lines: got %v", err)
	}
	_, _, err = Read(context.Background(), strings.NewReader("a,b\n"), &Options{Mapping: &Mapping{}})
	if !errors.Is(err, ErrMapping) {
		t.Errorf("a mapping made by hand is checked too: got %v", err)
	}
}

// TestHeadsAlike wants letters where a head does not tell columns apart.
func TestHeadsAlike(t *testing.T) {
	g := grid("a", "n|n\n5|6\n")
	_, _, err := readGrids(t, Options{Mapping: mapping(t, "id = '{row}'\n[[figures]]\ncolumn = 'n'")}, nil, g)
	if !errors.Is(err, ErrMapping) || !strings.Contains(err.Error(), `"n" (it stands twice; write [B])`) {
		t.Errorf("got %v", err)
	}
	_, got, err := readGrids(t, Options{Mapping: mapping(t, "id = '{row}'\nignore = ['[A]']\n[[figures]]\ncolumn = '[B]'\nconstants = {indicator = 'idps', source = 'X'}")}, nil, g)
	if want := "2 idps 6 X\n"; err != nil || got != want {
		t.Errorf("%v, got %q", err, got)
	}
}

// messy says of each file of the shared folder how a desk would map it, what
// figures come out and what stands in the way of the others.
type messy struct {
	file, mapping string
	figures       int
	has           []string // lines of show, without the extra columns
	findings      map[string]int
}

func messyFiles() []messy {
	whowhat := func(head string, rows string, name string) string {
		return head + `
id = "{` + name + `}-{figure}"
language = "es"
` + rows + `
[columns]
"[D]" = "source"
"[H]" = "place_name"
"[I]" = "source_date"
[constants]
indicator = "people_targeted"
[[figures]]
column = "[E]"
name = "m"
constants = { sex = "male" }
[[figures]]
column = "[F]"
name = "f"
constants = { sex = "female" }
`
	}
	return []messy{
		{"hxl-input-merged.xlsx", whowhat("", "header = [1, 2]", "[A]"), 8,
			[]string{"001-m people_targeted 100 Los Santos ACNUR 2015-03-01", "003-f people_targeted 300 Chocó UNICEF", "004-m people_targeted 80 Amazonas OMS 2015-03-01"},
			map[string]int{"merged_text": 4, "row_left_out": 1}},
		{"hxl-input-quality.xlsx", whowhat(`sheet = "input-quality-no-hxl"`, "header = [1, 2]", "[A]"), 8,
			[]string{"002-f people_targeted 110 Cauca UNICEF 2015-03-01"}, map[string]int{"sheet_not_read": 1}},
		{"hxl-input-fuzzy.csv", whowhat("", "header = [1, 2]", "[A]"), 6,
			[]string{"001-m people_targeted 100 Los Santos ACNUR 2015-03-01", "004-f people_targeted 95 Amazonas OMS"}, map[string]int{"row_left_out": 2}},
		{"hxl-input-latin1.csv", whowhat("", "header = [1, 2]", "[A]"), 6,
			[]string{"001-f people_targeted 100 Los Santos ACNUR 2015-03-01", "003-m people_targeted 250 Choc\uFFFD UNICEF"}, map[string]int{"not_utf8": 11, "row_left_out": 2}},
		{"hxl-input-multiple-headers.csv", `
header = [2]
id = "{Org}"
[columns]
Org = "source"
Province = "place_name"
[constants]
indicator = "people_in_need"
[[figures]]
column = "Number affected"
`, 2, []string{"Org X people_in_need 100 Coast Org X", "Org Y people_in_need 200 Mountains Org Y"}, map[string]int{"row_left_out": 2}},
		{"ukraine-key-figures-two-header-rows.csv", `
header = [1, 2]
id = "UA-{figure}-{row}"
empty = ["N/A", "NA"]
[columns]
"Date" = "source_date"
"Source URL" = "source_url"
[values.figure]
"NA" = "not_reported"
[[figures]]
column = "Civilian casualities(OHCHR) - Killed"
name = "killed"
constants = { indicator = "killed", status = "civilian", source = "OHCHR" }
[[figures]]
column = "Update / Refugees(UNHCR)"
name = "out"
constants = { indicator = "cross_border_out", source = "UNHCR" }
[[figures]]
column = "IDPs"
name = "idps"
constants = { indicator = "idps", source = "OCHA" }
`, 0, []string{"UA-killed-3 killed 249 OHCHR 2022-03-03 civilian", "UA-out-3 cross_border_out 1000000 UNHCR 2022-03-03", "UA-idps-3 idps not_reported OCHA 2022-03-03"}, nil},
		{"ukraine-dtm-idp-round-14.xlsx", `
sheet = "Estimated Population"
id = "R{Round}-{figure}-{row}"
[columns]
Oblast = "place_name"
"Oblast pcode" = "place"
"Reported Date" = "as_of"
[constants]
source = "IOM DTM"
[[figures]]
column = "Estimated max. de facto IDPs present"
name = "idps"
constants = { indicator = "idps" }
[[figures]]
column = "Estimated max. returnee pop. Present"
name = "ret"
constants = { indicator = "returnees" }
`, 52, []string{"R14-idps-3 idps 121000 UA71 Cherkaska 2023-09-30 IOM DTM", "R14-ret-26 returnees not_reported UA44 Luhanska* 2023-09-30 IOM DTM"},
			map[string]int{"bad_value": 1, "row_left_out": 1, "text_beside": 1, "sheet_not_read": 2}},
		{"ukraine-dtm-idp-round-14.xlsx", `
sheet = "Current Location of IDPs"
id = "R14-share-{row}"
[columns]
"[A]" = "place_name"
[constants]
indicator = "idps"
source = "IOM DTM"
[[figures]]
column = "% of IDPs"
share = true
`, 6, []string{"R14-share-2 idps 140 permille Dnipropetrovska Oblast IOM DTM", "R14-share-7 idps 480 permille Other oblasts IOM DTM"}, map[string]int{"row_left_out": 1, "sheet_not_read": 2}},
		{"afghanistan-adminboundaries-arabic-script.xlsx", `
sheet = "ADM1"
id = "{ADM1_PCODE}"
[columns]
ADM1_PCODE = "place"
ADM1_DA = "place_name"
DATE = "source_date"
[constants]
indicator = "idps"
source = "COD"
[[figures]]
column = "ADM1_REF"
`, 0, nil, map[string]int{"row_left_out": 34, "sheet_not_read": 2}},
		{"ukraine-border-crossings-readme-sheet.xlsx", `
sheet = "READ ME"
id = "crossings-{row}"
[columns]
"Country and main source links" = "place_name"
[constants]
indicator = "routes_closed"
source = "GLIDE"
[[figures]]
column = "crossing count"
`, 8, []string{"crossings-2 routes_closed 8", "crossings-9 routes_closed 80 GLIDE"}, map[string]int{"sheet_not_read": 1, "total_row": 1, "row_left_out": 2}},
	}
}

func TestMessyFiles(t *testing.T) {
	dir := os.Getenv("SITREP_DATA")
	if dir == "" {
		t.Skip("SITREP_DATA is not set: the messy files of the shared folder are not read")
	}
	seen := map[string]bool{}
	for _, m := range messyFiles() {
		seen[m.file] = true
		data, err := os.ReadFile(filepath.Join(dir, "messy", m.file))
		if err != nil {
			t.Fatal(err)
		}
		reg, found, err := Read(t.Context(), bytes.NewReader(data), &Options{Name: m.file, Mapping: mapping(t, m.mapping)})
		if err != nil {
			t.Errorf("%s: %v", m.file, err)
			continue
		}
		if m.figures > 0 && len(reg.Figures) != m.figures {
			t.Errorf("%s: %d figures, want %d", m.file, len(reg.Figures), m.figures)
		}
		got := show(reg, found)
		for _, line := range m.has {
			if !slices.ContainsFunc(strings.Split(got, "\n"), func(l string) bool { return l == line || strings.HasPrefix(l, line+" ") }) {
				t.Errorf("%s: no figure %q", m.file, line)
			}
		}
		codes := map[string]int{}
		for _, f := range found {
			codes[f.Code]++
			if len(f.Positions) == 0 || f.Positions[0].File == "" {
				t.Errorf("%s: %v is nowhere", m.file, f)
			}
		}
		for code, n := range m.findings {
			if codes[code] != n {
				t.Errorf("%s: %d findings %s, want %d", m.file, codes[code], code, n)
			}
		}
		if t.Failed() {
			t.Log(got)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "messy", "*"))
	if err != nil || len(files) == 0 {
		t.Fatal("no messy files:", err)
	}
	for _, f := range files {
		if !seen[filepath.Base(f)] {
			t.Errorf("%s is not read", filepath.Base(f))
		}
	}
}

func FuzzReadMapping(f *testing.F) {
	f.Add(deskMapping)
	f.Add("id = '{row}{'\nheader = [1]\nempty = ['-']\n[columns]\n'[A]' = 'id'\n")
	f.Add("[[figures]]\ncolumn = 'a'\n[[skip]]\n")
	f.Add("\"aa\\") // the toml package panics where it would show the line of this one
	f.Fuzz(func(t *testing.T, text string) {
		m, err := ReadMapping(strings.NewReader(text))
		if err != nil {
			return
		}
		// What is accepted never panics on a sheet.
		_, _, _ = readGrids(t, Options{Mapping: m}, nil, grid("Week", deskSheet))
	})
}

func FuzzReadSheets(f *testing.F) {
	f.Add(figuresHead+"A|number:1250|idps|civils|SY02 \u2013 x|date:2024-12-05||OCHA 4|\n", sourcesSheet, uint8(0))
	f.Add(deskSheet, "", uint8(3))
	f.Add("source_key|source\n|\n|x\n", figuresHead+"|formula:|error:#N/A|percent:0.5|date:x\n", uint8(9))
	f.Fuzz(func(t *testing.T, a, b string, merge uint8) {
		control := func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == '\uFFFE' || r == '\uFFFF' }
		if !utf8.ValidString(a+b) || strings.ContainsFunc(a+b, control) {
			return // XML holds no such characters
		}
		one, two := grid("Week", a), grid("Sources", b)
		one.Merged = []sheet.Range{{Row: int(merge) % 5, Column: 1 + int(merge)%3, LastRow: int(merge)%5 + 2, LastColumn: 1 + int(merge)%4}}
		if one.Merged[0].LastColumn < one.Merged[0].Column {
			one.Merged = nil
		}
		for _, o := range []Options{{}, {Mapping: mapping(t, deskMapping)}} {
			reg, _, err := readGrids(t, o, nil, one, two)
			if err != nil {
				continue
			}
			for _, fig := range reg.Figures {
				if fig.Position.Row < 1 || fig.Position.Sheet == "" {
					t.Errorf("%+v is nowhere", fig)
				}
			}
			rewritten(t, reg)
		}
	})
}
