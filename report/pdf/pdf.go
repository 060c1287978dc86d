package pdf

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"sync"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/pdffile"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// Options change how a document is written. Nil and the zero value are the defaults.
type Options struct {
	Attachments []Attachment     // files that the PDF carries, in this order
	Language    *locale.Language // words the pages; nil: the language here that fits the document's tag
	Theme       *Theme           // the looks; nil: the zero value
	Archive     bool             // write PDF/A-1b, for keeping: no attachments, which that standard forbids

	// Boundaries are those that the document's maps were composed with. Without them maps are printed as tables.
	Boundaries *document.Boundaries
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
// has (missing_glyph), whether the theme's colour had to be darkened (accent_darkened), and whether a flash update or a
// snapshot came out too long (pages_over). The same document and options make the same bytes. Write may run
// concurrently; it does not change d.
func Write(ctx context.Context, w io.Writer, d *document.Document, opts *Options) ([]humanitarian.Finding, error) {
	if d == nil {
		panic("pdf.Write: nil document")
	}
	if opts == nil {
		opts = &Options{}
	}
	theme := opts.Theme
	if theme == nil {
		theme = &Theme{}
	}
	d = theme.dress(d)
	look, err := theme.prepare(d)
	if err != nil {
		return nil, err
	}
	look.boundaries = opts.Boundaries
	shop, err := sharedWorkshop()
	if err != nil {
		return nil, err
	}
	look.grounds = shop.ground
	faces, err := theme.Fonts.faces(shop.faces)
	if err != nil {
		return nil, err
	}
	lang := opts.Language
	if lang == nil {
		if lang, err = locale.Of(d.Language); err != nil {
			return nil, fmt.Errorf("pdf: %w", err)
		}
	}
	sh := faces.Shaper()
	defer sh.Done()
	laid, err := layout(ctx, d, lang, theme, look, sh)
	if err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	file, err := draw(ctx, d, lang, laid, faces, shop, opts)
	if err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	if _, err := w.Write(file); err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	return slices.Concat(look.findings, laid.findings, tooLong(d.Layout, len(laid.pages))), nil
}

// A workshop is what all documents are made with: the parsed fonts, with the words that were shaped in them, idle
// compressors and buffers, and prepared boundaries. No document depends on what went before it.
type workshop struct {
	faces  *shape.Faces
	packer *pdffile.Packer
	pages  *buffers
	ground *grounds
}

var sharedWorkshop = sync.OnceValues(newWorkshop)

func newWorkshop() (*workshop, error) {
	faces, err := shape.NewFaces()
	if err != nil {
		return nil, err
	}
	return &workshop{faces, new(pdffile.Packer), new(buffers), new(grounds)}, nil
}

// laidOut is a document of which each piece has its place.
type laidOut struct {
	sheet    sheet
	pages    []*page
	tree     *element // the same pieces, as a screen reader walks them
	findings []humanitarian.Finding
}

// layout places everything; nothing is drawn yet. Of a product that is meant to have few pages, a map beside what opens it
// is as large as these have room for.
func layout(ctx context.Context, d *document.Document, lang *locale.Language, theme *Theme, look *prepared, sh *shape.Shaper) (*laidOut, error) {
	var best *laidOut
	for _, share := range openingShares() {
		l := newLayouter(d, lang, theme, look, sh)
		l.openingShare = share
		laid, err := l.document(ctx)
		if err != nil {
			return nil, err
		}
		if best == nil || len(laid.pages) < len(best.pages) {
			best = laid
		}
		if !l.beside || len(tooLong(d.Layout, len(laid.pages))) == 0 {
			break
		}
	}
	return best, sh.Err()
}

// document lays out the document of a layouter.
func (l *layouter) document(ctx context.Context) (*laidOut, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	band, h := l.band()
	l.body()
	pages, err := l.paginate(ctx, h+9*pt)
	if err != nil {
		return nil, err
	}
	pages[0].items = append(band, pages[0].items...)
	for i, p := range pages {
		l.chrome(p, i+1, len(pages))
		if l.dir == shape.RTL {
			p.mirror(l.pageWidth)
		}
	}
	return &laidOut{l.sheet, pages, l.tree[0], l.findings()}, nil
}

// tooLong is the finding that a product has become longer than it is meant to be. A draft says so too: its findings are
// many for a reason.
func tooLong(layout document.Layout, pages int) []humanitarian.Finding {
	most := map[document.Layout]int{document.WeeklyBrief: 4, document.FlashUpdate: 2, document.Snapshot: 1}[layout]
	if most == 0 || pages <= most {
		return nil
	}
	return []humanitarian.Finding{{Code: "pages_over", Severity: humanitarian.WarningFinding,
		Args: []string{layout.String(), strconv.Itoa(pages), strconv.Itoa(most)}}}
}

// findings lists the characters that print as an empty box.
func (l *layouter) findings() []humanitarian.Finding {
	out := l.found
	for _, r := range slices.Sorted(maps.Keys(l.missing)) {
		out = append(out, humanitarian.Finding{Code: "missing_glyph", Severity: humanitarian.WarningFinding,
			Args: []string{fmt.Sprintf("%q (%U)", string(r), r)}})
	}
	return out
}
