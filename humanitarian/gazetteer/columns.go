package gazetteer

import (
	"strconv"
	"strings"
)

// A role is what a column, or a property of a feature, says.
type role uint8

const (
	unused role = iota
	rolePCode
	roleName
	roleAlias
	roleKind
	roleParent
	roleLevel
	roleCountry
	roleLat
	roleLon
	roleArea
	roleCount  // persons, of a year in the header or in another column
	roleYear   // of roleCount
	roleSource // of roleCount
	rolePopulations
	roleFrom
	roleTo
	roleLang // language of the names with the same number
)

// A column is a header understood. Level is that of an administrative level
// in the header, as in ADM2_PCODE, or [LevelUnknown] for the place itself.
type column struct {
	role   role
	level  int
	lang   string
	number int    // of roleName and roleLang: 0 for adm1_name and lang, 1 for adm1_name1 and lang1
	year   int    // of roleCount
	source string // of roleCount
}

// plainRole understands headers that name neither a level nor a language.
func plainRole(h string) role {
	switch h {
	case "pcode", "admpcode", "adminpcode":
		return rolePCode
	case "parent", "parentpcode", "parentcode":
		return roleParent
	case "level", "adminlevel", "admlevel":
		return roleLevel
	case "country", "location", "locationcode", "iso", "iso2", "iso3":
		return roleCountry
	case "lat", "latitude", "centerlat", "centroidlat":
		return roleLat
	case "lon", "lng", "longitude", "centerlon", "centroidlon":
		return roleLon
	case "areasqkm", "areakm2":
		return roleArea
	case "population", "ttl": // T_TL of the population tables: both sexes, all ages
		return roleCount
	case "year", "populationyear":
		return roleYear
	case "populationsource":
		return roleSource
	case "populations":
		return rolePopulations
	case "validfrom", "validfromdate", "validon":
		return roleFrom
	case "validto":
		return roleTo
	case "unittype":
		return roleKind
	}
	return unused
}

// parseHeader understands the headers of COD tables and boundaries in their
// several generations, of the global P-code list, and of this package's own
// tables.
func parseHeader(header string) column {
	c := column{level: LevelUnknown}
	h := squeeze(header)
	if c.role = plainRole(h); c.role != unused {
		return c
	}
	for _, prefix := range []string{"admin", "adm"} {
		rest, ok := strings.CutPrefix(h, prefix)
		if ok && rest != "" && '0' <= rest[0] && rest[0] <= '9' {
			c.level = int(rest[0] - '0')
			return c.ofLevel(rest[1:])
		}
	}
	if rest, ok := strings.CutPrefix(h, "pop"); ok {
		return c.count(strings.TrimPrefix(rest, "ulation"), header)
	}
	if rest, ok := strings.CutPrefix(h, "lang"); ok {
		c.role, c.number, ok = roleLang, 0, true
		if rest != "" {
			c.number, ok = digit(rest)
		}
		if !ok {
			c.role = unused
		}
		return c
	}
	return c.named(h)
}

// squeeze leaves the letters and digits of a header, in lower case.
func squeeze(header string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			return r
		}
		return -1
	}, header)
}

// ofLevel reads what follows adm1 or admin1.
func (c column) ofLevel(rest string) column {
	switch rest {
	case "pcode", "pcod", "code", "cod":
		c.role = rolePCode
		return c
	case "type":
		c.role = roleKind
		return c
	case "":
		rest = "name"
	}
	// adm1_id holds numbers more often than names in Indonesian, and three
	// letters such as src or num are a language only if they are known as one.
	if lang, ok := language(rest); ok && rest != "id" && (len(rest) == 2 || lang != rest) {
		c.role, c.lang = roleName, lang
		return c
	}
	if alt, ok := strings.CutPrefix(rest, "alt"); ok && !strings.HasPrefix(alt, "name") {
		rest = "altname" + alt
	}
	return c.named(rest)
}

// named reads name, namear, name1, refname, ref, aliasesen, altname1en, kindar.
func (c column) named(h string) column {
	for _, p := range []struct {
		prefix string
		role   role
	}{{"altname", roleAlias}, {"aliases", roleAlias}, {"alias", roleAlias}, {"refname", roleAlias}, {"ref", roleAlias},
		{"namref", roleAlias}, {"name", roleName}, {"nam", roleName}, {"kind", roleKind}} {
		rest, ok := strings.CutPrefix(h, p.prefix)
		if !ok {
			continue
		}
		if len(rest) > 0 {
			if n, ok := digit(rest[:1]); ok {
				c.number, rest = n, rest[1:]
			}
		}
		if lang, ok := strings.CutSuffix(rest, "ref"); ok && lang != "" { // NAM_EN_REF
			rest, p.role = lang, roleAlias
		}
		lang, ok := language(rest)
		if rest == "" || ok {
			c.role, c.lang = p.role, lang
			return c
		}
	}
	c.role = unused
	return c
}

// count reads pop_2004_census: a count of a year, by a source.
func (c column) count(rest, header string) column {
	if len(rest) < 4 {
		return c
	}
	year, err := strconv.Atoi(rest[:4])
	if err != nil || !plausibleYear(year) {
		return c
	}
	_, source, _ := strings.Cut(header, rest[:4])
	c.role, c.year = roleCount, year
	c.source = strings.TrimSpace(strings.NewReplacer("_", " ").Replace(strings.Trim(source, "_-. ")))
	return c
}

func digit(s string) (int, bool) {
	if len(s) != 1 || s[0] < '0' || s[0] > '9' {
		return 0, false
	}
	return int(s[0] - '0'), true
}

// language returns the tag of a two- or three-letter code. The three-letter
// ones of the languages the sector works in become their usual two letters.
func language(s string) (string, bool) {
	switch s {
	case "eng":
		return "en", true
	case "ara":
		return "ar", true
	case "fra", "fre":
		return "fr", true
	case "spa":
		return "es", true
	case "por":
		return "pt", true
	case "rus":
		return "ru", true
	case "ukr":
		return "uk", true
	}
	if len(s) != 2 && len(s) != 3 || strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") != "" || s == "ref" {
		return "", false
	}
	return s, true
}

func plausibleYear(year int) bool { return 1800 <= year && year <= 2200 }
