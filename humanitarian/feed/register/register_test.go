package register

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

var update = flag.Bool("update", false, "rewrite dictionary.md and schema.json")

func sameFigures() cmp.Options {
	return cmp.Options{
		cmpopts.EquateComparable(humanitarian.Quantity{}, humanitarian.Date{}),
		cmpopts.IgnoreFields(humanitarian.Figure{}, "Position"),
		cmpopts.EquateEmpty(),
	}
}

func read(t testing.TB, in string) (*humanitarian.Register, []humanitarian.Finding) {
	t.Helper()
	reg, findings, err := Read(context.Background(), strings.NewReader(in), &Options{Name: "r.csv", Country: "SYR"})
	if err != nil {
		t.Fatal(err)
	}
	return reg, findings
}

func TestFreshDictionaryAndSchema(t *testing.T) {
	for name, want := range map[string][]byte{"dictionary.md": Dictionary(), "schema.json": Schema()} {
		if *update {
			if err := os.WriteFile(name, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is stale; run go test -update", name)
		}
	}
}

func TestColumnsAreThoseOfTheDesign(t *testing.T) {
	want := "id, revision, indicator, nature, quantifier, low, best, high, word, unit, household_size, status, sex, age, group, part_of, " +
		"partition, level, place, place_name, place_precision, origin_place, period_start, period_end, period_basis, as_of, modality, " +
		"series, links, sector, definition, method, verification, verified_by, role, reason, event, facility_type, facility, damage, " +
		"function, access, source, source_kind, source_title, source_date, source_url, publisher, excerpt, note, sensitivity"
	var got []string
	for _, c := range Columns() {
		got = append(got, c.Name)
		if c.Meaning == "" || c.Takes == "" || c.Example == "" {
			t.Errorf("%+v is half described", c)
		}
		if slices.Compare(c.Words, humanitarian.Words(c.Name)) != 0 {
			t.Errorf("%s lists %v", c.Name, c.Words)
		}
	}
	if strings.Join(got, ", ") != want {
		t.Errorf("got %v", got)
	}
}

func TestExamplesCanBeRead(t *testing.T) {
	for _, f := range fields() {
		var fig humanitarian.Figure
		if f.set == nil {
			continue
		}
		if err := f.set(&fig, f.Example); err != nil || f.get(&fig) != f.Example {
			t.Errorf("%s: the example %q reads as %q, %v", f.Name, f.Example, f.get(&fig), err)
		}
	}
}

func TestFigureAsRead(t *testing.T) {
	english := numeral.English()
	for _, c := range []struct{ in, want, why string }{
		{"1,250", "1250", "grouped by comma"},
		{"1 250", "1250", "grouped by space"},
		{"1\u00a0250", "1250", "grouped by no-break space"},
		{"1250", "1250", "plain"},
		{"0", "0", "somebody counted none"},
		{"seven", "7", "small numbers are words"},
		{"at least 69", ">=69", ""},
		{"At Least 69", ">=69", "capitals say nothing"},
		{"69+", ">=69", ""},
		{"69 or more", ">=69", ""},
		{"more than 1,250", ">1250", ""},
		{"over 1,250", ">1250", ""},
		{">1,250", ">1250", ""},
		{"\u2265 1,250", ">=1250", ""},
		{"up to 45,000", "<=45000", ""},
		{"as many as 45,000", "<=45000", ""},
		{"fewer than 10", "<10", ""},
		{"<5", "<5", ""},
		{"60,000-80,000", "60000..80000", ""},
		{"60,000\u201380,000", "60000..80000", "en dash"},
		{"60,000 to 80,000", "60000..80000", ""},
		{"between 60,000 and 80,000", "60000..80000", ""},
		{"from 60,000 to 80,000", "60000..80000", ""},
		{"900-1,200", "900..1200", "a low end below a thousand is fine where 900,000 cannot be meant"},
		{"1.1 to 1.3 million", "1100000..1300000", "the scale belongs to both"},
		{"1 to 2 million", "1000000..2000000", "the scale belongs to both"},
		{"75 (69 to 82)", "69..75..82", ""},
		{"75 (69-82)", "69..75..82", ""},
		{"about 25,000", "~25000", ""},
		{"some 25,000", "~25000", ""},
		{"around 25,000", "~25000", ""},
		{"approximately 25,000", "~25000", ""},
		{"an estimated 25,000", "~25000", "an estimate without bounds"},
		{"nearly 486,000", "<~486000", ""},
		{"almost 486,000", "<~486000", ""},
		{"1.1 million", "1100000", ""},
		{"25 thousand", "25000", ""},
		{"hundreds", "hundreds", ""},
		{"tens of thousands", "tens_of_thousands", ""},
		{"dozens", "dozens", ""},
		{"some", "some", ""},
		{"reported", "some", ""},
		{"none", "none", ""},
		{"no data", "not_reported", ""},
		{"n/a", "not_reported", ""},
		{"not reported", "not_reported", ""},
		{"withheld<5", "withheld<5", "the canonical grammar is read too"},
		{"50%", "500 share", ""},
		{"12.5 per cent", "125 share", ""},
		{"40-50%", "400..500 share", ""},

		{"1.250", "ambiguous", "a thousand's point, or a decimal"},
		{"1,25", "ambiguous", "a decimal comma, or a missing digit"},
		{"1,2500", "ambiguous", ""},
		{"1.250 million", "ambiguous", ""},
		{"1,250 million", "ambiguous", ""},
		{"60-80,000", "ambiguous", "60 or 60,000"},
		{"500 to 1 million", "ambiguous", "500 or 500 million"},
		{"-5", "refused", "a count cannot be negative"},
		{"69 people", "refused", "a noun may be another unit"},
		{"about 60,000 to 80,000", "refused", "no form says both"},
		{"unknown", "refused", "silence, or reported without a number"},
		{"-", "refused", "none, or no data"},
		{"fewer than 0", "refused", ""},
		{"80,000 to 60,000", "order", ""},
		{"0012", "refused", ""},
		{"12.55%", "refused", "finer than per mille"},
		{"99999999999999999999", "refused", ""},
		{"9,999,999,999,999 billion", "refused", "more than the register holds, however it is read"},
		{"9999999999999 billion", "refused", "overflow"},
		{strings.Repeat("1", 300), "refused", ""},
		{"\u0661\u0662", "12", "Arabic-Indic digits"},
		{"\u0661\u066c\u0662\u0665\u0660", "1250", "and their separator"},
		{"\u0660\u0660\u0661\u0662", "refused", "zeros before a number make it a code"},
	} {
		h, err := parseFigure(english, c.in)
		got := h.quantity.String()
		switch {
		case errors.Is(err, ambiguous):
			got = "ambiguous"
		case errors.Is(err, humanitarian.ErrOrder):
			got = "order"
		case err != nil:
			got = "refused"
		case h.share:
			got += " share"
		}
		if got != c.want {
			t.Errorf("%q: got %s (%v), want %s: %s", c.in, got, err, c.want, c.why)
		}
	}
}

const head = "id,figure,quantifier,low,best,high,word,unit,indicator,status,place,as_of,period,source,source_date,household_size,note\n"

func TestReadRows(t *testing.T) {
	for _, c := range []struct{ name, row, want, why string }{
		{"clean", "A,at least 69,,,,,,,killed,civilian,SY02,,2024-11-27..2024-12-05,OHCHR,2024-12-06,,", "", "nothing to say"},
		{"columns", "A,,,,69,,,,killed,,,,,OHCHR,,,", "", "best alone is exact"},
		{"agree", "A,at least 69,at_least,69,,,,,killed,,,,,OHCHR,,,", "", "both say the same"},
		{"disagree", "A,at least 69,exact,,69,,,,killed,,,,,OHCHR,,,", "2:2 figure_disagrees", "a floor is not a count"},
		{"disagree-silent", "A,69,not_reported,,,,,,killed,,,,,OHCHR,,,", "2:2 figure_disagrees", ""},
		{"ambiguous", "A,1.250,,,,,,,killed,,,,,OHCHR,,,", "2:2 ambiguous_number", ""},
		{"ambiguous-column", "A,,exact,,1.250,,,,killed,,,,,OHCHR,,,", "2:5 ambiguous_number", ""},
		{"low-above-high", "A,,range,80,,60,,,killed,,,,,OHCHR,,,", "2:3 low_above_high", ""},
		{"low-above-high-text", "A,80-60,,,,,,,killed,,,,,OHCHR,,,", "2:2 low_above_high", ""},
		{"best-outside", "A,,estimate,60,90,80,,,killed,,,,,OHCHR,,,", "2:3 quantity_unfit", ""},
		{"unfit", "A,,exact,60,,80,,,killed,,,,,OHCHR,,,", "2:3 quantity_unfit", ""},
		{"no-quantifier", "A,,,60,,80,,,killed,,,,,OHCHR,,,", "2:4 quantity_unfit", "a range or half an estimate"},
		{"negative", "A,,exact,,-5,,,,killed,,,,,OHCHR,,,", "2:5 bad_value", ""},
		{"status", "A,5,,,,,,,killed,civillian,,,,OHCHR,,,", "2:10 bad_value", ""},
		{"date", "A,5,,,,,,,killed,,,05/12/2024,,OHCHR,,,", "2:12 bad_value", ""},
		{"unit", "A,5,,,,,,families,killed,,,,,OHCHR,,,", "2:8 bad_value", ""},
		{"place", "A,5,,,,,,,killed,,Aleppo,,,OHCHR,,,", "2:11 bad_value", "a name is no P-code"},
		{"period", "A,5,,,,,,,killed,,,,2024-12-05,OHCHR,,,", "2:13 bad_value", ""},
		{"reversed", "A,5,,,,,,,killed,,,,2024-12-05..2024-11-27,OHCHR,,,", "", "package check says so"},
		{"household", "A,5,,,,,,household,idps,,,,,OHCHR,,5.4,", "", ""},
		{"household-comma", "A,5,,,,,,household,idps,,,,,OHCHR,,\"5,4\",", "2:16 ambiguous_number", ""},
		{"share", "A,50%,,,,,,,facilities_functioning,,,,,WHO,,,", "", ""},
		{"share-of-people", "A,50%,,,,,,person,killed,,,,,WHO,,,", "2:2 bad_value", ""},
		{"latin1-note", "A,5,,,,,,,killed,,,,,OHCHR,,,caf\xe9", "2:17 not_utf8 (warning)", "free text stays readable"},
		{"latin1-figure", "A,5\xe9,,,,,,,killed,,,,,OHCHR,,,", "2:2 bad_value, 2:2 not_utf8", ""},
		{"short-row", "A,5,,,,", "2:0 ragged_row", ""},
		{"long-row", "A,5,,,,,,,killed,,,,,OHCHR,,,x,y", "2:0 ragged_row, 2:18 unknown_column (note)", ""},
		{"quote", "A,5,,,,,,,killed,,,,,OHCHR,,,5\" shell", "2:17 bad_quote (warning)", ""},
		{"unclosed", "A,5,,,,,,,killed,,,,,OHCHR,,,\"shell", "2:17 bad_quote", ""},
		{"duplicate", "A,5,,,,,,,killed,,,,,OHCHR,,,\nA,6,,,,,,,killed,,,,,OHCHR,,,", "2:1 duplicate_id", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			reg, findings := read(t, head+c.row+"\n")
			var got []string
			for _, f := range findings {
				s := fmt.Sprintf("%d:%d %s", f.Positions[0].Row, f.Positions[0].Column, f.Code)
				if f.Severity != humanitarian.RowFinding {
					s += " (" + f.Severity.String() + ")"
				} else if !slices.Equal(f.Figures, []string{"A"}) {
					t.Errorf("%v does not say which figure it shuts out", f)
				}
				got = append(got, s)
			}
			if g := strings.Join(got, ", "); g != c.want {
				t.Errorf("got %q, want %q: %s\n%v", g, c.want, c.why, findings)
			}
			rewritten(t, reg)
		})
	}
}

