package gazetteer

import (
	"cmp"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// maxLevel is the deepest level a header can name, as adm9 does.
const maxLevel = 9

// A schema is the columns of a table, or the properties of a feature.
type schema struct {
	headers  []string
	columns  []column
	hasPCode bool // of the place or of a level
	ownPCode bool // of the place
	levels   int  // 1 + the deepest level of a column
}

func newSchema(headers []string, rename map[string]string) schema {
	s := schema{headers: make([]string, len(headers)), columns: make([]column, len(headers))}
	for i, h := range headers {
		h = strings.TrimSpace(h)
		s.headers[i] = strings.Clone(h)
		if known, ok := rename[h]; ok {
			h = known
		}
		s.columns[i] = parseHeader(h)
		s.levels = max(s.levels, s.columns[i].level+1)
		if c := s.columns[i]; c.role == rolePCode {
			s.hasPCode = true
			s.ownPCode = s.ownPCode || c.level == LevelUnknown
		}
	}
	return s
}

// A record is one row, or one feature, on its way to entries.
type record struct {
	t      *tableReader
	at     humanitarian.Position
	schema *schema
	cells  []string

	codeless bool // it is about a place without a P-code, and says only where that lies
	own      part
	levels   []part
	langs    [10]string // of names with a number
	lat, lon float64
	place    [2]bool // lat, lon are there
	counts   []Population
	year     int
	source   string
}

// A part is what a record says of one level.
type part struct {
	Entry
	aliases []Name // they follow the names, wherever their columns stand
}

func (p part) entry() Entry {
	p.Names = union(p.Names, p.aliases)
	return p.Entry
}

// entries returns what the record says of its place and of those above it,
// the highest first.
func (r *record) entries() (own Entry, above []Entry) {
	r.own.Level = LevelUnknown
	for i, c := range r.schema.columns {
		if c.role == roleLang && i < len(r.cells) {
			r.langs[c.number], _ = language(squeeze(r.cells[i]))
		}
	}
	for i, c := range r.schema.columns {
		if c.role != unused && i < len(r.cells) {
			if cell := strings.TrimSpace(r.cells[i]); cell != "" {
				r.cell(i, c, cell)
			}
		}
	}
	r.populations()
	if r.place[0] && r.place[1] {
		r.own.Centroid = &Point{Lon: r.lon, Lat: r.lat}
	}
	return r.family()
}

// family fits the place of the record and those of its levels together.
func (r *record) family() (own Entry, above []Entry) {
	own = r.own.entry()
	own.Position = r.at
	level := maxLevel + 1 // of the place itself
	for n := len(r.levels) - 1; n >= 0; n-- {
		p := &r.levels[n]
		if p.PCode != "" && (own.PCode == p.PCode || own.PCode == "" && !r.schema.ownPCode) {
			e := p.entry()
			own.PCode, own.Level, level = e.PCode, n, n
			own.Names, own.Kinds = union(e.Names, own.Names), union(e.Kinds, own.Kinds)
			break
		}
	}
	parent := ""
	for n := 0; n < level && n < len(r.levels); n++ {
		if code := r.levels[n].PCode; code == "" || code == own.PCode {
			continue
		}
		e := r.levels[n].entry()
		e.Level, e.Parent, e.Position = n, parent, r.at
		parent = e.PCode
		above = append(above, e)
		if level > maxLevel && r.own.Level == LevelUnknown {
			own.Level = n + 1
		}
	}
	own.Parent = cmp.Or(own.Parent, parent)
	if name := r.nameWithoutCode(level); name != "" {
		r.codeless = true
		r.t.findings.warn(r.at, "place_without_pcode", name)
	}
	return own, above
}

// nameWithoutCode returns the name of a place below level that the record
// names without giving its P-code, or "".
func (r *record) nameWithoutCode(level int) string {
	if r.schema.ownPCode {
		if r.own.PCode == "" && len(r.own.Names) > 0 {
			return r.own.Names[0].Text
		}
		return ""
	}
	if level > maxLevel {
		level = -1
	}
	for n := len(r.levels) - 1; n > level; n-- {
		if names := r.levels[n].Names; len(names) > 0 {
			return names[0].Text
		}
	}
	return ""
}

// cell takes in one cell that is not empty.
func (r *record) cell(i int, c column, cell string) {
	e := &r.own
	if c.level >= 0 {
		e = &r.levels[c.level]
	}
	lang := c.lang
	if lang == "" {
		lang = r.langs[c.number]
	}
	switch c.role {
	case rolePCode:
		if !isNone(cell) {
			e.PCode = r.t.findings.code(r.cellAt(i), cell)
		}
	case roleParent:
		if !isNone(cell) {
			e.Parent = r.t.findings.code(r.cellAt(i), cell)
		}
	case roleName:
		if !isNone(cell) {
			e.Names = append(e.Names, Name{lang, cell})
		}
	case roleAlias:
		e.aliases = append(e.aliases, split(lang, cell)...)
	case roleKind:
		e.Kinds = append(e.Kinds, split(lang, cell)...)
	case roleCountry:
		e.Country = cell
	case roleFrom:
		e.Valid.Start = r.date(i, cell)
	case roleTo:
		e.Valid.End = r.date(i, cell)
	case roleSource:
		r.source = cell
	default:
		r.number(i, c, cell)
	}
}

// number takes in one cell that holds numbers.
func (r *record) number(i int, c column, cell string) {
	switch c.role {
	case roleLevel:
		if n, ok := r.whole(i, cell, maxLevel, "admin_level"); ok {
			r.own.Level = int(n)
		}
	case roleYear:
		if n, ok := r.whole(i, cell, 9999, "year"); ok {
			r.year = int(n)
		}
	case roleLat:
		r.lat, r.place[0] = r.degrees(i, cell, 90)
	case roleLon:
		r.lon, r.place[1] = r.degrees(i, cell, 180)
	case roleArea:
		if x, err := strconv.ParseFloat(cell, 64); err == nil && x > 0 && !math.IsInf(x, 0) {
			r.own.AreaKm2 = x
		} else {
			r.bad(i, cell, "square_km")
		}
	case roleCount:
		if n, ok := r.whole(i, cell, math.MaxInt64, "persons"); ok {
			r.counts = append(r.counts, Population{Value: n, Year: c.year, Source: c.source})
		}
	case rolePopulations:
		for item := range strings.SplitSeq(cell, ";") {
			r.population(i, strings.TrimSpace(item))
		}
	}
}

// population takes in 2004=4045166 census: a year, persons and a source.
func (r *record) population(i int, item string) {
	year, rest, ok := strings.Cut(item, "=")
	value, source, _ := strings.Cut(strings.TrimSpace(rest), " ")
	y, err := strconv.Atoi(strings.TrimSpace(year))
	n, err2 := strconv.ParseInt(value, 10, 64)
	switch {
	case item == "":
	case !ok || err != nil || err2 != nil || n < 0 || !plausibleYear(y):
		r.bad(i, item, "populations")
	default:
		r.own.Populations = append(r.own.Populations, Population{Value: n, Year: y, Source: strings.TrimSpace(source)})
	}
}

// populations dates the counts that stand in columns of their own.
func (r *record) populations() {
	for _, p := range r.counts {
		for _, year := range []int{r.year, r.t.opts.PopulationYear} {
			if p.Year == 0 {
				p.Year = year
			}
		}
		for _, source := range []string{r.source, r.t.opts.PopulationSource} {
			if p.Source == "" {
				p.Source = source
			}
		}
		if !plausibleYear(p.Year) {
			r.t.findings.warn(r.at, "population_without_year", strconv.FormatInt(p.Value, 10))
			continue
		}
		r.own.Populations = append(r.own.Populations, p)
	}
}

// whole reads a count; 1250.0 is one, as spreadsheets write it.
func (r *record) whole(i int, cell string, limit int64, unfit string) (int64, bool) {
	digits, zeros, _ := strings.Cut(cell, ".")
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n < 0 || n > limit || strings.Trim(zeros, "0") != "" {
		r.bad(i, cell, unfit)
		return 0, false
	}
	return n, true
}

func (r *record) degrees(i int, cell string, limit float64) (float64, bool) {
	x, err := strconv.ParseFloat(cell, 64)
	if err != nil || !(math.Abs(x) <= limit) {
		r.bad(i, cell, "degrees")
		return 0, false
	}
	return x, true
}

// date reads 2020-12-17, also with a time behind it and with slashes, and the
// number of days by which spreadsheets keep a date.
func (r *record) date(i int, cell string) humanitarian.Date {
	if n, err := strconv.Atoi(cell); err == nil && len(cell) == len("44517") {
		day := time.Date(1899, 12, 30+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		r.t.findings.same(r.cellAt(i), humanitarian.NoteFinding, "date_from_days", r.schema.headers[i], cell, day)
		cell = day
	}
	day := strings.ReplaceAll(cell, "/", "-")
	if len(day) > len("2020-12-17") && strings.ContainsAny(day[10:11], " T") {
		day = day[:10]
	}
	d, err := humanitarian.ParseDate(day)
	if err != nil {
		r.bad(i, cell, "date")
	}
	return d
}

// bad reports a cell that cannot be read. Why is a key of what it should be.
func (r *record) bad(i int, cell, why string) {
	r.t.findings.same(r.cellAt(i), humanitarian.WarningFinding, "bad_value", r.schema.headers[i], shorten(cell), why)
}

func (r *record) cellAt(i int) humanitarian.Position {
	at := r.at
	if at.Row > 0 {
		at.Column = i + 1
	}
	return at
}

// split returns the spellings in a cell, separated by semicolons or bars.
func split(lang, cell string) []Name {
	var out []Name
	for s := range strings.FieldsFuncSeq(cell, func(r rune) bool { return r == ';' || r == '|' }) {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, Name{lang, s})
		}
	}
	return out
}

// isNone reports whether a cell says that there is nothing. "NA" does not: it
// is Namibia.
func isNone(cell string) bool {
	return cell == "-" || len(cell) <= len("#n/a") && (strings.EqualFold(cell, "n/a") || strings.EqualFold(cell, "#n/a") || strings.EqualFold(cell, "null"))
}
