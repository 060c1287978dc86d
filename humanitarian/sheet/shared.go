package sheet

import (
	"context"
	"errors"
	"fmt"
)

// maxStored bounds a stored string: 32,767 characters of up to three bytes, and
// room for escapes.
const maxStored = 4 * maxCellChars

// sharedTexts reads the texts that cells refer to by number.
func (b *Book) sharedTexts(ctx context.Context, s *scanner) error {
	at := Position{File: b.name}
	size := int64(0)
	return s.children(1, func() error {
		if string(s.name) != "si" {
			return nil
		}
		if len(b.texts)%rowBatch == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if len(b.texts) >= b.lim.MaxStrings {
			return &LimitError{Position: at, What: "different texts", Limit: int64(b.lim.MaxStrings)}
		}
		text, err := s.richText()
		if errors.Is(err, errLongText) {
			return &LimitError{Position: at, What: "bytes in one cell", Limit: maxStored}
		}
		if err != nil {
			return err
		}
		if size += int64(len(text)); size > b.lim.MaxBytes {
			return &LimitError{Position: at, What: "bytes of text", Limit: b.lim.MaxBytes}
		}
		b.texts = append(b.texts, text)
		return nil
	})
}

var errLongText = fmt.Errorf("a text of more than %d bytes", maxStored)

// richText reads the text of the open si or is: that of its t, or of the t of
// its runs. How Japanese words are spoken, rPh, is not part of the text.
func (s *scanner) richText() (string, error) {
	depth := s.depth
	buf := s.gathered[:0]
	for {
		if err := s.next(); err != nil {
			return "", err
		}
		switch {
		case s.kind == endOfPart, s.kind == endTag && s.depth < depth:
			s.gathered = buf
			return storedText(buf), nil
		case s.kind != startTag:
		case string(s.name) == "rPh":
			if err := s.skip(); err != nil {
				return "", err
			}
		case string(s.name) == "t":
			var err error
			if buf, err = s.gather(buf); err != nil {
				return "", err
			}
		}
	}
}

// gather appends the text of the open tag, and moves to its end.
func (s *scanner) gather(buf []byte) ([]byte, error) {
	for to := s.depth - 1; ; {
		if err := s.next(); err != nil {
			return buf, err
		}
		switch {
		case s.kind == textToken:
			if len(buf)+len(s.text) > maxStored {
				return buf, errLongText
			}
			buf = append(buf, s.text...)
		case s.kind == endTag && s.depth == to, s.kind == endOfPart:
			return buf, nil
		}
	}
}
