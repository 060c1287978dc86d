package document

import "fmt"

// A Layout says which product a document is, and so how dense its pages are.
// The zero value is the full brief.
type Layout string

// The layouts. Package brief decides what stands in each.
const (
	FullBrief   Layout = ""         // every section and every figure, on as many pages as they take
	WeeklyBrief Layout = "weekly"   // every theme, of each the most telling figures: two to four pages
	FlashUpdate Layout = "flash"    // highlights, key figures and the most telling tables: one or two pages
	Snapshot    Layout = "snapshot" // the map and the key figures first: one page
)

// Layouts lists the layouts, the full brief first and the shortest last.
func Layouts() []Layout { return []Layout{FullBrief, WeeklyBrief, FlashUpdate, Snapshot} }

// String returns brief, weekly, flash or snapshot.
func (l Layout) String() string {
	if l == FullBrief {
		return "brief"
	}
	return string(l)
}

// ParseLayout reads the name of a layout as [Layout.String] writes it. An
// empty name is the full brief.
func ParseLayout(s string) (Layout, error) {
	for _, l := range Layouts() {
		if s == l.String() || s == "" {
			return l, nil
		}
	}
	return FullBrief, fmt.Errorf("document: %q is no layout; it is brief, weekly, flash or snapshot", s)
}
