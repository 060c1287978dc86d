package pdf

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// Options change how a document is written. Nil and the zero value are the defaults.
type Options struct {
	Attachments []Attachment     // files that the PDF carries, in this order
	Language    *locale.Language // words the pages; nil: the language here that fits the document's tag
	Fonts       Fonts            // the caller's own; the zero value is those that are built in
	Archive     bool             // write PDF/A-1b, for keeping: no attachments, which that standard forbids
	Accent      string           // the one colour, such as "#0077B8", which is also the default; text in it is darkened to be read
}

// An Attachment is a file that travels inside the PDF. Relationship says what it is to the document, one of PDF 2.0's
// words (ISO 32000-2, 7.11.3): Source, Data, Alternative, Supplement. The zero value is an empty file without a name.
type Attachment struct {
	Name         string
	MIME         string
	Description  string
	Relationship string
	Data         []byte
}

// Write writes d as a PDF. The whole file is made before the first byte is written, so that after an error other than
// the writer's own w is untouched. It stops between pages when ctx is done. The findings say which characters no font
// has (missing_glyph). The same document and options make the same bytes. Write may run concurrently; it does not
// change d.
func Write(ctx context.Context, w io.Writer, d *document.Document, opts *Options) ([]humanitarian.Finding, error) {
	if d == nil {
		panic("pdf.Write: nil document")
	}
	if opts == nil {
		opts = &Options{}
	}
	accent := uint32(defaultAccent)
	if opts.Accent != "" {
		var err error
		if accent, err = parseColour(opts.Accent); err != nil {
			return nil, err
		}
	}
	faces, err := sharedFaces()
	if err != nil {
		return nil, err
	}
	if faces, err = opts.Fonts.faces(faces); err != nil {
		return nil, err
	}
	lang := opts.Language
	if lang == nil {
		if lang, err = locale.Of(d.Language); err != nil {
			return nil, fmt.Errorf("pdf: %w", err)
		}
	}
	laid, err := layout(ctx, d, lang, newTheme(accent), faces.Shaper())
	if err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	file, err := draw(ctx, d, lang, laid, faces, opts)
	if err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	if _, err := w.Write(file); err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	return laid.findings, nil
}

// sharedFaces parses the fonts once: they are the same for every document.
var sharedFaces = sync.OnceValues(shape.NewFaces)

// laidOut is a document of which each piece has its place.
type laidOut struct {
	pages    []*page
	tree     *element // the same pieces, as a screen reader walks them
	findings []humanitarian.Finding
}

// layout places everything; nothing is drawn yet.
func layout(ctx context.Context, d *document.Document, lang *locale.Language, th *theme, sh *shape.Shaper) (*laidOut, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	l := newLayouter(d, lang, th, sh)
	band, h := l.band()
	l.body()
	pages, err := paginate(ctx, l.strips, h+9*pt)
	if err != nil {
		return nil, err
	}
	pages[0].items = append(band, pages[0].items...)
	for i, p := range pages {
		l.chrome(p, i+1, len(pages))
		if l.dir == shape.RTL {
			p.mirror()
		}
	}
	if err := sh.Err(); err != nil {
		return nil, err
	}
	return &laidOut{pages, l.tree[0], l.findings()}, nil
}

// findings lists the characters that print as an empty box.
func (l *layouter) findings() []humanitarian.Finding {
	var out []humanitarian.Finding
	for _, r := range slices.Sorted(maps.Keys(l.missing)) {
		out = append(out, humanitarian.Finding{Code: "missing_glyph", Severity: humanitarian.WarningFinding,
			Args: []string{fmt.Sprintf("%q (%U)", string(r), r)}})
	}
	return out
}
