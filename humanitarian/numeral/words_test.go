package numeral

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// The writers here are the slow twin of compose: each spells a number by the
// grammar of its language, without the vocabulary files, and what it spells
// must be read back. Where a language allows several spellings, the variant
// chooses one.

type writer func(n int64, variant int) string

func TestNumberWords(t *testing.T) {
	for tag, write := range map[string]writer{"en": writeEnglish, "fr": writeFrench, "es": writeSpanish, "ar": writeArabic} {
		l := language(t, tag)
		r := rand.New(rand.NewPCG(7, 11))
		check := func(n int64) {
			variant := r.IntN(16)
			text := write(n, variant)
			got, err := l.Parse(text)
			if q, ok := got.Quantity.Best(); err != nil || !ok || q != n || got.Quantity != exactly(n) {
				t.Errorf("%s: %q: got %v, %v, want %d", tag, text, got.Quantity, err, n)
			}
		}
		for n := range int64(3000) {
			check(n)
		}
		for range 5000 {
			check(r.Int64N(1_000_000))
			check(r.Int64N(1_000_000_000_000))
			check(r.Int64N(2000) * 1_000_000)
		}
	}
}

func writeEnglish(n int64, variant int) string {
	small := strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens := strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")
	and := " and "
	if variant&1 > 0 {
		and = " "
	}
	hyphen := "-"
	if variant&2 > 0 {
		hyphen = " "
	}
	var below1000 func(n int64) string
	below1000 = func(n int64) string {
		switch {
		case n < 20:
			return small[n]
		case n < 100 && n%10 == 0:
			return tens[n/10]
		case n < 100:
			return tens[n/10] + hyphen + small[n%10]
		case n%100 == 0:
			return small[n/100] + " hundred"
		}
		return small[n/100] + " hundred" + and + below1000(n%100)
	}
	var parts []string
	for _, s := range []struct {
		value int64
		name  string
	}{{1e9, " billion"}, {1e6, " million"}, {1e3, " thousand"}} {
		if n >= s.value {
			parts = append(parts, below1000(n/s.value)+s.name)
			n %= s.value
		}
	}
	last := below1000(n)
	switch {
	case len(parts) == 0:
		return last
	case n == 0:
		return strings.Join(parts, " ")
	case n < 100 && variant&1 == 0:
		return strings.Join(parts, " ") + " and " + last
	}
	return strings.Join(parts, " ") + " " + last
}

func frenchSmall() []string {
	return strings.Fields("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf")
}

func frenchBelow100(n int64, last, belgian bool) string {
	small := frenchSmall()
	tens := strings.Fields("- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt")
	ten, one := n/10, n%10
	if belgian && (ten == 7 || ten == 9) {
		name := map[int64]string{7: "septante", 9: "nonante"}[ten]
		switch one {
		case 0:
			return name
		case 1:
			return name + " et un"
		}
		return name + "-" + small[one]
	}
	switch {
	case n < 20:
		return small[n]
	case n == 80 && last:
		return "quatre-vingts"
	case n == 71:
		return "soixante et onze"
	case ten == 7 || ten == 9:
		return tens[ten] + "-" + small[10+one]
	case one == 0:
		return tens[ten]
	case one == 1 && ten < 8:
		return tens[ten] + " et un"
	}
	return tens[ten] + "-" + small[one]
}

func frenchBelow1000(n int64, last, belgian bool) string {
	hundred, rest := n/100, n%100
	var parts []string
	switch {
	case hundred == 1:
		parts = append(parts, "cent")
	case hundred > 1 && rest == 0 && last:
		parts = append(parts, frenchSmall()[hundred]+" cents")
	case hundred > 1:
		parts = append(parts, frenchSmall()[hundred]+" cent")
	}
	if rest > 0 || hundred == 0 {
		parts = append(parts, frenchBelow100(rest, last, belgian))
	}
	return strings.Join(parts, " ")
}

func writeFrench(n int64, variant int) string {
	belgian := variant&1 > 0
	var parts []string
	for _, s := range []struct {
		value int64
		name  string
	}{{1e9, "milliard"}, {1e6, "million"}} {
		if k := n / s.value; k == 1 {
			parts = append(parts, "un "+s.name)
		} else if k > 1 {
			parts = append(parts, frenchBelow1000(k, true, belgian)+" "+s.name+"s")
		}
		n %= s.value
	}
	if k := n / 1000; k == 1 {
		parts = append(parts, "mille")
	} else if k > 1 {
		parts = append(parts, frenchBelow1000(k, false, belgian)+" mille")
	}
	if n%1000 > 0 || len(parts) == 0 {
		parts = append(parts, frenchBelow1000(n%1000, true, belgian))
	}
	return strings.Join(parts, " ")
}

