package shape

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
)

// A Shaper turns text into glyphs. It is not safe for concurrent use: take one for each document from the shared
// [Faces], which remember the words that their shapers have seen.
type Shaper struct {
	faces *Faces
	*tools
	err error
}

// tools are what shaping takes and one shaper at a time may use.
type tools struct {
	fonts []*harfbuzz.Font
	buf   *harfbuzz.Buffer
	seg   segmenter.Segmenter
	key   []byte // of the word that is looked up

	blanks [][]fontGlyph // of each face, then of each from right to left
	bidi   leveller

	// of Para.breaks
	breaks []brk
	seen   []rune
	at     []int
}

// fontGlyph is a glyph in font units.
type fontGlyph struct {
	id            uint16
	dx, dy, width int
	text          string
}

// maxIdle bounds the tools that wait for a shaper.
const maxIdle = 8

// Shaper returns a new shaper over the faces.
func (fs *Faces) Shaper() *Shaper {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	if n := len(fs.idle); n > 0 {
		t := fs.idle[n-1]
		fs.idle = fs.idle[:n-1]
		return &Shaper{faces: fs, tools: t}
	}
	return &Shaper{faces: fs, tools: &tools{fonts: make([]*harfbuzz.Font, len(fs.faces)), buf: harfbuzz.NewBuffer(), blanks: make([][]fontGlyph, 2*len(fs.faces))}}
}

// Done leaves the shaper's tools to the next one. The shaper and its paragraphs must not be used any more; lines may.
func (s *Shaper) Done() {
	fs, t := s.faces, s.tools
	if t == nil {
		return
	}
	s.tools = nil
	fs.mu.Lock()
	defer fs.mu.Unlock()
	if len(fs.idle) < maxIdle {
		fs.idle = append(fs.idle, t)
	}
}

// font returns the shaping font of a face; a font.Face keeps caches and must not be shared between shapers.
func (s *Shaper) font(f Face) *harfbuzz.Font {
	if s.fonts[f] == nil {
		s.fonts[f] = harfbuzz.NewFont(font.NewFace(s.faces.faces[f].font))
	}
	return s.fonts[f]
}

// word shapes text of one face and direction, cached. The glyphs are in visual order and shared: do not change them.
func (s *Shaper) word(f Face, rtl bool, text []rune) []fontGlyph {
	if len(text) > maxCachedWord {
		return s.shape(f, rtl, text)
	}
	if len(text) == 1 && text[0] == ' ' { // every other word
		return s.blank(f, rtl)
	}
	return s.cached(f, rtl, text)
}

// blank is a blank as a word, which stays with the shaper's tools.
func (s *Shaper) blank(f Face, rtl bool) []fontGlyph {
	known := &s.blanks[f]
	if rtl {
		known = &s.blanks[int(f)+len(s.fonts)]
	}
	if *known == nil {
		*known = s.cached(f, rtl, []rune{' '})
	}
	return *known
}

func (s *Shaper) cached(f Face, rtl bool, text []rune) []fontGlyph {
	s.key = append(s.key[:0], byte(f), 0)
	if rtl {
		s.key[1] = 1
	}
	for _, r := range text {
		s.key = utf8.AppendRune(s.key, r)
	}
	if g, ok := s.faces.words.get(s.key); ok {
		return g
	}
	g := s.shape(f, rtl, text)
	if s.err == nil { // what a damaged font could not set is an error in every document
		s.faces.words.put(s.key, g)
	}
	return g
}

func (s *Shaper) shape(f Face, rtl bool, text []rune) []fontGlyph {
	if s.faces.faces[f].outside {
		return s.shapeOutside(f, rtl, text)
	}
	return s.shapeIn(f, rtl, text)
}

