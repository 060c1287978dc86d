package report

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/pdf"
)

// A Role says what an [Asset] was to a brief.
type Role string

// The roles. Pages are made with the first five, the brief was composed with the
// others, which are not needed to write it again.
const (
	WordingsAsset   Role = "wordings" // a language with digits, months or wordings of the desk's choice
	ThemeAsset      Role = "theme"    // the looks, without logo and fonts
	LogoAsset       Role = "logo"
	FontAsset       Role = "font"
	BoundariesAsset Role = "boundaries" // of a map
	GazetteerAsset  Role = "gazetteer"
	PreviousAsset   Role = "previous" // the issue before
)

// An Asset is something that a brief was made with besides its figures and its
// texts. A PDF lists all of them, with a digest of what they hold, and carries
// the small ones.
type Asset struct {
	Role   Role   `json:"role"`
	Name   string `json:"name,omitempty"` // of the file, language or font, as far as it is known
	Bytes  int    `json:"bytes,omitempty"`
	SHA256 string `json:"sha256"`         // of what matters of it to a brief, not of the file it came from
	File   string `json:"file,omitempty"` // the name under which it travels in the PDF; empty: it does not

	Data []byte `json:"-"` // nil: it does not travel
}

// maxTravel is how large an asset may be that travels in a PDF, in bytes.
const maxTravel = 64 << 10

// composing reports whether an asset was needed to compose a brief only.
func (a Asset) composing() bool { return a.Role == GazetteerAsset || a.Role == PreviousAsset }

// named tells an asset from others of its role: by its name or, without one, by
// its digest.
func (a Asset) named() string {
	if a.Name != "" {
		return strconv.Quote(a.Name)
	}
	return fmt.Sprintf("(SHA-256 %.12s…)", a.SHA256)
}

func (a Asset) String() string {
	s := string(a.Role)
	if a.Name != "" {
		s += " " + strconv.Quote(a.Name)
	}
	return fmt.Sprintf("%s (SHA-256 %.12s…)", s, a.SHA256)
}

// same reports whether two assets stand in one place of a brief.
func (a Asset) same(b Asset) bool {
	return a.Role == b.Role && (a.Role != FontAsset || a.Name == b.Name)
}

// MissingAssets is the error for a brief that was made with what did not travel
// with it. Give that very file to [Brief.Supply].
type MissingAssets []Asset

// Error names what is missing.
func (m MissingAssets) Error() string {
	names := make([]string, len(m))
	for i, a := range m {
		names[i] = a.String()
	}
	return "report: the brief was made with " + strings.Join(names, ", ") + "; give that very file"
}

// Assets lists what the brief was made with, as far as it is known: a brief that
// was composed knows what it was composed with, one that was opened from a PDF
// all that the PDF lists. Workbook and JSON list nothing.
func (b *Brief) Assets() []Asset { return b.assets }

// Missing lists the assets without which the PDF cannot be written again as it
// was: those that a PDF lists and does not carry, until they are supplied.
func (b *Brief) Missing() []Asset {
	return b.missing(&pdf.Options{Language: b.lang, Theme: b.theme, Boundaries: b.outlines})
}

// missing lists the assets that are known and that options do not bring.
func (b *Brief) missing(o *pdf.Options) (out []Asset) {
	for _, a := range b.assets {
		switch {
		case a.Role == WordingsAsset && o.Language == nil,
			a.Role == BoundariesAsset && o.Boundaries == nil,
			(a.Role == ThemeAsset || a.Role == LogoAsset || a.Role == FontAsset) && o.Theme == nil && a.Data == nil:
			out = append(out, a)
		}
	}
	return out
}

// Supply gives a brief that was opened what it was made with and did not travel:
// a theme with its logo and fonts, boundaries, a language. Nil fields give
// nothing. The error names what has another digest than the one it was made
// with; nothing is taken then.
func (b *Brief) Supply(o *pdf.Options) error {
	for _, given := range assetsOf(o) {
		for _, a := range b.assets {
			if a.same(given) && a.SHA256 != given.SHA256 {
				err := fmt.Errorf("report: the brief was made with %v, not with the %v that is given; give the file as it was then", a, given)
				return humanitarian.Failed(err, humanitarian.Say("failure.other_asset", string(a.Role)))
			}
		}
	}
	if o.Language != nil {
		b.lang = o.Language
	}
	if o.Theme != nil {
		b.theme = o.Theme
	}
	if o.Boundaries != nil {
		b.outlines = o.Boundaries
	}
	return nil
}

// assetsOf lists what pages are made with. What needs no listing, being what
// everybody has, is left out.
func assetsOf(o *pdf.Options) []Asset {
	var out []Asset
	if o.Language != nil {
		out = append(out, wordingsAsset(o.Language)...)
	}
	if o.Theme != nil {
		out = append(out, themeAssets(o.Theme)...)
	}
	if o.Boundaries != nil {
		out = append(out, boundariesAsset(o.Boundaries))
	}
	return out
}

// digested fills an asset from what it holds, and takes it along if it is small.
func (a Asset) digested(data []byte, file string) Asset {
	sum := sha256.Sum256(data)
	a.SHA256, a.Bytes = hex.EncodeToString(sum[:]), len(data)
	return a.along(data, file)
}

func (a Asset) along(data []byte, file string) Asset {
	if len(data) > 0 && len(data) <= maxTravel {
		a.File, a.Data = file, data
	}
	return a
}

