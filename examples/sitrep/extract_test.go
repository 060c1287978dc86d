package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/extract/review"
)

// extracted runs sitrep extract on a text.
func extracted(text string, args ...string) (int, string, string) {
	var stdout, stderr bytes.Buffer
	clean, err := extractFrom(context.Background(), args, strings.NewReader(text), &stdout, &stderr)
	return exitCode(clean, err, &stderr), stdout.String(), stderr.String()
}

// exitCode does what run does with the answer of a command.
func exitCode(clean bool, err error, stderr io.Writer) int {
	switch {
	case err == errUse:
		return exitUse
	case err != nil:
		fmt.Fprintln(stderr, err)
		return exitFailure
	case !clean:
		return exitFindings
	}
	return exitDone
}

// TestFoundingArticle wants what the reference lists for the article that this
// library began with: five reports without a number, and two refusals.
func TestFoundingArticle(t *testing.T) {
	article, err := os.ReadFile("../../testdata/from-article/article.txt")
	if err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := extracted(string(article), "-format", "jsonl", "-why", "-why-not", "-date", "2024-12-02")
	if code != exitDone {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	var line struct {
		Figures []struct {
			Indicator, Quantifier, Unit, Span, Modality string
			Vague                                       *string
			Low, High                                   *int64
			Start, End                                  int
			Why                                         []string
		}
		Rejected []struct {
			Text, Reason string
			Start, End   int
		}
	}
	if err := json.Unmarshal([]byte(stdout), &line); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range line.Figures {
		vague := ""
		if f.Vague != nil {
			vague = *f.Vague
		}
		got = append(got, strings.TrimSpace(strings.Join([]string{f.Indicator, f.Quantifier, f.Unit, vague}, " ")))
		if f.Low != nil || f.High != nil || len(f.Why) == 0 || string(article[f.Start:f.End]) != f.Span {
			t.Errorf("a number, no reason or no valid evidence: %+v", f)
		}
	}
	want := []string{"attack none camp", "casualties_civilian none person", "infrastructure_damage none infrastructure", "displaced none person", "at_risk vague person millions"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("candidates (-want +got):\n%s", d)
	}
	got = nil
	for _, r := range line.Rejected {
		got = append(got, string(article[r.Start:r.End]))
		if !strings.HasPrefix(r.Reason, "fighters: their movement") {
			t.Errorf("%q is refused because: %s", r.Text, r.Reason)
		}
	}
	if d := cmp.Diff([]string{"Hundreds", "At least 300"}, got); d != "" {
		t.Errorf("refused (-want +got):\n%s", d)
	}
}

func TestExtractForReaders(t *testing.T) {
	text := "At least 14 civilians were killed in Aleppo on Tuesday, the health ministry said. \x07Another 900 troops arrived."
	code, stdout, stderr := extracted(text, "-why", "-why-not", "-date", "2024-12-05", "-gazetteer", "../../testdata/gazetteer-syria/places.csv", "-id", "R7")
	want := `R7
R7-f1  A  People killed (civilians): at least 14
    SY02; Aleppo; 3 December 2024; health ministry
    «At least 14 civilians were killed» in Aleppo on Tuesday, the health ministry said.
    number >=14: "At least 14"
    counts civilians: "civilians"
    kill by subject of the verb: "were killed"
candidates: 1, refused: 1
  "900": fighters: their movement, recruitment or surrender is neither displacement nor a civilian figure
    Another «900» troops arrived.

`
	if d := cmp.Diff(want, stdout); code != exitDone || d != "" {
		t.Errorf("exit code %d, %s (-want +got):\n%s", code, stderr, d)
	}
	if strings.Contains(stdout, "\x07") {
		t.Error("a text can steer the terminal")
	}
	_, stdout, _ = extracted(text, "-why", "-why-not", "-sheet-lang", "fr")
	for _, want := range []string{"compte des civils", "tuer, sujet du verbe", "leur recrutement ou leur reddition"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("the reasons in French lack %q:\n%s", want, stdout)
		}
	}
	_, stdout, _ = extracted(text, "-sheet-lang", "fr")
	if !strings.Contains(stdout, "au moins 14") || strings.Contains(stdout, "counts civilians") || strings.Contains(stdout, "900") {
		t.Errorf("in French, without -why and -why-not:\n%s", stdout)
	}
}

