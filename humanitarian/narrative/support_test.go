package narrative

import (
	"context"
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
)

// readRegister reads figures in the register's columns; package
// feed/register, which does this for users, lies above this one.
func readRegister(t testing.TB, text string) Facts {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	reg := &humanitarian.Register{Country: "SYR", Indicators: humanitarian.CoreIndicators()}
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, v := range row {
			m[rows[0][i]] = v
		}
		reg.Figures = append(reg.Figures, figureOf(t, m))
	}
	return Facts{Register: reg, Figures: reg.Figures}
}

func figureOf(t testing.TB, m map[string]string) humanitarian.Figure {
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatalf("%s: %v", m["id"], err)
		}
	}
	f := humanitarian.Figure{ID: m["id"], Indicator: m["indicator"], Unit: humanitarian.Unit(m["unit"]), Age: m["age"], Group: m["group"], PartOf: m["part_of"],
		Series: m["series"], Definition: m["definition"], Method: m["method"], VerifiedBy: m["verified_by"], Event: m["event"], FacilityType: m["facility_type"],
		Publisher: m["publisher"], Source: humanitarian.Source{Name: m["source"]}, Place: humanitarian.Place{Name: m["place_name"]}}
	if m["place"] != "" {
		f.Place.Codes = strings.Split(m["place"], ";")
	}
	if m["origin_place"] != "" {
		f.Origin = strings.Split(m["origin_place"], ";")
	}
	for pair := range strings.SplitSeq(m["links"], ";") {
		if k, v, ok := strings.Cut(pair, "="); ok {
			f.Links = append(f.Links, humanitarian.Link{Kind: humanitarian.LinkKind(k), ID: v})
		}
	}
	f.Quantity = quantityOf(t, m)
	for column, field := range map[string]interface{ UnmarshalText([]byte) error }{
		"nature": &f.Nature, "status": &f.Status, "sex": &f.Sex, "partition": &f.Partition, "level": &f.Level, "place_precision": &f.Place.Precision,
		"period_start": &f.Period.Start, "period_end": &f.Period.End, "period_basis": &f.Basis, "as_of": &f.AsOf, "modality": &f.Modality,
		"verification": &f.Verification, "role": &f.Role, "source_date": &f.Source.Date,
	} {
		must(field.UnmarshalText([]byte(m[column])))
	}
	return f
}

// quantityOf reads the canonical text of the column figure, or the columns of a
// quantity.
func quantityOf(t testing.TB, m map[string]string) humanitarian.Quantity {
	if text, ok := m["figure"]; ok {
		q, err := humanitarian.ParseQuantity(text)
		if err != nil {
			t.Fatalf("%s: %v", m["id"], err)
		}
		return q
	}
	form, err1 := humanitarian.ParseForm(m["quantifier"])
	word, err2 := humanitarian.ParseWord(m["word"])
	p := humanitarian.Parts{Form: form, Word: word}
	for column, n := range map[string]**int64{"low": &p.Low, "best": &p.Best, "high": &p.High} {
		if v, err := strconv.ParseInt(m[column], 10, 64); err == nil {
			*n = &v
		}
	}
	q, err3 := humanitarian.QuantityFrom(p)
	for _, err := range []error{err1, err2, err3} {
		if err != nil {
			t.Fatalf("%s: %v", m["id"], err)
		}
	}
	return q
}

// syria is the gazetteer of the repository's samples.
func syria(t testing.TB) *gazetteer.Gazetteer {
	t.Helper()
	f, err := os.Open("../../testdata/gazetteer-syria/places.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	entries, _, err := gazetteer.ReadCSV(context.Background(), f, nil)
	if err != nil {
		t.Fatal(err)
	}
	g, _ := gazetteer.New(entries)
	return g
}

// aleppo is the sample register.
func aleppo(t testing.TB) Facts {
	t.Helper()
	b, err := os.ReadFile("../../testdata/aleppo-2024/register.csv")
	if err != nil {
		t.Fatal(err)
	}
	return readRegister(t, string(b))
}
