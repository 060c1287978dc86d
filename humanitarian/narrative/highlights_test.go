package narrative

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

func figuresOf(ss []Sentence) []string {
	var out []string
	for _, s := range ss {
		out = append(out, s.Figure)
	}
	return out
}

func TestHighlights(t *testing.T) {
	facts, _ := readCorpus(t, "en")
	w := writer(t, "en", &Options{Gazetteer: syria(t)})
	december := humanitarian.Period{Start: humanitarian.MustParseDate("2024-12-20"), End: humanitarian.MustParseDate("2024-12-31")}
	for _, tc := range []struct {
		name string
		keys []KeyFigure
		want []string
		why  string
	}{
		{"declared order", []KeyFigure{{ID: "K14"}, {ID: "K01"}, {Series: "unhcr-sites"}}, []string{"K14", "K01", "K46"}, "the desk's order; of a series the newest"},
		{"at most six", []KeyFigure{{ID: "K01"}, {ID: "K04"}, {ID: "K05"}, {ID: "K06"}, {ID: "K07"}, {ID: "K09"}, {ID: "K10"}}, []string{"K01", "K04", "K05", "K06", "K07", "K09"}, ""},
		{"once", []KeyFigure{{ID: "K01"}, {ID: "K01"}, {ID: "K04"}, {ID: "K05"}}, []string{"K01", "K04", "K05"}, ""},
		{"newest of the period", []KeyFigure{{ID: "K01"}}, []string{"K01", "K33", "K34"}, "filled up to three"},
		{"no forecast, no word", []KeyFigure{{ID: "K35"}, {ID: "K12"}, {ID: "K01"}, {ID: "K04"}, {ID: "K05"}}, []string{"K01", "K04", "K05"}, "a forecast and hundreds are no highlights"},
	} {
		f := facts
		f.Period = december
		if diff := cmp.Diff(tc.want, figuresOf(w.Highlights(f, tc.keys))); diff != "" {
			t.Errorf("%s (%s) (-want +got):\n%s", tc.name, tc.why, diff)
		}
	}
}

func TestSection(t *testing.T) {
	facts, _ := readCorpus(t, "en")
	w := writer(t, "en", &Options{Gazetteer: syria(t)})
	got := figuresOf(w.Section(facts, humanitarian.Access))
	if diff := cmp.Diff([]string{"K30", "K31"}, got); diff != "" {
		t.Errorf("access (-want +got):\n%s", diff)
	}
	told := strings.Join(figuresOf(w.Section(facts, humanitarian.Displacement)), " ")
	if strings.Contains(told, "K43") || !strings.Contains(told, "K44") {
		t.Errorf("a value that a newer one follows has no sentence of its own: %s", told)
	}
}

// TestNeighboursDiffer holds that two sentences in a row are not built alike.
func TestNeighboursDiffer(t *testing.T) {
	facts := someFigures(3, 80)
	for _, tag := range allTags() {
		w := writer(t, tag, &Options{Gazetteer: syria(t)})
		last := map[string]int{}
		for _, f := range facts.Figures {
			before := last["frame.claim"]
			if w.variant("frame.claim", f.ID, last); last["frame.claim"] == before {
				t.Errorf("%s: %s has the wording of the one before", tag, f.ID)
			}
		}
		first, second := w.Sentences(facts), w.Sentences(facts)
		for i := range first {
			if first[i].Text() != second[i].Text() {
				t.Errorf("%s: %s differs from run to run", tag, first[i].Figure)
			}
		}
	}
}

func TestNothing(t *testing.T) {
	w := writer(t, "en", nil)
	if n := len(w.Sentences(Facts{})) + len(w.Highlights(Facts{}, nil)) + len(w.Section(Facts{}, humanitarian.Response)); n > 0 {
		t.Errorf("%d sentences of nothing", n)
	}
	bare := w.Sentences(Facts{Figures: []humanitarian.Figure{{}}})
	if got := bare[0].Text(); !strings.Contains(got, "no data") || !strings.Contains(got, "a source not stated") || !strings.Contains(got, "at a date not stated") {
		t.Errorf("got %q", got)
	}
}
