package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// worded is a register of figures as their sources said them.
const worded = `id,figure,indicator,status,place,as_of,source,source_date
fr,au moins 12 000,idps,,SY02,2024-12-04,OCHA,2024-12-05
es,entre 300 y 400,idps,,SY07,2024-12-04,OCHA,2024-12-05
ar,نحو ٥٠٠,idps,,SY05,2024-12-04,OCHA,2024-12-05
en,"at least 1,250",idps,,SY08,2024-12-04,OCHA,2024-12-05
`

// TestFiguresAsTheirSourcesSaidThem checks, rolls, compares and prints a register
// of four languages, in each language of the report.
func TestFiguresAsTheirSourcesSaidThem(t *testing.T) {
	dir := folder(t.TempDir())
	csv := dir.write(t, "r.csv", worded)
	for _, register := range []string{csv, dir.lines(t, "r.jsonl", worded), dir.workbook(t, "r.xlsx", worded)} {
		for _, lang := range []string{"en", "fr", "es", "ar"} {
			args := []string{"-register", register, "-country", "SYR", "-lang", lang}
			code, stdout, stderr := sitrep(append([]string{"check", "-json"}, args...)...)
			if got, want := codes(t, stdout), "language_guessed language_guessed language_guessed"; code != exitDone || got != want {
				t.Errorf("%s in %s: exit code %d, %s\n%s", register, lang, code, got, stderr)
			}
			next := dir.path("next.csv")
			if code, _, stderr := sitrep(append([]string{"roll", "-as-of", "2024-12-12", "-out", next}, args...)...); code != exitDone {
				t.Errorf("%s in %s: roll: exit code %d\n%s", register, lang, code, stderr)
			}
			for _, want := range []string{"fr,,idps,,at_least,12000,", "es,,idps,,range,300,,400,", "ar,,idps,,about,,500,", "en,,idps,,at_least,1250,"} {
				if got := dir.read(t, "next.csv"); !strings.Contains(got, want) {
					t.Errorf("%s in %s: roll wrote no %q\n%s", register, lang, want, got)
				}
			}
			if code, _, stderr := sitrep("diff", csv, register, "-country", "SYR", "-lang", lang); code != exitDone || !strings.Contains(stderr, "language_guessed") {
				t.Errorf("%s in %s: diff: exit code %d\n%s", register, lang, code, stderr)
			}
			if register != csv {
				continue
			}
			out := dir.path(lang)
			if code, _, stderr := sitrep(append([]string{"brief", "-as-of", "2024-12-05", "-period", "2024-11-28..2024-12-05", "-out", out, "-previous", csv}, args...)...); code != exitDone {
				t.Errorf("%s in %s: brief: exit code %d\n%s", register, lang, code, stderr)
			}
			if code, stdout, stderr := sitrep("why", out+"/brief.pdf", "12000"); code != exitDone || !strings.Contains(stdout, "fr") {
				t.Errorf("%s in %s: why: exit code %d\n%s%s", register, lang, code, stdout, stderr)
			}
		}
	}
}

