package brief

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// desk is a configuration that says something of everything that a signature
// covers and that the sheet of the brief can hold.
func desk() *Config {
	return &Config{
		Title: "Week 49", Series: "Weekly", Number: 3, Organisation: "Desk", Producer: "IM unit", Country: "XXX", Language: "en",
		Texts: Texts{Highlights: []string{"OCHA has {a}."}, Overview: []string{"It rained."}, Displacement: []string{"Roads fill."}, CivilianHarm: []string{"Shelling."},
			Infrastructure: []string{"No power."}, Access: []string{"Closed."}, Response: []string{"Tents."}, DataNotes: []string{"As published."}},
		Contacts:    []Contact{{"A", "officer", "a@example.org"}},
		NextIssue:   map[string]string{"2024-12-31": "2025-01-07"},
		KeyFigures:  []KeyFigure{{ID: "a", Label: "Displaced"}, {ID: "k", Label: "Killed"}},
		Indicators:  []OwnIndicator{{"bakeries_open", "stock", "facility", "Bakeries open", ""}},
		Places:      map[string]string{"XX01": "North"},
		Words:       map[string]string{"WHO": "World Health Organization"},
		Waivers:     []Waiver{{"part_unknown", "a", "checked by phone", "C", "2024-12-30", "2024-12-31"}},
		Disclaimers: map[string]string{"data": "A sample."},
	}
}

func deskRegister(t *testing.T, own []humanitarian.Indicator) *humanitarian.Register {
	t.Helper()
	reg := &humanitarian.Register{Country: "XXX", Indicators: append(humanitarian.CoreIndicators(), own...)}
	for _, line := range []string{"a idps 500 on=2024-12-30 place=XX01", "k killed >=7 days=2024-12-20..2024-12-30 since=2024-12-20 place=XX01",
		"b bakeries_open 3 on=2024-12-30 place=XX01 source=WHO", "r idps 800 on=2024-12-30 place=XX01 source=UNHCR sensitivity=restricted",
		"late idps 900 on=2025-01-02 place=XX02"} {
		reg.Figures = append(reg.Figures, claim(t, line))
	}
	return reg
}

// sealed composes the issue of 31 December and returns its digest and its state.
func sealed(t *testing.T, config *Config, edit func(*humanitarian.Register), issue Issue) (string, document.SignOffState) {
	t.Helper()
	own, err := config.OwnIndicators()
	if err != nil {
		t.Fatal(err)
	}
	reg := deskRegister(t, own)
	if edit != nil {
		edit(reg)
	}
	issue.AsOf = humanitarian.MustParseDate("2024-12-31")
	found := []humanitarian.Finding{{Code: "part_unknown", Severity: humanitarian.RowFinding, Figures: []string{"a"}, Args: []string{"x"}}}
	doc, _, err := Compose(context.Background(), reg, config, issue, found)
	if err != nil {
		t.Fatal(err)
	}
	if doc.SignOff == nil {
		t.Fatal("the brief says nothing of its state")
	}
	return doc.SignOff.Digest, doc.SignOff.State
}

// signed returns config approved under a digest.
func signed(config *Config, digest string) *Config {
	config.SignOff = []SignOff{{AsOf: "2024-12-31", State: "approved", Name: "S. Haddad", Date: "2024-12-31", Digest: digest}}
	return config
}

// onSheet returns config as it comes back from the sheet of a workbook.
func onSheet(t *testing.T, config *Config) *Config {
	t.Helper()
	got, found, err := ReadConfigSheet(t.Context(), bytes.NewReader(configBook(t, ConfigSheet(locale.English(), config))), "w.xlsx")
	if err != nil || len(found) > 0 {
		t.Fatal(found, err)
	}
	return got
}

