package sheet

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
)

// Custom returns the custom document properties of the workbook, those that
// are text or numbers, in the order of the file; see [Workbook.Custom].
func (b *Book) Custom() []Value { return append([]Value(nil), b.custom...) }

// Payloads returns the XML documents that travel with the workbook; see
// [Workbook.Payload]. Other programs add theirs, so look for your own. It fails
// when the file is damaged.
func (b *Book) Payloads() ([][]byte, error) {
	var out [][]byte
	for _, f := range b.payloads {
		data, err := readPart(f)
		if err != nil {
			return nil, fmt.Errorf("sheet: %s: %w", b.name, damaged(f, err))
		}
		out = append(out, data)
	}
	return out, nil
}

func readPart(f *zip.File) ([]byte, error) {
	rc, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer rc.Close()
	return io.ReadAll(rc)
}

// properties reads what belongs to the workbook as a whole. root and book are
// the relations of the package and of the workbook.
func (b *Book) properties(pk *parts, root, book []relation) error {
	for _, r := range root {
		if path.Base(r.kind) == "custom-properties" && pk.part(r.path) != nil {
			if err := pk.scan(r.path, b.customValues); err != nil {
				return err
			}
		}
	}
	for _, r := range book {
		if f := pk.part(r.path); path.Base(r.kind) == "customXml" && f != nil {
			b.payloads = append(b.payloads, f)
		}
	}
	return nil
}

func (b *Book) customValues(s *scanner) error {
	return s.children(1, func() error {
		var v Value
		for s.attr() {
			if string(s.key) == "name" {
				var err error
				if v.Name, err = s.value(); err != nil {
					return err
				}
			}
		}
		found := false
		err := s.children(2, func() error {
			text, err := s.gather(nil)
			v.Value, found = storedText(text), true
			return err
		})
		if errors.Is(err, errLongText) {
			return &LimitError{Position: Position{File: b.name}, What: "bytes in one property", Limit: maxStored}
		}
		if len(b.custom) >= maxParts {
			return &LimitError{Position: Position{File: b.name}, What: "custom properties", Limit: maxParts}
		}
		if found && err == nil {
			b.custom = append(b.custom, v)
		}
		return err
	})
}
