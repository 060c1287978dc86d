package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

const sampleDir = "../../testdata/aleppo-2024/"

func sampleArgs(out, asOf, period string) []string {
	return []string{"brief", "-register", sampleDir + "register.csv", "-config", sampleDir + "brief.toml", "-as-of", asOf, "-period", period, "-country", "SYR", "-out", out}
}

// sitrep runs the tool and returns its exit code and what it printed.
func sitrep(args ...string) (int, string, string) {
	var stdout, stderr bytes.Buffer
	code := run(context.Background(), args, &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

func TestBriefWritesItsFiles(t *testing.T) {
	for asOf, period := range map[string]string{"2024-12-05": "2024-11-28..2024-12-05", "2024-12-16": "2024-12-06..2024-12-16", "2024-12-31": "2024-12-17..2024-12-31"} {
		dir := filepath.Join(t.TempDir(), "new", "folder")
		if code, _, stderr := sitrep(sampleArgs(dir, asOf, period)...); code != exitDone {
			t.Fatalf("%s: exit code %d\n%s", asOf, code, stderr)
		}
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, e := range entries {
			names = append(names, e.Name())
		}
		if want := []string{"brief.json", "brief.pdf", "brief.txt", "brief.xlsx"}; !slices.Equal(names, want) {
			t.Errorf("%s: wrote %v, want %v and nothing else", asOf, names, want)
		}
	}
}

// TestSameBytesAnywhere runs the built tool as a process under odd
// environments and compares all files.
func TestSameBytesAnywhere(t *testing.T) {
	exe := filepath.Join(t.TempDir(), "sitrep")
	if runtime.GOOS == "windows" {
		exe += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", exe, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	runs := [][]string{nil, {"TZ=Pacific/Kiritimati", "LANG=ar_SY.UTF-8"}, {"GOMAXPROCS=1", "TZ=America/Caracas", "LC_ALL=tr_TR"}}
	var first map[string]string
	for i, env := range runs {
		out, cwd := t.TempDir(), t.TempDir()
		args := sampleArgs(out, "2024-12-05", "2024-11-28..2024-12-05")
		for j, a := range args {
			args[j] = strings.Replace(a, "../..", root, 1)
		}
		cmd := exec.Command(exe, args...)
		cmd.Dir, cmd.Env = cwd, append(os.Environ(), env...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", env, err, out)
		}
		files := map[string]string{}
		for _, name := range []string{"brief.pdf", "brief.xlsx", "brief.json", "brief.txt"} {
			b, err := os.ReadFile(filepath.Join(out, name))
			if err != nil {
				t.Fatal(err)
			}
			files[name] = string(b)
			if i > 0 && files[name] != first[name] {
				t.Errorf("%v: %s differs", env, name)
			}
		}
		if i == 0 {
			first = files
		}
	}
}

const header = "id,figure,indicator,status,place,as_of,period,source,source_date,quantifier,low,best,high,part_of\n"

// TestTenBreaks breaks a register in ten ways and wants all ten reported, with
// row, column and code, and good rows left alone.
func TestTenBreaks(t *testing.T) {
	rows := []struct{ row, code, column string }{
		{`good,"at least 69",killed,civilian,SY02,,2024-11-26..2024-12-05,OCHA,2024-12-05,,,,,`, "", ""},
		{`b1,5,nonsense,,SY02,2024-12-01,,OCHA,2024-12-02,,,,,`, "unknown_indicator", "indicator"},
		{`b2,1.250,idps,,SY02,2024-12-01,,OCHA,2024-12-02,,,,,`, "ambiguous_number", "figure"},
		{`b3,,idps,,SY02,2024-12-01,,OCHA,2024-12-02,range,9,,3,`, "low_above_high", "quantifier"},
		{`b4,5,idps,,SY02,,,OCHA,2024-12-02,,,,,`, "stock_without_asof", "as_of"},
		{`b5,5,killed,civilian,SY02,,2024-12-05..2024-12-01,OCHA,2024-12-06,,,,,`, "period_reversed", "period"},
		{`b6,5,idps,,TR02,2024-12-01,,OCHA,2024-12-02,,,,,`, "pcode_country", "place"},
		{`b7,500,killed,civilian,SY02,,2024-11-26..2024-12-05,OCHA,2024-12-05,,,,,good2`, "part_above_whole", "figure"},
		{`good2,100,killed,civilian,SY02,,2024-11-26..2024-12-05,WHO,2024-12-05,,,,,`, "", ""},
		{`b8,5,idps,,SY02,2024-12-01,,OCHA,2024-12-02,,,,,`, "duplicate_id", "id"},
		{`b8,6,idps,,SY02,2024-12-01,,OCHA,2024-12-02,,,,,`, "duplicate_id", "id"},
		{"b9,5,idps,,SY02,2024-12-01,,OCHA \xe9t\xe9,2024-12-02,,,,,", "not_utf8", "source"},
		{`b10,5,idps,,SY02,2024-12-01,,,2024-12-02,,,,,`, "no_source", "source"},
	}
	path := filepath.Join(t.TempDir(), "register.csv")
	text := header
	for _, r := range rows {
		text += r.row + "\n"
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := sitrep("check", "-register", path, "-country", "SYR", "-json")
	if code != exitFindings {
		t.Errorf("exit code %d, want %d\n%s", code, exitFindings, stderr)
	}
	var found []struct {
		Code, Severity, Message, Hint string
		Positions                     []struct {
			File        string
			Row, Column int
		}
		Figures []string
	}
	if err := json.Unmarshal([]byte(stdout), &found); err != nil {
		t.Fatal(err)
	}
	columns := strings.Split(strings.TrimSpace(header), ",")
	for i, r := range rows {
		id, _, _ := strings.Cut(r.row, ",")
		hit := false
		for _, f := range found {
			for _, p := range f.Positions {
				if p.Row != i+2 {
					continue
				}
				if r.code == "" && f.Severity == "error" && !slices.Contains(f.Figures, "b7") {
					t.Errorf("%s is a good row, but: %+v", id, f)
				}
				if f.Code == r.code && f.Hint != "" && f.Message != "" && (r.column == "" || p.Column == slices.Index(columns, r.column)+1) {
					hit = true
				}
			}
		}
		if r.code != "" && !hit {
			t.Errorf("row %d, %s: no %s at column %q\n%s", i+2, id, r.code, r.column, stdout)
		}
	}
}

func TestBadInputFailsClearly(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	out := filepath.Join(dir, "out")
	good := write("good.csv", header+`a,5,idps,,SY02,2024-12-01,,OCHA,2024-12-02,,,,,`+"\n")
	notADir := write("file", "")
	brief := func(register, out string, more ...string) []string {
		return append([]string{"brief", "-register", register, "-country", "SYR", "-as-of", "2024-12-05", "-period", "2024-11-28..2024-12-05", "-out", out}, more...)
	}
	for _, c := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"wrong header", brief(write("h.csv", "name,number\na,5\n"), out), exitFailure, "missing: id"},
		{"empty file", brief(write("e.csv", ""), out), exitFailure, "no row of figures"},
		{"no such file", brief(filepath.Join(dir, "none.csv"), out), exitFailure, "none.csv"},
		{"no figures", brief(write("n.csv", header+`a,5,idps,,SY02,2024-12-09,,OCHA,2024-12-09,,,,,`+"\n"), out), exitFindings, "[no_figures]"},
		{"folder is a file", brief(good, notADir), exitFailure, "file"},
		{"bad config", brief(good, out, "-config", write("c.toml", "waiver = 1\n")), exitFailure, "waiver"},
		{"mixed countries", brief(good, out, "-config", write("d.toml", "country = \"TUR\"\n")), exitFindings, "[mixed_countries]"},
		{"bad period", []string{"brief", "-register", good, "-as-of", "2024-12-05", "-period", "2024-12-05..2024-11-28", "-out", out}, exitUse, "period"},
		{"bad edition", brief(good, out, "-edition", "secret"), exitUse, "edition"},
		{"no flag", []string{"brief"}, exitUse, "-register is needed"},
		{"help", []string{"brief", "-h"}, exitDone, "-as-of"},
		{"no command", nil, exitUse, "usage"},
		{"left over", []string{"check", "-register", good, "extra"}, exitUse, "left over"},
	} {
		code, _, stderr := sitrep(c.args...)
		if code != c.code || !strings.Contains(stderr, c.says) {
			t.Errorf("%s: exit code %d saying %q, want %d saying %q", c.name, code, stderr, c.code, c.says)
		}
		if entries, _ := os.ReadDir(out); len(entries) > 0 {
			t.Errorf("%s left %v behind", c.name, entries)
		}
	}
}

func TestDraftAlwaysWrites(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "r.csv")
	if err := os.WriteFile(path, []byte(header+`a,1.250,idps,,SY02,2024-12-09,,OCHA,2024-12-09,,,,,`+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	code, _, stderr := sitrep("brief", "-register", path, "-country", "SYR", "-as-of", "2024-12-05", "-period", "2024-11-28..2024-12-05", "-draft", "-out", dir)
	text, err := os.ReadFile(filepath.Join(dir, "brief.txt"))
	if err != nil || code != exitFindings {
		t.Fatalf("exit code %d, %v\n%s", code, err, stderr)
	}
	for _, want := range []string{"DRAFT", "# Findings", "no figure of the register can stand in this brief"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the draft does not say %q\n%s", want, text)
		}
	}
	if strings.Index(string(text), "# Findings") < strings.Index(string(text), "# Sources") {
		t.Error("the findings of a draft stand last")
	}
}

func TestWaiver(t *testing.T) {
	dir := t.TempDir()
	register, config := filepath.Join(dir, "r.csv"), filepath.Join(dir, "c.toml")
	rows := header + `w,100,killed,civilian,SY02,,2024-11-26..2024-12-05,OCHA,2024-12-05,,,,,` + "\n" + `p,500,killed,civilian,SY02,,2024-11-26..2024-12-05,OCHA,2024-12-05,,,,,w` + "\n"
	if err := os.WriteFile(register, []byte(rows), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, waiver string
		code         int
		says         string
	}{
		{"without", "", exitFindings, "As published, not counted"},
		{"granted", "code='part_above_whole'\nfigure='p'\nreason='the source confirmed it'\nname='S. Haddad'\ndate='2024-12-05'\nuntil='2024-12-05'", exitDone, "Waived for this issue: part_above_whole on p, the source confirmed it (S. Haddad, 5 December 2024)."},
		{"expired", "code='part_above_whole'\nfigure='p'\nreason='r'\nname='n'\ndate='2024-11-28'\nuntil='2024-11-28'", exitFindings, "As published, not counted"},
		{"unsigned", "code='part_above_whole'\nfigure='p'\nreason='r'\ndate='2024-12-05'\nuntil='2024-12-05'", exitFindings, "As published, not counted"},
	} {
		text := ""
		if c.waiver != "" {
			text = "[[waivers]]\n" + c.waiver + "\n"
		}
		if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		code, _, stderr := sitrep("brief", "-register", register, "-config", config, "-country", "SYR", "-as-of", "2024-12-05", "-period", "2024-11-28..2024-12-05", "-out", dir)
		got, err := os.ReadFile(filepath.Join(dir, "brief.txt"))
		if err != nil || code != c.code || !strings.Contains(string(got), c.says) {
			t.Errorf("%s: exit code %d, want %d, and %q\n%s\n%s", c.name, code, c.code, c.says, got, stderr)
		}
	}
}

func TestRollAndRead(t *testing.T) {
	out := filepath.Join(t.TempDir(), "next.csv")
	code, stdout, stderr := sitrep("roll", "-register", sampleDir+"register.csv", "-config", sampleDir+"brief.toml", "-as-of", "2024-12-16", "-out", out)
	if code != exitDone || !strings.Contains(stdout, "rows to fill in") {
		t.Fatalf("exit code %d\n%s\n%s", code, stdout, stderr)
	}
	b, err := os.ReadFile(out)
	if err != nil || !bytes.Contains(b, []byte("ocha-idps-after-2024-12-16")) {
		t.Errorf("%v: the series has no row to fill in", err)
	}
	if code, stdout, _ := sitrep("check", "-register", out, "-config", sampleDir+"brief.toml"); code != exitFindings || !strings.Contains(stdout, "no_source_date") {
		t.Errorf("the empty rows must be findings until they are filled: exit code %d\n%s", code, stdout)
	}
}

func TestGazetteer(t *testing.T) {
	dir := t.TempDir()
	register := filepath.Join(dir, "r.csv")
	rows := header + `a,100,idps,,SY02,2024-12-01,,OCHA,2024-12-02,,,,,` + "\n" + `b,50,idps,,SY99,2024-12-01,,OCHA,2024-12-02,,,,,` + "\n"
	if err := os.WriteFile(register, []byte(rows), 0o644); err != nil {
		t.Fatal(err)
	}
	places := "../../testdata/gazetteer-syria/places.csv"
	code, stdout, stderr := sitrep("check", "-register", register, "-country", "SYR", "-gazetteer", places)
	if code != exitFindings || !strings.Contains(stdout, "SY99 is not in the gazetteer") || strings.Contains(stdout, "SY02") {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
	code, _, stderr = sitrep("brief", "-register", register, "-country", "SYR", "-gazetteer", places, "-lang", "ar", "-as-of", "2024-12-05", "-period", "2024-11-28..2024-12-05", "-out", dir)
	got, err := os.ReadFile(filepath.Join(dir, "brief.txt"))
	if err != nil || code != exitFindings || !strings.Contains(string(got), "حلب") || strings.Contains(string(got), "SY02") {
		t.Errorf("exit code %d, %v\n%s\n%s", code, err, got, stderr)
	}
}

func TestCheckInEveryLanguage(t *testing.T) {
	register := filepath.Join(t.TempDir(), "r.csv")
	if err := os.WriteFile(register, []byte(header+`a,100,idps,,SY02,,,OCHA,2024-12-02,,,,,`+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{"en": "a stock needs the date it was counted", "fr": "as_of", "es": "as_of", "ar": "as_of"} {
		code, stdout, stderr := sitrep("check", "-register", register, "-country", "SYR", "-lang", lang)
		if code != exitFindings || !strings.Contains(stdout, want) || lang != "en" && strings.Contains(stdout, "a stock needs") {
			t.Errorf("%s: exit code %d\n%s%s", lang, code, stdout, stderr)
		}
	}
	if code, _, stderr := sitrep("check", "-register", register, "-lang", "xx"); code != exitFailure || !strings.Contains(stderr, "en, fr, es, ar") {
		t.Errorf("an unknown language: exit code %d\n%s", code, stderr)
	}
	code, stdout, stderr := sitrep("check", "-register", register, "-country", "SYR", "-wording", "../../humanitarian/locale/testdata/uk.txt")
	if code != exitFindings || !strings.Contains(stdout, "as_of") || strings.Contains(stdout, "a stock needs") {
		t.Errorf("a user's language: exit code %d\n%s%s", code, stdout, stderr)
	}
}
