package locale

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// Isolates keep the order of what stands inside them from its surroundings
// (Unicode Standard Annex 9): what follows the first reads as its own first
// letter says, and from left to right if it has none.
const (
	fsi = "\u2068"
	pdi = "\u2069"
)

// Say words a key of the catalogues. Each argument fills its place: {0} with
// the first as it is, {0:date} with the date it holds in canonical text, and
// {0:indicator} with the wording of the key indicator.ARGUMENT. A key with
// plural forms takes the form of its first argument. A key that no catalogue
// has is said as the key with its arguments.
func (l *Language) Say(key string, args ...string) string {
	text, ok := l.texts[key]
	if !ok {
		n := int64(0)
		if len(args) > 0 {
			n, _ = strconv.ParseInt(args[0], 10, 64)
		}
		if text, ok = l.form(key, n); !ok {
			return humanitarian.Phrase{Key: key, Args: args}.String()
		}
	}
	return l.fill(text, args)
}

// Phrase words p.
func (l *Language) Phrase(p humanitarian.Phrase) string { return l.Say(p.Key, p.Args...) }

// Phrases words several phrases as one list.
func (l *Language) Phrases(list []humanitarian.Phrase) string {
	said := make([]string, len(list))
	for i, p := range list {
		said[i] = l.Phrase(p)
	}
	return strings.Join(said, l.texts["list.semicolon"])
}

// Because words p with the reasons that belong into it; without any it is said
// alone.
func (l *Language) Because(p humanitarian.Phrase, reasons []humanitarian.Phrase) string {
	if len(reasons) > 0 {
		p.Args = []string{l.Phrases(reasons)}
	}
	return l.Phrase(p)
}

// Word returns the wording of a word of a list, such as indicator, status or
// source_kind. A word that the catalogues do not have, such as a desk's own
// indicator, is said as it is, with blanks for underscores.
func (l *Language) Word(list, word string) string {
	if s, ok := l.texts[list+"."+word]; ok {
		return s
	}
	return l.Data(strings.ReplaceAll(word, "_", " "))
}

// Has reports whether the catalogues have a wording for a word of a list.
func (l *Language) Has(list, word string) bool { _, ok := l.example(list + "." + word); return ok }

// Plural words a key with plural forms for n.
func (l *Language) Plural(key string, n int64, args ...string) string {
	text, ok := l.form(key, n)
	if !ok {
		return l.Say(key, args...)
	}
	return l.fill(text, args)
}

// form returns the plural form of a key for n, by the rules of the Unicode
// CLDR. A form that the catalogue leaves out is said as other.
func (l *Language) form(key string, n int64) (string, bool) { return l.formOf(key, n, 0) }

// formOf returns the form of a key for n and tenths: 1.1 is not one.
func (l *Language) formOf(key string, n, tenths int64) (string, bool) {
	if n < 0 {
		n = -n
	}
	if n > 10_000_000 {
		n = 10_000_000 + n%1_000_000 // the rules look at the last six digits and the size
	}
	decimals := 0 // how many are written
	if tenths > 0 {
		decimals = 1
	}
	names := map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many"}
	name := names[plural.Cardinal.MatchPlural(l.tag, int(n), decimals, decimals, int(tenths), int(tenths))]
	if s, ok := l.texts[key+"["+name+"]"]; ok {
		return s, true
	}
	s, ok := l.texts[key+"[other]"]
	return s, ok
}

// Finding words what is wrong and what to do about it.
func (l *Language) Finding(f humanitarian.Finding) (message, hint string) {
	return l.Say("finding."+f.Code, f.Args...), l.Say("hint."+f.Code, f.Args...)
}

// FindingLine words f in one line: position, severity, message, code.
func (l *Language) FindingLine(f humanitarian.Finding) string {
	where := ""
	for _, p := range f.Positions {
		where += p.String() + ": "
	}
	if len(f.Figures) > 0 {
		where += strings.Join(f.Figures, ", ") + ": "
	}
	message, _ := l.Finding(f)
	return where + l.Word("severity", f.Severity.String()) + l.texts["list.colon"] + message + " [" + f.Code + "]"
}

// fill puts the arguments into their places in one pass, so that an argument
// that looks like a place stays as it is.
func (l *Language) fill(text string, args []string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		place, after, _ := strings.Cut(rest, "}")
		number, kind, _ := strings.Cut(place, ":")
		if i, err := strconv.Atoi(number); err == nil && i < len(args) {
			b.WriteString(l.argument(args, i, kind))
		}
		text = after
	}
}

// argument words one argument.
func (l *Language) argument(args []string, i int, kind string) string {
	s := args[i]
	switch kind {
	case "":
		return l.Data(s)
	case "said": // worded already, in this language
		return s
	case "number":
		if n, err := strconv.ParseInt(s, 10, 64); err == nil {
			return l.Number(n)
		}
	case "change":
		if n, err := strconv.ParseInt(s, 10, 64); err == nil {
			return l.Change(n)
		}
	case "hundredths": // of a household size: 540 is 5.4
		if n, err := strconv.ParseInt(s, 10, 64); err == nil {
			return l.figure(l.decimal(n, 2))
		}
	case "quantity":
		if q, err := humanitarian.ParseQuantity(s); err == nil {
			return l.Quantity(q, "")
		}
	case "date":
		if d, err := humanitarian.ParseDate(s); err == nil && s != "" {
			return l.Date(d)
		}
	case "period":
		if p, err := humanitarian.ParsePeriod(s); err == nil {
			return l.Period(p)
		}
	default:
		if text, ok := l.texts[kind+"."+s]; ok && strings.Contains(text, "{") {
			return l.fill(text, args) // a reason that names what the sentence was given
		}
		return l.Word(kind, s)
	}
	return l.Data(s)
}

// Data returns a text of the data, such as a name or a title, as it may stand in
// a sentence of l: isolated where l is written from right to left.
func (l *Language) Data(s string) string {
	if !l.rtl || s == "" {
		return s
	}
	return fsi + strings.ReplaceAll(strings.ReplaceAll(s, fsi, ""), pdi, "") + pdi // what was cut from a sentence may have lost its other half
}

// figure returns a formatted figure, isolated where l is written from right to
// left: 45,360-50,000, -8% and US$ 4.2 million keep their order.
func (l *Language) figure(s string) string { return l.Data(s) }

// put fills the places of a wording with texts that were worded already.
func put(text string, args ...string) string {
	var pairs []string
	for i, a := range args {
		pairs = append(pairs, "{"+strconv.Itoa(i)+"}", a)
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// placeholders lists the places of a wording, such as 0 and 1:date, sorted.
func placeholders(text string) (out []string) {
	for {
		_, rest, ok := strings.Cut(text, "{")
		if !ok {
			slices.Sort(out)
			return slices.Compact(out)
		}
		var place string
		place, text, _ = strings.Cut(rest, "}")
		out = append(out, place)
	}
}

// wellFormed reports a wording whose places cannot be filled.
func wellFormed(text string) error {
	if strings.Count(text, "{") != strings.Count(text, "}") {
		return fmt.Errorf("%q has a brace without its other half", text)
	}
	for _, p := range placeholders(text) {
		number, _, _ := strings.Cut(p, ":")
		if i, err := strconv.Atoi(number); err != nil || i < 0 || i > 9 {
			return fmt.Errorf("{%s} is not a place; write {0}, or {0:date} as the wording it replaces does", p)
		}
	}
	return nil
}
