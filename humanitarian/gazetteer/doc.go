// Package gazetteer holds the places of a country: P-codes, the areas they lie
// in, their names in several languages, populations and boundaries.
//
//	entries, findings, err := gazetteer.ReadCSV(ctx, r, &gazetteer.TableOptions{File: "syr_adm2.csv"})
//	if err != nil {
//		return err // no column of P-codes, UTF-16, beyond a limit
//	}
//	g, more := gazetteer.New(entries)
//	place, err := g.Resolve("Alep", gazetteer.Filter{Levels: []int{1}})
//	fmt.Println(place.PCode(), place.Name("ar").Text) // SY02 حلب
//
// # Terms
//
// An [Entry] is what one file says of one place. [New] merges entries, of one
// file or of several, into a [Gazetteer], which never changes. A [Place] is a
// place in it. The level is 0 for a country and 1 for admin1. The parent is
// what the files say, never the beginning of a P-code.
//
// A [Candidate] is a place that a text may mean. [Gazetteer.Match] returns all
// of them and [Gazetteer.Resolve] refuses where there are several: nothing is
// guessed. A [Matcher] finds names in running text. [Gazetteer.Suggest] offers
// similar names to a person.
//
// [Boundaries] are the areas of places as polygons, apart from the gazetteer.
// A [Rate] sets a count against a population and keeps year and source.
//
// # When two spellings are the same
//
// Case, accents, vowel marks, hyphens and apostrophes do not count, nor do the
// ways of writing alef, hamza on a letter, ta marbuta, final ya and kashida:
// "Deir-ez-Zor" is "deir ez zor", "Dar'a" is "Dara", "إدلب" is "ادلب". That is
// the sort [Normalised]. Only if no name fits that way may the article be left
// out, added or exchanged (al-, el-, ar-, as-, ash-, ال), and only for places
// that have an article in one of their spellings: "Raqqa" is Ar-Raqqa, but
// "Al-Hama" is not Hama. That is the sort [WithoutArticle]. Transliterations
// are not equated: whether Idlib is Idleb is for the data to say.
//
// An area and an area in it that have a name in common, but for its article or
// for Markaz (مركز, the part of an area around its seat), are called one by the
// spellings of the other: if the governorate of Homs is listed as Hims as well,
// "Hims" may also be the district of Homs, which is given as a [Namesake]. A
// kind in the text or in the spelling tells them apart: "Hims Governorate" is
// the governorate. So load the kinds.
//
// # Tables
//
// [ReadCSV] and [ReadRows] recognise these headers, whatever their case and
// punctuation: those of COD tables and boundaries (ADM2_PCODE, admin2Name_ar,
// adm1_name1 with lang1, ADM2ALT1EN, validOn, AREA_SQKM, T_TL), of the global
// P-code list (Location, Admin Level, P-Code, Name, Parent P-Code, Valid from
// date), and of this package's own format, one row a place:
//
//	pcode,level,parent,iso3,name_en,name_ar,kind_en,aliases_en,lat,lon,area_sqkm,populations,valid_from,valid_to
//	SY02,1,SY,SYR,Aleppo,حلب,Governorate,Halab;Alep,36.25,37.62,18482,2004=4045166 census,,
//
// Columns may be absent. A name, alias or kind column ends in a language tag;
// several aliases, kinds and populations are separated by semicolons. Other
// headers are mapped with Columns. Columns that say nothing of a place are
// left alone.
//
// A workbook is read by package sheet, whose rows [ReadRows] takes.
//
// # Size
//
// On one core of a plain server a table of 400,000 names, 171,000 places, is
// read and indexed in 0.9 seconds and then takes 75 MB; prose is scanned for
// them at 30 MB a second without allocating. A GeoJSON file of 110 MB with
// 2,000 features takes three to four times its size while it is read, one of
// 100 MB with a single feature seven to eight times.
//
// # Limits
//
//   - No data ships but the sample in testdata/gazetteer-syria.
//   - Names of more than 16 words, or with a word of more than 128 bytes, are
//     kept and not matched, with a finding.
//   - A name is found in a text only if its words are joined by spaces, dashes
//     or one line break; "Paris (Texas)" is found as Paris.
//   - Scripts that write words together, such as Thai, are matched where a
//     name stands by itself.
//   - Boundaries across the 180th meridian must be split there, as RFC 7946
//     asks; edges are straight in degrees.
//   - Boundaries may overlap or leave gaps; they are not checked against one
//     another.
package gazetteer