// TestExtractLines reads good lines among bad ones.
func TestExtractLines(t *testing.T) {
	lines := "\ufeff" + `{"id":"a","text":"Nine people were killed.","date":"2024-12-05"}` + "\r\n" +
		"not JSON\n" +
		"\n" +
		`{"id":7,"text":"Nine people were killed."}` + "\n" +
		`{"id":"no text"}` + "\n" +
		`{"id":"b","text":"Eight people were killed.","date":"5 December"}` + "\n" +
		`{"id":"c","text":"Seis personas murieron.","lang":"es"}` + "\n" +
		`{"id":"d","text":"مقتل 9 جنود"}` + "\n" +
		`{"text":""}` + "\n" +
		`{"id":"e","text":"Sept civils ont été tués.","lang":"fr"}`
	code, stdout, stderr := extracted(lines, "-format", "jsonl")
	if code != exitFindings {
		t.Errorf("exit code %d", code)
	}
	var got []string
	for line := range strings.Lines(stdout) {
		var l struct {
			ID      string
			Figures []struct{ Indicator string }
		}
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatal(err)
		}
		s := l.ID
		for _, f := range l.Figures {
			s += " " + f.Indicator
		}
		got = append(got, s)
	}
	want := []string{"a killed_unspecified", "b killed_unspecified", "d killed_combatant", "line-9", "e killed_civilian"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	for _, s := range []string{"line 2: ", "line 4: ", "line 5: there is no \"text\"", "line 6: ", "line 7: extract: no language \"es\""} {
		if !strings.Contains(stderr, s) {
			t.Errorf("nothing is said of %q\n%s", s, stderr)
		}
	}
	if strings.Contains(stderr, "line 1:") || strings.Contains(stderr, "line 3:") || strings.Contains(stderr, "line 8:") {
		t.Errorf("good lines are reported\n%s", stderr)
	}
}

// TestExtractStreams wants the answer to a line before the next one is there.
func TestExtractStreams(t *testing.T) {
	in, feed := io.Pipe()
	answers, out := io.Pipe()
	go func() {
		_, err := extractFrom(context.Background(), []string{"-format", "jsonl"}, in, out, io.Discard)
		out.CloseWithError(err)
	}()
	answer := make([]byte, 64<<10)
	for _, id := range []string{"a", "b"} {
		if _, err := fmt.Fprintf(feed, "{\"id\":%q,\"text\":\"Nine people were killed.\"}%s\n", id, strings.Repeat(" ", 5000)); err != nil {
			t.Fatal(err)
		}
		n, err := answers.Read(answer)
		if err != nil || !strings.Contains(string(answer[:n]), `"id":"`+id+`"`) {
			t.Fatalf("%v: %s", err, answer[:n])
		}
	}
	if err := feed.Close(); err != nil {
		t.Fatal(err)
	}
	if rest, err := io.ReadAll(answers); err != nil || len(rest) > 0 {
		t.Errorf("%v: %s", err, rest)
	}
}

func TestExtractAnything(t *testing.T) {
	for name, text := range map[string]string{"nothing": "", "binary": "\x00\xff\xfe{\x80", "a brace": "{", "one long line": strings.Repeat("nine people were killed and ", 20_000)} {
		for _, format := range []string{"text", "jsonl"} {
			if code, _, stderr := extracted(text, "-format", format); code != exitDone && name != "a brace" || code > exitFindings {
				t.Errorf("%s as %s: exit code %d\n%s", name, format, code, stderr)
			}
		}
	}
}

func TestExtractUse(t *testing.T) {
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"-format", "pdf"}, exitUse, "text, jsonl or xlsx"},
		{[]string{"-format", "xlsx"}, exitUse, "-out is needed"},
		{[]string{"-date", "5.12.2024"}, exitUse, "YYYY-MM-DD"},
		{[]string{"-lang", "xx"}, exitUse, "xx"},
		{[]string{"-lang", "es"}, exitFailure, "ar, en, fr"},
		{[]string{"-gazetteer", "none.csv"}, exitFailure, "none.csv"},
		{[]string{"article.txt"}, exitUse, "left over"},
	} {
		code, stdout, stderr := extracted("Nine people were killed.", c.args...)
		if code != c.code || !strings.Contains(stderr, c.says) || stdout != "" {
			t.Errorf("%v: exit code %d saying %q, want %d saying %q", c.args, code, stderr, c.code, c.says)
		}
	}
}

