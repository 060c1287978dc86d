package brief

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// corrected composes the issue of 31 December, in a layout, after one of
// 24 December in a state; figures of the older are what it showed.
func corrected(t *testing.T, layout document.Layout, state document.SignOffState, was, is []string) string {
	t.Helper()
	register := func(lines []string) *humanitarian.Register {
		reg := &humanitarian.Register{Country: "XXX", Indicators: humanitarian.CoreIndicators()}
		for _, line := range lines {
			reg.Figures = append(reg.Figures, claim(t, line))
		}
		return reg
	}
	previous := &Previous{Register: register(was), AsOf: humanitarian.MustParseDate("2024-12-24"), Number: 7, Language: "en",
		SignOff: &document.SignOff{State: state, Name: "S. Haddad", Date: humanitarian.MustParseDate("2024-12-25")}}
	issue := Issue{AsOf: humanitarian.MustParseDate("2024-12-31"), Layout: layout, Previous: previous}
	doc, _, err := Compose(context.Background(), register(is), &Config{KeyFigures: []KeyFigure{{ID: "now"}}}, issue, nil)
	if err != nil {
		t.Fatal(err)
	}
	return doc.Text(locale.English())
}

// TestCorrectionNote wants what a signed issue is owed in every layout: each
// figure that stands otherwise now, and that the issue was edited since it was
// signed. An issue that nobody signed is owed nothing.
func TestCorrectionNote(t *testing.T) {
	now := "now idps 900 on=2024-12-30 place=XX09"
	was := []string{"a idps 500 on=2024-12-20 place=XX01", "b idps 60 on=2024-12-20 place=XX02"}
	is := []string{"a idps 510 on=2024-12-20 place=XX01", "b idps 60 on=2024-12-20 place=XX02 role=withdrawn", now}
	for _, layout := range document.Layouts() {
		note := "Correction to issue No. 7, as of 24 December 2024, signed or approved by S. Haddad on 25 December 2024."
		edited := "was edited after S. Haddad had approved or signed it on 25 December 2024"
		lines := []string{"Internally displaced people, XX01: 500, now 510", "Internally displaced people, XX02: 60, withdrawn"}
		for _, c := range []struct {
			state  document.SignOffState
			was    []string
			says   []string
			silent []string
		}{
			{document.Signed, was, append(lines, note), []string{edited}},
			{document.Approved, was, append(lines, note), []string{edited}},
			{document.Changed, was, append(lines, note, edited), nil},
			{document.Changed, nil, []string{edited}, []string{note}},
			{document.InReview, was, nil, []string{note, edited}},
			{document.Signed, nil, nil, []string{note, edited}},
		} {
			register := is
			if c.was == nil {
				c.was, register = was, append(was[:2:2], now)
			}
			text := corrected(t, layout, c.state, c.was, register)
			for _, s := range c.says {
				if !strings.Contains(text, s) {
					t.Errorf("%s after an issue %s does not say %q\n%s", layout, c.state, s, text)
				}
			}
			for _, s := range c.silent {
				if strings.Contains(text, s) {
					t.Errorf("%s after an issue %s says %q\n%s", layout, c.state, s, text)
				}
			}
		}
	}
}

// TestManyCorrections wants the number of those that a shorter product leaves
// to the full brief.
func TestManyCorrections(t *testing.T) {
	is := []string{"now idps 900 on=2024-12-30 place=XX99"}
	var was []string
	for i := range mostCorrected + 2 {
		was = append(was, fmt.Sprintf("f%d idps 500 on=2024-12-20 place=XX0%d", i, i+1))
		is = append(is, fmt.Sprintf("f%d idps 51%d on=2024-12-20 place=XX0%d", i, i, i+1))
	}
	full := corrected(t, document.FullBrief, document.Signed, was, is)
	if n := strings.Count(full, "500, now 51"); n != len(was) || strings.Contains(full, "more corrections") {
		t.Errorf("the full brief has %d corrections of %d\n%s", n, len(was), full)
	}
	for _, layout := range document.Layouts()[1:] {
		text := corrected(t, layout, document.Signed, was, is)
		if n := strings.Count(text, "500, now 51"); n != mostCorrected || !strings.Contains(text, "2 more corrections stand in the full brief.") {
			t.Errorf("%s has %d corrections, want %d and how many more\n%s", layout, n, mostCorrected, text)
		}
	}
}
