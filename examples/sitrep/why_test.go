package main

import (
	"strings"
	"testing"
)

func TestWhyOfASampleNumber(t *testing.T) {
	dir := folder(t.TempDir())
	if code, _, stderr := sitrep(sampleArgs(string(dir), "2024-12-31", "2024-12-17..2024-12-31")...); code != exitDone {
		t.Fatal(stderr)
	}
	for _, c := range []struct {
		file, asked, lang string
		says              []string
		code              int
	}{
		{"brief.json", "664000", "", []string{"more than 664,000, in Key figures: ", "R25-01", "since 27 November 2024", "Source [", "Flash Update No. 9", "Not expected to add up", "as the source stated it"}, exitDone},
		{"brief.xlsx", "664,000", "", []string{"R25-01"}, exitDone},
		{"brief.pdf", "٦٦٤٬٠٠٠", "ar", []string{"R25-01", "القاعدة"}, exitDone},
		{"brief.json", "664 000", "fr", []string{"R25-01", "Règle"}, exitDone},
		{"brief.json", "664.000", "es", []string{"R25-01", "Regla"}, exitDone},
		{"brief.json", "R25-03", "", []string{"nearly 486,000"}, exitDone},
		{"brief.json", "436,000", "", []string{"No number of this brief is 436,000"}, exitFindings},
		{"brief.json", "R99-99", "", []string{"no figure of it has this id"}, exitFindings},
	} {
		args := []string{"why", dir.path(c.file), c.asked}
		if c.lang != "" {
			args = append(args, "-lang", c.lang)
		}
		code, stdout, stderr := sitrep(args...)
		if code != c.code {
			t.Errorf("%s %s: exit code %d\n%s", c.file, c.asked, code, stderr)
		}
		for _, want := range c.says {
			if !strings.Contains(stdout, want) {
				t.Errorf("%s %s does not say %q\n%s", c.file, c.asked, want, stdout)
			}
		}
	}
}

// TestWhyOfAChange asks for changes as the brief prints them.
func TestWhyOfAChange(t *testing.T) {
	dir := written(t, "2024-12-05", "2024-11-28..2024-12-05")
	for asked, want := range map[string]string{
		"+57": "R02-02: at least 12", "more than +154": "R06-10: more than 200", "-57": "No number of this brief is -57", "+69": "No number of this brief is +69", "+25,000": "No number",
	} {
		if _, stdout, stderr := sitrep("why", dir.path("brief.pdf"), asked); !strings.Contains(stdout, want) || strings.Contains(stdout, "R06-07: at least 69") != (asked == "+57") {
			t.Errorf("%s does not say %q\n%s%s", asked, want, stdout, stderr)
		}
	}
}

// TestWhyInFourLanguages asks the PDF of each language for numbers as it prints
// them: rounded to millions, a range, a share, one that it does not have, and one
// that is in a row that counts nowhere.
func TestWhyInFourLanguages(t *testing.T) {
	for _, c := range []struct {
		config  string
		numbers []string // millions, range, share, none
		says    []string // of each
	}{
		{"brief.toml", []string{"1.5 million", "60,000 to 80,000", "about 6%", "999,999"}, []string{"about 1.5 million people", "Pending", "R18-02", "No number of this brief is"}},
		{"brief.fr.toml", []string{"1,5 million", "60 000 à 80 000", "environ 6 %", "999 999"}, []string{"1,5 million de personnes", "R10-03", "R18-02", "Aucun nombre"}},
		{"brief.es.toml", []string{"1,5 millones", "60 000 a 80 000", "alrededor del 6%", "999 999"}, []string{"1,5 millones de personas", "R10-03", "R18-02", "Ningún número"}},
		{"brief.ar.toml", []string{"1.5 مليون", "60,000 إلى 80,000", "نحو 6%", "999,999"}, []string{"1.5 مليون", "R10-03", "R18-02", "999,999"}},
	} {
		dir := folder(t.TempDir())
		if code, _, stderr := sitrep("brief", "-register", sampleDir+"register.csv", "-config", sampleDir+c.config, "-as-of", "2024-12-16", "-period", "2024-12-06..2024-12-16", "-out", string(dir)); code != exitDone {
			t.Fatal(stderr)
		}
		for i, n := range c.numbers {
			code, stdout, stderr := sitrep("why", dir.path("brief.pdf"), n)
			want := exitDone
			if i == 3 {
				want = exitFindings
			}
			if code != want || !strings.Contains(stdout, c.says[i]) {
				t.Errorf("%s, %s: exit code %d, does not say %q\n%s%s", c.config, n, code, c.says[i], stdout, stderr)
			}
		}
	}
}

// TestWhyOfARowThatCountsNowhere asks for a number that stands only in a row that
// a total leaves out.
func TestWhyOfARowThatCountsNowhere(t *testing.T) {
	dir := written(t, "2024-12-16", "2024-12-06..2024-12-16")
	code, stdout, stderr := sitrep("why", dir.path("brief.pdf"), "R10-03")
	if code != exitDone || !strings.Contains(stdout, "Pending, not included above") || !strings.Contains(stdout, "Reason given") {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
}

func BenchmarkWhy(b *testing.B) {
	dir := folder(b.TempDir())
	if code, _, stderr := sitrep(sampleArgs(string(dir), "2024-12-31", "2024-12-17..2024-12-31")...); code != exitDone {
		b.Fatal(stderr)
	}
	for b.Loop() {
		if code, _, stderr := sitrep("why", dir.path("brief.pdf"), "664000"); code != exitDone {
			b.Fatal(stderr)
		}
	}
}