// TestFigureLanguage reads 1.200 as twelve hundred where the flag or a column
// says that the register is Spanish, and refuses it where nothing does.
func TestFigureLanguage(t *testing.T) {
	dir := folder(t.TempDir())
	const rows = "id,figure,indicator,place,as_of,source,source_date%s\nA,1.200,idps,SY02,2024-12-04,OCHA,2024-12-05%s\n"
	plain := strings.NewReplacer("%s", "").Replace(rows)
	said := strings.Replace(strings.Replace(rows, "%s", ",figure_language", 1), "%s", ",es", 1)
	spanish := dir.write(t, "es.toml", "figure_language = \"es\"\nlanguage = \"en\"\n")
	book := dir.workbook(t, "es.xlsx", "What,Text\nfigure_language,es\n")
	for _, c := range []struct {
		name, register string
		flags          []string
		want           int
	}{
		{"nothing says it", plain, nil, exitFindings},
		{"the report's language does not", plain, []string{"-lang", "es"}, exitFindings},
		{"the flag", plain, []string{"-figure-language", "es"}, exitDone},
		{"the flag, for an English reader", plain, []string{"-figure-language", "es", "-lang", "en"}, exitDone},
		{"the column", said, nil, exitDone},
		{"the column before the flag", said, []string{"-figure-language", "en"}, exitDone},
		{"the configuration", plain, []string{"-config", spanish}, exitDone},
		{"the sheet of the brief", plain, []string{"-config", book}, exitDone},
		{"the flag before the configuration", plain, []string{"-config", spanish, "-figure-language", "en"}, exitFindings},
		{"a configuration that names another", plain, []string{"-config", dir.write(t, "uk.toml", "figure_language = \"uk\"\n")}, exitFailure},
		{"a language that is not one of the four", plain, []string{"-figure-language", "uk"}, exitFailure},
	} {
		for name, register := range map[string]string{"CSV": dir.write(t, "r.csv", c.register), "JSON Lines": dir.lines(t, "r.jsonl", c.register), "a workbook": dir.workbook(t, "r.xlsx", c.register)} {
			next := dir.path("next.csv")
			os.Remove(next)
			flags := append([]string{"-register", register, "-country", "SYR"}, c.flags...)
			if code, stdout, stderr := sitrep(append([]string{"check"}, flags...)...); code != c.want {
				t.Errorf("%s, %s: check: exit code %d, want %d\n%s%s", c.name, name, code, c.want, stdout, stderr)
			}
			code, stdout, stderr := sitrep(append([]string{"roll", "-as-of", "2024-12-12", "-out", next}, flags...)...)
			if code != c.want || c.want == exitDone && !strings.Contains(dir.read(t, "next.csv"), ",exact,,1200,") {
				t.Errorf("%s, %s: roll: exit code %d, want %d\n%s%s", c.name, name, code, c.want, stdout, stderr)
			}
		}
	}
	for _, flags := range [][]string{{"-figure-language", "es"}, {"-config", spanish}, {"-config", book}} {
		args := append([]string{"diff", dir.write(t, "old.csv", plain), dir.write(t, "new.csv", strings.Replace(plain, "1.200", "1.300", 1)), "-country", "SYR"}, flags...)
		if _, stdout, stderr := sitrep(args...); !strings.Contains(stdout, "1,300") {
			t.Errorf("diff %v:\n%s%s", flags, stdout, stderr)
		}
	}
}

// codes lists the codes of findings in JSON.
func codes(t *testing.T, text string) string {
	t.Helper()
	var found []struct{ Code string }
	if err := json.Unmarshal([]byte(text), &found); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	var out []string
	for _, f := range found {
		out = append(out, f.Code)
	}
	return strings.Join(out, " ")
}

// grid reads CSV as rows of cells.
func grid(t *testing.T, csv string) [][]string {
	t.Helper()
	g, _, err := sheet.ReadCSV(context.Background(), strings.NewReader(csv), "r.csv", nil)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for _, r := range g.Rows {
		out = append(out, r.Cells)
	}
	return out
}

// lines writes a CSV file as JSON Lines.
func (d folder) lines(t *testing.T, name, csv string) string {
	t.Helper()
	rows := grid(t, csv)
	var b bytes.Buffer
	for _, row := range rows[1:] {
		object := map[string]string{}
		for j, s := range row {
			object[rows[0][j]] = s
		}
		if err := json.NewEncoder(&b).Encode(object); err != nil {
			t.Fatal(err)
		}
	}
	return d.write(t, name, b.String())
}

// workbook writes a CSV file as a workbook of texts.
func (d folder) workbook(t *testing.T, name, csv string) string {
	t.Helper()
	s := sheet.Sheet{Name: "Figures"}
	for _, row := range grid(t, csv) {
		var cells []sheet.Cell
		for _, text := range row {
			cells = append(cells, sheet.Cell{Kind: sheet.Text, Text: text})
		}
		s.Rows = append(s.Rows, cells)
	}
	var b bytes.Buffer
	if err := sheet.Write(context.Background(), &b, &sheet.Workbook{Sheets: []sheet.Sheet{s}}); err != nil {
		t.Fatal(err)
	}
	return d.write(t, name, b.String())
}
