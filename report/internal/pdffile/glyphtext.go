package pdffile

import (
	"errors"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// fontText says what the codes of a font stand for.
type fontText struct {
	wide   bool // codes have two bytes
	mapped bool // the file says what codes mean; a code of which it does not has no text, as a vowel mark drawn apart
	texts  map[uint16]string
}

// unknownText stands for a code of a font that does not say what any means.
const unknownText = string(utf8.RuneError)

// decode lists the texts behind the codes of a string.
func (f *fontText) decode(s str) (out []string) {
	step := 1
	if f.wide {
		step = 2
	}
	for ; len(s) >= step; s = s[step:] {
		code := uint16(s[0])
		if f.wide {
			code = code<<8 | uint16(s[1])
		}
		text, ok := f.texts[code]
		if !ok && !f.mapped {
			text = unknownText
		}
		out = append(out, text)
	}
	return out
}

// font reads a font's map from codes to text.
func (r *Reading) font(o any) (*fontText, error) {
	at, _ := o.(ref)
	if f, ok := r.fonts[at]; ok && at != 0 {
		return f, nil
	}
	d, err := r.dict(o)
	if err != nil {
		return nil, err
	}
	f := &fontText{wide: d["Subtype"] == name("Type0"), texts: map[uint16]string{}}
	if f.mapped = d["ToUnicode"] != nil; f.mapped {
		_, data, err := r.stream(d["ToUnicode"])
		if err != nil {
			return nil, err
		}
		if err := f.read(data); err != nil {
			return nil, err
		}
	}
	r.fonts[at] = f
	return f, nil
}

// read reads a map of characters (ISO 32000-1, 9.10.3), of which only the lists of codes matter.
func (f *fontText) read(data []byte) error {
	l := &lexer{src: data}
	var args []any
	for {
		token, op, err := l.token()
		if err != nil || token == nil && op == "" {
			return err
		}
		switch {
		case op == "":
			args = append(args, token)
		case op == "endbfchar":
			for ; len(args) >= 2; args = args[2:] {
				f.set(args[0], args[1], 0)
			}
			args = nil
		case op == "endbfrange":
			for ; len(args) >= 3; args = args[3:] {
				f.setRange(args[0], args[1], args[2])
			}
			args = nil
		default:
			args = nil
		}
	}
}

func codeOf(o any) (uint16, bool) {
	s, ok := o.(str)
	switch {
	case ok && len(s) == 1:
		return uint16(s[0]), true
	case ok && len(s) == 2:
		return uint16(s[0])<<8 | uint16(s[1]), true
	}
	return 0, false
}

// set gives a code its text, the last letter of which is moved on by some.
func (f *fontText) set(code, text any, on int) {
	at, ok := codeOf(code)
	s, isText := text.(str)
	if !ok || !isText {
		return
	}
	runes := []rune(fromUTF16(s))
	if len(runes) > 0 {
		runes[len(runes)-1] += rune(on)
	}
	f.texts[at+uint16(on)] = string(runes)
}

func (f *fontText) setRange(from, to, text any) {
	first, ok := codeOf(from)
	last, ok2 := codeOf(to)
	if !ok || !ok2 || last < first {
		return
	}
	each, listed := text.(array)
	for i := range int(last-first) + 1 {
		switch {
		case !listed:
			f.set(from, text, i)
		case i < len(each):
			f.set(str{byte((int(first) + i) >> 8), byte(int(first) + i)}, each[i], 0)
		}
	}
}

func fromUTF16(s []byte) string {
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = uint16(s[2*i])<<8 | uint16(s[2*i+1])
	}
	return string(utf16.Decode(units))
}

// textOf reads a text string as [text] makes it.
func textOf(s str) string {
	switch {
	case len(s) >= 2 && s[0] == 0xFE && s[1] == 0xFF:
		return fromUTF16(s[2:])
	case len(s) >= 3 && s[0] == 0xEF && s[1] == 0xBB && s[2] == 0xBF:
		return string(s[3:])
	}
	return string(s)
}

// inOrder joins texts that stand from left to right in the order in which they are read: those with letters of a script
// that is written from right to left turned round, and the numbers and words of other scripts among them turned back.
func inOrder(texts []string) string {
	if !containsRTL(texts) {
		return join(texts)
	}
	turned := make([]string, 0, len(texts))
	for i := len(texts) - 1; i >= 0; {
		first := i
		for first >= 0 && !containsRTL(texts[first:first+1]) {
			first--
		}
		from, to := first+1, i+1 // a stretch of other scripts, from left to right
		for from < to && !isWord(texts[from]) {
			from++
		}
		for to > from && !isWord(texts[to-1]) {
			to--
		}
		for k := i; k >= to; k-- {
			turned = append(turned, texts[k])
		}
		turned = append(turned, texts[from:to]...)
		for k := from - 1; k > first; k-- {
			turned = append(turned, texts[k])
		}
		if first >= 0 {
			turned = append(turned, texts[first])
		}
		i = first - 1
	}
	return join(turned)
}

func containsRTL(texts []string) bool {
	for _, s := range texts {
		for _, c := range s {
			if unicode.In(c, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana) && unicode.IsLetter(c) {
				return true
			}
		}
	}
	return false
}

// isWord reports whether a text belongs to a number or a word, not to the marks between them.
func isWord(s string) bool {
	for _, c := range s {
		if unicode.IsLetter(c) || unicode.IsDigit(c) || c == '%' || c == '$' {
			return true
		}
	}
	return false
}

func join(texts []string) string {
	n := 0
	for _, s := range texts {
		n += len(s)
	}
	out := make([]byte, 0, n)
	for _, s := range texts {
		out = append(out, s...)
	}
	return string(out)
}

var errContent = errors.New("pdf: the content of a page ends within an object")

// token reads the next object or word of content or of a map of characters; nil and no word at the end.
func (l *lexer) token() (o any, word string, err error) {
	l.skip()
	if l.pos >= len(l.src) {
		return nil, "", nil
	}
	if c := l.src[l.pos]; isDelim(c) {
		if c == ')' || c == '>' || c == ']' || c == '{' || c == '}' {
			return nil, "", errContent
		}
		o, err = l.object(0)
		return o, "", err
	}
	w := l.word()
	if isNumber(w) {
		return number(w), "", nil
	}
	return nil, w, nil
}
