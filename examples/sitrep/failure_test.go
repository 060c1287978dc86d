package main

import (
	"os"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
)

// TestFailuresInEveryLanguage meets what a field officer meets, and wants it said
// in the language of the report, without a word of the English cause.
func TestFailuresInEveryLanguage(t *testing.T) {
	dir := written(t, "2024-12-05", "2024-11-28..2024-12-05")
	if err := os.Mkdir(dir.path("folder.csv"), 0o755); err != nil {
		t.Fatal(err)
	}
	good := dir.write(t, "good.csv", "id,figure,indicator,place,as_of,source,source_date\nA,5,idps,SY02,2024-12-04,OCHA,2024-12-05\n")
	wording := dir.write(t, "uk.txt", "[catalog]\ntag = uk\n")
	bare := dir.save(t, "brief.pdf", "bare.pdf", "qpdf", "--remove-attachment=brief.json", "{}")
	locked := dir.save(t, "brief.pdf", "locked.pdf", "qpdf", "--encrypt", "", "x", "256", "--", "{}")
	for _, c := range []struct {
		name, key string
		args      []string
		why       string // name of the section failure of the second line
		english   string // of the cause, which nobody should read
	}{
		{"no such file", "missing_file", []string{"check", "-register", dir.path("none.csv")}, "", "no such"},
		{"a folder", "unreadable", []string{"check", "-register", dir.path("folder.csv")}, "", "directory"},
		{"no place to write", "unwritable", []string{"roll", "-register", good, "-country", "SYR", "-as-of", "2024-12-12", "-out", good + "/next.csv"}, "", "not a directory"},
		{"wrong header", "header", []string{"check", "-register", dir.write(t, "head.csv", "name,number\na,5\n")}, "heads_missing", "wrong header"},
		{"a head twice", "header", []string{"check", "-register", dir.write(t, "twice.csv", "id,id,figure,indicator,source\na,b,5,idps,OCHA\n")}, "head_twice", "stands twice;"},
		{"no row", "empty", []string{"check", "-register", dir.write(t, "empty.csv", "")}, "", "the file is empty"},
		{"no workbook", "format", []string{"check", "-register", dir.write(t, "book.xlsx", "PK\x03\x04 cut")}, "workbook", "zip"},
		{"a JSON array", "format", []string{"check", "-register", dir.write(t, "array.jsonl", "[{}]")}, "json_array", "not a register"},
		{"not ours", "no_brief", []string{"why", good, "5"}, "", "report:"},
		{"an attachment removed", "brief_removed", []string{"verify", bare}, "", "report:"},
		{"locked", "locked", []string{"verify", locked}, "", "it is locked"},
		{"edited", "damaged", []string{"verify", dir.change(t, "brief.json", "edited.json", func(b []byte) []byte { return b[:len(b)/2] })}, "", "unexpected"},
		{"neither", "neither", []string{"diff", dir.write(t, "neither.csv", "name,number\na,5\n"), good}, "heads_missing", "wrong header"},
		{"a key of the configuration", "config", []string{"check", "-register", good, "-config", dir.write(t, "keys.toml", "titel = 'x'\n")}, "config_keys", "unknown keys:"},
		{"a language of figures", "config", []string{"check", "-register", good, "-config", dir.write(t, "uk.toml", "figure_language = 'uk'\n")}, "figure_language", "brief:"},
		{"wordings of another language", "wordings_of", []string{"check", "-register", good, "-wording", wording}, "", "file of wordings for uk"},
	} {
		for _, tag := range locale.Tags() {
			l, err := locale.Of(tag)
			if err != nil {
				t.Fatal(err)
			}
			code, _, stderr := sitrep(append(c.args, "-lang", tag)...)
			if code != exitFailure {
				t.Errorf("%s, %s: exit code %d\n%s", c.name, tag, code, stderr)
			}
			for _, key := range []string{c.key, c.why} {
				if want := constant(l, key); key != "" && !strings.Contains(stderr, want) {
					t.Errorf("%s, %s: does not say %q:\n%s", c.name, tag, want, stderr)
				}
			}
			if tag != "en" && strings.Contains(stderr, c.english) {
				t.Errorf("%s, %s: %q is English:\n%s", c.name, tag, c.english, stderr)
			}
		}
	}
	if code, _, stderr := sitrep("check", "-register", good, "-lang", "xx"); code != exitFailure || !strings.Contains(stderr, "There is no language xx here") {
		t.Errorf("an unknown language: exit code %d\n%s", code, stderr)
	}
	if code, _, stderr := sitrep("check", "-register", dir.path("none.csv"), "-config", dir.write(t, "fr.toml", "language = 'fr'\n")); code != exitFailure || !strings.Contains(stderr, "n’existe pas") {
		t.Errorf("in the language of the configuration: exit code %d\n%s", code, stderr)
	}
}

// constant is the longest part of a wording that nothing is filled into.
func constant(l *locale.Language, key string) string {
	const gap = "\x00"
	longest := ""
	for part := range strings.SplitSeq(l.Say("failure."+key, gap, gap, gap), gap) {
		if len(part) > len(longest) {
			longest = part
		}
	}
	return longest
}
