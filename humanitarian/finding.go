package humanitarian

import (
	"fmt"
	"strings"
)

// FindingCodes lists the codes a finding may carry, sorted. What each means
// and what to do about it stands under its code in the sections finding and
// hint of the catalogues of package locale.
func FindingCodes() []string {
	return strings.Fields(`
		above_edition ambiguous_number bad_citation bad_json bad_quote bad_value boundary_in_pieces claim_foreseen claim_measure
		claim_not_comparable claim_people claim_place claim_quantifier claim_rounded claim_source claim_status claim_unit
		claim_unreadable claim_unsupported country_contradicts cumulative_fell cumulative_without_origin currency_missing date_from_days
		delimiter_guessed duplicate_id feature_without_pcode figure_disagrees flow_without_period geometry_depth geometry_kind
		geometry_missing geometry_points household_size hxl_bad_tag hxl_beyond hxl_date_reverse hxl_no_header hxl_no_tag hxl_not_date
		hxl_not_number hxl_part_first hxl_repeated hxl_tags_again hxl_unknown_tag late_citation level_contradicts level_unknown
		link_loop link_unknown low_above_high maybe_one_event missing_glyph missing_id mixed_countries more_findings name_not_matched
		next_issue_past no_figures no_source no_source_date not_expected_to_add_up not_utf8 parent_contradicts parent_level
		parent_unknown parents_in_circle part_above_whole part_of_itself part_unknown part_unlike partition_unequal pcode_country
		pcode_unknown period_reversed place_renamed place_without_pcode placeholder population_without_year published_before
		quantity_unfit ragged_row ring_crosses ring_flat ring_off_earth ring_open ring_short ring_swapped role_without_reason
		series_unknown series_unlike share_over_whole share_without_whole status_missing stock_without_asof texts_language
		two_recommended unit_unfit unknown_column unknown_indicator verified_by_nobody waived waiver_unfit withheld_detail words_clash`)
}

// String returns one line for developers: position, severity, code, arguments.
// For readers, package locale words it.
func (f Finding) String() string {
	where := ""
	for _, p := range f.Positions {
		where += p.String() + ": "
	}
	if len(f.Figures) > 0 {
		where += strings.Join(f.Figures, ", ") + ": "
	}
	return fmt.Sprintf("%s%s: %s", where, f.Severity, f.Phrase())
}

// Phrase returns what is wrong, to be said in the reader's language.
func (f Finding) Phrase() Phrase { return Say("finding."+f.Code, f.Args...) }
