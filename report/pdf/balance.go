package pdf

const (
	mostBalanced = 12  // columns; a table with more is no better for any width
	mostSampled  = 100 // rows that are looked at
	mostMoves    = 60
	leastMove    = 2 * pt
	shortFigure  = 90 * pt // a figure up to here is hard to read on two lines
)

// balance moves width from column to column while that makes the table better: fewer lines in the highest cells of its
// rows first, then fewer in all cells. No column goes below its widest word.
func balance(cols []column, cells tableCells) {
	b := newBalancing(cols, cells)
	if len(cols) > mostBalanced || len(b.rows) == 0 {
		return
	}
	best := b.cost()
	for moves, by := 0, 32*pt; by >= leastMove && moves < mostMoves; {
		from, to, cost := b.bestMove(by, best)
		if cost == best {
			by /= 2
			continue
		}
		cols[from].w, cols[to].w = cols[from].w-by, cols[to].w+by
		best = cost
		moves++
	}
}

// balancing is a table whose columns are looked at in several widths. The first row is the header.
type balancing struct {
	cols []column
	rows [][]tableCell
	seen []map[int]columnLook // of each column, by width
}

// A columnLook says what a column is like in one width.
type columnLook struct {
	lines []int // of the cell in each row
	worry int   // in thousandths of a line: how far its cells are from standing on a line each
}

func newBalancing(cols []column, cells tableCells) balancing {
	b := balancing{cols: cols, rows: [][]tableCell{cells.header}, seen: make([]map[int]columnLook, len(cols))}
	n := len(cells.rows)
	for i := range min(n, mostSampled) { // at even distances, so that thousands of rows take no longer than a few pages
		b.rows = append(b.rows, cells.rows[i*n/min(n, mostSampled)])
	}
	for i := range b.seen {
		b.seen[i] = map[int]columnLook{}
	}
	return b
}

// look returns what column i is like in the width that it has.
func (b balancing) look(i int) columnLook {
	c := &b.cols[i]
	if out, ok := b.seen[i][c.w]; ok {
		return out
	}
	out := columnLook{lines: make([]int, len(b.rows))}
	for k, row := range b.rows {
		if i >= len(row) {
			continue
		}
		room := max(c.w-row[i].indent, 1)
		out.lines[k] = row[i].para.Count(room)
		if w := row[i].wide; w > room {
			out.worry += w * 1000 / room
			if c.figure && w <= shortFigure {
				out.worry += 15_000 * (out.lines[k] - 1)
			}
		}
	}
	b.seen[i][c.w] = out
	return out
}

// cost is lower for better widths. A line that makes a row higher counts ten times as much as one that does not.
func (b balancing) cost() int {
	var looks [mostBalanced]columnLook
	cost := 0
	for i := range b.cols {
		looks[i] = b.look(i)
		cost += looks[i].worry
	}
	for k := range b.rows {
		most := 0
		for _, l := range looks[:len(b.cols)] {
			most = max(most, l.lines[k])
		}
		cost += most * 10_000
		if k == 0 && most > 2 {
			cost += most * 10_000 // each page repeats the header
		}
	}
	return cost
}

// bestMove returns the two columns between which moving so much width saves the most; the cost stays if none does.
func (b balancing) bestMove(by, cost int) (from, to, best int) {
	best = cost
	for i := range b.cols {
		if b.cols[i].w-by < b.cols[i].least {
			continue
		}
		for k := range b.cols {
			if k == i {
				continue
			}
			b.cols[i].w, b.cols[k].w = b.cols[i].w-by, b.cols[k].w+by
			if c := b.cost(); c < best {
				from, to, best = i, k, c
			}
			b.cols[i].w, b.cols[k].w = b.cols[i].w+by, b.cols[k].w-by
		}
	}
	return from, to, best
}
