package pdf

import (
	"regexp"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// TestFootnotes says that the marks of rows lead to the notes below their table, each table to its own, and that neither
// is fused with a figure in what is copied.
func TestFootnotes(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		say := func(en, ar string) string {
			if lang == "ar" {
				return ar
			}
			return en
		}
		table := func(note string) *document.Table {
			r := document.Row{Cells: []document.Value{word(say("Killed", "قتلى")), quantity("1250"), word(say("Aleppo", "حلب"))}}
			marked := r
			marked.Notes = []string{note, say("Revised by the source.", "راجعه المصدر.")}
			return &document.Table{Title: say("Harm", "أذى"), Rows: []document.Row{r, marked, r},
				Columns: []document.Column{{Label: say("What", "ماذا"), Weight: 3}, {Label: say("Figure", "الرقم"), Weight: 2, Figure: true}, {Label: say("Where", "أين"), Weight: 2}}}
		}
		d := &document.Document{Title: say("Brief", "موجز"), Language: lang, Blocks: []document.Block{
			table(say("As published.", "كما نُشر.")), table(say("Of another day.", "ليوم آخر."))}}
		places, links := map[string]int{}, map[string]int{}
		for _, p := range lay(t, d) {
			for _, it := range p.items {
				if it.kind == placeItem {
					places["#"+it.name]++
				}
				if it.line != nil {
					for _, r := range it.line.Runs {
						if r.Link != "" {
							links[r.Link]++
						}
					}
				}
			}
		}
		if len(places) != 4 || len(links) != 4 {
			t.Errorf("%s: %d places and %d links, want 4: %v, %v", lang, len(places), len(links), places, links)
		}
		for to := range links {
			if places[to] != 1 {
				t.Errorf("%s: %q leads nowhere", lang, to)
			}
		}
		said := extract(t, render(t, "footnotes", d, nil))
		if n := len(regexp.MustCompile(`(^|\s|\x{202A}|\x{202B})1,250($|\s|\x{202C})`).FindAllString(strings.ReplaceAll(said, "\n", " \n "), -1)); n != 6 {
			t.Errorf("%s: 1,250 stands %d times by itself, want 6:\n%s", lang, n, said)
		}
		for _, mark := range []string{"[*]", "[†]"} {
			if n := strings.Count(strings.NewReplacer("\u200e", "", "\u200f", "", "\u202a", "", "\u202b", "", "\u202c", "").Replace(said), mark); n != 4 {
				t.Errorf("%s: %s stands %d times, want 4:\n%s", lang, mark, n, said)
			}
		}
	}
}
