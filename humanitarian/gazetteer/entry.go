package gazetteer

import (
	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// LevelUnknown is the level of a place whose source states none.
const LevelUnknown = -1

// A Name is one spelling of a place's name. The zero value is no name.
type Name struct {
	Lang string // language tag as its source gives it, such as ar; "" is not stated
	Text string
}

// A Population is how many people live in a place, by one source. Counts of
// different years and sources stand side by side and are never averaged.
// The zero value is no population.
type Population struct {
	Value  int64  // persons
	Year   int    // the year it speaks of
	Source string // who counted or estimated, such as "2004 census"
}

// An Entry is what one source says of one place: a row of a table, or the
// properties of a feature. [New] merges the entries of a place. A field that
// is empty says nothing, so that another source can fill it; the zero Level
// is a country, so write [LevelUnknown] where the source states none.
type Entry struct {
	PCode       string // such as SY02
	Parent      string // P-code of the area it lies in; for level 1 also the ISO code of the country
	Level       int    // 0 for a country, 1 for admin1 and so on, or [LevelUnknown]
	Country     string // ISO 3166-1 alpha-3 or alpha-2, where the source states it
	Names       []Name // the first of a language is the preferred one
	Kinds       []Name // what such a place is called: Governorate, محافظة
	Centroid    *Point
	AreaKm2     float64 // square kilometres; 0 is not stated
	Populations []Population
	Valid       humanitarian.Period   // when the code is in force
	Position    humanitarian.Position // where the entry was read
}
