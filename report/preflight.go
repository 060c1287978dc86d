package report

import (
	"context"
	"errors"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/check"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/disclosure"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
)

// Preflight lists all that an editor should look at before an issue goes out:
// what reading found, the rows of the register ([check.Preflight]), and what
// composing a draft of the issue finds in texts, dates, waivers, sections and
// the previous issue. The list is for the desk, so it tells of all rows whatever
// the edition. Findings are sorted and none stands twice.
func Preflight(ctx context.Context, reg *humanitarian.Register, found []humanitarian.Finding, config *brief.Config, issue brief.Issue) ([]humanitarian.Finding, error) {
	if reg == nil {
		return nil, errors.New("report: there is no register to look at")
	}
	out, all := []humanitarian.Finding(nil), check.Preflight(reg, issue.AsOf, &check.Options{Gazetteer: issue.Gazetteer, Read: found})
	if !issue.AsOf.IsZero() {
		issue.Draft, issue.Edition = true, disclosure.Internal
		_, composed, err := Compose(ctx, reg, found, config, issue)
		if err != nil {
			return nil, err
		}
		out = composed // first, since a waiver makes a finding lighter
		for i := range all {
			if all[i].Severity >= humanitarian.RowFinding {
				all[i].Severity = humanitarian.NoteFinding // an error in a later row is none of this issue
			}
		}
	}
	out = slices.Concat(out, check.InForce(reg, found), all)
	slices.SortStableFunc(out, humanitarian.CompareFindings)
	return slices.CompactFunc(out, func(a, b humanitarian.Finding) bool { return humanitarian.CompareFindings(a, b) == 0 }), nil
}
