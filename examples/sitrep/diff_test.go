package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

const desk = `id,revision,figure,indicator,nature,status,place,period,as_of,series,part_of,period_basis,reason,source,source_date,role
`

// desk1 is the register of a first issue, desk2 that of the next: a toll rose by
// 786, of which 702 were added on review; a count was corrected, one taken back,
// one began anew, and one is new.
const (
	desk1 = desk + `toll,1,"67,000",killed,cumulative,civilian,SY02,2024-10-07..2024-12-04,,toll,,,,MoH,2024-12-05,
idps,1,"1,200",idps,,,SY02,,2024-12-04,,,,,OCHA,2024-12-05,
gone,1,300,idps,,,SY07,,2024-12-04,,,,,OCHA,2024-12-05,
attacks,1,36,attacks_on_health,cumulative,,SY02,2024-09-17..2024-12-04,,attacks,,,,WHO,2024-12-05,
`
	desk2 = desk + `toll,1,"67,000",killed,cumulative,civilian,SY02,2024-10-07..2024-12-04,,toll,,,,MoH,2024-12-05,
toll2,1,"67,786",killed,cumulative,civilian,SY02,2024-10-07..2024-12-11,,toll,,,,MoH,2024-12-12,
toll2-late,1,702,killed,flow,civilian,SY02,2024-12-05..2024-12-11,,,toll2,recorded,earlier deaths accepted on review,MoH,2024-12-12,
idps,1,"1,200",idps,,,SY02,,2024-12-04,,,,,OCHA,2024-12-05,
idps,2,"1,100",idps,,,SY02,,2024-12-04,,,,one site was counted twice,OCHA,2024-12-12,
gone,1,300,idps,,,SY07,,2024-12-04,,,,counted in another governorate,OCHA,2024-12-05,withdrawn
attacks,1,36,attacks_on_health,cumulative,,SY02,2024-09-17..2024-12-04,,attacks,,,,WHO,2024-12-05,
attacks2,1,78,attacks_on_health,cumulative,,SY02,2024-01-01..2024-12-11,,attacks,,,,WHO,2024-12-12,
new,1,50,injured,flow,civilian,SY02,2024-12-05..2024-12-11,,,,,,WHO,2024-12-12,
`
)

// A folder of files for a test.
type folder string

func (d folder) path(name string) string { return filepath.Join(string(d), name) }

