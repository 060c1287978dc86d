package gazetteer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// GeoJSONOptions say how a GeoJSON file is read. Nil and the zero value suit
// the boundaries of COD-AB.
type GeoJSONOptions struct {
	// File stands in positions.
	File string

	// Properties gives properties of the file a name that the package knows:
	// {"CODE_GOV": "pcode", "NOM": "name_fr"}. The names are those of tables.
	Properties map[string]string

	// LineKind is the property that says what a line is, such as a disputed
	// border; "" is kind.
	LineKind string

	Limits Limits
}

// ErrNotGeoJSON is wrapped when a file is not GeoJSON.
var ErrNotGeoJSON = errors.New("not a GeoJSON file")

// ReadGeoJSON reads the boundaries of places, and what the properties of the
// features say of them, as a table would. It takes a FeatureCollection or one
// Feature, with Polygon and MultiPolygon geometries for places and LineString
// and MultiLineString for [Line]s. Several features with one P-code make one
// boundary.
//
// Features are read one at a time: at most the largest one is held as text.
//
// A feature without a P-code, a geometry of another kind, and broken rings are
// findings. A ring is broken if it is not closed (it is closed), has fewer
// than four points or no area, leaves the Earth, or is a hole outside its
// outline (it is left out), or crosses itself (it stays). The error wraps
// [ErrNotGeoJSON], is a [*LimitError], or is that of the context.
func ReadGeoJSON(ctx context.Context, r io.Reader, opts *GeoJSONOptions) ([]Entry, *Boundaries, []humanitarian.Finding, error) {
	g := &geoReader{schemas: map[string]schema{}}
	if opts != nil {
		g.opts = *opts
	}
	if g.opts.LineKind == "" {
		g.opts.LineKind = "kind"
	}
	g.table = newTableReader(&TableOptions{File: g.opts.File, Columns: g.opts.Properties, Limits: g.opts.Limits})
	g.limits = g.table.opts.Limits
	g.points = g.limits.Points
	g.shapes = map[string]MultiPolygon{}
	g.dec = json.NewDecoder(&capped{r: r, left: g.limits.Bytes, file: g.opts.File, limit: g.limits.Bytes})
	if err := g.file(ctx); err != nil {
		var limit *LimitError
		if errors.As(err, &limit) {
			return nil, nil, nil, limit
		}
		return nil, nil, nil, fmt.Errorf("gazetteer: %s: %w", g.opts.File, err)
	}
	return g.table.entries, newBoundaries(g.shapes, g.lines), g.table.findings.sorted(), nil
}

type geoReader struct {
	opts     GeoJSONOptions
	limits   Limits
	dec      *json.Decoder
	table    *tableReader
	schemas  map[string]schema // by the keys of the properties
	features int
	points   int // that may still come
	shapes   map[string]MultiPolygon
	lines    []Line
}

// A feature is one feature as it stands in the file.
type feature struct {
	Properties map[string]json.RawMessage `json:"properties"`
	Geometry   *geometry                  `json:"geometry"`
}

type geometry struct {
	Type        string      `json:"type"`
	Coordinates coordinates `json:"coordinates"`
}

// file reads the object that a GeoJSON file is, member by member.
func (g *geoReader) file(ctx context.Context) error {
	if err := g.delim('{'); err != nil {
		return err
	}
	kind, single := "", feature{Geometry: g.geometry()}
	for g.dec.More() {
		key, err := g.dec.Token()
		if err != nil {
			return notGeoJSON(err)
		}
		switch key {
		case "features":
			err = g.collection(ctx)
		case "type":
			err = g.value(&kind)
		case "properties":
			err = g.value(&single.Properties)
		case "geometry":
			err = g.value(&single.Geometry)
		default:
			err = g.value(&json.RawMessage{})
		}
		if err != nil {
			return err
		}
	}
	if err := g.delim('}'); err != nil {
		return err
	}
	if _, err := g.dec.Token(); err != io.EOF {
		return notGeoJSON(errors.New("more follows behind the end"))
	}
	switch kind {
	case "FeatureCollection":
		return nil
	case "Feature":
		return g.feature(&single)
	case "Topology":
		return fmt.Errorf("%w but TopoJSON; convert it to GeoJSON", ErrNotGeoJSON)
	}
	return fmt.Errorf("%w: its type is %q, not FeatureCollection or Feature", ErrNotGeoJSON, shorten(kind))
}

func (g *geoReader) delim(want json.Delim) error {
	t, err := g.dec.Token()
	if err == nil && t != want {
		err = fmt.Errorf("%v stands where %v should", t, want)
	}
	return notGeoJSON(err)
}