func (s *Shaper) shapeIn(f Face, rtl bool, text []rune) []fontGlyph {
	b := s.buf
	b.Clear()
	b.ClusterLevel = harfbuzz.MonotoneGraphemes
	b.Flags = harfbuzz.Bot | harfbuzz.Eot | harfbuzz.RemoveDefaultIgnorables | harfbuzz.DoNotinsertDottedCircle
	b.Props = harfbuzz.SegmentProperties{Direction: harfbuzz.LeftToRight, Script: script(text), Language: "und"}
	if rtl {
		b.Props.Direction = harfbuzz.RightToLeft
	}
	b.AddRunes(text, 0, len(text))
	b.Shape(s.font(f), features(b.Props.Script))
	out := make([]fontGlyph, 0, len(b.Info)+1)
	for i := 0; i < len(b.Info); {
		end := i + 1
		for end < len(b.Info) && b.Info[end].Cluster == b.Info[i].Cluster {
			end++
		}
		out = s.cluster(out, f, i, end, pieces(clusterText(b.Info, i, end, text, rtl), rtl))
		i = end
	}
	return out
}

// cluster appends the glyphs from..to of the buffer, which stand for the pieces of text together. The first piece goes
// to the widest glyph, the others to blanks without width to its left: a reader that reverses right-to-left text glyph
// by glyph would turn "lam-alef" round if one glyph stood for both letters.
func (s *Shaper) cluster(out []fontGlyph, f Face, from, to int, pieces []string) []fontGlyph {
	blank := s.faces.faces[f].blank
	if blank == 0 && len(pieces) > 1 { // the font has none
		slices.Reverse(pieces)
		pieces = []string{strings.Join(pieces, "")}
	}
	for k := len(pieces) - 1; k > 0; k-- {
		out = append(out, fontGlyph{id: blank, text: pieces[k]})
	}
	widest := len(out)
	for i := from; i < to; i++ {
		pos := s.buf.Pos[i]
		out = append(out, fontGlyph{id: uint16(s.buf.Info[i].Glyph), dx: int(pos.XOffset), dy: int(pos.YOffset), width: int(pos.XAdvance)})
		if out[len(out)-1].width > out[widest].width {
			widest = len(out) - 1
		}
	}
	if len(pieces) > 0 {
		out[widest].text = pieces[0]
	}
	return out
}

// clusterText returns the source of the cluster that the glyphs from..to make, in logical order.
func clusterText(info []harfbuzz.GlyphInfo, from, to int, text []rune, rtl bool) []rune {
	start, stop := info[from].Cluster, len(text)
	if rtl && from > 0 {
		stop = info[from-1].Cluster
	} else if !rtl && to < len(info) {
		stop = info[to].Cluster
	}
	if start > stop || stop > len(text) {
		return nil
	}
	return text[start:stop]
}

// pieces cuts the text of a right-to-left cluster before each letter after the first. A piece is in visual order like
// everything around it: a letter's marks come before it. Left-to-right text stays whole.
func pieces(text []rune, rtl bool) []string {
	if !rtl || len(text) < 2 {
		return []string{string(text)}
	}
	var out []string
	for i := 0; i < len(text); {
		end := i + 1
		for end < len(text) && !unicode.IsLetter(text[end]) {
			end++
		}
		piece := slices.Clone(text[i:end])
		slices.Reverse(piece)
		if n := len(out); n > 0 && out[n-1] == string(piece) {
			out[n-1] += string(piece) // the same letter twice in one place looks to readers like a way to print bold
		} else {
			out = append(out, string(piece))
		}
		i = end
	}
	return out
}

// script returns the script of the first rune that has one.
func script(text []rune) language.Script {
	for _, r := range text {
		if sc := language.LookupScript(r); sc.Strong() {
			return sc
		}
	}
	return language.Latin
}

// features asks for tabular figures, so that columns of numbers align, and for no optional ligatures outside Arabic: a
// ligature hides letters from whoever copies or searches the text.
func features(sc language.Script) []harfbuzz.Feature {
	on := func(tag string, value uint32) harfbuzz.Feature {
		return harfbuzz.Feature{Tag: ot.MustNewTag(tag), Value: value, End: harfbuzz.FeatureGlobalEnd}
	}
	if sc == language.Arabic {
		return []harfbuzz.Feature{on("tnum", 1)}
	}
	return []harfbuzz.Feature{on("tnum", 1), on("liga", 0), on("clig", 0)}
}
