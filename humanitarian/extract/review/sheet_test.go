package review

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/extract"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// equal compares reviews but for where the rows stood.
var equal = cmp.Options{cmp.AllowUnexported(humanitarian.Quantity{}, humanitarian.Date{}), cmpopts.IgnoreFields(Item{}, "Position"), cmpopts.EquateEmpty()}

func decided(t testing.TB) *Review {
	rv := New(text(t, "R7", article))
	for i := range rv.Items {
		rv.Items[i].Decision, rv.Items[i].Reviewer = Accept, "A. Haddad"
		rv.Items[i].Figure.AsOf = humanitarian.MustParseDate("2024-12-05")
		rv.Items[i].Figure.Period = humanitarian.Period{Start: humanitarian.MustParseDate("2024-12-01"), End: humanitarian.MustParseDate("2024-12-05")}
	}
	rv.Items[3].Decision, rv.Items[3].Reason = Reject, "counted in persons below"
	rv.Items[5].Decision, rv.Items[5].Reviewer = Open, ""
	return rv
}

func TestRoundTrip(t *testing.T) {
	for _, tag := range locale.Tags() {
		rv := decided(t)
		data := written(t, rv, &Options{Language: language(t, tag), Gazetteer: places(t)})
		if again := written(t, decided(t), &Options{Language: language(t, tag), Gazetteer: places(t)}); !bytes.Equal(data, again) {
			t.Errorf("%s: the same review gives other bytes", tag)
		}
		got, found, err := Read(t.Context(), bytes.NewReader(data), &Options{Gazetteer: places(t)})
		if err != nil {
			t.Fatal(err)
		}
		if len(found) > 0 {
			t.Errorf("%s: %v", tag, found)
		}
		if d := cmp.Diff(worded(rv, language(t, tag)), got, equal); d != "" {
			t.Errorf("%s (-written +read):\n%s", tag, d)
		}
	}
}

// worded is rv as its sheet keeps it: the rules and reasons in the words of l.
func worded(rv *Review, l *locale.Language) *Review {
	w, out := newWording(Options{Language: l}), &Review{}
	for _, it := range rv.Items {
		it.Why, it.Explained = w.why(it), nil
		out.Items = append(out.Items, it)
	}
	for _, r := range rv.Refused {
		r.Reason, r.Because = w.because(r), humanitarian.Phrase{}
		out.Refused = append(out.Refused, r)
	}
	return out
}

// TestReasonsAreWorded reads the rules and the reasons of a French sheet, and
// holds the English wordings against the words that package extract has.
func TestReasonsAreWorded(t *testing.T) {
	rv := decided(t)
	fr, en := worded(rv, language(t, "fr")), worded(rv, language(t, "en"))
	for i, it := range rv.Items {
		if en.Items[i].Why != it.Why || fr.Items[i].Why == it.Why || strings.Contains(fr.Items[i].Why, "rule") {
			t.Errorf("%s: made by\n%s\nin English\n%s\nin French\n%s", it.Proposed.ID, it.Why, en.Items[i].Why, fr.Items[i].Why)
		}
	}
	for i, r := range rv.Refused {
		if en.Refused[i].Reason != r.Reason || fr.Refused[i].Reason == r.Reason {
			t.Errorf("%q is refused because %q, in English %q, in French %q", r.Words, r.Reason, en.Refused[i].Reason, fr.Refused[i].Reason)
		}
	}
}

// TestEveryQuantityComesBack writes each form and reads it back untouched: the
// wording of a cell that nobody edited is never read anew.
func TestEveryQuantityComesBack(t *testing.T) {
	for _, tag := range locale.Tags() {
		rv := &Review{}
		for i, q := range strings.Fields("14 0 >=14 >14 <=14 <14 60..80000 69..75..82 ~14 <~486000 hundreds few tens dozens scores some none withheld<5 9007199254740993 1250") {
			f := humanitarian.Figure{ID: string(rune('a' + i)), Indicator: "killed", Quantity: humanitarian.MustParseQuantity(q), Unit: "person", Status: humanitarian.Civilian,
				Verification: humanitarian.Unverified, Role: humanitarian.Pending, Source: humanitarian.Source{Name: "X"}, Period: humanitarian.Period{Start: humanitarian.MustParseDate("2024-12")}}
			rv.Items = append(rv.Items, Item{Proposed: f, Figure: f, Tier: "A"})
		}
		got, found, err := Read(t.Context(), bytes.NewReader(written(t, rv, &Options{Language: language(t, tag)})), nil)
		if err != nil || len(found) > 0 {
			t.Fatal(tag, err, found)
		}
		if d := cmp.Diff(rv, got, equal); d != "" {
			t.Errorf("%s (-written +read):\n%s", tag, d)
		}
	}
}