// rewritten checks that reg survives both formats.
func rewritten(t testing.TB, reg *humanitarian.Register) {
	t.Helper()
	for name, write := range map[string]func(context.Context, io.Writer, *humanitarian.Register, *WriteOptions) error{"csv": Write, "jsonl": WriteJSONL} {
		var b bytes.Buffer
		if err := write(context.Background(), &b, reg, nil); err != nil {
			t.Fatal(err)
		}
		if len(reg.Figures) == 0 && name == "jsonl" {
			continue
		}
		again, _, err := Read(context.Background(), bytes.NewReader(b.Bytes()), &Options{Country: reg.Country})
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, b.Bytes())
		}
		if d := cmp.Diff(reg.Figures, again.Figures, sameFigures()); d != "" {
			t.Errorf("%s changes the register (-before +after):\n%s\n%s", name, d, b.Bytes())
		}
	}
}

func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	words := map[string]int{}
	pick := func(column string) string {
		list := humanitarian.Words(column)
		words[column]++
		return list[words[column]%len(list)]
	}
	texts := []string{"", "x", "a, \"b\"", "=1+1", "two\nlines", "حلب", "1.250", "none", "{", "-"}
	quantities := []string{"1250", ">=69", ">69", "<=5", "<5", "60..80", "69..75..82", "~25000", "<~486000", "hundreds", "millions", "some", "none", "not_reported", "withheld", "withheld<5", "0", "9223372036854775807"}
	reg := &humanitarian.Register{Country: "SYR"}
	for i := range 400 {
		var f humanitarian.Figure
		for _, fd := range fields() {
			if fd.part != noPart || fd.Name == "id" || r.Intn(4) == 0 {
				continue
			}
			s := fd.Example
			switch {
			case fd.Words != nil:
				s = pick(fd.Name)
			case fd.Takes == "text":
				s = texts[r.Intn(len(texts))]
			}
			if s == "" {
				continue
			}
			if err := fd.set(&f, s); err != nil {
				t.Fatal(fd.Name, err)
			}
		}
		f.ID = fmt.Sprintf("R-%d", i)
		f.Quantity = humanitarian.MustParseQuantity(quantities[i%len(quantities)])
		if i%3 == 0 {
			f.Extra = []string{"desk colour", "red", "Ünbekannt", " keeps space "}
		}
		reg.Figures = append(reg.Figures, f)
	}
	rewritten(t, reg)
}