// TestReview takes an article through the sheet into a register, twice.
func TestReview(t *testing.T) {
	dir := t.TempDir()
	sheet, first, second := filepath.Join(dir, "review.xlsx"), filepath.Join(dir, "new", "register.csv"), filepath.Join(dir, "register2.csv")
	text := "At least 14 civilians were killed in Hama on Tuesday. Nine soldiers were wounded. Damage to infrastructure was reported."
	if code, _, stderr := extracted(text, "-format", "xlsx", "-out", sheet, "-date", "2024-12-05", "-source", "Example Wire", "-id", "R7", "-sheet-lang", "ar"); code != exitDone || !strings.Contains(stderr, "المرشحات: \u20683\u2069") {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	decide(t, sheet)
	code, stdout, stderr := sitrep("review", "-sheet", sheet, "-out", first, "-lang", "en")
	if code != exitDone || !strings.Contains(stdout, "accepted: 2; rejected: 1; open: 0; rows added") || !strings.Contains(stdout, "rejected: R7-f2, soldiers") || !strings.Contains(stdout, `name = "infrastructure_damaged"`) {
		t.Fatalf("exit code %d\n%s%s", code, stdout, stderr)
	}
	b, err := os.ReadFile(first)
	if err != nil || !strings.Contains(string(b), "R7-f1,,killed,,at_least,14") || !strings.Contains(string(b), "unverified") || strings.Contains(string(b), "R7-f2") {
		t.Errorf("%v\n%s", err, b)
	}
	code, stdout, stderr = sitrep("review", "-sheet", sheet, "-register", first, "-out", second, "-lang", "en")
	again, err := os.ReadFile(second)
	if code != exitDone || err != nil || !strings.Contains(stdout, ": 0\n") || !strings.Contains(stderr, "review_repeated") || !bytes.Equal(again, b) {
		t.Errorf("read twice: exit code %d, %v\n%s%s", code, err, stdout, stderr)
	}
	config := filepath.Join(dir, "c.toml")
	if err := os.WriteFile(config, []byte("[[indicators]]\nname='infrastructure_damaged'\nnature='cumulative'\nunit='facility'\nlabel='Damage'\ntheme='infrastructure'\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, stdout, _ := sitrep("check", "-register", first, "-country", "SYR", "-config", config); code != exitFindings || strings.Contains(stdout, "unknown_indicator") || !strings.Contains(stdout, "cumulative_without_origin") {
		t.Errorf("check: exit code %d\n%s", code, stdout)
	}
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"review", "-out", second}, exitUse, "-sheet is needed"},
		{[]string{"review", "-sheet", first, "-out", second}, exitFailure, "register.csv"},
		{[]string{"review", "-sheet", filepath.Join(dir, "none.xlsx"), "-out", second}, exitFailure, "none.xlsx"},
	} {
		if code, _, stderr := sitrep(c.args...); code != c.code || !strings.Contains(stderr, c.says) {
			t.Errorf("%v: exit code %d saying %q, want %d saying %q", c.args, code, stderr, c.code, c.says)
		}
	}
}

// decide accepts the first and third candidate of a sheet and turns the second
// down, as an analyst would in the workbook.
func decide(t *testing.T, path string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rv, _, err := review.Read(t.Context(), bytes.NewReader(b), nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range rv.Items {
		rv.Items[i].Decision, rv.Items[i].Reviewer = review.Accept, "S. Haddad"
	}
	rv.Items[1].Decision, rv.Items[1].Reason = review.Reject, "soldiers are not in our brief"
	var out bytes.Buffer
	if err := review.Write(t.Context(), &out, rv, nil); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestExtractScore runs the tool on the development sets and holds the gates
// with the scorer that judges it.
func TestExtractScore(t *testing.T) {
	data := os.Getenv("SITREP_DATA")
	if data == "" {
		t.Skip("SITREP_DATA is not set: the tool is not scored on the development sets")
	}
	if _, err := os.Stat(data); err != nil {
		t.Fatalf("SITREP_DATA: %v", err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not installed: the scorer cannot run")
	}
	var predictions bytes.Buffer
	args := []string{filepath.Join(data, "..", "tools", "score.py"), "--errors", "0", "--pred", filepath.Join(t.TempDir(), "pred.jsonl"),
		"--min-precision", "0.92", "--min-recall", "0.80", "--min-strict-f1", "0.76", "--max-false-alarm", "0.05", "--max-critical", "0"}
	for _, name := range []string{"authored-dev.jsonl", "idetect-full-dev.jsonl"} {
		gold, err := os.ReadFile(filepath.Join(data, "extraction", name))
		if err != nil {
			t.Fatal(err)
		}
		var in bytes.Buffer // only what the tool may see
		for line := range bytes.Lines(gold) {
			var p struct {
				ID   string `json:"id"`
				Text string `json:"text"`
				Date string `json:"date"`
			}
			if err := json.Unmarshal(line, &p); err != nil {
				t.Fatal(err)
			}
			if err := json.NewEncoder(&in).Encode(p); err != nil {
				t.Fatal(err)
			}
		}
		code, stdout, stderr := extracted(in.String(), "-format", "jsonl")
		if code != exitDone {
			t.Fatalf("%s: exit code %d\n%s", name, code, stderr)
		}
		predictions.WriteString(stdout)
		args = append(args, filepath.Join(data, "extraction", name))
	}
	if err := os.WriteFile(args[4], predictions.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	said, err := exec.CommandContext(t.Context(), python, args...).CombinedOutput()
	t.Logf("%s", said)
	if err != nil {
		t.Errorf("the gates do not hold: %v", err)
	}
}
