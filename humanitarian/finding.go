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
		above_edition accent_darkened ambiguous_number asset_missing attachment_missing bad_citation bad_json bad_quote bad_value
		boundary_in_pieces brief_missing cell_differs chart_as_table chart_differs chart_unfit claim_foreseen claim_measure
		claim_not_comparable claim_people claim_place claim_quantifier claim_rounded claim_source claim_status claim_unit
		claim_unreadable claim_unsupported columns_hidden config_unread country_contradicts cumulative_fell cumulative_taken_back
		cumulative_without_origin currency_missing date_from_days dates_ahead delimiter_guessed digest_differs digest_missing
		duplicate_id feature_without_pcode figure_disagrees figure_missing figure_stale file_differs file_resaved filled_down
		flow_without_period formula_differs formula_no_result formula_old formula_read geometry_depth geometry_kind geometry_missing
		geometry_points household_size hxl_bad_tag hxl_beyond hxl_date_reverse hxl_no_header hxl_no_tag hxl_not_date hxl_not_number
		hxl_part_first hxl_repeated hxl_tags_again hxl_unknown_tag id_reused language_guessed late_above_rise late_citation
		level_contradicts level_unknown link_loop link_unknown low_above_high map_without_disclaimer maybe_one_event merged_across
		merged_figure merged_text missing_glyph missing_id mixed_countries more_findings name_not_matched next_issue_past no_figures
		no_sentences no_source no_source_date not_comparable not_expected_to_add_up not_utf8 page_differs page_redrawn pages_over
		parent_contradicts parent_level parent_unknown parents_in_circle part_above_whole part_of_apart part_of_itself
		part_of_unseen part_unknown part_unlike partition_unequal pcode_case pcode_country pcode_hidden pcode_unknown
		period_begins_later period_ends_later period_reversed place_disagrees place_renamed place_without_pcode placeholder
		population_without_year previous_later previous_other_country previous_other_series printed_differs published_before
		quantity_unfit ragged_row relay_before_origin relay_differs relay_unlike review_fighters review_fighters_moved
		review_id_taken review_no_reason review_no_reviewer review_repeated review_row_missing review_row_twice review_row_unknown
		review_stands_alone review_status ring_crosses ring_flat ring_off_earth ring_open ring_outside ring_short ring_swapped
		role_without_reason row_left_out rows_hidden section_lost series_tie series_unknown series_unlike share_over_whole
		share_without_whole sheet_added sheet_hidden sheet_missing sheet_not_read signoff_incomplete signoff_stale signoff_unsealed
		source_disagrees source_not_listed source_spelled_twice source_twice source_unnamed status_missing stock_without_asof
		supersedes_newer supersedes_unlike text_beside texts_language tile_not_recommended total_row two_recommended unit_mix
		unit_unfit unknown_column unknown_indicator value_differs verified_by_nobody waived waiver_unfit withheld_detail
		wordings_incomplete wordings_missing words_clash`)
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
