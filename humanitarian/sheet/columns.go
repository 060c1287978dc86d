package sheet

import "strconv"

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
	if n := len(b.sheet.Columns); folded && n < maxSheetColumns {
		next := strconv.Itoa(n + 1)
		out = append(out, `<col min="`+next+`" max="`+next+`" width="9.140625" collapsed="1"/>`...)
	}
	if len(out) == 0 {
		return "", 0, nil
	}
	return "<cols>" + string(out) + "</cols>", deepest, nil
}
