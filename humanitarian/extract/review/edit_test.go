package review

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// findings prints code, severity and cell of each finding.
func findings(found []humanitarian.Finding) []string {
	var out []string
	for _, f := range found {
		where := ""
		if len(f.Positions) > 0 {
			where = strings.TrimPrefix(f.Positions[0].String(), "review.xlsx:")
		}
		out = append(out, strings.TrimSpace(f.Code+" "+f.Severity.String()+" "+where))
	}
	return out
}

// TestEdits types into one row and wants what comes of it. Row 2 of the sheet
// is R7-f1 (civilians killed), row 4 R7-f3 (soldiers wounded).
func TestEdits(t *testing.T) {
	type edits map[string]string
	const civ, mil = "R7-f1", "R7-f3"
	for _, c := range []struct {
		name  string
		lang  string
		id    string
		typed edits
		want  string // indicator, quantity, unit, status, codes, place name, period, as of, source
		found []string
	}{
		{"number in words", "en", civ, edits{"figure": "about fifty"}, "killed ~50 person civilian SY02 Aleppo 2024-12-03..2024-12-03  health ministry", nil},
		{"number in the register's grammar", "en", civ, edits{"figure": "10..12"}, "killed 10..12 person civilian SY02 Aleppo 2024-12-03..2024-12-03  health ministry", nil},
		{"no number", "en", civ, edits{"figure": "reported, number not known"}, "killed some person civilian SY02 Aleppo 2024-12-03..2024-12-03  health ministry", nil},
		{"none", "en", civ, edits{"figure": "none reported"}, "killed none person civilian SY02 Aleppo 2024-12-03..2024-12-03  health ministry", nil},
		{"French", "fr", civ, edits{"figure": "plus de 1 250", "indicator": "Personnes blessées"}, "injured >1250 person civilian SY02 Aleppo 2024-12-03..2024-12-03  health ministry", nil},
		{"Arabic", "ar", civ, edits{"figure": "ما لا يقل عن ٢٦"}, "killed >=26 person civilian SY02 Aleppo 2024-12-03..2024-12-03  health ministry", nil},
		{"two readings", "en", civ, edits{"figure": "1.250"}, "", []string{"ambiguous_number error Candidates!G2"}},
		{"no number at all", "en", civ, edits{"figure": "a lot"}, "", []string{"bad_value error Candidates!G2"}},
		{"a share", "en", civ, edits{"figure": "12%"}, "", []string{"bad_value error Candidates!G2"}},
		{"emptied", "en", civ, edits{"figure": ""}, "", []string{"bad_value error Candidates!G2"}},
		{"word of the register", "en", civ, edits{"indicator": "injured"}, "injured >=14 person civilian SY02 Aleppo 2024-12-03..2024-12-03  health ministry", nil},
		{"unknown indicator", "en", civ, edits{"indicator": "people sad"}, "", []string{"unknown_indicator error Candidates!F2"}},
		{"unit that does not fit", "en", civ, edits{"indicator": "Homes destroyed"}, "", []string{"unit_unfit error Candidates!H2"}},
		{"unknown unit", "en", civ, edits{"unit": "dozen"}, "", []string{"bad_value error Candidates!H2"}},
		{"codes", "en", civ, edits{"place": "SY07; SY0205"}, "killed >=14 person civilian SY07;SY0205  2024-12-03..2024-12-03  health ministry", nil},
		{"no such code", "en", civ, edits{"place": "SY99"}, "", []string{"pcode_unknown error Candidates!K2"}},
		{"a name", "en", civ, edits{"place": "Hama governorate"}, "killed >=14 person civilian SY05 Hama governorate 2024-12-03..2024-12-03  health ministry", nil},
		{"a name nobody knows", "en", civ, edits{"place": "the old mill"}, "killed >=14 person civilian  the old mill 2024-12-03..2024-12-03  health ministry", nil},
		{"no place", "en", civ, edits{"place": ""}, "killed >=14 person civilian   2024-12-03..2024-12-03  health ministry", nil},
		{"period", "en", civ, edits{"period": "2024-11-27 .. 2024-12-01", "as_of": "2024-12"}, "killed >=14 person civilian SY02 Aleppo 2024-11-27..2024-12-01 2024-12 health ministry", nil},
		{"one day", "en", civ, edits{"period": "2024-12-01"}, "killed >=14 person civilian SY02 Aleppo 2024-12-01..2024-12-01  health ministry", nil},
		{"no period", "en", civ, edits{"period": ""}, "killed >=14 person civilian SY02 Aleppo   health ministry", []string{"flow_without_period warning Candidates!L2"}},
		{"reversed", "en", civ, edits{"period": "2024-12-05..2024-12-01"}, "", []string{"period_reversed error Candidates!L2"}},
		{"no date", "en", civ, edits{"period": "last week", "as_of": "5.12."}, "", []string{"bad_value error Candidates!L2", "bad_value error Candidates!M2"}},
		{"source", "en", civ, edits{"source": "Aleppo health directorate"}, "killed >=14 person civilian SY02 Aleppo 2024-12-03..2024-12-03  Aleppo health directorate", nil},
		{"nobody said it", "en", civ, edits{"source": " "}, "", []string{"no_source error Candidates!N2"}},
		{"not a decision", "en", civ, edits{"decision": "perhaps"}, "", []string{"bad_value error Candidates!C2"}},
		{"no reviewer", "en", civ, edits{"reviewer": ""}, "killed >=14 person civilian SY02 Aleppo 2024-12-03..2024-12-03  health ministry", []string{"review_no_reviewer warning Candidates!P2"}},

		{"fighters", "en", mil, edits{"period": "2024-12-03"}, "injured 11 person combatant SY02 Aleppo 2024-12-03..2024-12-03  Northern Wire", nil},
		{"fighters made civilians", "en", mil, edits{"status": "civilians"}, "", []string{"review_fighters error Candidates!I4", "flow_without_period warning Candidates!L4"}},
		{"fighters made civilians, in French", "fr", mil, edits{"status": "civils", "period": "2024-12-03"}, "", []string{"review_fighters error Candidats!I4"}},
		{"fighters made protected", "en", mil, edits{"status": "other protected people", "period": "2024-12-03"}, "", []string{"review_fighters error Candidates!I4"}},
		{"fighters made displaced", "en", mil, edits{"indicator": "People newly displaced", "period": "2024-12-03"}, "", []string{"review_fighters_moved error Candidates!F4"}},
		{"fighters made unknown, then displaced", "en", mil, edits{"indicator": "People newly displaced", "status": "", "period": "2024-12-03"}, "", []string{"review_fighters_moved error Candidates!F4"}},
		{"with a reason", "en", mil, edits{"status": "civilians", "period": "2024-12-03", "reason": "conscripts released in November, says WHO"},
			"injured 11 person civilian SY02 Aleppo 2024-12-03..2024-12-03  Northern Wire", nil},
		{"a blank is no reason", "en", mil, edits{"status": "civilians", "period": "2024-12-03", "reason": "  "}, "", []string{"review_fighters error Candidates!I4"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := Options{Language: language(t, c.lang), Gazetteer: places(t)}
			data := typed(t, New(text(t, "R7", article)), o, func(set func(id, column, text string), _ *sheet.Sheet) {
				set(c.id, "decision", newWording(o).label("decision", "accept"))
				set(c.id, "reviewer", "A. Haddad")
				for column, s := range c.typed {
					set(c.id, column, s)
				}
			})
			rv, found, err := Read(t.Context(), bytes.NewReader(data), &Options{Gazetteer: places(t)})
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.found, findings(found)); d != "" {
				t.Errorf("findings (-want +got):\n%s", d)
			}
			figures, _ := rv.Accepted(nil)
			got := ""
			for _, f := range figures {
				got += strings.Join([]string{f.Indicator, f.Quantity.String(), string(f.Unit), statusWord(f), strings.Join(f.Place.Codes, ";"), f.Place.Name, f.Period.String(), f.AsOf.String(), f.Source.Name}, " ")
				if len(f.Place.Codes) == 0 && f.Place.Precision != humanitarian.Vague {
					t.Errorf("the place %+v would be the whole country", f.Place)
				}
			}
			if got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// TestUnknownMadeCivilian takes the row and says that a reason is missing.
func TestUnknownMadeCivilian(t *testing.T) {
	rv := New(text(t, "R1", "Nine people were killed on Tuesday."))
	rv.Items[0].Decision, rv.Items[0].Reviewer, rv.Items[0].Figure.Status = Accept, "A. Haddad", humanitarian.Civilian
	got, found, err := Read(t.Context(), bytes.NewReader(written(t, rv, nil)), nil)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"review_status warning Candidates!I2"}, findings(found)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if figures, _ := got.Accepted(nil); len(figures) != 1 || figures[0].Status != humanitarian.Civilian {
		t.Errorf("accepted %+v", figures)
	}
}

func TestRowsOfTheSheet(t *testing.T) {
	o := Options{}
	data := typed(t, decided(t), o, func(_ func(id, column, text string), s *sheet.Sheet) {
		rows := s.Rows
		foreign := slices.Clone(rows[1])
		foreign[0] = plain("R9-f1")
		// Sorted the other way round, the last row deleted, one twice, one foreign.
		s.Rows = [][]sheet.Cell{rows[0], rows[7], rows[6], rows[5], rows[4], rows[3], rows[2], rows[1], rows[1], foreign}
		s.Validations, s.Conditions = nil, nil
	})
	rv, found, err := Read(t.Context(), bytes.NewReader(data), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"review_row_missing warning Candidates!0", "review_row_twice error Candidates!A9", "review_row_unknown error Candidates!A10"}
	got := findings(found)
	for i, s := range got {
		if strings.HasPrefix(s, "review_row_missing") {
			got[i] = "review_row_missing warning Candidates!0"
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	state := map[string]string{}
	for _, it := range rv.Items {
		state[it.Proposed.ID] = it.Decision.String()
	}
	wantState := map[string]string{"R7-f1": "open", "R7-f2": "accept", "R7-f3": "accept", "R7-f4": "reject", "R7-f5": "accept", "R7-f6": "open", "R7-f7": "accept", "R7-f8": "open"}
	if d := cmp.Diff(wantState, state); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestAccepted(t *testing.T) {
	rv := New(text(t, "R7", article))
	for i := range rv.Items {
		rv.Items[i].Decision, rv.Items[i].Reviewer = Accept, "A. Haddad"
	}
	rv.Items[0].Decision, rv.Items[0].Reason = Reject, "not confirmed"
	rv.Items[1].Figure.Quantity = humanitarian.MustParseQuantity("5")
	rv.Items[1].Figure.Place = humanitarian.Place{Codes: []string{"SY07"}, Precision: humanitarian.Part}
	rv.Items[1].Reason = "the ministry corrected itself"
	figures, found := rv.Accepted(nil)
	if d := cmp.Diff([]string{"review_stands_alone warning"}, findings(found)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	f := figures[0]
	if f.ID != "R7-f2" || f.PartOf != "" || f.Role != humanitarian.NoRole || f.Verification != humanitarian.Unverified {
		t.Errorf("accepted %+v", f)
	}
	for lang, want := range map[string]string{
		"en": "part of a larger figure of the text; accepted in review by A. Haddad; Figure was: 4; Place was: SY02; reason: the ministry corrected itself",
		"fr": "partie d’un chiffre plus grand du texte; accepté en revue par A. Haddad; Chiffre était: 4; Lieu était: SY02; motif: the ministry corrected itself",
	} {
		figures, _ := rv.Accepted(language(t, lang))
		if got := strings.NewReplacer("\u00a0", "", "\u202f", "").Replace(figures[0].Note); got != want {
			t.Errorf("%s: the note is %q, want %q", lang, got, want)
		}
	}
	if d := cmp.Diff([]string{"figure", "place"}, rv.Items[1].Edited()); d != "" {
		t.Errorf("edited (-want +got):\n%s", d)
	}
}

func TestDeniedStaysDisputed(t *testing.T) {
	rv := New(text(t, "R1", "The ministry rejected reports that it killed 31 wedding guests on Tuesday."))
	rv.Items[0].Decision = Accept
	figures, _ := rv.Accepted(nil)
	if f := figures[0]; f.Role != humanitarian.Disputed || f.Reason == "" || f.Source.Name != "Northern Wire" {
		t.Errorf("accepted as %s, %q, said by %s", f.Role, f.Reason, f.Source.Name)
	}
	if d := rv.Items[0].Details(nil); !strings.Contains(d, "denied by The ministry") {
		t.Errorf("the details say %q", d)
	}
}

func TestAppend(t *testing.T) {
	rv := decided(t)
	reg := &humanitarian.Register{}
	if found := rv.Append(reg, nil); len(reg.Figures) != 6 || len(found) != 1 { // families rejected: their people stand alone
		t.Fatalf("%d figures, %v", len(reg.Figures), found)
	}
	found := rv.Append(reg, nil)
	if len(reg.Figures) != 6 || strings.Count(strings.Join(findings(found), "\n"), "review_repeated note") != 6 {
		t.Errorf("read twice: %d figures, %v", len(reg.Figures), findings(found))
	}
	other := New(text(t, "R7", "Nine people were killed on Tuesday."))
	other.Items[0].Decision = Accept
	if got := findings(other.Append(reg, nil)); len(reg.Figures) != 6 || !slices.Equal(got, []string{"review_id_taken error"}) {
		t.Errorf("another text with the same id: %d figures, %v", len(reg.Figures), got)
	}
}

func TestParseDecision(t *testing.T) {
	for _, d := range []Decision{Open, Accept, Reject} {
		if got, err := ParseDecision(d.String()); err != nil || got != d {
			t.Errorf("%s reads as %s, %v", d, got, err)
		}
	}
	if d, err := ParseDecision(""); err != nil || d != Open {
		t.Errorf("empty reads as %s, %v", d, err)
	}
	if _, err := ParseDecision("yes"); err == nil || !strings.Contains(err.Error(), "accept, reject or open") {
		t.Errorf("yes: %v", err)
	}
}

// grids are the sheets of a workbook as reading gives them, without a file.
func grids(wb *sheet.Workbook) []*sheet.Grid {
	var out []*sheet.Grid
	for _, s := range wb.Sheets {
		g := &sheet.Grid{File: "review.xlsx", Name: s.Name, Hidden: s.Hidden}
		for i, cells := range s.Rows {
			row := sheet.Row{Number: i + 1}
			for _, c := range cells {
				row.Cells, row.Stored = append(row.Cells, said(c)), append(row.Stored, sheet.Stored{Kind: c.Kind})
			}
			g.Rows = append(g.Rows, row)
		}
		out = append(out, g)
	}
	return out
}

// FuzzTyped types anything into the cells that are read: no panic, and a row
// with an error is never accepted.
func FuzzTyped(f *testing.F) {
	f.Add("at least 14", "SY02;SY07", "2024-12-01..2024-12-05", "2024-12-05", "civilians")
	f.Add("1.250", "Hama", "..", "5/12", "fighters")
	f.Add("\u200f٢٦", "SY02\x00", "2024..", "=A1", "مدنيون")
	o := Options{Language: locale.English(), Gazetteer: places(f), Name: "review.xlsx"}
	w := newWording(o)
	rv := New(text(f, "R7", article))
	f.Fuzz(func(t *testing.T, figure, place, period, asOf, status string) {
		wb, err := w.workbook(rv)
		if err != nil {
			t.Fatal(err)
		}
		row := wb.Sheets[0].Rows[3] // soldiers
		for column, s := range map[string]string{"decision": "accept", "figure": figure, "place": place, "period": period, "as_of": asOf, "status": status} {
			row[index(column)-1] = input(s)
		}
		rd := &reader{opts: o}
		if err := rd.read(t.Context(), grids(wb)); err != nil {
			t.Fatal(err)
		}
		bad := slices.ContainsFunc(rd.findings, func(f humanitarian.Finding) bool { return f.Severity >= humanitarian.RowFinding })
		figures, _ := rd.review.Accepted(nil)
		if bad == (len(figures) > 0) {
			t.Errorf("%d figures accepted with %v", len(figures), findings(rd.findings))
		}
		for _, f := range figures {
			if f.Status == humanitarian.Civilian {
				t.Errorf("fighters became civilians without a reason")
			}
		}
	})
}