// madeWith lists what a PDF with options is made with: boundaries only if it has
// a map.
func (b *Brief) madeWith(o *pdf.Options) []Asset {
	made := *o
	if !b.hasMap() {
		made.Boundaries = nil
	}
	out := assetsOf(&made)
	for _, a := range b.assets {
		if a.composing() {
			out = append(out, a)
		}
	}
	return out
}

func (b *Brief) hasMap() bool {
	return slices.ContainsFunc(slices.Concat(b.Document.Blocks, b.Document.Appendix), func(b document.Block) bool {
		_, ok := b.(*document.Map)
		return ok
	})
}

// composedWith lists what an issue was composed with.
func composedWith(ctx context.Context, issue brief.Issue) ([]Asset, error) {
	var out []Asset
	if g := issue.Gazetteer; g != nil {
		h := sha256.New()
		for p := range g.All() {
			parent, _ := p.Parent()
			digest(h, p.PCode(), parent.PCode(), strconv.Itoa(p.Level()))
			for _, n := range p.Names() {
				digest(h, fmt.Sprint(n))
			}
		}
		out = append(out, Asset{Role: GazetteerAsset, SHA256: hex.EncodeToString(h.Sum(nil))})
	}
	if p := issue.Previous; p != nil {
		h := sha256.New()
		digest(h, p.Series, strconv.Itoa(p.Number), p.AsOf.String())
		if err := register.Write(ctx, h, p.Register, nil); err != nil {
			return nil, fmt.Errorf("report: the previous issue: %w", err)
		}
		name := strings.TrimSpace(p.Series + " " + p.AsOf.String())
		out = append(out, Asset{Role: PreviousAsset, Name: name, SHA256: hex.EncodeToString(h.Sum(nil))})
	}
	return out, nil
}

// digest adds texts, each with its length, so that no two lists are alike.
func digest(h hash.Hash, texts ...string) {
	for _, s := range texts {
		io.WriteString(h, strconv.Itoa(len(s))+":"+s) // a hash takes all
	}
}

// A manifest is the file that lists the assets.
type manifest struct {
	Schema string  `json:"schema"`
	Assets []Asset `json:"assets"`
}

const manifestSchema = "1"

// travelling returns the manifest and the assets as files of the PDF. A brief
// that was made with nothing but what everybody has carries an empty list, so
// that a list that somebody removed is missed.
func travelling(list []Asset) ([]pdf.Attachment, error) {
	out, err := json.MarshalIndent(manifest{manifestSchema, list}, "", " ")
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	files := []pdf.Attachment{{Name: manifestFile, MIME: "application/json", Description: "What this brief was made with", Relationship: "Supplement", Data: append(out, '\n')}}
	for _, a := range list {
		if a.File != "" {
			files = append(files, pdf.Attachment{Name: a.File, MIME: mimeOf(a), Description: "Made with: " + string(a.Role), Relationship: "Supplement", Data: a.Data})
		}
	}
	return files, nil
}

func mimeOf(a Asset) string {
	switch {
	case a.Role == BoundariesAsset:
		return "application/geo+json"
	case a.Role == ThemeAsset || a.Role == WordingsAsset:
		return "application/json"
	case a.Role == FontAsset:
		return "font/ttf"
	case bytes.HasPrefix(a.Data, []byte("\x89PNG")):
		return "image/png"
	}
	return "image/jpeg"
}

// readManifest takes over what a PDF lists, and what travels in it. What is
// damaged is an error that names it.
func (b *Brief) readManifest(ctx context.Context, files map[string][]byte) error {
	data, ok := files[manifestFile]
	if !ok {
		return nil
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return damaged(fmt.Errorf("report: %s in the PDF is damaged: %w", manifestFile, err))
	}
	if m.Schema != manifestSchema {
		return fmt.Errorf("report: %s in the PDF has the schema %q, this library knows %q", manifestFile, m.Schema, manifestSchema)
	}
	for i, a := range m.Assets {
		if a.File != "" {
			if m.Assets[i].Data = files[a.File]; m.Assets[i].Data == nil {
				return damaged(fmt.Errorf("report: %v is missing in the PDF, which lists it as %s", a, a.File))
			}
		}
	}
	b.assets = m.Assets
	lang, err := languageIn(b.Document.Language, m.Assets)
	if err != nil {
		return err
	}
	theme, err := themeIn(m.Assets)
	if err != nil {
		return err
	}
	outlines, err := boundariesIn(ctx, m.Assets)
	if err != nil {
		return err
	}
	return b.Supply(&pdf.Options{Language: lang, Theme: theme, Boundaries: outlines})
}

// languageIn returns the language of a tag as it was chosen, or nil when none was
// or its wordings did not travel.
func languageIn(tag string, list []Asset) (*locale.Language, error) {
	for _, a := range list {
		if a.Role != WordingsAsset || a.Data == nil {
			continue
		}
		var o locale.Options
		if err := json.Unmarshal(a.Data, &o); err != nil {
			return nil, damaged(fmt.Errorf("report: %v in the PDF is damaged: %w", a, err))
		}
		l, err := locale.Of(tag)
		if err != nil {
			return nil, fmt.Errorf("report: %w", err)
		}
		if l, err = l.With(o); err != nil {
			return nil, damaged(fmt.Errorf("report: %v in the PDF is damaged: %w", a, err))
		}
		return l, nil
	}
	return nil, nil
}