func notGeoJSON(err error) error {
	var limit *LimitError
	if err == nil || errors.As(err, &limit) {
		return err
	}
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return fmt.Errorf("%w: %w", ErrNotGeoJSON, err)
}

// value reads one value. A value of another type than expected is left zero;
// the feature then lacks what a finding asks for.
func (g *geoReader) value(v any) error {
	err := g.dec.Decode(v)
	if errors.As(err, new(*json.UnmarshalTypeError)) {
		return nil
	}
	return notGeoJSON(err)
}

func (g *geoReader) collection(ctx context.Context) error {
	if err := g.delim('['); err != nil {
		return err
	}
	for g.dec.More() {
		if err := ctx.Err(); err != nil {
			return err
		}
		f := feature{Geometry: g.geometry()}
		if err := g.value(&f); err != nil {
			return err
		}
		if err := g.feature(&f); err != nil {
			return err
		}
	}
	return g.delim(']')
}

// geometry returns a place to decode into that knows how many points may come.
func (g *geoReader) geometry() *geometry {
	return &geometry{Coordinates: coordinates{limit: g.points}}
}

func (g *geoReader) feature(f *feature) error {
	if g.features++; g.features > g.limits.Features {
		return &LimitError{File: g.opts.File, What: "features", Limit: int64(g.limits.Features)}
	}
	if f.Geometry != nil {
		c := &f.Geometry.Coordinates
		if g.points -= c.points; c.tooMany || g.points < 0 {
			return &LimitError{File: g.opts.File, What: "points", Limit: int64(g.limits.Points)}
		}
	}
	pcode := g.properties(f.Properties)
	at := humanitarian.Position{File: g.opts.File}
	label := pcode
	if label == "" {
		label = "#" + strconv.Itoa(g.features)
	}
	if f.Geometry == nil || f.Geometry.Type == "" {
		g.table.findings.warn(at, "geometry_missing", label)
		return nil
	}
	switch shape := &f.Geometry.Coordinates; {
	case shape.bad:
		g.table.findings.warn(at, "geometry_points", label)
	case f.Geometry.Type == "LineString" && shape.depth == 2, f.Geometry.Type == "MultiLineString" && shape.depth == 3:
		g.addLines(shape.polygons, text(f.Properties[g.opts.LineKind]))
	case f.Geometry.Type == "Polygon" && shape.depth == 3, f.Geometry.Type == "MultiPolygon" && shape.depth == 4:
		g.addArea(at, pcode, label, shape.polygons)
	case f.Geometry.Type == "Polygon" || f.Geometry.Type == "MultiPolygon" || strings.HasSuffix(f.Geometry.Type, "LineString"):
		g.table.findings.warn(at, "geometry_depth", label, f.Geometry.Type)
	default:
		g.table.findings.warn(at, "geometry_kind", label, f.Geometry.Type)
	}
	return nil
}

// addArea adds the polygons of a feature to the boundary of its place.
func (g *geoReader) addArea(at humanitarian.Position, pcode, label string, polygons []Polygon) {
	kept := g.table.findings.mend(at, label, polygons)
	switch {
	case pcode == "":
		g.table.findings.warn(at, "feature_without_pcode", label)
	case len(kept) == 0:
		g.table.findings.warn(at, "geometry_missing", label)
	default:
		if g.shapes[pcode] != nil {
			g.table.findings.note(at, "boundary_in_pieces", pcode)
		}
		g.shapes[pcode] = append(g.shapes[pcode], kept...)
	}
}

func (g *geoReader) addLines(polygons []Polygon, kind string) {
	for _, p := range polygons {
		for _, points := range p {
			if len(points) > 1 && onEarth(points) {
				g.lines = append(g.lines, Line{Kind: kind, Points: points})
			}
		}
	}
}

// properties reads the properties of a feature as a row of a table and
// returns the P-code of its place.
func (g *geoReader) properties(p map[string]json.RawMessage) string {
	keys := slices.Sorted(maps.Keys(p))
	id := strings.Join(keys, "\x00")
	s, ok := g.schemas[id]
	if !ok {
		s = newSchema(keys, g.opts.Properties)
		if len(g.schemas) < 1000 {
			g.schemas[id] = s
		}
	}
	if !s.hasPCode {
		return ""
	}
	cells := make([]string, len(keys))
	for i, k := range keys {
		cells[i] = text(p[k])
	}
	g.table.schema = s
	return g.table.record(humanitarian.Position{File: g.opts.File}, cells)
}

// text returns a property as the text of a cell.
func text(raw json.RawMessage) string {
	if len(raw) == 0 || string(raw) == "null" || raw[0] == '{' || raw[0] == '[' {
		return ""
	}
	if raw[0] != '"' {
		return string(raw)
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}
