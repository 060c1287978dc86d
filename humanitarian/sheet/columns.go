package sheet

import (
	"fmt"
	"slices"
	"strconv"
)

// maxLevel is how deep columns may be grouped.
const maxLevel = 7

// columns renders the layout of the columns. excelize can set all of it but
// two things, without which Excel shows no buttons to fold groups: how deep
// they go, and that the column behind a folded group is where its button is.
func (b *body) columns() (cols string, deepest uint8, err error) {
	var out []byte
	folded := false
	for i, c := range b.sheet.Columns {
		id, err := b.styles.of(styleKey{style: c.Style, kind: c.Kind, unlocked: c.Unlocked, guard: c.Kind == Text})
		if err != nil {
			return "", 0, err
		}
		if c == (Column{}) && !folded {
			continue
		}
		n := strconv.Itoa(i + 1)
		out = append(out, `<col min="`+n+`" max="`+n+`" width="`...)
		if c.Width > 0 {
			out = append(strconv.AppendFloat(out, c.Width, 'f', -1, 64), `" customWidth="1`...)
		} else {
			out = append(out, "9.140625"...) // Excel's own
		}
		if id != 0 {
			out = append(out, `" style="`+strconv.Itoa(id)...)
		}
		if c.Hidden {
			out = append(out, `" hidden="1`...)
		}
		if c.Level > 0 {
			out = append(out, `" outlineLevel="`+strconv.Itoa(int(c.Level))...)
		}
		if folded && c.Level == 0 {
			out = append(out, `" collapsed="1`...)
		}
		out = append(out, `"/>`...)
		folded = c.Hidden && c.Level > 0
		deepest = max(deepest, c.Level)
	}
	rest, err := b.rest(folded)
	if err != nil {
		return "", 0, err
	}
	out = append(out, rest...)
	if len(out) == 0 {
		return "", 0, nil
	}
	return "<cols>" + string(out) + "</cols>", deepest, nil
}

// rest renders the columns right of those of the sheet: the button of a group
// folded before them, and on a protected sheet that they are not locked, for
// Excel deletes no row with a locked cell in it.
func (b *body) rest(folded bool) (string, error) {
	n := len(b.sheet.Columns)
	open := b.sheet.Protected && slices.ContainsFunc(b.sheet.Columns, func(c Column) bool { return c.Unlocked })
	if n >= maxSheetColumns || !open && !folded {
		return "", nil
	}
	id, err := b.styles.of(styleKey{unlocked: open})
	if err != nil {
		return "", err
	}
	one := func(first, last int, more string) string {
		if id != 0 {
			more += ` style="` + strconv.Itoa(id) + `"`
		}
		return fmt.Sprintf(`<col min="%d" max="%d" width="9.140625"%s/>`, first, last, more)
	}
	out := ""
	if folded {
		out = one(n+1, n+1, ` collapsed="1"`)
		n++
	}
	if open && n < maxSheetColumns {
		out += one(n+1, maxSheetColumns, "")
	}
	return out, nil
}
