package geo

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/humanitarian-sitrep/sitrep/report/internal/chart"
	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// TestLocated tints areas of two kinds, names one that the ground lacks, and prints no number.
func TestLocated(t *testing.T) {
	m := Map{Ground: prepare(t, sample(t), nil, &Options{Width: 230_000, Height: 200_000, Margin: 8_000}), Disclaimer: "No opinion on borders.",
		Located: &Located{Own: "has its own", Spoken: "is spoken of", Areas: []LocatedArea{{"SY02", "Aleppo", true}, {"SY07", "Idleb", false}, {"SY99", "Nowhere", false}}}}
	l, err := m.Layout(ruler{}, chart.Style{})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "located", l)
	if diff := cmp.Diff([]string{"Nowhere: is spoken of"}, l.Omitted); diff != "" {
		t.Error(diff)
	}
	// Without colour the two are told apart by the hatch of one of them.
	s := &sheet{st: chart.Style{}}
	if own, spoken := s.located(true), s.located(false); own.Hatch != (draw.Hatch{}) || spoken.Hatch == (draw.Hatch{}) || own.Fill.Luma() >= spoken.Fill.Luma() {
		t.Errorf("%+v and %+v look alike in a print without colour", own, spoken)
	}
}
