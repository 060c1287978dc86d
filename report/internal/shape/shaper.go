package shape

import (
	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
)

// maxCached bounds the words a Shaper remembers.
const maxCached = 1 << 14

// A Shaper turns text into glyphs. It remembers the words it has seen. It is not safe for concurrent use: take one for
// each document from the shared [Faces].
type Shaper struct {
	faces *Faces
	fonts [NumFaces]*harfbuzz.Font
	buf   *harfbuzz.Buffer
	seg   segmenter.Segmenter
	words map[wordKey][]fontGlyph
}

type wordKey struct {
	face Face
	rtl  bool
	text string
}

// fontGlyph is a glyph in font units.
type fontGlyph struct {
	id            uint16
	dx, dy, width int
	text          string
}

// Shaper returns a new shaper over the faces.
func (fs *Faces) Shaper() *Shaper {
	return &Shaper{faces: fs, buf: harfbuzz.NewBuffer(), words: make(map[wordKey][]fontGlyph)}
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
	key := wordKey{f, rtl, string(text)}
	if g, ok := s.words[key]; ok {
		return g
	}
	g := s.shape(f, rtl, text)
	if len(s.words) < maxCached {
		s.words[key] = g
	}
	return g
}

func (s *Shaper) shape(f Face, rtl bool, text []rune) []fontGlyph {
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
	out := make([]fontGlyph, len(b.Info))
	for i, info := range b.Info {
		pos := b.Pos[i]
		out[i] = fontGlyph{id: uint16(info.Glyph), dx: int(pos.XOffset), dy: int(pos.YOffset), width: int(pos.XAdvance)}
	}
	attribute(out, b.Info, text, rtl)
	return out
}

// attribute gives each cluster's source text to its widest glyph. A right-to-left cluster of several letters (lam-alef,
// a letter with its vowel marks) is written in visual order like everything around it: readers reverse it together with its neighbours.
func attribute(out []fontGlyph, info []harfbuzz.GlyphInfo, text []rune, rtl bool) {
	for i := 0; i < len(out); {
		end, widest := i+1, i
		for end < len(out) && info[end].Cluster == info[i].Cluster {
			if out[end].width > out[widest].width {
				widest = end
			}
			end++
		}
		stop := len(text)
		if rtl && i > 0 {
			stop = info[i-1].Cluster
		} else if !rtl && end < len(out) {
			stop = info[end].Cluster
		}
		from := info[i].Cluster
		if from <= stop && stop <= len(text) {
			out[widest].text = clusterText(text[from:stop], rtl)
		}
		i = end
	}
}

func clusterText(text []rune, rtl bool) string {
	if !rtl || len(text) < 2 {
		return string(text)
	}
	rev := make([]rune, len(text))
	for i, r := range text {
		rev[len(text)-1-i] = r
	}
	return string(rev)
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