func TestShortFormIsKeptInExtra(t *testing.T) {
	reg, _ := read(t, "id,indicator,figure,status,source,Colour\nA,killed,1.250,civillian,OHCHR,red\n")
	if d := cmp.Diff([]string{"Colour", "red", "status", "civillian", "figure", "1.250"}, reg.Figures[0].Extra); d != "" {
		t.Error(d)
	}
}

// Reading does not know the day of the brief, by which the newer revision may not
// have been published.
func TestARevisionIsReadForItself(t *testing.T) {
	reg, findings := read(t, "id,revision,indicator,figure,source\nA,1,killed,1.250,OHCHR\nA,2,killed,\"1,250\",OHCHR\n")
	if len(findings) != 1 || findings[0].Severity != humanitarian.RowFinding || !findings[0].Concerns(reg.Figures[0]) || findings[0].Concerns(reg.Figures[1]) {
		t.Errorf("a bad cell concerns its own revision alone: %v", findings)
	}
}

func TestJSONLines(t *testing.T) {
	in := "\n" + `{"id":"A","indicator":"killed","quantifier":"at_least","low":69,"source":"OHCHR","colour":{"a":1}}` + "\n" +
		`{"id":"B","indicator":"killed","best":1.250,"source":"OHCHR","status":true}` + "\n" +
		`{"id":"C","id":"D"}` + "\n" + `{"id":` + "\n" + `[1]` + "\n" + `{} {}` + "\n"
	reg, findings := read(t, in)
	if len(reg.Figures) != 3 || reg.Figures[0].Quantity.String() != ">=69" || !slices.Equal(reg.Figures[0].Extra, []string{"colour", `{"a":1}`}) {
		t.Errorf("%+v", reg.Figures)
	}
	var got []string
	for _, f := range findings {
		got = append(got, fmt.Sprintf("%d %s", f.Positions[0].Row, f.Code))
	}
	want := []string{"2 unknown_column", "3 ambiguous_number", "3 bad_value", "3 bad_value", "4 bad_value", "4 unknown_column", "5 bad_json", "6 bad_json", "7 bad_json"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestFilesThatAreNoRegister(t *testing.T) {
	for _, c := range []struct {
		in, say string
		is      error
	}{
		{"", "empty", ErrEmpty},
		{" \n\n", "empty", ErrEmpty},
		{"\xef\xbb\xbf", "empty", ErrEmpty},
		{"name,age\nx,5\n", `found "name", "age"; missing id, indicator, source, figure`, ErrHeader},
		{"id,ID,indicator,source,figure\n", "twice", ErrHeader},
		{"[{}]", "one object on each line", ErrFormat},
		{"PK\x03\x04xx", "workbook", ErrFormat},
		{"\xff\xfei\x00d\x00", "UTF-16", sheet.ErrUTF16},
	} {
		_, _, err := Read(context.Background(), strings.NewReader(c.in), nil)
		if !errors.Is(err, c.is) || !strings.HasPrefix(err.Error(), "register: ") || !strings.Contains(err.Error(), c.say) {
			t.Errorf("%q: got %v, want %q", c.in, err, c.say)
		}
	}
}

func TestDelimiters(t *testing.T) {
	for _, in := range []string{"id;figure;indicator;source\nA;5;killed;OHCHR\n", "id\tfigure\tindicator\tsource\nA\t5\tkilled\tOHCHR\n"} {
		reg, findings := read(t, in)
		if len(reg.Figures) != 1 || len(findings) != 1 || findings[0].Code != "delimiter_guessed" {
			t.Errorf("%q: %v %v", in, reg.Figures, findings)
		}
	}
	// Semicolons inside cells and commas between numbers say nothing.
	reg, findings := read(t, "id,low,best,high,quantifier,indicator,place,source\nA,69,75,82,estimate,killed,SY02;SY07,OHCHR\n")
	if len(findings) != 0 || reg.Figures[0].Place.Key() != "SY02;SY07" {
		t.Error(reg.Figures, findings)
	}
}

// endless yields n bytes without a line end.
type endless struct{ n int64 }

func (e *endless) Read(p []byte) (int, error) {
	if e.n <= 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), e.n)
	for i := range p[:n] {
		p[i] = 'x'
	}
	e.n -= n
	return int(n), nil
}

