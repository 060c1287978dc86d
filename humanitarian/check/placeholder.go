package check

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// Marks that nobody writes in a finished text. Abbreviations are read in
// capitals only: "tbc" may be part of an address, XX is the twentieth century.
var (
	blank = regexp.MustCompile(`\b(?:TBC|TBD|TBA|TODO|FIXME|X{3,}|X{1,3}[,.]X{3}|Y{4}|J{2}/M{2}|D{2}/M{2}|M{2}/D{2})\b|\?{3,}|_{3,}|\.{4,}|[{}]|\[\s*(?:\.{3}|…)?\s*\]`)

	// The rest is looked for in small letters without accents.
	meant = regexp.MustCompile(`lorem ipsum|لوريم ايبسوم|نص تجريبي|` +
		`[\[<(]\s*(?:(?:to be|insert|enter|add|type|complete|fill|inserer|ajouter|completer|saisir|insertar|anadir|agregar|completar|escribir)\b|` +
		`(?:ادخل|اضف|اكتب|يدرج|يضاف|يستكمل))[^\])>]{0,60}[\])>]|` +
		`[\[<]\s*(?:(?:name|date|number|figure|place|source|nom|chiffre|nombre|lieu|fecha|numero|cifra|lugar|fuente)\b|` +
		`(?:الاسم|التاريخ|الرقم|المكان|المصدر))[^\]>]{0,60}[\]>]|` +
		`\[[^\]]{0,60}\b(?:to be confirmed|a confirmer|por confirmar|tbc)\b[^\]]{0,60}\]|` +
		`\b(?:to be (?:completed|added|inserted|filled in|written)|placeholder|text here|` +
		`a (?:completer|inserer|rediger|remplir)|` +
		`por (?:completar|insertar|redactar|rellenar)|pendiente de (?:completar|redactar))\s*(?:$|[\])>.,;:!])|` +
		`(?:^|[^\p{L}])(?:يستكمل|تستكمل|للاستكمال|قيد الاستكمال|يملا لاحقا|يحدد لاحقا|يكتب لاحقا)(?: لاحقا)?\s*(?:$|[\])>.,;:!،؛])`)

	// A whole text, or a whole remark in brackets; in a sentence it may be meant.
	alone = regexp.MustCompile(`^(?:to be (?:confirmed|determined|decided|announced)|` +
		`a (?:confirmer|preciser|determiner|definir)|por (?:confirmar|determinar|definir)|pendiente|` +
		`(?:يوكد|تؤكد|يؤكد|يتاكد) لاحقا|قيد التاكيد|للتاكيد|tbc|tbd|tba|todo|xx+|n\.?n\.?)$`)
	remark = regexp.MustCompile(`[\[(<]\s*([^\])>]{1,60}?)\s*[\])>]`)
)

// Placeholder reports whether a text still holds what somebody meant to replace:
// TBC, XXX, Lorem ipsum, [insert name], à compléter, por completar, يُستكمل.
func Placeholder(text string) bool {
	if blank.MatchString(text) {
		return true
	}
	plain := folded(text)
	if meant.MatchString(plain) || alone.MatchString(strings.Trim(plain, " .:;!،؛\t\n")) {
		return true
	}
	for _, m := range remark.FindAllStringSubmatch(plain, -1) {
		if alone.MatchString(m[1]) {
			return true
		}
	}
	return false
}

// folded writes a text in small letters, without the accents of French and
// Spanish, the vowel marks of Arabic and the seats of its hamza.
func folded(text string) string {
	return strings.Map(func(r rune) rune {
		switch r = unicode.ToLower(r); r {
		case 'à', 'â', 'ä', 'á':
			return 'a'
		case 'é', 'è', 'ê', 'ë':
			return 'e'
		case 'í', 'ì', 'î', 'ï':
			return 'i'
		case 'ó', 'ò', 'ô', 'ö':
			return 'o'
		case 'ú', 'ù', 'û', 'ü':
			return 'u'
		case 'ç':
			return 'c'
		case 'ñ':
			return 'n'
		case 'أ', 'إ', 'آ', 'ى':
			return 'ا'
		case 'ـ':
			return -1
		}
		switch {
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, text)
}

// placeholders reports rows whose words are still to be written.
func (c *checker) placeholders() {
	known := map[string]bool{"": false} // rows share their sources
	for i := range c.reg.Figures {
		f := &c.reg.Figures[i]
		if f.ID == "" || c.index[f.ID] != i {
			continue
		}
		for _, s := range wordsOf(f) {
			left, ok := known[s]
			if !ok {
				left = Placeholder(s)
				known[s] = left
			}
			if left {
				c.warn(f, "placeholder", s)
			}
		}
	}
}

// wordsOf lists the texts of a row that a brief may print.
func wordsOf(f *humanitarian.Figure) [9]string {
	return [...]string{f.Source.Name, f.Source.Title, f.Publisher, f.Place.Name, f.Definition, f.Method, f.Reason, f.VerifiedBy, f.FacilityName}
}
