package main

import (
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// places reads the gazetteer of -gazetteer, if there is one, whatever its kind.
func (in *inputs) places(ctx context.Context) (*gazetteer.Gazetteer, []humanitarian.Finding, error) {
	if in.gazetteer == "" {
		return nil, nil, nil
	}
	f, err := os.Open(in.gazetteer)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	name := filepath.Base(in.gazetteer)
	var entries []gazetteer.Entry
	var found []humanitarian.Finding
	switch strings.ToLower(filepath.Ext(name)) {
	case ".geojson", ".json":
		entries, _, found, err = gazetteer.ReadGeoJSON(ctx, f, &gazetteer.GeoJSONOptions{File: name})
	case ".xlsx":
		entries, found, err = placesOfWorkbook(ctx, f, name)
	default:
		entries, found, err = gazetteer.ReadCSV(ctx, f, &gazetteer.TableOptions{File: name})
	}
	if err != nil {
		return nil, nil, about(in.gazetteer, "places", err)
	}
	g, more := gazetteer.New(entries)
	return g, append(found, more...), nil
}

// readBoundaries reads the GeoJSON of -boundaries, if there is one.
func readBoundaries(ctx context.Context, path string) (*document.Boundaries, []humanitarian.Finding, error) {
	if path == "" {
		return nil, nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	name := filepath.Base(path)
	_, areas, found, err := gazetteer.ReadGeoJSON(ctx, f, &gazetteer.GeoJSONOptions{File: name})
	if err != nil {
		return nil, found, about(path, "boundaries", err)
	}
	return document.NewBoundaries(name, areas), found, nil
}

// placesOfWorkbook reads every sheet that has a column of P-codes.
func placesOfWorkbook(ctx context.Context, f *os.File, name string) (entries []gazetteer.Entry, found []humanitarian.Finding, err error) {
	grids, _, err := sheet.ReadXLSX(ctx, f, name, nil)
	if err != nil {
		return nil, nil, err
	}
	var without error
	for _, grid := range grids {
		more, notes, err := gazetteer.ReadRows(ctx, rowsOf(grid), &gazetteer.TableOptions{File: name})
		if errors.Is(err, gazetteer.ErrNoPCodeColumn) {
			without = err // a sheet of notes
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		entries, found = append(entries, more...), append(found, notes...)
	}
	if entries == nil {
		return nil, nil, without
	}
	return entries, found, nil
}

func rowsOf(grid *sheet.Grid) iter.Seq2[humanitarian.Position, []string] {
	return func(yield func(humanitarian.Position, []string) bool) {
		for _, r := range grid.Rows {
			at := humanitarian.Position{File: grid.File, Sheet: grid.Name, Row: r.Number}
			if !yield(at, r.Cells) {
				return
			}
		}
	}
}
