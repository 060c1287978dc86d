package xlsx

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// ErrNoBrief is returned by [Open] for a workbook that carries no brief.
var ErrNoBrief = errors.New("xlsx: the workbook carries no brief; give one that this library wrote and no program has stripped, or brief.json")

const payloadSpace = "https://github.com/humanitarian-sitrep/sitrep/brief"

// payloadXML is the document that travels unseen in the workbook, as JSON,
// with a mark of the wordings it was written in.
type payloadXML struct {
	XMLName  xml.Name `xml:"https://github.com/humanitarian-sitrep/sitrep/brief brief"`
	Wordings string   `xml:"wordings,attr"`
	JSON     string   `xml:",chardata"`
}

func (b *book) payload() ([]byte, error) {
	doc, err := json.Marshal(b.d)
	if err != nil {
		return nil, err
	}
	// JSON leaves little that XML cannot hold: its own signs are escaped already.
	text := strings.NewReplacer("\ufffe", `\ufffe`, "\uffff", `\uffff`).Replace(string(doc))
	return []byte(xmlHeader + `<brief xmlns="` + payloadSpace + `" wordings="` + wordings(b.l) + `">` + text + `</brief>`), nil
}

// Open returns the document that a workbook of [Write] carries, and the language
// it was written in. The language is nil when its wordings came from a file of
// the desk's own, which does not travel. What people changed in the cells does
// not reach the document; [Compare] tells of it.
//
// The error is [ErrNoBrief] when there is none inside, or says what is damaged.
func Open(ctx context.Context, r io.Reader) (*document.Document, *locale.Language, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxWorkbook+1))
	if err != nil {
		return nil, nil, fmt.Errorf("xlsx: %w", err)
	}
	file, err := sheet.OpenXLSX(ctx, bytes.NewReader(data), int64(len(data)), fileName, &sheet.Limits{MaxBytes: maxWorkbook})
	if err != nil {
		return nil, nil, fmt.Errorf("xlsx: %w", err)
	}
	all, err := file.Payloads()
	if err != nil {
		return nil, nil, fmt.Errorf("xlsx: %w", err)
	}
	for _, one := range all {
		var p payloadXML
		if xml.Unmarshal(one, &p) != nil {
			continue // another program's
		}
		d := new(document.Document)
		if err := json.Unmarshal([]byte(p.JSON), d); err != nil {
			return nil, nil, fmt.Errorf("xlsx: the brief inside the workbook: %w", err)
		}
		return d, languageOf(d.Language, p.Wordings), nil
	}
	return nil, nil, ErrNoBrief
}

// wordings is a mark of all that l says: two languages with one mark write the
// same workbook.
func wordings(l *locale.Language) string {
	h := sha256.New()
	for _, k := range l.Keys() {
		for _, n := range []string{"1", "2", "5", "11"} { // each in a plural form of its own in some language
			io.WriteString(h, l.Say(k, n, n, n, n)+"\n")
		}
	}
	io.WriteString(h, l.Number(1_234_567))
	for _, d := range months() {
		io.WriteString(h, l.Date(d))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func months() (out []humanitarian.Date) {
	for m := 1; m <= 12; m++ {
		out = append(out, humanitarian.MustParseDate(fmt.Sprintf("2024-%02d", m)))
	}
	return out
}

// languageOf returns the built-in language of a tag, with the digits and months
// that give the mark, and nil when none does. The months are the sets that the
// catalogues of package locale have names for.
func languageOf(tag, mark string) *locale.Language {
	l, err := locale.Of(tag)
	if err != nil {
		return nil
	}
	for _, digits := range []string{"", "latin", "arabic-indic"} {
		for _, months := range []string{"", "levant", "maghreb"} {
			if with, err := l.With(locale.Options{Digits: digits, Months: months}); err == nil && wordings(with) == mark {
				return with
			}
		}
	}
	return nil
}
