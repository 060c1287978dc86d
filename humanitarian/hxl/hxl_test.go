package hxl

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

func TestParseTag(t *testing.T) {
	for _, tt := range []struct{ in, want, why string }{
		{"#adm1", "#adm1", "no attributes"},
		{"#affected+f+children", "#affected+children+f", "attributes sorted"},
		{" #Affected +F  +f\t+Idps ", "#affected+f+idps", "case, blanks and repeats do not matter"},
		{"#x_own+v_pcode", "#x_own+v_pcode", "extensions"},
		{"\u00a0#org", "#org", "a blank from a web page"},
		{"org", "", "no #"},
		{"#", "", "no name"},
		{"#1", "", "a digit first"},
		{"#_a", "", "an underscore first"},
		{"#org+", "", "an empty attribute"},
		{"#org++a", "", "likewise"},
		{"#org+1", "", "a digit first"},
		{"#org-a", "", "a pattern is no tag"},
		{"#org a", "", "two words"},
		{"# org", "", "a blank after #"},
		{"#org+ a", "", "a blank after +"},
		{"#sectór", "", "letters of ASCII only"},
		{"", "", "nothing"},
	} {
		got, err := ParseTag(tt.in)
		if got.String() != tt.want || (err == nil) != (tt.want != "") || err != nil && !errors.Is(err, ErrTag) {
			t.Errorf("%q gives %q, %v; want %q: %s", tt.in, got, err, tt.want, tt.why)
		}
	}
	a, b := MustParseTag("#affected+f+idps"), MustParseTag("#affected+idps+f")
	if a != b || !a.Has("f") || a.Has("id") || a.Hashtag() != "#affected" {
		t.Errorf("%v and %v are one tag, with f and without id", a, b)
	}
	with, err := a.With("children")
	if err != nil || with.String() != "#affected+children+f+idps" {
		t.Errorf("got %v, %v", with, err)
	}
	if _, err := (Tag{}).With("f"); err == nil {
		t.Error("an attribute without a hashtag is no tag")
	}
	var back Tag
	text, _ := a.MarshalText()
	if err := back.UnmarshalText(text); err != nil || back != a {
		t.Errorf("%s reads back as %v, %v", text, back, err)
	}
}

func TestPattern(t *testing.T) {
	tag := MustParseTag("#affected+f+idps")
	for _, tt := range []struct {
		pattern string
		match   bool
		form    string
	}{
		{"#affected", true, "#affected"},
		{"affected", true, "#affected"},
		{" Affected +IDPs ", true, "#affected+idps"},
		{"#affected+f+idps", true, "#affected+f+idps"},
		{"#affected+f-children", true, "#affected+f-children"},
		{"#affected+f-idps", false, "#affected+f-idps"},
		{"#affected+children", false, "#affected+children"},
		{"#*", true, "#*"},
		{"*+idps", true, "#*+idps"},
		{"#*-f", false, "#*-f"},
		{"#affected+idps+f!", true, "#affected+f+idps!"},
		{"#affected+f !", false, "#affected+f!"},
		{"#affected!", false, "#affected!"},
		{"#affect", false, "#affect"},
		{"#inneed", false, "#inneed"},
	} {
		p, err := ParsePattern(tt.pattern)
		if err != nil || p.Match(tag) != tt.match || p.String() != tt.form || p.Match(Tag{}) {
			t.Errorf("%q: %v %v %q, want %v %q", tt.pattern, err, p.Match(tag), p, tt.match, tt.form)
		}
	}
	for _, bad := range []string{"", "#", "#a+", "#a-", "#a!b", "#a-b!", "#a=b", "#a b", "##a", "#*a"} {
		if p, err := ParsePattern(bad); !errors.Is(err, ErrTag) {
			t.Errorf("%q: got %v, %v; want ErrTag", bad, p, err)
		}
	}
	if (Pattern{}).Match(tag) {
		t.Error("the zero pattern selects a tag")
	}
	ps, err := ParsePatterns("#adm1+name, org")
	if err != nil || len(ps) != 2 || ps[1].String() != "#org" {
		t.Errorf("got %v, %v", ps, err)
	}
	if _, err := ParsePatterns("#adm1,,#org"); err == nil {
		t.Error("an empty pattern in a list was taken")
	}
}

