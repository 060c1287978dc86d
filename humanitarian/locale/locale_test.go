package locale

import (
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

func TestQuantityWording(t *testing.T) {
	l := English()
	for s, want := range map[string]string{
		"1250": "1,250", ">=178000": "at least 178,000", ">1250": "more than 1,250", "<=45000": "up to 45,000", "<10": "fewer than 10",
		"60000..80000": "60,000 to 80,000", "69..75..82": "75 (69 to 82)", "~100": "about 100", "<~486000": "nearly 486,000",
		"tens_of_thousands": "tens of thousands", "some": "reported, number not known", "none": "none reported",
		"not_reported": "no data", "withheld": "withheld", "withheld<5": "withheld (<5)", "0": "0", "999": "999", "1000000": "1,000,000",
	} {
		if got := l.Quantity(humanitarian.MustParseQuantity(s), humanitarian.Person); got != want {
			t.Errorf("%s: got %q, want %q", s, got, want)
		}
	}
	if got := l.Quantity(humanitarian.MustParseQuantity("273"), humanitarian.Permille); got != "27.3%" {
		t.Errorf("got %q", got)
	}
}

func TestSumWording(t *testing.T) {
	for _, c := range []struct {
		parts []string
		want  string
	}{
		{[]string{"5", "~100"}, "an estimated 105"},
		{[]string{">=69", "~100"}, "an estimated 169 or more"},
		{[]string{"5", "some"}, "at least 5, and 1 report without a number"},
		{[]string{"some", "hundreds"}, "number not known, and 2 reports without a number"},
		{[]string{"30..40", "5"}, "35 to 45"},
		{nil, "no data"},
		{[]string{"none"}, "0"},
	} {
		var qs []humanitarian.Quantity
		for _, p := range c.parts {
			qs = append(qs, humanitarian.MustParseQuantity(p))
		}
		s, _ := humanitarian.Add(qs...)
		if got := English().Sum(s, humanitarian.Person); got != c.want {
			t.Errorf("%v: got %q, want %q", c.parts, got, c.want)
		}
	}
}

func TestDateWording(t *testing.T) {
	d := humanitarian.MustParseDate
	for want, p := range map[string]humanitarian.Period{
		"26 November to 8 December 2024":     {Start: d("2024-11-26"), End: d("2024-12-08")},
		"1 to 5 December 2024":               {Start: d("2024-12-01"), End: d("2024-12-05")},
		"since 27 November 2024":             {Start: d("2024-11-27")},
		"29 December 2024 to 2 January 2025": {Start: d("2024-12-29"), End: d("2025-01-02")},
		"December 2024":                      {Start: d("2024-12"), End: d("2024-12")},
		"until 2024":                         {End: d("2024")},
	} {
		if got := English().Period(p); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestCounted(t *testing.T) {
	for _, c := range []struct{ q, unit, want string }{
		{">=178000", "person", "at least 178,000 people"}, {"1", "route", "1 route"}, {"1100000", "person", "1.1 million people"}, {">2000000", "person", "more than 2 million people"}, {"1234567", "person", "1,234,567 people"}, {"hundreds", "person", "hundreds of people"},
		{"several", "person", "several people"}, {"some", "person", "an unknown number of people"}, {"none", "person", "no people"},
		{"500", "permille", "50 per cent"}, {"~3000", "household", "about 3,000 households"}, {"4200000", "USD", "US$ 4.2 million"}, {"not_reported", "person", "no data"},
	} {
		if got := English().Counted(humanitarian.MustParseQuantity(c.q), humanitarian.Unit(c.unit)); got != c.want {
			t.Errorf("%s %s: got %q, want %q", c.q, c.unit, got, c.want)
		}
	}
}

// TestCountedAgrees says one, two and millions as Arabic does, and percentages
// as Spanish and English do.
func TestCountedAgrees(t *testing.T) {
	for _, c := range []struct{ tag, q, unit, want string }{
		{"ar", "1", "person", "شخص واحد"}, {"ar", ">=1", "facility", "ما لا يقل عن مرفق واحد"},
		{"ar", "2", "facility", "2 من المرافق"}, {"ar", ">2", "facility", "أكثر من مرفقين اثنين"}, {"ar", "1..2", "route", "من 1 إلى 2 من الطرق"},
		{"ar", "3", "facility", "3 مرافق"}, {"ar", "102", "facility", "102 مرفق"},
		{"ar", "1000000", "person", "مليون شخص"}, {"ar", "<~1000000", "person", "ما يقارب مليون شخص"}, {"ar", "1100000", "person", "1.1 مليون شخص"},
		{"ar", "2000000", "person", "2,000,000 شخص"}, {"ar", ">=2000000", "person", "ما لا يقل عن مليوني شخص"}, {"ar", "2100000", "person", "2.1 مليون شخص"},
		{"ar", "1000000..2000000", "person", "من مليون إلى مليوني شخص"}, {"ar", "2000000..3000000", "person", "من 2,000,000 إلى 3 ملايين شخص"},
		{"ar", "~2000000", "USD", "نحو مليوني دولار أمريكي"},
		{"es", "420", "permille", "42 %"}, {"es", "~60", "permille", "alrededor del 6 %"}, {"es", "<~500", "permille", "casi el 50 %"},
		{"es", ">200", "permille", "más del 20 %"}, {"es", "400..600", "permille", "entre el 40 % y el 60 %"}, {"es", ">200", "person", "más de 200 personas"},
		{"en", "<500", "permille", "less than 50 per cent"}, {"en", "<500", "person", "fewer than 500 people"},
	} {
		l, err := Of(c.tag)
		if err != nil {
			t.Fatal(err)
		}
		got := l.Counted(humanitarian.MustParseQuantity(c.q), humanitarian.Unit(c.unit))
		if got = strings.NewReplacer(fsi, "", pdi, "", "\u00a0", " ", "\u202f", " ").Replace(got); got != c.want {
			t.Errorf("%s %s %s: got %q, want %q", c.tag, c.q, c.unit, got, c.want)
		}
	}
}
