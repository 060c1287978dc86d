package pdf

import (
	"cmp"
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/picture"
)

// A Theme is what makes pages an organisation's own. It changes no figure and no wording of a document. The zero value
// is a blue of no organisation on A4, without a logo. No emblem of anyone is built in.
type Theme struct {
	// Accent is the one colour, such as "#0077B8", which is also the default. It fills the band of the first page; text
	// in it is darkened until it can be read, with a finding (accent_darkened).
	Accent string

	Paper Paper
	Fonts Fonts

	// Logo is the file of a PNG or JPEG, at most 8 MiB and 16 million pixels. It is encoded anew, without whatever else
	// the file holds, and stands in the band. LogoText says to those who do not see it what it is; if it is empty, the
	// name of the organisation does.
	Logo     []byte
	LogoText string

	// Organisation and Contacts, a line each, stand where a document names none.
	Organisation string
	Contacts     []string

	// Disclaimers close every document, a paragraph each.
	Disclaimers []string
}

// prepared is a theme that was checked, for one document.
type prepared struct {
	styles   *styles
	sheet    sheet
	logo     *picture.Picture // nil: none
	findings []humanitarian.Finding

	boundaries *document.Boundaries // of maps; not of the theme
	grounds    *grounds             // nil: none is kept
}

func (t *Theme) prepare(d *document.Document) (*prepared, error) {
	accent := uint32(defaultAccent)
	if t.Accent != "" {
		var err error
		if accent, err = parseColour(t.Accent); err != nil {
			return nil, err
		}
	}
	out := &prepared{styles: newStyles(accent, d.Draft, d.Layout), sheet: t.Paper.sheet()}
	if safe := textSafe(accent, white); safe != accent {
		out.findings = append(out.findings, humanitarian.Finding{Code: "accent_darkened",
			Severity: humanitarian.WarningFinding, Args: []string{hexColour(accent), hexColour(safe)}})
	}
	if t.Logo != nil {
		var err error
		if out.logo, err = picture.Clean(t.Logo, nil); err != nil {
			return nil, fmt.Errorf("pdf: the logo: %w", err)
		}
	}
	return out, nil
}

// dress returns the document with what the theme says in place of what the document does not.
func (t *Theme) dress(d *document.Document) *document.Document {
	if d.Organisation != "" || t.Organisation == "" {
		return d
	}
	out := *d
	out.Organisation = cmp.Or(d.Organisation, t.Organisation)
	return &out
}
