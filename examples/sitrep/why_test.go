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