func TestWordingsFitTheSheet(t *testing.T) {
	for _, tag := range locale.Tags() {
		w := newWording(Options{Language: language(t, tag)})
		heads := map[string]string{}
		names := refusedColumns()
		for _, c := range columns() {
			names = append(names, c.name)
			if n := len(utf16.Encode([]rune(w.Say("review.prompt_" + c.name)))); c.take != nil && (n == 0 || n > 255) {
				t.Errorf("%s: the prompt of %s has %d characters", tag, c.name, n)
			}
		}
		for _, n := range names {
			h := fold(w.head(n))
			if other, ok := heads[h]; ok && other != n || len([]rune(h)) > 32 || strings.HasPrefix(h, "review.") {
				t.Errorf("%s: the column %s is headed %q, like %q, or the heading is too long", tag, n, h, other)
			}
			heads[h] = n
		}
		for list, choices := range w.lists {
			for _, c := range choices {
				if got, ok := w.word(list, c.label); !ok || got != c.word {
					t.Errorf("%s: %q of %s reads as %q", tag, c.label, list, got)
				}
			}
		}
		for _, i := range extract.OwnIndicators() {
			if !w.Has("indicator", i.Name) {
				t.Errorf("%s: no wording of %s", tag, i.Name)
			}
		}
	}
}

func TestReadRefusesOtherWorkbooks(t *testing.T) {
	other := func(rows ...[]sheet.Cell) []byte {
		var b bytes.Buffer
		if err := sheet.Write(t.Context(), &b, &sheet.Workbook{Sheets: []sheet.Sheet{{Name: "a", Rows: rows}}}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	cells := func(texts ...string) (row []sheet.Cell) {
		for _, s := range texts {
			row = append(row, plain(s))
		}
		return row
	}
	for name, data := range map[string][]byte{
		"another workbook":  other(cells("id", "figure")),
		"another version":   other(cells(mark, "9", "en")),
		"no rows":           other(cells(mark, version, "en")),
		"broken proposal":   other(cells(mark, version, "en"), cells("a", "{")),
		"proposal of other": other(cells(mark, version, "en"), cells("a", `{"figure":{"ID":"b"}}`)),
	} {
		if _, _, err := Read(t.Context(), bytes.NewReader(data), nil); !errors.Is(err, ErrNotReview) {
			t.Errorf("%s: got %v, want ErrNotReview", name, err)
		}
	}
	if _, _, err := Read(t.Context(), strings.NewReader("id,figure"), nil); !errors.Is(err, sheet.ErrFormat) {
		t.Errorf("a CSV file: got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := Read(ctx, bytes.NewReader(written(t, decided(t), nil)), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
	if err := Write(ctx, &bytes.Buffer{}, decided(t), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
}

// TestForgedProposal holds that no file makes a figure verified.
func TestForgedProposal(t *testing.T) {
	rv := decided(t)
	rv.Items[0].Proposed.Verification, rv.Items[0].Proposed.VerifiedBy = humanitarian.Verified, "nobody"
	got, _, err := Read(t.Context(), bytes.NewReader(written(t, rv, nil)), nil)
	if err != nil {
		t.Fatal(err)
	}
	figures, _ := got.Accepted(nil)
	if f := figures[0]; f.Verification != humanitarian.Unverified || f.VerifiedBy != "" {
		t.Errorf("accepted as %s by %q", f.Verification, f.VerifiedBy)
	}
}

// TestLibreOffice lets LibreOffice open the sheet and save it, as an analyst
// may, and reads the same decisions.
func TestLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("SITREP_CI") == "1" {
			t.Fatal("soffice (LibreOffice) is missing, and SITREP_CI=1 makes that a failure")
		}
		t.Skip("soffice (LibreOffice) is not installed: not tried whether its files read back")
	}
	for _, tag := range []string{"en", "ar"} {
		dir := t.TempDir()
		rv := decided(t)
		file := filepath.Join(dir, "review.xlsx")
		if err := os.WriteFile(file, written(t, rv, &Options{Language: language(t, tag)}), 0o600); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		said, err := exec.CommandContext(ctx, soffice, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")),
			"--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", filepath.Join(dir, "out"), file).CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		f, err := os.Open(filepath.Join(dir, "out", "review.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		got, found, err := Read(t.Context(), f, nil)
		f.Close()
		if err != nil || len(found) > 0 {
			t.Fatal(tag, err, found)
		}
		if d := cmp.Diff(worded(rv, language(t, tag)), got, equal); d != "" {
			t.Errorf("%s (-written +read):\n%s", tag, d)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	rv := many(b)
	for b.Loop() {
		written(b, rv, nil)
	}
}

func BenchmarkRead(b *testing.B) {
	data := written(b, many(b), nil)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, _, err := Read(b.Context(), bytes.NewReader(data), nil); err != nil {
			b.Fatal(err)
		}
	}
}

// many is a review of 1,000 texts.
func many(b *testing.B) *Review {
	texts := make([]Text, 1000)
	for i := range texts {
		texts[i] = text(b, "A", article)
	}
	return New(texts...)
}
