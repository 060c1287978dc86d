package numeral

import (
	"strings"
	"testing"
)

// TestParse reads cells that are not prose: signs, shorthand, words that are a
// quantity only alone.
func TestParse(t *testing.T) {
	for _, c := range []struct{ tag, text, want string }{
		{"en", "1.2m", "1200000"},
		{"en", " 2015 ", "2015"},
		{"en", "one", "1"},
		{"en", ">1,250", ">1250"},
		{"en", "~100", "~100"},
		{"en", "≈ 100", "~100"},
		{"en", "<~40", "<~40"},
		{"en", "not known", "some"},
		{"en", "Reported, number not known", "some"},
		{"en", "none reported", "none"},
		{"en", "no data", "not_reported"},
		{"en", "withheld", "withheld"},
		{"en", "withheld (<5)", "withheld<5"},
		{"ar", "محجوب (\u2068<5\u2069)", "withheld<5"},
		{"en", "withheld (5)", ""},
		{"en", "(none)", ""},
		{"en", "75 (between 69 and 82)", "69..75..82"},
		{"en", "27% (25% to 30%)", "250..270..300"},
		{"en", "a million", "~1000000"},
		{"en", "\u2068at least\u2069 \u200e1\u200e,\u200e250\u2069", ">=1250"},
		{"en", "\ufeff300", "300"},
		{"fr", "un", "1"},
		{"fr", "signalé, nombre inconnu", "some"},
		{"fr", "aucun", "none"},
		{"fr", "1\u202f250", "1250"},
		{"fr", "75 (de 69 à 82)", "69..75..82"},
		{"fr", "neuf", "9"},
		{"es", "uno", "1"},
		{"es", "ninguno", "none"},
		{"es", "12\u202f500", "12500"},
		{"es", "75 (entre 69 y 82)", "69..75..82"},
		{"es", "sin datos", "not_reported"},
		{"ar", "\u2068١٬٢٥٠\u2069", "1250"},
		{"ar", "بين \u20681,250\u2069 و\u20682,500\u2069", "1250..2500"},
		{"ar", "\u206875\u2069 (بين \u206869\u2069 و\u206882\u2069)", "69..75..82"},
		{"ar", "لا توجد بيانات", "not_reported"},
		{"ar", "أُبلغ عنه، العدد غير معروف", "some"},
	} {
		r, err := language(t, c.tag).Parse(c.text)
		if c.want == "" {
			if err == nil {
				t.Errorf("%s %q: got %v, want an error", c.tag, c.text, r.Quantity)
			}
			continue
		}
		if err != nil || r.Quantity.String() != c.want {
			t.Errorf("%s %q: got %v, %v, want %s", c.tag, c.text, r.Quantity, err, c.want)
		}
	}
}

// TestParseRefuses holds what the refusals say, and that they say what to do.
func TestParseRefuses(t *testing.T) {
	for _, c := range []struct{ tag, text, wrong, remedy string }{
		{"en", "", "it is empty", "write a number"},
		{"en", " \u2069", "it is empty", "write a number"},
		{"en", "people", "it is not a number", "such as 1250 or 1,250"},
		{"en", "300 people", `"people" is left over`, "write the number alone"},
		{"en", "at least", "it is not a number", "write one"},
		{"en", "1.250", "1250 or 1.250", "such as 1250 or 1,250"},
		{"en", "1.2", "1.2 is not a whole number", "write a number"},
		{"en", "-5", "cannot be negative", "without the sign"},
		{"en", "\u22125", "cannot be negative", "without the sign"},
		{"en", "007", "does not begin with 0", "write a number"},
		{"en", "60-80,000", "may be in thousands", "both numbers in full"},
		{"en", "82-69", "down to", "write a number"},
		{"en", "at least about 300", "two bounds", "keep one bound"},
		{"en", "fewer than 0", "fewer than 0", "write a number"},
		{"en", "9223372036854775808", "larger than the register can hold", "write a number"},
		{"en", "10000000 trillion", "larger than the register can hold", "write a number"},
		{"en", "tens of millions", "no word", "write a number, or millions"},
		{"en", "about 10 to 20", "itself about", "write the range alone"},
		{"en", "twenty-twenty", "a range or a year", "write a number"},
		{"en", "two thousand, five hundred", "in two parts", "one number in digits"},
		{"en", "unknown", "it is not a number", "write one"},
		{"fr", "inconnu", "it is not a number", "write one"},
		{"es", "desconocido", "it is not a number", "write one"},
		{"ar", "غير معروف", "it is not a number", "write one"},
		{"en", "third", "it is not a number", "write one"},
		{"en", "5 December", `"December" is left over`, "write the number alone"},
		{"en", "14:30", "left over", "write the number alone"},
		{"en", "0.0000000001%", "too many decimals", "write a number"},
		{"en", "75 (80 to 90)", "outside its range", "write a number"},
		{"en", strings.Repeat("1", 400), "too long", "write the number alone"},
		{"fr", "1.250", "1250 or 1.250", "such as 1250 or 1 250"},
		{"es", "1,250", "1250 or 1.250", "such as 1250 or 1.250"},
		{"ar", "ألفا", "1000 or 2000", "write a number"},
	} {
		_, err := language(t, c.tag).Parse(c.text)
		if err == nil || !strings.Contains(err.Error(), c.wrong) || !strings.Contains(err.Error(), c.remedy) {
			t.Errorf("%s %q: got %v, want %q and %q", c.tag, c.text, err, c.wrong, c.remedy)
		}
	}
	if _, err := new(Language).Parse("5"); err == nil {
		t.Error("the zero Language reads a number")
	}
	for range new(Language).Scan("5") {
		t.Error("the zero Language finds a number")
	}
}

func TestLargest(t *testing.T) {
	if r, err := English().Parse("9,223,372,036,854,775,807"); err != nil || r.Quantity.String() != "9223372036854775807" {
		t.Errorf("got %v, %v", r.Quantity, err)
	}
}
