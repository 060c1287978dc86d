package report

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/pdf"
)

// wordingsAsset returns the asset of a language, or none for a language that is
// here as it is. Digits and months travel; wordings of the desk's own do not.
func wordingsAsset(l *locale.Language) []Asset {
	mark := wordingsMark(l)
	a := Asset{Role: WordingsAsset, Name: l.Tag(), SHA256: mark}
	here, err := locale.Of(l.Tag())
	if err != nil {
		return []Asset{a}
	}
	for _, digits := range []string{"", "latin", "arabic-indic"} {
		for _, months := range []string{"", "levant", "maghreb"} {
			o := locale.Options{Digits: digits, Months: months}
			with, err := here.With(o)
			if err != nil || numbersAndDates(with) != numbersAndDates(l) {
				continue
			}
			if wordingsMark(with) != mark {
				return []Asset{a}
			}
			if o == (locale.Options{}) {
				return nil
			}
			data, err := json.Marshal(o)
			if err != nil {
				return []Asset{a} // cannot be: o is two strings
			}
			return []Asset{a.along(data, "wordings.json")}
		}
	}
	return []Asset{a}
}

// wordingsMark is a digest of all that a language says.
func wordingsMark(l *locale.Language) string {
	h := sha256.New()
	for _, k := range l.Keys() {
		for _, n := range []string{"1", "2", "5", "11"} { // each in a plural form of its own in some language
			digest(h, l.Say(k, n, n, n, n))
		}
	}
	digest(h, numbersAndDates(l))
	return hex.EncodeToString(h.Sum(nil))
}

// numbersAndDates is what the options of a language change.
func numbersAndDates(l *locale.Language) string {
	out := l.Number(1_234_567)
	for m := 1; m <= 12; m++ {
		d, err := humanitarian.ParseDate(fmt.Sprintf("2024-%02d", m))
		if err != nil {
			return out // cannot be: a month of a year
		}
		out += "\n" + l.Date(d)
	}
	return out
}

// themeFile is a theme without its logo and fonts.
type themeFile struct {
	Accent       string   `json:"accent,omitempty"`
	Paper        string   `json:"paper"`
	LogoText     string   `json:"logo_text,omitempty"`
	Organisation string   `json:"organisation,omitempty"`
	Contacts     []string `json:"contacts,omitempty"`
	Disclaimers  []string `json:"disclaimers,omitempty"`
}

// themeAssets returns the assets of a theme: itself, the logo and each font.
func themeAssets(t *pdf.Theme) []Asset {
	data, err := json.MarshalIndent(themeFile{t.Accent, t.Paper.String(), t.LogoText, t.Organisation, t.Contacts, t.Disclaimers}, "", " ")
	if err != nil {
		data = []byte(err.Error()) // cannot be: texts
	}
	out := []Asset{Asset{Role: ThemeAsset}.digested(append(data, '\n'), "theme.json")}
	if t.Logo != nil {
		file := "logo.jpg"
		if bytes.HasPrefix(t.Logo, []byte("\x89PNG")) {
			file = "logo.png"
		}
		out = append(out, Asset{Role: LogoAsset}.digested(t.Logo, file))
	}
	for _, f := range fontsOf(&t.Fonts) {
		if *f.ttf != nil {
			out = append(out, Asset{Role: FontAsset, Name: f.name}.digested(*f.ttf, "font-"+f.name+".ttf"))
		}
	}
	for i, ttf := range t.Fonts.More {
		name := "more-" + strconv.Itoa(i+1)
		out = append(out, Asset{Role: FontAsset, Name: name}.digested(ttf, "font-"+name+".ttf"))
	}
	return out
}

type namedFont struct {
	name string
	ttf  *[]byte
}

// fontsOf names the fonts of a theme as [pdf.ReadFonts] names their files.
func fontsOf(f *pdf.Fonts) []namedFont {
	return []namedFont{{"regular", &f.Regular}, {"bold", &f.Bold}, {"italic", &f.Italic}, {"condensed", &f.Condensed}, {"condensed-bold", &f.CondensedBold}}
}

