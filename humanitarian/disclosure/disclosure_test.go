package disclosure

import (
	"fmt"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

func TestPublicHoldsNoSecret(t *testing.T) {
	const secret = "SECRET"
	f := humanitarian.Figure{ID: "a", Indicator: "killed", Excerpt: secret, Note: secret, VerifiedBy: secret, FacilityName: secret,
		Place: humanitarian.Place{Codes: []string{"SY02"}, Name: secret}, Group: "worker=health", Extra: []string{"col", secret}}
	reg := &humanitarian.Register{Figures: []humanitarian.Figure{f, {ID: "b", Note: secret, Sensitivity: humanitarian.Restricted}, {ID: "c", Group: "party=" + secret}, {ID: "d", Group: "PARTY = " + secret}, {ID: "e", Group: "perpetrator:" + secret},
		{ID: "f", Source: humanitarian.Source{Name: secret}, Links: []humanitarian.Link{{Kind: humanitarian.Quotes, ID: "b"}}},
		{ID: "b", Revision: 2, Note: secret}}}
	for e, want := range map[Edition]struct{ rows, withheld int }{Public: {1, 6}, Partners: {4, 3}} {
		got, withheld := e.Register(reg)
		if len(got.Figures) != want.rows || withheld != want.withheld {
			t.Errorf("%v: %d rows, %d withheld", e, len(got.Figures), withheld)
		}
		if s := fmt.Sprintf("%+v", got); e == Public && strings.Contains(s, secret) {
			t.Errorf("%v leaks: %s", e, s)
		}
		if got.Figures[0].Group != "worker=health" {
			t.Errorf("%v: group %q", e, got.Figures[0].Group)
		}
	}
	if reg.Figures[0].Note != secret {
		t.Error("an edition changed the register")
	}
	if got, _ := Internal.Register(reg); got.Figures[0].Note != secret {
		t.Error("the internal edition keeps notes")
	}
}

func TestEditionWords(t *testing.T) {
	for _, w := range []string{"public", "partners", "internal"} {
		if e, err := ParseEdition(w); err != nil || e.String() != w {
			t.Errorf("%s: %v, %v", w, e, err)
		}
	}
	if e, err := ParseEdition(""); e != Public || err != nil {
		t.Error("public is the default")
	}
	if _, err := ParseEdition("secret"); err == nil {
		t.Error("strangers are refused")
	}
}