// TestEditAfterSignature edits everything that prints, one thing at a time,
// after the issue was approved: each edit flips its state, whether the
// configuration is a file or a sheet of a workbook.
func TestEditAfterSignature(t *testing.T) {
	digest, _ := sealed(t, signed(desk(), ""), nil, Issue{})
	for name, config := range map[string]*Config{"file": signed(desk(), digest), "sheet": onSheet(t, signed(desk(), digest))} {
		if got, state := sealed(t, config, nil, Issue{}); state != document.Approved || got != digest {
			t.Fatalf("%s: nobody edited the issue, and its state is %s", name, state)
		}
	}
	for name, edit := range map[string]func(*Config){
		"title":                   func(c *Config) { c.Title += "!" },
		"series":                  func(c *Config) { c.Series += "!" },
		"number":                  func(c *Config) { c.Number++ },
		"organisation":            func(c *Config) { c.Organisation += "!" },
		"producer":                func(c *Config) { c.Producer += "!" },
		"highlights":              func(c *Config) { c.Texts.Highlights[0] = "OCHA counts {a}." },
		"overview":                func(c *Config) { c.Texts.Overview[0] += "!" },
		"displacement":            func(c *Config) { c.Texts.Displacement[0] += "!" },
		"civilian harm":           func(c *Config) { c.Texts.CivilianHarm[0] += "!" },
		"infrastructure":          func(c *Config) { c.Texts.Infrastructure[0] += "!" },
		"access":                  func(c *Config) { c.Texts.Access[0] += "!" },
		"response":                func(c *Config) { c.Texts.Response[0] += "!" },
		"data notes":              func(c *Config) { c.Texts.DataNotes[0] += "!" },
		"contact":                 func(c *Config) { c.Contacts[0].Email = "b@example.org" },
		"another contact":         func(c *Config) { c.Contacts = append(c.Contacts, Contact{Name: "B"}) },
		"next issue":              func(c *Config) { c.NextIssue["2024-12-31"] = "2025-01-08" },
		"order of key figures":    func(c *Config) { slices.Reverse(c.KeyFigures) },
		"label of a key figure":   func(c *Config) { c.KeyFigures[0].Label += "!" },
		"label of an indicator":   func(c *Config) { c.Indicators[0].Label += "!" },
		"name of a place":         func(c *Config) { c.Places["XX01"] = "South" },
		"name of a source":        func(c *Config) { c.Words["WHO"] = "OMS" },
		"waiver":                  func(c *Config) { c.Waivers = nil },
		"reason of a waiver":      func(c *Config) { c.Waivers[0].Reason += "!" },
		"policy":                  func(c *Config) { c.Policies.MagnitudeWords = "literal" },
		"disclaimer":              func(c *Config) { c.Disclaimers["data"] += "!" },
		"key figure taken away":   func(c *Config) { c.KeyFigures = c.KeyFigures[:1] },
		"a sentence put in front": func(c *Config) { c.Texts.Overview = append([]string{"Snow."}, c.Texts.Overview...) },
	} {
		edited := signed(desk(), digest)
		edit(edited)
		for where, config := range map[string]*Config{"file": edited, "sheet": onSheet(t, edited)} {
			if _, state := sealed(t, config, nil, Issue{}); state != document.Changed {
				t.Errorf("%s edited in a %s: the brief is still %s", name, where, state)
			}
		}
	}
	for name, edit := range map[string]func(*humanitarian.Register){
		"figure":     func(r *humanitarian.Register) { r.Figures[0].Quantity = humanitarian.MustParseQuantity("501") },
		"title":      func(r *humanitarian.Register) { r.Figures[0].Source.Title = "Update 2" },
		"definition": func(r *humanitarian.Register) { r.Figures[0].Definition = "since November" },
		"new row": func(r *humanitarian.Register) {
			r.Figures[4].AsOf, r.Figures[4].Source.Date = r.Figures[0].AsOf, r.Figures[0].Source.Date
		},
		"withdrawn":   func(r *humanitarian.Register) { r.Figures[1].Role = humanitarian.Withdrawn },
		"verified by": func(r *humanitarian.Register) { r.Figures[1].Verification = humanitarian.Verified },
	} {
		if _, state := sealed(t, signed(desk(), digest), edit, Issue{}); state != document.Changed {
			t.Errorf("%s of the register edited: the brief is still %s", name, state)
		}
	}
}

// TestSignatureStands wants an approval to hold in every layout, in a draft, for
// whoever gives the state, and when a row is edited that the issue may not show.
func TestSignatureStands(t *testing.T) {
	digest, _ := sealed(t, signed(desk(), ""), nil, Issue{})
	for _, layout := range document.Layouts() {
		if _, state := sealed(t, signed(desk(), digest), nil, Issue{Layout: layout}); state != document.Approved {
			t.Errorf("the %s is %s", layout, state)
		}
	}
	if _, state := sealed(t, signed(desk(), digest), nil, Issue{Draft: true}); state != document.Approved {
		t.Errorf("the draft is %s", state)
	}
	other := signed(desk(), digest)
	other.SignOff[0].Name, other.SignOff[0].State = "J. Weber", "signed"
	if _, state := sealed(t, other, nil, Issue{}); state != document.Signed {
		t.Errorf("signed by another, the brief is %s", state)
	}
	for _, hidden := range []int{3, 4} {
		edit := func(r *humanitarian.Register) { r.Figures[hidden].Quantity = humanitarian.MustParseQuantity("1") }
		if _, state := sealed(t, signed(desk(), digest), edit, Issue{}); state != document.Approved {
			t.Errorf("row %s, which the issue does not show, made it %s", deskRegister(t, nil).Figures[hidden].ID, state)
		}
	}
}

// TestStateOnTheCover wants the state among the first lines of each layout.
func TestStateOnTheCover(t *testing.T) {
	for state, want := range map[string]string{"draft": "This issue is a draft.", "in_review": "This issue is in review.",
		"approved": "Approved or signed by S. Haddad on 31 December 2024 and changed since", "": ""} {
		for _, layout := range document.Layouts() {
			config := signed(desk(), "none of this issue")
			config.SignOff[0].State = state
			own, _ := config.OwnIndicators()
			doc, _, err := Compose(context.Background(), deskRegister(t, own), config, Issue{AsOf: humanitarian.MustParseDate("2024-12-31"), Layout: layout}, nil)
			if err != nil {
				t.Fatal(err)
			}
			cover := strings.Join(doc.Boiler(locale.English()), "\n")
			if state == "" && doc.SignOff != nil || !strings.Contains(cover, want) {
				t.Errorf("%s, %q: the cover says %q, want %q", layout, state, cover, want)
			}
		}
	}
}