func (d folder) write(t *testing.T, name, text string) string {
	t.Helper()
	if err := os.WriteFile(d.path(name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return d.path(name)
}

func (d folder) read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(d.path(name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func (d folder) brief(asOf, register, out string, more ...string) (int, string) {
	period := map[string]string{"2024-12-05": "2024-11-28..2024-12-05", "2024-12-12": "2024-12-05..2024-12-12"}[asOf]
	code, _, stderr := sitrep(append([]string{"brief", "-register", d.path(register), "-country", "SYR", "-as-of", asOf, "-period", period, "-out", d.path(out)}, more...)...)
	return code, stderr
}

// TestDiffOfBriefsSaysWhy compares two briefs of the sample: one that leaves out what
// ended before its period says so, as its own pages do.
func TestDiffOfBriefsSaysWhy(t *testing.T) {
	old := written(t, "2024-12-05", "2024-11-28..2024-12-05")
	new := written(t, "2024-12-16", "2024-12-06..2024-12-16", "-previous", old.path("brief.pdf"))
	_, stdout, stderr := sitrep("diff", old.path("brief.pdf"), new.path("brief.pdf"))
	gone := regexp.MustCompile(`(?m)^gone: .*$`).FindAllString(stdout, -1)
	if len(gone) < 20 {
		t.Fatalf("%d figures are gone\n%s%s", len(gone), stdout, stderr)
	}
	for _, line := range gone {
		if !strings.Contains(line, "ended before the period covered") && !strings.Contains(line, "the total it belongs to was replaced by more than 880,000") {
			t.Errorf("it does not say why: %s", line)
		}
	}
}

// TestDiffOfARevisedSeries words a series of which the earlier figure was corrected
// as the brief does.
func TestDiffOfARevisedSeries(t *testing.T) {
	d := folder(t.TempDir())
	toll := func(id, n, revision, day string) string {
		return id + "," + revision + "," + n + ",killed,cumulative,civilian,SY02,2024-10-07.." + day + ",,toll,,,a ward was counted twice,MoH," + day + ",\n"
	}
	old := d.write(t, "1.csv", desk+toll("a", "100", "1", "2024-12-04"))
	new := d.write(t, "2.csv", desk+toll("a", "100", "1", "2024-12-04")+toll("a", "90", "2", "2024-12-04")+toll("b", "130", "1", "2024-12-11"))
	_, stdout, stderr := sitrep("diff", old, new, "-country", "SYR")
	if want := "the earlier figure was corrected to 90, and +40 recorded from there"; !strings.Contains(stdout, want) {
		t.Errorf("no %q in\n%s%s", want, stdout, stderr)
	}
}

func TestDiffOfRegisters(t *testing.T) {
	d := folder(t.TempDir())
	old, new := d.write(t, "1.csv", desk1), d.write(t, "2.csv", desk2)
	code, stdout, stderr := sitrep("diff", old, new, "-country", "SYR")
	want := `continued: toll2: People killed, SY02; was 67,000; now 67,786; +786 recorded
new: toll2-late: People killed, SY02; now 702; Reason given: earlier deaths accepted on review
revised down: idps: Internally displaced people, SY02; was 1,200; now 1,100; -100; Reason given: one site was counted twice
withdrawn: gone: Internally displaced people, SY07; was 300; Reason given: counted in another governorate
counted anew: attacks2: Attacks on health care, SY02; was 36; now 78; not comparable: counted from another day
new: new: People injured, SY02; now 50
toll: +786 recorded, of which 702 added late (earlier deaths accepted on review).
2 rows are alike in both.
`
	if diff := cmp.Diff(want, stdout); diff != "" || code != exitDone {
		t.Errorf("exit code %d %s (-want +got):\n%s", code, stderr, diff)
	}
	code, stdout, _ = sitrep("diff", "-json", old, new)
	var lines []ledgerLine
	if err := json.Unmarshal([]byte(stdout), &lines); err != nil || code != exitDone || len(lines) != 6 || lines[4].Kind.String() != "restarted" || strings.Contains(stdout, "42") {
		t.Errorf("exit code %d, %v\n%s", code, err, stdout)
	}
	for lang, said := range map[string]string{"fr": "révisé à la baisse", "es": "revisada a la baja", "ar": "نُقّح بالنقصان"} {
		if _, stdout, _ := sitrep("diff", old, new, "-lang", lang); !strings.Contains(stdout, said) {
			t.Errorf("%s does not say %q\n%s", lang, said, stdout)
		}
	}
}

// TestPreviousIssue makes two issues, the first of them signed, and wants in the
// second what changed, and the corrections that the signed one is owed.
func TestPreviousIssue(t *testing.T) {
	d := folder(t.TempDir())
	d.write(t, "1.csv", desk1)
	d.write(t, "2.csv", desk2)
	signoff := "title = \"Test\"\nnumber = 1\n[[signoff]]\nas_of = \"2024-12-05\"\nstate = \"signed\"\nname = \"S. Haddad\"\ndate = \"2024-12-06\"\n"
	config := d.write(t, "c.toml", signoff)
	code, stderr := d.brief("2024-12-05", "1.csv", "a", "-config", config)
	digest := regexp.MustCompile(`[0-9a-f]{64}`).FindString(stderr)
	if code != exitDone || digest == "" {
		t.Fatalf("exit code %d: an unsealed sign-off says its digest\n%s", code, stderr)
	}
	d.write(t, "c.toml", signoff+"digest = \""+digest+"\"\n")
	if code, stderr := d.brief("2024-12-05", "1.csv", "a", "-config", config); code != exitDone || !strings.Contains(d.read(t, "a/brief.txt"), "Signed by S. Haddad on 6 December 2024.") {
		t.Fatalf("exit code %d\n%s%s", code, stderr, d.read(t, "a/brief.txt"))
	}
	for name, previous := range map[string]string{"JSON": "a/brief.json", "workbook": "a/brief.xlsx", "PDF": "a/brief.pdf"} {
		code, stderr := d.brief("2024-12-12", "2.csv", "b", "-config", config, "-previous", d.path(previous))
		text := d.read(t, "b/brief.txt")
		if code != exitDone {
			t.Fatalf("%s: exit code %d\n%s", name, code, stderr)
		}
		for _, want := range []string{
			"Compared with issue No. 1, as of 5 December 2024: 1 new, 1 continued, 1 revised, 1 withdrawn or gone from the register, 1 no longer comparable, 0 no longer shown.",
			"Correction to issue No. 1, as of 5 December 2024, signed or approved by S. Haddad on 6 December 2024.",
			"- Internally displaced people, SY02: 1,200, now 1,100 (revised down). Reason: one site was counted twice.",
			"- Internally displaced people, SY07: 300, withdrawn. Reason: counted in another governorate.",
			"36 | 78 | counted anew | not comparable: counted from another day",
			"67,000 | 67,786 | +786 recorded",
			"+786 recorded, of which 702 added late (earlier deaths accepted on review).",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the brief does not say %q", name, want)
			}
		}
		for _, never := range []string{"42", "114"} {
			if says(text, never) {
				t.Errorf("%s: the brief says %s, which nobody said", name, never)
			}
		}
		if t.Failed() {
			t.Fatal(text)
		}
	}
}

// TestEditAfterSignOff changes a figure, and then a sentence, of a signed issue.
func TestEditAfterSignOff(t *testing.T) {
	d := folder(t.TempDir())
	d.write(t, "1.csv", desk1)
	d.write(t, "edited.csv", strings.Replace(desk1, "300,idps", "301,idps", 1))
	signoff := "\n[[signoff]]\nas_of = \"2024-12-05\"\nstate = \"signed\"\nname = \"S. Haddad\"\ndate = \"2024-12-06\"\n"
	config := d.write(t, "c.toml", signoff)
	_, stderr := d.brief("2024-12-05", "1.csv", "a", "-config", config)
	if !strings.Contains(stderr, "warning: the sign-off has no digest") {
		t.Errorf("a signature without a digest is no warning\n%s", stderr)
	}
	sealed := signoff + "digest = \"" + regexp.MustCompile(`[0-9a-f]{64}`).FindString(stderr) + "\"\n"
	for _, c := range []struct {
		name, register, config, says string
		code                         int
	}{
		{"untouched", "1.csv", sealed, "Signed by S. Haddad", exitDone},
		{"a figure", "edited.csv", sealed, "changed since: the signature does not cover this issue", exitFindings},
		{"a sentence", "1.csv", "[texts]\noverview = [\"It rained.\"]\n" + sealed, "changed since", exitFindings},
		{"another edition", "1.csv", strings.Replace(sealed, "state", "edition = \"internal\"\nstate", 1), "# Sources", exitDone},
		{"no name", "1.csv", strings.Replace(sealed, "S. Haddad", "", 1), "# Sources", exitDone},
	} {
		d.write(t, "c.toml", c.config)
		code, stderr := d.brief("2024-12-05", c.register, "a", "-config", config)
		text := d.read(t, "a/brief.txt")
		if code != c.code || !strings.Contains(text, c.says) || (c.code == exitFindings) != strings.Contains(stderr, "[signoff_stale]") || (c.name == "no name") != strings.Contains(stderr, "[signoff_incomplete]") {
			t.Errorf("%s: exit code %d, want %d and %q\n%s\n%s", c.name, code, c.code, c.says, stderr, text)
		}
	}
}

// TestEditedPrevious wants an edited issue to be refused, with what differs and
// what to do, by brief, check and diff alike.
func TestEditedPrevious(t *testing.T) {
	d := folder(t.TempDir())
	d.write(t, "1.csv", desk1)
	if code, stderr := d.brief("2024-12-05", "1.csv", "a"); code != exitDone {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	edited := d.write(t, "edited.json", strings.ReplaceAll(d.read(t, "a/brief.json"), `"300"`, `"301"`))
	for name, args := range map[string][]string{
		"brief": {"brief", "-register", d.path("1.csv"), "-as-of", "2024-12-12", "-period", "2024-12-06..2024-12-12", "-country", "SYR", "-previous", edited, "-out", d.path("b")},
		"check": {"check", "-register", d.path("1.csv"), "-country", "SYR", "-previous", edited},
		"diff":  {"diff", edited, d.path("a/brief.json")},
	} {
		code, _, stderr := sitrep(args...)
		if code != exitFailure || !strings.Contains(stderr, "[digest_differs]") || !strings.Contains(stderr, "Give the file as it was sent out") {
			t.Errorf("%s: exit code %d\n%s", name, code, stderr)
		}
	}
}

// TestMisfits wants a refusal that says which for an issue of another country,
// of another series, or of a later day.
func TestMisfits(t *testing.T) {
	d := folder(t.TempDir())
	d.write(t, "1.csv", desk1)
	d.write(t, "2.csv", desk2)
	lb := d.write(t, "lb.csv", strings.ReplaceAll(strings.ReplaceAll(desk1, "SY02", "LB01"), "SY07", "LB02"))
	one, two := d.write(t, "one.toml", "series = \"Weekly\"\n"), d.write(t, "two.toml", "series = \"Monthly\"\n")
	d.brief("2024-12-05", "1.csv", "a", "-config", one)
	d.brief("2024-12-12", "2.csv", "b", "-config", one)
	if code, _, stderr := sitrep("brief", "-register", lb, "-country", "LBN", "-as-of", "2024-12-05", "-period", "2024-11-28..2024-12-05", "-out", d.path("l")); code != exitDone {
		t.Fatal(stderr)
	}
	for _, c := range []struct {
		name, says string
		args       []string
	}{
		{"country", "is on LBN, this register on SYR", []string{"-config", one, "-previous", d.path("l/brief.json")}},
		{"series", `series "Weekly", this one to "Monthly"`, []string{"-config", two, "-previous", d.path("a/brief.json")}},
		{"no brief", "neither a brief nor a register", []string{"-previous", d.write(t, "x.txt", "hello\nworld\n")}},
	} {
		code, stderr := d.brief("2024-12-12", "2.csv", "c", c.args...)
		if code == exitDone || !strings.Contains(stderr, c.says) {
			t.Errorf("%s: exit code %d saying %q, want %q", c.name, code, stderr, c.says)
		}
		if _, err := os.Stat(d.path("c")); err == nil {
			t.Errorf("%s: something was written", c.name)
		}
	}
	if code, stderr := d.brief("2024-12-05", "1.csv", "c", "-config", one, "-previous", d.path("b/brief.json")); code != exitFindings || !strings.Contains(stderr, "later than this one") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
	if code, _, stderr := sitrep("diff", d.path("l/brief.json"), d.path("a/brief.json")); code != exitFindings || !strings.Contains(stderr, "LBN") {
		t.Errorf("diff: exit code %d\n%s", code, stderr)
	}
	if code, _, stderr := sitrep("diff", lb); code != exitUse || !strings.Contains(stderr, "OLD and NEW") {
		t.Errorf("diff of one: exit code %d\n%s", code, stderr)
	}
}

func TestReusedIDIsSaid(t *testing.T) {
	d := folder(t.TempDir())
	old := d.write(t, "1.csv", desk1)
	new := d.write(t, "2.csv", strings.Replace(desk1, `idps,1,"1,200",idps,,,SY02,,2024-12-04`, `idps,1,7,killed,flow,civilian,SY04,2024-12-01..2024-12-04,`, 1))
	code, stdout, stderr := sitrep("diff", old, new)
	if code != exitDone || !strings.Contains(stderr, "[id_reused]") || !strings.Contains(stderr, "1.csv:3") || !strings.Contains(stderr, "2.csv:3") || !strings.Contains(stdout, "the id tells of another thing now: idps") {
		t.Errorf("exit code %d\n%s\n%s", code, stdout, stderr)
	}
}

// TestCheckIsPreflight sees what is old, ahead or lost before the issue goes
// out, and finds it again on the sheet to print.
func TestCheckIsPreflight(t *testing.T) {
	d := folder(t.TempDir())
	d.write(t, "1.csv", desk1)
	d.brief("2024-12-05", "1.csv", "a")
	late := d.write(t, "2.csv", desk+`idps,1,"1,200",idps,,,SY02,,2024-11-04,,,,,OCHA,2024-11-05,
hh,1,200,idps,,,SY02,,2025-01-04,,,,,OCHA,2025-01-05,
`)
	_, stdout, stderr := sitrep("check", "-register", late, "-country", "SYR", "-as-of", "2024-12-12", "-previous", d.path("a/brief.json"), "-sheet", d.path("qa.xlsx"))
	book, err := os.ReadFile(d.path("qa.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	grids, _, err := sheet.ReadXLSX(t.Context(), bytes.NewReader(book), "qa.xlsx", nil)
	if err != nil || len(grids) != 1 || len(grids[0].Rows) != 1+strings.Count(stdout, "\n    ") {
		t.Errorf("%v: the sheet has not a row for each finding\n%s", err, stdout)
	}
	for _, want := range []string{"[figure_stale]", "[dates_ahead]", "[section_lost]", "Civilian harm"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("the check does not say %s\n%s%s", want, stdout, stderr)
		}
	}
}

// TestAssertedSameness bridges a new definition by a signed waiver, which is
// printed; it bridges no other window.
func TestAssertedSameness(t *testing.T) {
	d := folder(t.TempDir())
	rows := "id,figure,indicator,nature,status,place,period,as_of,series,definition,source,source_date\n" +
		"a,100,idps,,,SY02,,2024-12-04,idps,registered,OCHA,2024-12-05\nb,130,idps,,,SY02,,2024-12-11,idps,all,OCHA,2024-12-12\n" +
		"c,36,attacks_on_health,cumulative,,SY02,2024-09-17..2024-12-04,,attacks,,WHO,2024-12-05\nd,78,attacks_on_health,cumulative,,SY02,2024-01-01..2024-12-11,,attacks,,WHO,2024-12-12\n"
	d.write(t, "1.csv", strings.Join(strings.SplitAfter(rows, "\n")[:2], "")+strings.SplitAfter(rows, "\n")[3])
	d.write(t, "2.csv", rows)
	waiver := ""
	for _, id := range []string{"b", "d"} {
		waiver += "[[waivers]]\ncode = \"not_comparable\"\nfigure = \"" + id + "\"\nreason = \"only the wording changed\"\nname = \"S. Haddad\"\ndate = \"2024-12-12\"\nuntil = \"2024-12-12\"\n"
	}
	d.brief("2024-12-05", "1.csv", "a")
	for _, previous := range [][]string{nil, {"-previous", d.path("a/brief.json")}} {
		for _, c := range []struct{ config, says string }{
			{"", "100 | 130 | "}, {waiver, "100 | 130 | +30"}, {waiver, "Waived for this issue: not_comparable on b, only the wording changed (S. Haddad, 12 December 2024)."},
			{waiver, "not comparable: counted from another day"},
		} {
			code, stderr := d.brief("2024-12-12", "2.csv", "b", append(previous, "-config", d.write(t, "c.toml", c.config))...)
			text := d.read(t, "b/brief.txt")
			if code != exitDone || !strings.Contains(text, c.says) || strings.Contains(text, "not_comparable on d") || (c.config == "") == strings.Contains(text, "+30") {
				t.Errorf("%v: exit code %d, want %q\n%s\n%s", previous, code, c.says, stderr, text)
			}
		}
	}
}

// TestVanishedFigure prints what the previous issue showed and nobody mentions
// any more.
func TestVanishedFigure(t *testing.T) {
	d := folder(t.TempDir())
	d.write(t, "1.csv", desk1)
	d.write(t, "2.csv", strings.Replace(desk2, "gone,1,300,idps,,,SY07,,2024-12-04,,,,counted in another governorate,OCHA,2024-12-05,withdrawn\n", "", 1))
	d.write(t, "3.csv", strings.ReplaceAll(strings.Replace(desk2, ",role\n", ",sensitivity\n", 1), "2024-12-05,withdrawn\n", "2024-12-05,restricted\n"))
	d.brief("2024-12-05", "1.csv", "a")
	code, stderr := d.brief("2024-12-12", "2.csv", "b", "-previous", d.path("a/brief.json"))
	if text := d.read(t, "b/brief.txt"); code != exitDone || !strings.Contains(text, "300 | no figure now | gone |  | not stated") {
		t.Errorf("exit code %d\n%s\n%s", code, stderr, text)
	}
	code, stderr = d.brief("2024-12-12", "3.csv", "c", "-previous", d.path("a/brief.json"))
	if text := d.read(t, "c/brief.txt"); code != exitDone || says(text, "300") {
		t.Errorf("a figure that became restricted is not printed a second time: exit code %d\n%s\n%s", code, stderr, text)
	}
}
