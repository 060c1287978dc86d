package report

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// ErrNoBrief is returned by [Open] for a PDF that carries no brief.
var ErrNoBrief = errors.New("report: the PDF carries no brief: give one that this library wrote and nobody has saved anew, not the archive variant, which may carry none; or give brief.json")

// An embedded file as package pdffile writes it: a stream in the open, packed,
// whose dictionary says how long it is and how long what it holds.
var (
	fileHead = regexp.MustCompile(`^ 0 obj\s*<</Filter /FlateDecode\s*/Length ([0-9]{1,9})\s`)
	fileTail = regexp.MustCompile(`/Size ([0-9]{1,9})\s*>>\s*/Subtype /application#2Fjson\s*$`)
	fileBody = regexp.MustCompile(`^/Type /EmbeddedFile\s*>>\s*stream\r?\n`)
)

// openPDF reads the brief from the JSON that the PDF carries. It looks for the
// file itself, not for the way there through tables of objects: a packed stream
// carries a checksum, and what that proves whole needs no other proof.
func openPDF(ctx context.Context, data []byte) (*Brief, []humanitarian.Finding, error) {
	const mark = "/Type /EmbeddedFile"
	for at := 0; ; {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		i := bytes.Index(data[at:], []byte(mark))
		if i < 0 {
			return nil, nil, ErrNoBrief
		}
		file, err := embeddedFile(data, at+i)
		if err != nil {
			return nil, nil, fmt.Errorf("report: %s: a file inside is damaged: %w", pdfName, err)
		}
		at += i + len(mark)
		d := new(document.Document)
		if file == nil || json.Unmarshal(file, d) != nil || d.Schema == "" {
			continue // the register, or a file of the desk's own
		}
		b, err := reopened(d)
		return b, nil, err
	}
}

// embeddedFile returns the embedded JSON whose type stands at a byte, and nil
// when there is none.
func embeddedFile(data []byte, at int) ([]byte, error) {
	const longest = 1024 // bytes of the dictionary; ours have 200
	start := max(0, at-longest)
	i := bytes.LastIndex(data[start:at], []byte(" 0 obj"))
	if i < 0 {
		return nil, nil
	}
	dictionary := data[start+i : at]
	head, tail := fileHead.FindSubmatch(dictionary), fileTail.FindSubmatch(dictionary)
	mark := fileBody.Find(data[at:min(len(data), at+longest)])
	if head == nil || tail == nil || mark == nil {
		return nil, nil
	}
	packed, _ := strconv.Atoi(string(head[1])) // nine digits
	size, _ := strconv.Atoi(string(tail[1]))
	body := data[at+len(mark):]
	if packed > len(body) || size > maxBrief {
		return nil, errors.New("it is longer than it can be")
	}
	return inflate(body[:packed], size)
}

func inflate(data []byte, size int) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(r, int64(size)+1))
	if err == nil && len(out) != size {
		err = fmt.Errorf("it holds %d bytes or more, not %d", len(out), size)
	}
	return out, err
}