func TestALineOf200MBFailsInLittleMemory(t *testing.T) {
	for _, start := range []string{"id,figure,indicator,source\n", "{\"id\":\"", "", "id,figure,indicator,source\n\""} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _, err := Read(context.Background(), io.MultiReader(strings.NewReader(start), &endless{200 << 20}), nil)
		runtime.ReadMemStats(&after)
		var limit *sheet.LimitError
		if !errors.As(err, &limit) {
			t.Errorf("%q: got %v, want a limit", start, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 32<<20 {
			t.Errorf("%q: took %d MB", start, used>>20)
		}
	}
}

func TestACancelledContextStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	many := strings.Repeat("{}\n", 1000)
	for _, in := range []string{many, "id,figure,indicator,source\n" + strings.Repeat("A,5,killed,X\n", 1000)} {
		if _, _, err := Read(ctx, strings.NewReader(in), nil); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
	reg, _ := read(t, many)
	if err := Write(ctx, io.Discard, reg, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestGuard(t *testing.T) {
	reg := &humanitarian.Register{Figures: []humanitarian.Figure{{ID: "A", Note: "=cmd()"}}}
	var plain, guarded bytes.Buffer
	if err := errors.Join(Write(context.Background(), &plain, reg, nil), Write(context.Background(), &guarded, reg, &WriteOptions{Guard: true})); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(plain.String(), ",=cmd()") || !strings.Contains(guarded.String(), ",'=cmd()") {
		t.Errorf("%s\n%s", plain.String(), guarded.String())
	}
}

func TestWriteRefuses(t *testing.T) {
	for _, f := range []humanitarian.Figure{
		{Extra: []string{"odd"}},
		{Extra: []string{"Status", "x"}},
		{Extra: []string{"a", "1", "a", "2"}},
		{Place: humanitarian.Place{Codes: []string{"SY02;SY07"}}},
		{Links: []humanitarian.Link{{Kind: "cousin", ID: "B"}}},
	} {
		var b bytes.Buffer
		err := Write(context.Background(), &b, &humanitarian.Register{Figures: []humanitarian.Figure{f}}, nil)
		if err == nil || b.Len() > 0 || !strings.HasPrefix(err.Error(), "register: ") {
			t.Errorf("%+v: got %v", f, err)
		}
	}
}

func TestOwnIndicators(t *testing.T) {
	own := humanitarian.Indicator{Name: "bakeries_open", Nature: humanitarian.Stock, Units: []humanitarian.Unit{humanitarian.Facility}}
	reg, _, err := Read(context.Background(), strings.NewReader("{}"), &Options{Indicators: []humanitarian.Indicator{own}})
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := reg.Indicator("bakeries_open"); !ok || got.Nature != humanitarian.Stock {
		t.Error(got, ok)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(head + "A,at least 69,,,,,,,killed,civilian,SY02,,2024-11-27..2024-12-05,OHCHR,2024-12-06,,\n")
	f.Add(head + "A,1.250,range,80,,60,hundreds,families,x,y,Aleppo,5 Dec,..,,,5\"4,\"\n\n,,\nA,69,not_reported\n")
	f.Add("id;figure;indicator;source;;x;x\nA;5%;killed;\xe9;1;2;3;4\n")
	f.Add(`{"id":"A","ID":"B","figure":"60-80,000","":"x","low":1e3,"links":"quotes=A;=","place":" ;a b"}` + "\n{}\n[")
	f.Add("id,best,indicator,source,column 6\nA,5,killed,X,y,z\n")
	f.Fuzz(func(t *testing.T, in string) {
		reg, findings, err := Read(context.Background(), strings.NewReader(in), nil)
		if err != nil {
			return
		}
		rows := 0
		if first := strings.TrimLeft(strings.TrimPrefix(in, "\ufeff"), " \t\r\n"); strings.HasPrefix(first, "{") {
			for l := range strings.SplitSeq(strings.TrimPrefix(in, "\ufeff"), "\n") {
				if len(bytes.TrimSpace([]byte(l))) > 0 {
					rows++
				}
			}
			for _, f := range findings {
				if f.Code == "bad_json" {
					rows--
				}
			}
			if rows != len(reg.Figures) {
				t.Errorf("%d lines became %d figures", rows, len(reg.Figures))
			}
		}
		if n, ok := csvRows(in); ok && n != len(reg.Figures) {
			t.Errorf("%d rows became %d figures", n, len(reg.Figures))
		}
		for _, f := range reg.Figures {
			if f.Position.Row < 1 {
				t.Errorf("%+v is nowhere", f)
			}
		}
		for _, f := range findings {
			if len(f.Positions) == 0 {
				t.Errorf("%+v says nothing", f)
			}
		}
		if len(reg.Figures) == 0 {
			return
		}
		var b bytes.Buffer
		if err := WriteJSONL(context.Background(), &b, reg, nil); err != nil {
			t.Fatal(err)
		}
		again, _, err := Read(context.Background(), &b, nil)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(reg.Figures, again.Figures, sameFigures()); d != "" {
			t.Errorf("written and read again (-before +after):\n%s", d)
		}
	})
}

// csvRows counts the rows with content below the header of a CSV file.
func csvRows(in string) (int, bool) {
	rd, _ := newReader(Options{})
	src := bufio.NewReaderSize(strings.NewReader(in), 64<<10)
	if first, err := rd.sniff(src); err != nil || first == '{' {
		return 0, false
	}
	grid, _, err := sheet.ReadCSV(context.Background(), src, "", &rd.opts.Limits)
	if err != nil {
		return 0, false
	}
	n := 0
	for _, r := range grid.Rows[1:] {
		if !isBlank(r.Cells) {
			n++
		}
	}
	return n, true
}