func writeSpanish(n int64, variant int) string {
	small := strings.Fields("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve")
	tens := strings.Fields("- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa")
	hundreds := strings.Fields("- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos")
	below1000 := func(n int64, before bool) string {
		if n == 100 {
			return "cien"
		}
		var parts []string
		if n >= 100 {
			h := hundreds[n/100]
			if variant&1 > 0 && !before {
				h = strings.Replace(h, "ientos", "ientas", 1)
			}
			parts = append(parts, h)
		}
		switch r := n % 100; {
		case r == 0 && n > 0:
		case r < 30:
			parts = append(parts, small[r])
		case r%10 == 0:
			parts = append(parts, tens[r/10])
		default:
			parts = append(parts, tens[r/10]+" y "+small[r%10])
		}
		s := strings.Join(parts, " ")
		if before { // veintiún mil, treinta y un millones
			if rest, ok := strings.CutSuffix(s, "veintiuno"); ok {
				s = rest + "veintiún"
			} else if rest, ok := strings.CutSuffix(s, "uno"); ok {
				s = rest + "un"
			}
		}
		return s
	}
	below1e6 := func(n int64, before bool) string {
		var parts []string
		if k := n / 1000; k == 1 {
			parts = append(parts, "mil")
		} else if k > 1 {
			parts = append(parts, below1000(k, true)+" mil")
		}
		if n%1000 > 0 || n == 0 {
			parts = append(parts, below1000(n%1000, before))
		}
		return strings.Join(parts, " ")
	}
	var parts []string
	if k := n / 1_000_000; k == 1 {
		parts = append(parts, "un millón")
	} else if k > 1 {
		parts = append(parts, below1e6(k, true)+" millones")
	}
	if n%1_000_000 > 0 || n == 0 {
		parts = append(parts, below1e6(n%1_000_000, false))
	}
	return strings.Join(parts, " ")
}

func arabicBelow100(n int64, variant int) string {
	units := [2][]string{
		strings.Fields("صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة"),
		strings.Fields("صفر واحدة اثنتان ثلاث أربع خمس ست سبع ثماني تسع عشر"),
	}[variant&1]
	teens := [2][]string{
		{"", "أحد عشر", "اثنا عشر", "ثلاثة عشر", "أربعة عشر", "خمسة عشر", "ستة عشر", "سبعة عشر", "ثمانية عشر", "تسعة عشر"},
		{"", "إحدى عشرة", "اثنتا عشرة", "ثلاث عشرة", "أربع عشرة", "خمس عشرة", "ست عشرة", "سبع عشرة", "ثماني عشرة", "تسع عشرة"},
	}[variant&1]
	tens := [2][]string{
		strings.Fields("- - عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون"),
		strings.Fields("- - عشرين ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين"),
	}[variant>>1&1]
	switch {
	case n <= 10:
		return units[n]
	case n < 20:
		return teens[n-10]
	case n%10 == 0:
		return tens[n/10]
	}
	return units[n%10] + " و" + tens[n/10]
}

// arabicBelow1000 drops the nun of 200 before a noun of its own.
func arabicBelow1000(n int64, construct bool, variant int) string {
	hundred := [2]string{"مئة", "مائة"}[variant>>2&1]
	var parts []string
	switch h := n / 100; h {
	case 0:
	case 1:
		parts = append(parts, hundred)
	case 2:
		two := strings.TrimSuffix(hundred, "ة") + "تان"
		if construct && n == 200 {
			two = strings.TrimSuffix(two, "ن")
		}
		parts = append(parts, two)
	default:
		parts = append(parts, strings.Fields("- - - ثلاث أربع خمس ست سبع ثمان تسع")[h]+hundred)
	}
	if n%100 > 0 || n == 0 {
		parts = append(parts, arabicBelow100(n%100, variant))
	}
	return strings.Join(parts, " و")
}

func writeArabic(n int64, variant int) string {
	scale := func(n int64, one, two, few, many string) string {
		switch {
		case n == 1:
			return one
		case n == 2:
			return two
		case n%100 >= 3 && n%100 <= 10:
			return arabicBelow1000(n, false, variant) + " " + few
		case n%100 >= 11:
			return arabicBelow1000(n, false, variant) + " " + many
		}
		return arabicBelow1000(n, true, variant) + " " + one
	}
	var parts []string
	if k := n / 1_000_000_000; k > 0 {
		parts = append(parts, scale(k, "مليار", "ملياران", "مليارات", "مليارا"))
	}
	if k := n / 1_000_000 % 1000; k > 0 {
		parts = append(parts, scale(k, "مليون", "مليونان", "ملايين", "مليونا"))
	}
	if k := n / 1000 % 1000; k > 0 {
		parts = append(parts, scale(k, "ألف", "ألفان", "آلاف", "ألفا"))
	}
	if n%1000 > 0 || len(parts) == 0 {
		parts = append(parts, arabicBelow1000(n%1000, false, variant))
	}
	return strings.Join(parts, " و")
}
