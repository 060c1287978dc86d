package hxl

// RegisterTag is the tag that a column of the register has in an export with
// hashtags.
type RegisterTag struct {
	Column string // canonical name of the column
	Tag    Tag
}

// RegisterTags lists the tags of the register's columns, in their canonical
// order. Three rules made it:
//
//   - Nothing stands under #affected and the like. A pattern such as
//     #affected+killed takes every column that has these attributes and more, so
//     a bound would be read as a figure; and one column holds every indicator. A
//     figure is #indicator+num+value, its bounds have +low and +high and no
//     +value, and what is counted stands under #indicator+code.
//   - Only numbers stand under a tag for numbers, only dates under #date: "at
//     least 69" is a quantifier and a bound, the basis of a period is #meta.
//   - Attributes that the core has not are used where it has no word, as the
//     standard allows: +asof, +part_of, +quantifier.
//
// The export holds the quantity columns as they are, so that it reads back
// without loss: #indicator+num+value is empty for "at least 69".
func RegisterTags() []RegisterTag {
	table := [][2]string{
		{"id", "#meta+id"},
		{"revision", "#meta+version"},
		{"indicator", "#indicator+code"},
		{"nature", "#indicator+type"},
		{"quantifier", "#meta+quantifier"},
		{"low", "#indicator+low+num"},
		{"best", "#indicator+num+value"},
		{"high", "#indicator+high+num"},
		{"word", "#meta+quantity+word"},
		{"unit", "#indicator+unit"},
		{"household_size", "#indicator+household_size+num"},
		{"status", "#indicator+status"},
		{"sex", "#indicator+sex"},
		{"age", "#indicator+age"},
		{"group", "#indicator+group"},
		{"part_of", "#meta+part_of"},
		{"partition", "#meta+partition"},
		{"level", "#meta+level"},
		{"place", "#loc+code+v_pcode"},
		{"place_name", "#loc+name"},
		{"place_precision", "#geo+precision"},
		{"origin_place", "#loc+code+origin+v_pcode"},
		{"period_start", "#date+start"},
		{"period_end", "#date+end"},
		{"period_basis", "#meta+period_basis"},
		{"as_of", "#date+asof"},
		{"modality", "#meta+modality"},
		{"series", "#meta+series"},
		{"links", "#meta+links"},
		{"sector", "#sector"},
		{"definition", "#description+definition"},
		{"method", "#meta+method"},
		{"verification", "#status+verification"},
		{"verified_by", "#org+name+verifying"},
		{"role", "#status+role"},
		{"reason", "#description+reason"},
		{"event", "#event+id"},
		{"facility_type", "#loc+facility+type"},
		{"facility", "#loc+facility+name"},
		{"damage", "#severity+damage"},
		{"function", "#status+functionality"},
		{"access", "#access+status"},
		{"source", "#meta+source"},
		{"source_kind", "#meta+source+type"},
		{"source_title", "#meta+source+title"},
		{"source_date", "#date+reported"},
		{"source_url", "#meta+url"},
		{"publisher", "#org+name+reporting"},
		{"excerpt", "#description+excerpt"},
		{"note", "#description+note"},
		{"sensitivity", "#meta+sensitivity"},
	}
	out := make([]RegisterTag, len(table))
	for i, r := range table {
		out[i] = RegisterTag{r[0], MustParseTag(r[1])}
	}
	return out
}

// RegisterTagRow returns the row of tags for a header of the register; columns it does
// not know have none.
func RegisterTagRow(header []string) []string {
	tags := map[string]string{}
	for _, r := range RegisterTags() {
		tags[r.Column] = r.Tag.String()
	}
	out := make([]string, len(header))
	for i, h := range header {
		out[i] = tags[h]
	}
	return out
}

// RegisterHeader returns the columns of the register for a table that has
// their tags, in the table's order; columns with other tags, or none, are "".
func RegisterHeader(t *Table) []string {
	columns := map[Tag]string{}
	for _, r := range RegisterTags() {
		columns[r.Tag] = r.Column
	}
	out := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = columns[c.Tag]
	}
	return out
}
