package report

import (
	"context"
	"io"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
)

// TemplateOptions say what [WriteTemplate] puts into a workbook.
type TemplateOptions = register.TemplateOptions

// WriteTemplate writes the data-entry workbook of a desk: the sheets of figures
// and sources that [register.Read] reads, and that of the brief, which
// [brief.ReadConfigSheet] reads. The sheet of the brief is empty, unless Sheets
// of the options holds one that [brief.ConfigSheet] filled. It fails as
// [register.WriteTemplate] does.
func WriteTemplate(ctx context.Context, w io.Writer, opts *TemplateOptions) error {
	var o TemplateOptions
	if opts != nil {
		o = *opts
	}
	if o.Language == nil {
		o.Language = locale.English()
	}
	if o.Sheets == nil {
		o.Sheets = append(o.Sheets, brief.ConfigSheet(o.Language, nil))
	}
	return register.WriteTemplate(ctx, w, &o)
}