func codes(fs []humanitarian.Finding) []string {
	var out []string
	for _, f := range fs {
		out = append(out, f.Positions[0].String()+" "+f.Code+" "+strings.Join(f.Args, "|"))
	}
	return out
}

func TestRead(t *testing.T) {
	filler := func(n int) (out [][]string) {
		for range n {
			out = append(out, []string{"a title", ""})
		}
		return out
	}
	tags := [][]string{{"Org", "Place"}, {"#org", "#adm1"}, {"A", "B"}}
	for _, tt := range []struct {
		name     string
		rows     [][]string
		tags     string // joined; empty for ErrNoTags
		headers  string
		tagRow   int
		findings []string
	}{
		{"plain", tags, "#org #adm1", "Org|Place", 2, nil},
		{"no header", tags[1:], "#org #adm1", "|", 1, nil},
		{"row 25", append(filler(23), tags...), "#org #adm1", "Org|Place", 25, nil},
		{"row 26", append(filler(24), tags...), "", "", 0, nil},
		{"blank rows do not count", append(slices.Repeat([][]string{{"", " "}, nil}, 20), tags...), "#org #adm1", "Org|Place", 42, nil},
		{"half are tags", [][]string{{"#org", "x", "", "y", "#adm1"}}, "#org    #adm1", "||||", 1, []string{"f:1:2 hxl_bad_tag x", "f:1:4 hxl_bad_tag y"}},
		{"fewer than half", [][]string{{"#org", "x", "", "y"}}, "", "", 0, nil},
		{"the first of two", [][]string{{"#org"}, {"#adm1"}}, "#org", "", 1, nil},
		{"short header", [][]string{{"Org"}, {"#org", "#adm1"}}, "#org #adm1", "Org|", 2, nil},
		{"cells to the right", [][]string{{"#org"}, {"A", "", "stray"}, {"B", ""}}, "#org", "", 1, []string{"f:2:3 hxl_beyond stray"}},
		{"nothing", nil, "", "", 0, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			table, findings, err := Read(Rows(tt.rows), &Options{File: "f"})
			if tt.tags == "" {
				if !errors.Is(err, ErrNoTags) {
					t.Fatalf("got %v, want ErrNoTags", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var headers []string
			for _, c := range table.Columns {
				headers = append(headers, c.Header)
			}
			if got := strings.Join(table.Tags(), " "); got != tt.tags || table.TagRow != tt.tagRow || strings.Join(headers, "|") != tt.headers {
				t.Errorf("got %q in row %d under %q, want %q in row %d under %q", got, table.TagRow, headers, tt.tags, tt.tagRow, tt.headers)
			}
			if d := cmp.Diff(tt.findings, codes(findings)); d != "" {
				t.Errorf("findings (-want +got):\n%s", d)
			}
		})
	}
	broken := errors.New("broken")
	_, _, err := Read(func(yield func(Row, error) bool) { yield(Row{}, broken) }, nil)
	if !errors.Is(err, broken) {
		t.Errorf("got %v, want the error of the rows", err)
	}
}

func TestGet(t *testing.T) {
	table, _, err := Read(Rows([][]string{{"#sector", "#org", "#org+impl"}, {"Health", " ", "WFP"}, {"WASH"}}), nil)
	if err != nil {
		t.Fatal(err)
	}
	org := MustParsePattern("org")
	got := []string{table.Get(table.Rows[0], org), table.Get(table.Rows[1], org), strings.Join(table.All(table.Rows[0], org), "|"), strings.Join(table.All(table.Rows[1], org), "|")}
	if d := cmp.Diff([]string{"WFP", "", " |WFP", ""}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if d := cmp.Diff([]int{1, 2}, table.Index(org)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestLint(t *testing.T) {
	table, _, err := Read(Rows([][]string{
		{"Org", "Girls", "People", "When", "", "Start", "End", "Other", "Value", "Own"},
		{"#org", "#affected+f", "#affected", "#date+reported", "#org", "#date+start", "#date+end", "", "#foo", "#x_own"},
		{"A", "1,250", "1e3", "2024-12-05", "B", "2024-12-05", "2024-12-04", "x", "y", "z"},
		{"A", "at least 5", "nan", "5 December 2024", "B", "2024", "2024-12", "", "", ""},
		{"A", "0x10", "1_0", "45634", "", "2024-Q3", "2024W07", "", "", ""},
		{"#org", "#affected+f", "", "", "", "", "", "", "", ""},
		{"A", "-5", " 7 ", "2024-12-05T14:30:00Z", "", "2024Q5", "2024-13", "", "", ""},
	}), &Options{File: "w.xlsx", Sheet: "Data"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"w.xlsx:Data!C2 hxl_part_first #affected+f|#affected",
		"w.xlsx:Data!E2 hxl_no_header #org", "w.xlsx:Data!E2 hxl_repeated #org",
		"w.xlsx:Data!H2 hxl_no_tag Other", "w.xlsx:Data!I2 hxl_unknown_tag #foo",
		"w.xlsx:Data!B3 hxl_not_number 1,250|#affected+f", "w.xlsx:Data!G3 hxl_date_reverse 2024-12-05|2024-12-04",
		"w.xlsx:Data!B4 hxl_not_number at least 5|#affected+f", "w.xlsx:Data!C4 hxl_not_number nan|#affected", "w.xlsx:Data!D4 hxl_not_date 5 December 2024|#date+reported",
		"w.xlsx:Data!B5 hxl_not_number 0x10|#affected+f", "w.xlsx:Data!C5 hxl_not_number 1_0|#affected", "w.xlsx:Data!D5 hxl_not_date 45634|#date+reported",
		"w.xlsx:Data!A6 hxl_tags_again #org",
		"w.xlsx:Data!F7 hxl_not_date 2024Q5|#date+start", "w.xlsx:Data!G7 hxl_not_date 2024-13|#date+end",
	}
	got := codes(Lint(table))
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	seen := append(slices.Clone(got), "hxl_bad_tag", "hxl_beyond")
	for _, c := range Codes() {
		if !slices.ContainsFunc(seen, func(s string) bool { return strings.Contains(s, c) }) {
			t.Errorf("no case for %s", c)
		}
	}
}

func TestRegisterTags(t *testing.T) {
	const columns = `id revision indicator nature quantifier low best high word unit household_size status sex age group part_of
		partition level place place_name place_precision origin_place period_start period_end period_basis as_of modality
		series links sector definition method verification verified_by role reason event facility_type facility damage
		function access source source_kind source_title source_date source_url publisher excerpt note sensitivity`
	var got, numbers, dates []string
	for _, r := range RegisterTags() {
		got = append(got, r.Column)
		if takesNumbers(r.Tag) {
			numbers = append(numbers, r.Column)
		}
		if r.Tag.Hashtag() == "#date" {
			dates = append(dates, r.Column)
		}
	}
	if d := cmp.Diff(strings.Fields(columns), got); d != "" {
		t.Errorf("columns (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{"low", "best", "high", "household_size"}, numbers); d != "" {
		t.Errorf("columns of numbers (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{"period_start", "period_end", "as_of", "source_date"}, dates); d != "" {
		t.Errorf("columns of dates (-want +got):\n%s", d)
	}
	row := make([]string, len(got))
	for i := range row {
		row[i] = "2024"
	}
	table, findings, err := Read(Rows([][]string{got, RegisterTagRow(got), row}), nil)
	if err != nil || len(findings) > 0 {
		t.Fatal(err, findings)
	}
	if lint := Lint(table); len(lint) > 0 {
		t.Errorf("our own tags are found fault with: %v", codes(lint))
	}
	if d := cmp.Diff(got, RegisterHeader(table)); d != "" {
		t.Errorf("columns by their tags (-want +got):\n%s", d)
	}
	value := table.Index(MustParsePattern("#indicator+value"))
	if len(value) != 1 || got[value[0]] != "best" {
		t.Errorf("#indicator+value selects %v, want best alone", value)
	}
	if d := cmp.Diff([]string{"#meta+id", ""}, RegisterTagRow([]string{"id", "own column"})); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestJSON(t *testing.T) {
	const (
		arrays  = `[["Org","Num"],["#org","#affected"],["A",1250],["B",null,"x"],[]]`
		objects = `[{"#org":"A","#affected":1.50,"note":[1,{"a":"<b>","c":null}]},{"#affected":"2","#org":true}]`
	)
	for _, tt := range []struct{ name, in, rows string }{
		{"arrays", arrays, "3 A|1250; 4 B||x"},
		{"nested", `{"meta":{"n":1},"deeper":{"even":[["#no"]]},"data":` + arrays + `}`, "3 A|1250; 4 B||x"},
		{"mark and blanks", "\ufeff \n" + arrays + "\n", "3 A|1250; 4 B||x"},
		{"objects", objects, `1 A|1.50|[1,{"a":"<b>","c":null}]; 2 true|2`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			table, _, err := ReadJSON(t.Context(), strings.NewReader(tt.in), nil)
			if err != nil {
				t.Fatal(err)
			}
			var rows []string
			for _, r := range table.Rows {
				rows = append(rows, string(rune('0'+r.Number))+" "+strings.Join(r.Cells, "|"))
			}
			if got := strings.Join(rows, "; "); got != tt.rows {
				t.Errorf("got %s, want %s", got, tt.rows)
			}
		})
	}
	wide := "[[" + strings.Repeat(`"#a",`, 2000) + `"#a"]]`
	for _, tt := range []struct {
		name, in string
		is       error
		says     string
	}{
		{"no JSON", "#org\nA\n", ErrJSON, "byte"},
		{"cut", `[["#org"]`, ErrJSON, ""},
		{"two", arrays + arrays, ErrJSON, "something follows"},
		{"scalar", "5", ErrJSON, ""},
		{"mixed", `[["#org"],{"a":1}]`, ErrJSON, ""},
		{"not UTF-8", "[[\"#org\"],[\"\xef\"]]", ErrJSON, "UTF-8"},
		{"twice", `[{"#org":1,"#org":2}]`, ErrJSON, `the key "#org" twice`},
		{"deep", strings.Repeat("[", 100), ErrJSON, "inside one another"},
		{"no tags", `[["a"],["b"]]`, ErrNoTags, ""},
		{"wide", wide, nil, "more than 2000 columns"},
	} {
		_, _, err := ReadJSON(t.Context(), strings.NewReader(tt.in), nil)
		if err == nil || tt.is != nil && !errors.Is(err, tt.is) || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: got %v, want %v %q", tt.name, err, tt.is, tt.says)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := ReadJSON(ctx, strings.NewReader("["+strings.Repeat("1,", 5000)+"1]"), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestWriteJSON(t *testing.T) {
	table, _, err := Read(Rows([][]string{{"Org", "", ""}, {"#org+es+cluster", "", "#adm1"}, {"A \"<&>\"", "1", ""}, {"Bé"}}), nil)
	if err != nil {
		t.Fatal(err)
	}
	var arrays, objects bytes.Buffer
	if err := errors.Join(WriteJSON(&arrays, table), WriteJSONObjects(&objects, table)); err != nil {
		t.Fatal(err)
	}
	want := "[\n[\"Org\", \"\", \"\"],\n[\"#org+cluster+es\", \"\", \"#adm1\"],\n[\"A \\\"<&>\\\"\", \"1\", \"\"],\n[\"Bé\"]\n]\n" +
		"[\n{\"#org+cluster+es\": \"A \\\"<&>\\\"\"},\n{\"#org+cluster+es\": \"Bé\"}\n]\n"
	if d := cmp.Diff(want, arrays.String()+objects.String()); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	table.Columns[1].Tag = table.Columns[0].Tag
	if err := WriteJSONObjects(io.Discard, table); err == nil || !strings.Contains(err.Error(), "write arrays") {
		t.Errorf("got %v", err)
	}
	if err := WriteJSON(failing{}, table); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
}

var errFull = errors.New("disk full")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFull }

// gridRows is the bridge that a feed builds between a sheet and this package.
func gridRows(g *sheet.Grid) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for _, r := range g.Rows {
			if !yield(Row{Number: r.Number, Cells: r.Cells}, nil) {
				return
			}
		}
	}
}

// TestPublicFiles reads the files with which libhxl tests itself, and wants
// what it finds in them.
func TestPublicFiles(t *testing.T) {
	dir := os.Getenv("SITREP_DATA")
	if dir == "" {
		t.Skip("SITREP_DATA is not set: the public test files of libhxl are not read")
	}
	const spanish = " #sector+es #subsector+es #org+es #targeted+f #targeted+m #country #adm1"
	for _, tt := range []struct {
		file, sheet, tags, header string
		rows, first               int // how many, and the number of the first
		findings                  []string
		lint                      int
	}{
		{"hxl-input-fuzzy.csv", "", " #sector+es #subsector+es #org+es #targeted+f #targeted+f  ", "Organización", 4, 4,
			[]string{"hxl-input-fuzzy.csv:3:7 hxl_bad_tag country", "hxl-input-fuzzy.csv:3:8 hxl_bad_tag adm1", "hxl-input-fuzzy.csv:4:9 hxl_beyond 1 March 2015"}, 4},
		{"hxl-input-latin1.csv", "", spanish + " #date+reported", "Organizaci\uFFFDn", 4, 4, nil, 3},
		{"hxl-input-multiple-headers.csv", "", "#org  #adm1 #affected", "Province", 2, 4, nil, 1},
		{"hxl-input-merged.xlsx", "input-valid", spanish + " #date+reported", "Organización", 4, 4, nil, 3},
		{"hxl-input-quality.xlsx", "input-quality-hxl", spanish + " #date+reported", "Organización", 4, 4, nil, 6},
	} {
		t.Run(tt.file, func(t *testing.T) {
			f, err := os.Open(filepath.Join(dir, "messy", tt.file))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			var grids []*sheet.Grid
			if strings.HasSuffix(tt.file, ".csv") {
				g, _, err := sheet.ReadCSV(t.Context(), f, tt.file, nil)
				if err != nil {
					t.Fatal(err)
				}
				grids = []*sheet.Grid{g}
			} else if grids, _, err = sheet.ReadXLSX(t.Context(), f, tt.file, nil); err != nil {
				t.Fatal(err)
			}
			for _, g := range grids {
				table, findings, err := Read(gridRows(g), &Options{File: g.File, Sheet: g.Name})
				if errors.Is(err, ErrNoTags) {
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				header := ""
				for _, c := range table.Columns {
					if strings.Contains(tt.header, c.Header) && c.Header != "" {
						header = c.Header
					}
				}
				if got := strings.Join(table.Tags(), " "); g.Name != tt.sheet || got != tt.tags || len(table.Rows) != tt.rows || table.Rows[0].Number != tt.first || header != tt.header {
					t.Errorf("%s: tags %q, %d rows from %d, header %q; want %q, %d from %d, %q", g.Name, got, len(table.Rows), table.Rows[0].Number, header, tt.tags, tt.rows, tt.first, tt.header)
				}
				if d := cmp.Diff(tt.findings, codes(findings)); d != "" {
					t.Errorf("findings (-want +got):\n%s", d)
				}
				if lint := Lint(table); len(lint) != tt.lint {
					t.Errorf("%d findings of the linter, want %d: %v", len(lint), tt.lint, codes(lint))
				}
				return
			}
			t.Error("no sheet with tags")
		})
	}
}

var (
	slowTag     = regexp.MustCompile(`^[ \t\r\n]*#([A-Za-z][A-Za-z0-9_]*)((?:[ \t\r\n]*\+[A-Za-z][A-Za-z0-9_]*)*)[ \t\r\n]*$`)
	slowPattern = regexp.MustCompile(`^[ \t\r\n]*#?([A-Za-z][A-Za-z0-9_]*|\*)((?:[ \t\r\n]*[+-][A-Za-z][A-Za-z0-9_]*)*)[ \t\r\n]*(!)?[ \t\r\n]*$`)
)

// FuzzTag compares ParseTag with the expression of the standard, and wants the
// normal form to be one.
func FuzzTag(f *testing.F) {
	for _, s := range []string{"#org", " #Adm1 +Code+v_pcode ", "#a+", "#a +b\n+c", "#é", "#a+b+b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if strings.ContainsAny(in, "\u00a0\ufeff") {
			return // blanks that the expression does not know
		}
		tag, err := ParseTag(in)
		if slow := slowTag.MatchString(in); slow != (err == nil) {
			t.Fatalf("%q: %v, the expression says %v", in, err, slow)
		}
		if err != nil {
			return
		}
		again, err := ParseTag(tag.String())
		if err != nil || again != tag || !slices.IsSorted(tag.Attributes()) {
			t.Fatalf("%q reads %v, and that %v, %v", in, tag, again, err)
		}
	})
}

func FuzzPattern(f *testing.F) {
	for _, s := range []string{"#org", "*+a-b", "#a+b !", "a-b!", "#*!", "##"} {
		f.Add(s, "#org+a")
	}
	f.Fuzz(func(t *testing.T, in, tag string) {
		if strings.ContainsAny(in, "\u00a0\ufeff") {
			return
		}
		p, err := ParsePattern(in)
		m := slowPattern.FindStringSubmatch(in)
		if slow := m != nil && !(m[3] != "" && strings.Contains(m[2], "-")); slow != (err == nil) {
			t.Fatalf("%q: %v, the expression says %v", in, err, slow)
		}
		if err != nil {
			return
		}
		again, err := ParsePattern(p.String())
		if err != nil || again.String() != p.String() {
			t.Fatalf("%q reads %v, and that %v, %v", in, p, again, err)
		}
		if parsed, err := ParseTag(tag); err == nil && p.Match(parsed) != again.Match(parsed) {
			t.Fatalf("%v and its normal form differ on %v", p, parsed)
		}
	})
}

// FuzzRead reads tables of any cells, and wants no finding outside of them.
func FuzzRead(f *testing.F) {
	f.Add("Org,Place\n#org,#adm1\nA,B,C\n")
	f.Add("#org\n#org\n")
	f.Add("#date+start,#date+end,#affected\n2024,2023,x\n")
	f.Fuzz(func(t *testing.T, in string) {
		var cells [][]string
		for line := range strings.SplitSeq(in, "\n") {
			cells = append(cells, strings.Split(line, ","))
		}
		table, findings, err := Read(Rows(cells), nil)
		if err != nil {
			return
		}
		for _, f := range append(findings, Lint(table)...) {
			p := f.Positions[0]
			if p.Row < 1 || p.Row > len(cells) || p.Column < 1 || !slices.Contains(Codes(), f.Code) {
				t.Fatalf("%v in %q", f, in)
			}
		}
		var out [][]string
		for line := range table.Lines() {
			out = append(out, line)
		}
		again, _, err := Read(Rows(out), nil)
		if err != nil {
			t.Fatalf("%q written and read: %v", in, err)
		}
		if len(again.Rows) < len(table.Rows) {
			t.Fatalf("%q: %d rows, written and read %d", in, len(table.Rows), len(again.Rows))
		}
	})
}

func FuzzReadJSON(f *testing.F) {
	for _, s := range []string{`[["#org"],["A"]]`, `{"a":[{"#org":"A"},{"b":[1]}]}`, `[{"#org":null}]`, `[[],[]]`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		table, _, err := ReadJSON(context.Background(), strings.NewReader(in), nil)
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := WriteJSON(&b, table); err != nil {
			t.Fatal(err)
		}
		again, _, err := ReadJSON(context.Background(), &b, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(again.Rows) < len(table.Rows) {
			t.Fatalf("%d rows, written and read %d", len(table.Rows), len(again.Rows))
		}
	})
}

func BenchmarkRead(b *testing.B) {
	rows := [][]string{{"Org", "Place", "People"}, {"#org", "#adm1+code", "#affected"}}
	for range 10_000 {
		rows = append(rows, []string{"Example Relief", "SY02", "1250"})
	}
	b.ReportAllocs()
	for b.Loop() {
		table, _, err := Read(Rows(rows), nil)
		if err != nil || len(Lint(table)) > 0 {
			b.Fatal(err)
		}
	}
}
