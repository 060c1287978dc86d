package humanitarian

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// wording is the English of a finding: what is wrong, and what to do about it.
// {0}, {1} stand for the finding's arguments, {figures} for its figures.
type wording struct{ message, hint string }

func findingWordings() map[string]wording {
	return map[string]wording{
		// reading
		"unknown_column":    {"column {0} is not one of the register's", "It is kept but not used; rename it to a column of the register, or delete it."},
		"not_utf8":          {"{0} is not UTF-8 text", "Save the file as CSV UTF-8 and check the letters in this cell."},
		"ragged_row":        {"the row has {0} cells, the header has {1}", "Check for a missing or extra comma, or an unclosed quotation mark."},
		"delimiter_guessed": {"columns are separated by {0}, not by a comma", "Read as such; save with commas to be sure."},
		"bad_quote":         {"a quotation mark in this row is not closed or stands in the middle of a cell", "Write \"\" for a quotation mark inside a quoted cell."},
		"bad_json":          {"the line is not a JSON object: {0}", "Each line must be one object whose keys are columns of the register."},
		"bad_value":         {"{1} in column {0} cannot be read: {2}", "Correct the cell; the data dictionary lists what the column takes."},
		"ambiguous_number":  {"{1} in column {0} can be read in two ways", "Write 1250 or 1,250 for a thousand, and whole numbers without decimals."},
		"figure_disagrees":  {"the figure as read, {0}, disagrees with the quantity columns, {1}", "Correct one of them, or leave the quantity columns empty."},
		"duplicate_id":      {"the id {0} stands in more than one row", "Give each row its own id, or raise the revision of the newer one. Neither row is counted."},
		// checking a row
		"missing_id":                {"the row has no id", "Give the row an id of its own."},
		"unknown_indicator":         {"the indicator {0} is not known", "Use a core indicator, or declare {0} in the configuration."},
		"unit_unfit":                {"{0} is not counted in {1}", "Correct the unit or the indicator."},
		"low_above_high":            {"the low bound {0} is above the high bound {1}", "Exchange or correct them."},
		"quantity_unfit":            {"the quantity columns do not fit the quantifier {0}: {1}", "See the table of forms in the data dictionary."},
		"stock_without_asof":        {"a stock needs the date it was counted", "Fill as_of."},
		"flow_without_period":       {"a flow needs the period it happened in", "Fill period_start and period_end."},
		"cumulative_without_origin": {"a cumulative figure needs the day it counts from", "Fill period_start."},
		"period_reversed":           {"the period ends on {1}, before it starts on {0}", "Correct the dates."},
		"published_before":          {"published on {0}, before the date it speaks of, {1}", "Check both dates; the figure is used only from the later one on."},
		"no_source":                 {"the figure has no source", "Say who said it in source."},
		"no_source_date":            {"the source has no publication date", "Fill source_date; without it nobody can say whether a brief may use the figure."},
		"pcode_unknown":             {"the P-code {0} is not in the gazetteer", "Check the code."},
		"pcode_country":             {"the P-code {0} does not belong to {1}", "Check the code or the country of the register."},
		"status_missing":            {"{0} needs to say whether the people were civilians", "Fill status; it counts as unknown and enters no civilian total."},
		"share_without_whole":       {"a share must say of what", "Add share_of=ID to links."},
		"share_over_whole":          {"the share {0} is above 1000 per mille", "Correct it: 50% is 500."},
		"household_size":            {"a household size of {0} is not plausible", "Write persons per household, such as 5.4."},
		"part_unknown":              {"the whole {0} is not in the register", "Add that row, or correct part_of."},
		"part_of_itself":            {"the figure is a part of itself", "Correct part_of."},
		"part_above_whole":          {"the part says {0}, more than its whole {1} says, {2}", "Check both figures; neither the part nor the whole is repaired."},
		"partition_unequal":         {"the parts declared disjoint make {0}, the whole says {1}", "Printed as published, not repaired. If the source does not say that its parts are disjoint, declare the partition unstated."},
		"link_loop":                 {"the links {0} run in a circle", "Say which row came first; neither is counted."},
		"series_unlike":             {"two values of the series {0} differ in {1}, so neither replaces the other", "Give the other one a series of its own."},
		"maybe_one_event":           {"{0} and {1} report the same day and place under different event ids", "Give them one event id if they are one event; otherwise they add up."},
		"link_unknown":              {"the link points to {0}, which is not in the register", "Add that row, or correct links."},
		"role_without_reason":       {"a figure that is {0} needs a written reason", "Fill reason."},
		"two_recommended":           {"two rival figures are recommended: {figures}", "Recommend one."},
		"verified_by_nobody":        {"verified, but not by whom", "Fill verified_by."},
		"cumulative_fell":           {"the cumulative series {0} falls from {1} to {2}", "A revision, or a change of definition: say which in note."},
		"not_expected_to_add_up":    {"{0}", "Printed with its reason in the data notes."},
		// checking a brief
		"no_figures":      {"no figure of the register can stand in this brief", "Check the as-of date, the period and the edition."},
		"mixed_countries": {"the register holds figures of {0} and of {1}", "Make one brief per country."},
		"bad_citation":    {"the text cites {0}, which is not in the register", "Correct the id in braces."},
		"late_citation":   {"the sentence citing {0} is left out: the figure was not yet known on the as-of date", "Write another sentence for this issue."},
		"series_unknown":  {"no figure of this brief belongs to the key figure {0}", "Correct the id or series, or remove the key figure."},
		"placeholder":     {"the text still holds the placeholder {0}", "Write the text."},
		"next_issue_past": {"the next issue, {0}, does not lie after the as-of date {1}", "Correct next_issue."},
		"waiver_unfit":    {"the waiver for {0} cannot be granted: {1}", "Correct the data instead."},
		"waived":          {"waived by an editor: {0}", "The waiver is printed in the data notes and expires with the next issue."},
		"above_edition":   {"{0} rows are above this edition and are withheld", "They show as a count only."},
		"missing_glyph":   {"the character {0} is in none of the fonts", "It prints as a box; write it otherwise."},
	}
}

// FindingCodes lists the codes a finding may carry, sorted.
func FindingCodes() []string { return slices.Sorted(maps.Keys(findingWordings())) }

// say fills in the arguments in one pass, so that an argument that looks like a
// placeholder stays as it is.
func (f Finding) say(text string) string {
	pairs := []string{"{figures}", strings.Join(f.Figures, ", ")}
	for i, a := range f.Args {
		pairs = append(pairs, fmt.Sprintf("{%d}", i), a)
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// Message says in English what is wrong.
func (f Finding) Message() string { return f.say(findingWordings()[f.Code].message) }

// Hint says in English what to do about it.
func (f Finding) Hint() string { return f.say(findingWordings()[f.Code].hint) }

// String returns one line: position, severity, message, code.
func (f Finding) String() string {
	where := ""
	for _, p := range f.Positions {
		where += p.String() + ": "
	}
	if len(f.Figures) > 0 {
		where += strings.Join(f.Figures, ", ") + ": "
	}
	return fmt.Sprintf("%s%s: %s [%s]", where, f.Severity, f.Message(), f.Code)
}
