package sheet

import "bytes"

type csvState int

const (
	csvDone   csvState = iota // the row is complete
	csvOpen                   // a quote is open at the end of the line
	csvBroken                 // text follows the quote that closes a cell of several lines
)

type csvFault struct {
	cell int
	code string
}

// csvParser splits a row into cells, one physical line at a time. In single
// mode a quote that does not close on its line is text.
type csvParser struct {
	comma  byte
	single bool
	line   int // number of the line being fed

	cells  []string
	lines  []int // nil until a cell begins on a later line than the row
	faults []csvFault
	quoted bool // some cell was quoted

	open      bool // inside a quoted cell that began on an earlier line
	quoteLine int  // line of the quote last opened
	part      []byte
}

// feed parses one line, with or without its line end.
func (p *csvParser) feed(b []byte) csvState {
	body := bytes.TrimRight(b, "\r\n")
	rest, end := body, b[len(body):]
	if p.open {
		rest2, state := p.inQuotes(rest, end)
		if state != csvDone || rest2 == nil {
			return state
		}
		rest = rest2
	}
	for {
		if len(rest) > 0 && rest[0] == '"' && p.canOpen(rest[1:]) {
			p.quoteLine, p.quoted, p.part = p.line, true, p.part[:0]
			rest2, state := p.inQuotes(rest[1:], end)
			if state != csvDone || rest2 == nil {
				return state
			}
			rest = rest2
			continue
		}
		i := bytes.IndexByte(rest, p.comma)
		field := rest
		if i >= 0 {
			field = rest[:i]
		}
		p.bare(field)
		if i < 0 {
			return csvDone
		}
		rest = rest[i+1:]
	}
}

// canOpen reports whether a quote may open a quoted cell: always, but in
// single mode only when it closes on the line.
func (p *csvParser) canOpen(rest []byte) bool {
	return !p.single || bytes.IndexByte(rest, '"') >= 0 && closes(rest)
}

func closes(rest []byte) bool {
	for i := 0; i < len(rest); i++ {
		if rest[i] != '"' {
			continue
		}
		if i+1 < len(rest) && rest[i+1] == '"' {
			i++
			continue
		}
		return true
	}
	return false
}

func (p *csvParser) bare(field []byte) {
	if bytes.IndexByte(field, '"') >= 0 {
		code := CodeBareQuote
		if p.single && field[0] == '"' {
			code = CodeUnclosedQuote
		}
		p.faults = append(p.faults, csvFault{len(p.cells), code})
	}
	p.add(string(field), p.line)
}

func (p *csvParser) add(s string, line int) {
	p.cells = append(p.cells, s)
	if p.lines != nil || line != p.line || len(p.lines) > 0 {
		p.fill(line)
	}
}

// fill records the line of the cell just added, once lines differ.
func (p *csvParser) fill(line int) {
	for len(p.lines) < len(p.cells)-1 {
		p.lines = append(p.lines, line)
	}
	p.lines = append(p.lines, line)
}

// inQuotes reads on inside a quoted cell. It returns what follows the
// delimiter after it, or nil when the row ends with the cell.
func (p *csvParser) inQuotes(rest, end []byte) ([]byte, csvState) {
	many := p.line != p.quoteLine
	for {
		i := bytes.IndexByte(rest, '"')
		if i < 0 {
			p.part = append(p.part, rest...)
			p.part = append(p.part, newline(end)...)
			p.open = true
			return nil, csvOpen
		}
		p.part = append(p.part, rest[:i]...)
		rest = rest[i+1:]
		switch {
		case len(rest) > 0 && rest[0] == '"':
			p.part = append(p.part, '"')
			rest = rest[1:]
		case len(rest) == 0, rest[0] == p.comma:
			p.open = false
			p.add(string(p.part), p.quoteLine)
			if len(rest) == 0 {
				return nil, csvDone
			}
			return rest[1:], csvDone
		case many:
			return nil, csvBroken
		default:
			// "a"b: keep the quotes that were meant as text.
			p.open = false
			p.faults = append(p.faults, csvFault{len(p.cells), CodeBareQuote})
			i := bytes.IndexByte(rest, p.comma)
			tail := rest
			if i >= 0 {
				tail = rest[:i]
			}
			p.add(`"`+string(p.part)+`"`+string(tail), p.line)
			if i < 0 {
				return nil, csvDone
			}
			return rest[i+1:], csvDone
		}
	}
}

// newline is the line end inside a quoted cell: always LF, none at the end of
// the file.
func newline(end []byte) string {
	if len(end) == 0 {
		return ""
	}
	return "\n"
}
