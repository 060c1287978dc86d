package sheet

import "bytes"

// guessDelimiter picks the delimiter on whose number the first rows agree, the
// first of them above all: it is the header, and holds neither decimal commas
// nor lists with semicolons. The comma wins ties.
func guessDelimiter(head []byte) byte {
	const rowsSeen = 20
	var rows []delimiters
	for len(head) > 0 && len(rows) < rowsSeen {
		var d delimiters
		d, head = countDelimiters(head)
		if d != (delimiters{}) {
			rows = append(rows, d)
		}
	}
	best, bestScore := byte(','), 0
	for i, delimiter := range []byte(",;\t") {
		if delimiter == ',' && onlyDecimals(rows) {
			continue
		}
		if score := agreement(rows, i); score > bestScore {
			best, bestScore = delimiter, score
		}
	}
	return best
}

// delimiters counts what may separate the cells of a row, outside quotes.
type delimiters struct {
	n       [3]int // commas, semicolons, tabs
	decimal int    // commas that are the decimal point of a cell between semicolons or tabs
	text    bool
}

// countDelimiters counts those of the first row, and returns what follows it.
func countDelimiters(b []byte) (d delimiters, rest []byte) {
	quoted, cell := false, 0
	i := 0
	for ; i < len(b); i++ {
		x := b[i]
		if x == '"' {
			quoted = !quoted
		}
		d.text = d.text || x > ' '
		if quoted {
			continue
		}
		if x == '\n' || x == '\r' {
			break
		}
		switch x {
		case ',':
			d.n[0]++
		case ';':
			d.n[1]++
		case '\t':
			d.n[2]++
		default:
			continue
		}
		if x != ',' {
			d.decimal += decimalCommas(b[cell:i])
			cell = i + 1
		}
	}
	d.decimal += decimalCommas(b[cell:i])
	if i < len(b) {
		i++
	}
	return d, b[i:]
}

// decimalCommas returns 1 for a number with a decimal comma, such as -1,5%.
func decimalCommas(cell []byte) int {
	cell = bytes.TrimSuffix(bytes.TrimPrefix(bytes.TrimSpace(cell), []byte("-")), []byte("%"))
	whole, part, ok := bytes.Cut(cell, []byte(","))
	if !ok || len(whole) == 0 || len(part) == 0 {
		return 0
	}
	for _, digits := range [][]byte{whole, part} {
		for _, x := range digits {
			if !isDigit(x) {
				return 0
			}
		}
	}
	return 1
}

// onlyDecimals reports that something else separates most rows, and that every
// comma is a decimal one.
func onlyDecimals(rows []delimiters) bool {
	others := 0
	for _, r := range rows {
		if r.decimal < r.n[0] {
			return false
		}
		if r.n[1] > 0 || r.n[2] > 0 {
			others++
		}
	}
	return others > 0 && others*2 >= len(rows)
}

// agreement says how many rows have the same number, not zero, of delimiter i.
// The first row weighs as much as a quarter of them.
func agreement(rows []delimiters, i int) int {
	seen := map[int]int{}
	most, count := 0, 0
	for _, r := range rows {
		n := r.n[i]
		if n == 0 {
			continue
		}
		seen[n]++
		if seen[n] > most || seen[n] == most && n > count {
			most, count = seen[n], n
		}
	}
	score := 4 * most
	if most > 0 && rows[0].n[i] == count {
		score += len(rows)
	}
	return score
}