// themeIn returns the theme among assets, or nil when there is none or a part of
// it did not travel.
func themeIn(list []Asset) (*pdf.Theme, error) {
	var t *pdf.Theme
	for _, a := range list {
		if a.Role != ThemeAsset || a.Data == nil {
			continue
		}
		var f themeFile
		if err := json.Unmarshal(a.Data, &f); err != nil {
			return nil, damaged(fmt.Errorf("report: %v in the PDF is damaged: %w", a, err))
		}
		paper, err := pdf.ParsePaper(f.Paper)
		if err != nil {
			return nil, damaged(fmt.Errorf("report: %v in the PDF is damaged: %w", a, err))
		}
		t = &pdf.Theme{Accent: f.Accent, Paper: paper, LogoText: f.LogoText, Organisation: f.Organisation, Contacts: f.Contacts, Disclaimers: f.Disclaimers}
	}
	if t == nil {
		return nil, nil
	}
	for _, a := range list {
		switch {
		case a.Role != LogoAsset && a.Role != FontAsset:
		case a.Data == nil:
			return nil, nil
		case a.Role == LogoAsset:
			t.Logo = a.Data
		default:
			setFont(&t.Fonts, a)
		}
	}
	return t, nil
}

func setFont(to *pdf.Fonts, a Asset) {
	for _, f := range fontsOf(to) {
		if f.name == a.Name {
			*f.ttf = a.Data
			return
		}
	}
	to.More = append(to.More, a.Data)
}

// boundariesAsset takes boundaries along as GeoJSON, each ring a polygon.
func boundariesAsset(b *document.Boundaries) Asset {
	of := b.Outlines()
	a := Asset{Role: BoundariesAsset, Name: of.File, SHA256: of.SHA256}
	type geometry struct {
		Type        string `json:"type"`
		Coordinates any    `json:"coordinates"`
	}
	type feature struct {
		Type       string            `json:"type"`
		Properties map[string]string `json:"properties"`
		Geometry   geometry          `json:"geometry"`
	}
	features, points := []feature{}, 0
	for _, s := range b.Shapes() {
		var polygons [][][][2]float64
		for _, r := range s.Rings {
			ring := make([][2]float64, len(r))
			for i, p := range r {
				ring[i] = [2]float64{p.Lon, p.Lat}
			}
			polygons = append(polygons, [][][2]float64{ring})
			points += len(r)
		}
		features = append(features, feature{"Feature", map[string]string{"pcode": s.PCode}, geometry{"MultiPolygon", polygons}})
	}
	for _, l := range b.Lines() {
		line := make([][2]float64, len(l.Points))
		for i, p := range l.Points {
			line[i] = [2]float64{p.Lon, p.Lat}
		}
		kind := map[string]string{}
		if l.Disputed {
			kind["kind"] = "disputed"
		}
		features = append(features, feature{"Feature", kind, geometry{"LineString", line}})
		points += len(line)
	}
	const perPoint = 8 // bytes, at the least
	if points*perPoint > maxTravel {
		return a // too large, whatever its digits
	}
	data, err := json.Marshal(map[string]any{"type": "FeatureCollection", "features": features})
	if err != nil {
		return a // cannot be: numbers and texts
	}
	a.Bytes = len(data)
	return a.along(data, "boundaries.geojson")
}

// boundariesIn returns the boundaries among assets, or nil when there are none or
// they did not travel.
func boundariesIn(ctx context.Context, list []Asset) (*document.Boundaries, error) {
	for _, a := range list {
		if a.Role != BoundariesAsset || a.Data == nil {
			continue
		}
		_, areas, _, err := gazetteer.ReadGeoJSON(ctx, bytes.NewReader(a.Data), &gazetteer.GeoJSONOptions{File: a.Name})
		if err != nil {
			return nil, damaged(fmt.Errorf("report: %v in the PDF is damaged: %w", a, err))
		}
		return document.NewBoundaries(a.Name, areas), nil
	}
	return nil, nil
}
