package gazetteer

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// show lists entries as P-code, level, parent and names.
func show(entries []Entry) []string {
	var out []string
	for _, e := range entries {
		s := fmt.Sprintf("%s %d %s", e.PCode, e.Level, e.Parent)
		for _, n := range e.Names {
			s += " " + n.Lang + ":" + n.Text
		}
		out = append(out, s)
	}
	return out
}

func TestReadCSV(t *testing.T) {
	tests := []struct {
		why, file string
		opts      *TableOptions
		want      []string
		findings  []string
	}{
		{
			why: "the package's own format",
			file: "pcode,level,parent,name_en,aliases_en,name_ar\n" +
				"X1,1,X,North,Nord; Septentrion|N.,شمال\n",
			want: []string{"X1 1 X en:North ar:شمال en:Nord en:Septentrion en:N."},
		},
		{
			why: "the global P-code list with its row of tags",
			file: "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date\n" +
				"#country+code,#geo+admin_level,#adm+code,#adm+name,#adm+code+parent,#date+start\n" +
				"XYZ,1,XY01,North,XYZ,2021-11-17\n",
			want: []string{"XY01 1 XYZ :North"},
		},
		{
			why: "a COD table in upper case",
			file: "ADM2_EN,ADM2_AR,ADM2_PCODE,ADM2_REF,ADM2ALT1EN,ADM1_EN,ADM1_PCODE,ADM0_EN,ADM0_PCODE,Shape_Leng\n" +
				"East,شرق,X101,Est,Levant,North,X1,Xland,X,0.5\n" +
				"West,غرب,X102,,,North,X1,Xland,X,0.7\n",
			want: []string{"X 0  en:Xland", "X1 1 X en:North", "X101 2 X1 en:East ar:شرق :Est en:Levant", "X102 2 X1 en:West ar:غرب"},
		},
		{
			why: "a COD table in camel case",
			file: "admin1Name_en,admin1Pcode,admin1AltName1_ar,admin1RefName,admin0Pcode\n" +
				"North,X1,شمالي,Nort,X\n",
			want: []string{"X 0 ", "X1 1 X en:North ar:شمالي :Nort"},
		},
		{
			why: "a COD table with the languages in columns",
			file: "adm1_name,adm1_name1,adm1_pcode,adm0_name,adm0_name1,adm0_pcode,lang,lang1\n" +
				"North,Північ,X1,Xland,Країна,X,en,uk\n",
			want: []string{"X 0  en:Xland uk:Країна", "X1 1 X en:North uk:Північ"},
		},
		{
			why: "levels of several depths in one table",
			file: "adm0_pcode,adm1_pcode,adm1_en,adm2_pcode,adm2_en\n" +
				"X,,,,\nX,X1,North,,\nX,X1,North,X11,East\n",
			want: []string{"X 0 ", "X 0 ", "X1 1 X en:North", "X1 1 X en:North", "X11 2 X1 en:East"},
		},
		{
			why: "a code of its own beside those of the levels",
			file: "PCODE,NAME_EN,NAM_EN_REF,NAME_ARA,ADMIN1_COD,ADMIN1_EN\n" +
				"X101,East,Est,شرق,X1,North\nX1,North,,,X1,North\n",
			want: []string{"X1 1  en:North", "X101 2 X1 en:East ar:شرق en:Est", "X1 1  en:North"},
		},
		{
			why:  "a title above the header, a blank row, and headers mapped",
			file: "List of areas,,\n,,\nCode,Nom,Sup\nX1,Nord,X\n,,\n",
			opts: &TableOptions{Columns: map[string]string{"Code": "pcode", "Nom": "name_fr", "Sup": "parent"}},
			want: []string{"X1 -1 X fr:Nord"},
		},
		{
			why:      "semicolons and a byte order mark",
			file:     "\uFEFFpcode;name_en\nX1;North, and more\n",
			want:     []string{"X1 -1  en:North, and more"},
			findings: []string{`note delimiter_guessed ["semicolon"]`},
		},
		{
			why:      "codes with direction marks",
			file:     "pcode,parent,name_en\nX1\u200f,\u202aX\u202c,North\nX1,X,North\n",
			want:     []string{"X1 -1 X en:North", "X1 -1 X en:North"},
			findings: []string{`note pcode_hidden ["X1" "2"]`},
		},
		{
			why:      "a district without its code",
			file:     "adm1_pcode,adm1_en,adm2_pcode,adm2_en\nX1,North,,East\nX1,North,X12,West\n",
			want:     []string{"X1 1  en:North", "X1 1  en:North", "X12 2 X1 en:West"},
			findings: []string{`warning place_without_pcode ["East"]`},
		},
		{
			why:      "a code of its own missing",
			file:     "pcode,name_en,adm1_pcode\n,East,X1\n,,X2\n",
			want:     []string{"X1 1 ", "X2 1 "},
			findings: []string{`warning place_without_pcode ["East"]`},
		},
		{
			why:      "names without a code",
			file:     "adm1_pcode,adm1_en\n,Nowhere\nn/a,No data\n,\n",
			findings: []string{`warning place_without_pcode ["Nowhere"]`, `warning place_without_pcode ["No data"]`},
		},
		{
			why:      "dates as a spreadsheet keeps them",
			file:     "pcode,valid_on\nX1,44517\nX2,44517\n",
			want:     []string{"X1 -1 ", "X2 -1 "},
			findings: []string{`note date_from_days ["valid_on" "44517" "2021-11-17"]`},
		},
		{
			why:  "the code of Namibia",
			file: "pcode,parent,name_en\nNA,,Namibia\nNA01,NA,Kavango\n",
			want: []string{"NA -1  en:Namibia", "NA01 -1 NA en:Kavango"},
		},
		{
			why: "cells that cannot be read",
			file: "pcode,level,lat,lon,area_sqkm,valid_from,populations,population,year\n" +
				"X1,first,95,east,-1,11/17/21,2004:5,1.5,20x4\nX2,1,,,,,,12,\n",
			want: []string{"X1 -1 ", "X2 1 "},
			findings: []string{
				`warning bad_value ["level" "first" "admin_level"]`,
				`warning bad_value ["lat" "95" "degrees"]`,
				`warning bad_value ["lon" "east" "degrees"]`,
				`warning bad_value ["area_sqkm" "-1" "square_km"]`,
				`warning bad_value ["valid_from" "11/17/21" "date"]`,
				`warning bad_value ["populations" "2004:5" "populations"]`,
				`warning bad_value ["population" "1.5" "persons"]`,
				`warning bad_value ["year" "20x4" "year"]`,
				`warning population_without_year ["12"]`,
			},
		},
		{
			why:      "a stray quotation mark, and a cell that is not UTF-8",
			file:     "pcode,name_en\nX1,No\"rth\nX2,So\xfcth\n",
			want:     []string{"X2 -1  en:So\uFFFDth"},
			findings: []string{`warning bad_quote []`, `warning not_utf8 ["So` + "\uFFFD" + `th"]`},
		},
	}
	for _, test := range tests {
		t.Run(test.why, func(t *testing.T) {
			entries, findings, err := ReadCSV(context.Background(), strings.NewReader(test.file), test.opts)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, show(entries)); diff != "" {
				t.Errorf("entries (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.findings, brief(findings)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadCSVFields(t *testing.T) {
	const file = "pcode,iso3,lat,lon,area_sqkm,populations,pop_2004_census,T_TL,year,valid_on,valid_to,kind_en,unittype\n" +
		"SY02,SYR,36.25,37.5,18482,2011=4868000 office of statistics;2014=4275000 UN,4045166,4100000.0,2020,2020-12-17 00:00:00,2021/06,Governorate;Province,admin\n"
	entries, findings, err := ReadCSV(context.Background(), strings.NewReader(file), &TableOptions{File: "x.csv", PopulationSource: "COD-PS"})
	if err != nil || len(findings) > 0 {
		t.Fatal(findings, err)
	}
	want := []Entry{{
		PCode: "SY02", Level: LevelUnknown, Country: "SYR",
		Centroid: &Point{Lon: 37.5, Lat: 36.25}, AreaKm2: 18482,
		Populations: []Population{{4868000, 2011, "office of statistics"}, {4275000, 2014, "UN"}, {4045166, 2004, "census"}, {4100000, 2020, "COD-PS"}},
		Valid:       humanitarian.Period{Start: humanitarian.MustParseDate("2020-12-17"), End: humanitarian.MustParseDate("2021-06")},
		Kinds:       []Name{{"en", "Governorate"}, {"en", "Province"}, {"", "admin"}},
		Position:    humanitarian.Position{File: "x.csv", Row: 2},
	}}
	if diff := cmp.Diff(want, entries, cmp.Comparer(func(a, b humanitarian.Date) bool { return a == b })); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestHeaders(t *testing.T) {
	own := func(r role, lang string) column { return column{role: r, level: LevelUnknown, lang: lang} }
	for header, want := range map[string]column{
		"ADM1_PCODE":        {role: rolePCode, level: 1},
		"Admin2_Code":       {role: rolePCode, level: 2},
		"ADMIN1_COD":        {role: rolePCode, level: 1},
		"admin3Name_fr":     {role: roleName, level: 3, lang: "fr"},
		"adm1_en":           {role: roleName, level: 1, lang: "en"},
		"ADM1_DA":           {role: roleName, level: 1, lang: "da"},
		"adm1_name_prs":     {role: roleName, level: 1, lang: "prs"},
		"adm1_name2":        {role: roleName, level: 1, number: 2},
		"ADM2ALT1_EN":       {role: roleAlias, level: 2, lang: "en", number: 1},
		"admin2AltName2_ar": {role: roleAlias, level: 2, lang: "ar", number: 2},
		"ADM2_REF":          {role: roleAlias, level: 2},
		"adm2_type":         {role: roleKind, level: 2},
		"adm1_id":           {level: 1},
		"adm1_src":          {level: 1},
		"P Code":            own(rolePCode, ""),
		"NAME_ARA":          own(roleName, "ar"),
		"NAME_ENG":          own(roleName, "en"),
		"NAME_FRA":          own(roleName, "fr"),
		"NAME_SPA":          own(roleName, "es"),
		"NAME_POR":          own(roleName, "pt"),
		"NAME_RUS":          own(roleName, "ru"),
		"NAME_UKR":          own(roleName, "uk"),
		"name_local":        own(unused, ""),
		"NAM_EN_REF":        own(roleAlias, "en"),
		"aliases_es":        own(roleAlias, "es"),
		"Admin Level":       own(roleLevel, ""),
		"T_TL":              own(roleCount, ""),
		"pop_2016_estimate": {role: roleCount, level: LevelUnknown, year: 2016, source: "estimate"},
		"population2020":    {role: roleCount, level: LevelUnknown, year: 2020},
		"lang1":             {role: roleLang, level: LevelUnknown, number: 1},
		"langue":            own(unused, ""),
		"parent_name_en":    own(unused, ""),
		"iso_3166_2":        own(unused, ""),
		"pop_total":         own(unused, ""),
		"Shape_Area":        own(unused, ""),
		"":                  own(unused, ""),
		"الاسم":             own(unused, ""),
	} {
		got := parseHeader(header)
		if got.role == unused {
			got = column{level: got.level}
		}
		if got != want {
			t.Errorf("%q: got %+v, want %+v", header, got, want)
		}
	}
}

func TestReadCSVErrors(t *testing.T) {
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	tests := []struct {
		why, file string
		ctx       context.Context
		opts      *TableOptions
		is        error
		text      string
	}{
		{why: "no header", file: "a,b\n1,2\n", is: ErrNoPCodeColumn, text: "gazetteer: : no column of P-codes was recognised; name the column in Columns"},
		{why: "nothing", is: ErrNoPCodeColumn},
		{why: "a header too far down", file: strings.Repeat("title\n", headerRows) + "pcode\nX\n", is: ErrNoPCodeColumn},
		{why: "UTF-16", file: "\xff\xfep\x00", is: ErrNotUTF8},
		{why: "a quotation mark never closed", file: "pcode,name_en\nX1,\"North\nX2,South\n", text: "gazetteer: : a quotation mark opened on line 2 is not closed: extraneous or missing \" in quoted-field"},
		{why: "cancelled", file: "pcode\nX\n", ctx: cancelled, is: context.Canceled},
		{why: "bytes", file: "pcode\nX123456\n", opts: &TableOptions{File: "a.csv", Limits: Limits{Bytes: 8}}, text: "gazetteer: a.csv: more than 8 bytes; if you trust the file, raise the limit"},
		{why: "rows", file: "pcode\nX\nY\n", opts: &TableOptions{File: "a.csv", Limits: Limits{Rows: 2}}, text: "gazetteer: a.csv: more than 2 rows; if you trust the file, raise the limit"},
		{why: "columns", file: "pcode,a,b\n", opts: &TableOptions{File: "a.csv", Limits: Limits{Columns: 2}}, text: "gazetteer: a.csv: more than 2 columns; if you trust the file, raise the limit"},
	}
	for _, test := range tests {
		if test.ctx == nil {
			test.ctx = context.Background()
		}
		_, _, err := ReadCSV(test.ctx, strings.NewReader(test.file), test.opts)
		if err == nil || test.is != nil && !errors.Is(err, test.is) || test.text != "" && err.Error() != test.text {
			t.Errorf("%s: got %v, want %v %s", test.why, err, test.is, test.text)
		}
	}
	if _, _, err := ReadCSV(context.Background(), strings.NewReader("pcode\nX1\n"), &TableOptions{Limits: Limits{Bytes: 9}}); err != nil {
		t.Errorf("a file of just so many bytes: %v", err)
	}
}

func TestReadRowsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var rows iter.Seq2[humanitarian.Position, []string] = func(yield func(humanitarian.Position, []string) bool) {
		for i := range 10 * rowBatch {
			if i == rowBatch {
				cancel()
			}
			if !yield(humanitarian.Position{Row: i + 1}, []string{"pcode"}) {
				return
			}
		}
	}
	if _, _, err := ReadRows(ctx, rows, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestTooManyFindings(t *testing.T) {
	_, findings, err := ReadCSV(context.Background(), strings.NewReader("pcode,name_en\n"+strings.Repeat(",Nowhere\n", maxFindings+5)), nil)
	if err != nil || len(findings) != maxFindings+1 {
		t.Fatal(len(findings), err)
	}
	if got := brief(findings[maxFindings:]); got[0] != `warning more_findings ["5"]` {
		t.Errorf("the last finding is %v", got)
	}
}

// FuzzReadTable reads any table and holds the gazetteer of it to what its
// documentation promises.
func FuzzReadTable(f *testing.F) {
	for _, s := range []string{
		"pcode,level,parent,name_en,aliases_en\nX,0,,Land,\nX1,1,X,North,Nord;N\nX11,2,X1,East,\n",
		"ADM2_PCODE,ADM2_EN,ADM1_PCODE,ADM0_PCODE\nSY0203,Afrin,SY02,SY\n",
		"Location,Admin Level,P-Code,Name,Parent P-Code\n#a,#b,#c,#d,#e\nSYR,1,SY02,Aleppo,SYR\n",
		"pcode;parent;name_ar\nA;B;الباب\nB;C;حلب\nC;A;\n",
		"pcode,kind_en,name_en\nA,District,Al-Bab\nB,District of,Al As\n",
		"pcode,populations,lat,lon\nA,2004=5 x;1=2,1e309,NaN\n\"A\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, findings, err := ReadCSV(context.Background(), strings.NewReader(string(data)), nil)
		if err != nil {
			return
		}
		g, more := New(entries)
		for _, x := range append(findings, more...) {
			if x.Code == "" || len(x.Positions) == 0 {
				t.Errorf("a finding without code or position: %+v", x)
			}
		}
		unmatched := map[string]bool{}
		for _, x := range more {
			if x.Code == "name_not_matched" {
				unmatched[x.Args[0]] = true
			}
		}
		for p := range g.All() {
			holds(t, g, p, unmatched)
		}
	})
}

func holds(t *testing.T, g *Gazetteer, p Place, unmatched map[string]bool) {
	t.Helper()
	if q, ok := g.Place(p.PCode()); !ok || q != p {
		t.Errorf("%q is not found by its code", p.PCode())
	}
	if up, ok := p.Parent(); ok && (!slices.Contains(up.Children(), p) || !g.Within(p.PCode(), up.PCode())) {
		t.Errorf("%q lies in %q, which does not know it", p.PCode(), up.PCode())
	}
	if slices.Contains(p.Ancestors(), p) {
		t.Errorf("%q lies in itself", p.PCode())
	}
	for _, n := range p.Names() {
		candidates := g.Match(n.Text, Filter{})
		if byCode := len(candidates) == 1 && candidates[0].How == ByCode; !byCode && !unmatched[shorten(n.Text)] &&
			!slices.ContainsFunc(candidates, func(c Candidate) bool { return c.Place == p }) {
			t.Errorf("%q does not find %q", n.Text, p.PCode())
		}
	}
}
