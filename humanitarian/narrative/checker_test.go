package narrative

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// TestIssues gives one lawful and one or more false tellings for each code.
func TestIssues(t *testing.T) {
	facts, _ := readCorpus(t, "en")
	c, err := NewChecker("en", facts, &CheckOptions{Gazetteer: syria(t)})
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ name, text, want, why string }{
		{"floor", "At least 69 civilians were killed in Aleppo and Idleb.", "", "as its source said it"},
		{"floor told as a count", "69 civilians were killed in Aleppo and Idleb.", Quantifier, "there may be more"},
		{"floor told as about", "About 69 civilians were killed in Aleppo and Idleb.", Quantifier, "about has no floor"},
		{"strict", "More than 69 civilians were killed in Aleppo and Idleb.", Quantifier, "69 is at least 69, not more"},
		{"count told as a floor", "At least 58 civilians were killed in Aleppo.", "", "true of an exact 58"},
		{"ceiling", "Up to 69 civilians were killed in Aleppo and Idleb.", Quantifier, "a floor is no ceiling"},
		{"rounded floor of the displaced", "At least 170,000 people were displaced in Hama.", "", "178,000 cut off to two digits"},
		{"floor rounded up", "At least 180,000 people were displaced in Hama.", Unsupported, "it claims more than the source"},
		{"about of a floor", "About 180,000 people were displaced in Hama.", Quantifier, "178,000 is a floor"},
		{"million", "16.7 million people were in need across the country.", "", "exact to its digits"},
		{"rounded million", "5.4 million people were targeted across the country.", "", "5,430,000 rounds to it"},
		{"wrong million", "5.5 million people were targeted across the country.", Unsupported, "5,430,000 does not round to it"},
		{"full digits are not rounded", "5,400,000 people were targeted across the country.", Unsupported, "5,430,000 is not 5,400,000"},
		{"about of an estimate", "About 300,000 people were displaced in Aleppo, Hama and Idleb.", Unsupported, "281,000 rounds to 280,000"},
		{"dead are not rounded", "About 240 fighters were killed in Aleppo and Idleb.", Rounded, "243 dead are 243"},
		{"dozens", "Dozens of civilians were killed in Aleppo.", "", "58 are dozens"},
		{"hundreds", "Hundreds of civilians were killed in Aleppo.", WrongStatus, "58 are not hundreds; hundreds are fighters and others"},
		{"measure", "At least 69 civilians were injured in Aleppo and Idleb.", WrongMeasure, "69 were killed"},
		{"status", "By the count of SOHR, 243 civilians were killed in Aleppo and Idleb.", WrongStatus, "243 were fighters"},
		{"mixed as civilians", "At least 418 civilians were killed in Aleppo and Idleb.", WrongStatus, "the toll counts fighters too"},
		{"part as whole", "26 people were killed in Aleppo and Idleb.", WrongPeople, "26 were the children"},
		{"whole as part", "At least 69 children were killed in Aleppo and Idleb.", WrongPeople, "69 were all"},
		{"unit", "9,350 people were newly displaced in Homs.", WrongUnit, "9,350 were families"},
		{"place", "58 civilians were killed in Hama.", WrongPlace, "58 were killed in Aleppo"},
		{"larger place", "At least 69 civilians were killed in Aleppo.", WrongPlace, "69 were killed in Aleppo and Idleb together"},
		{"source", "According to WHO, 58 civilians were killed in Aleppo.", WrongSource, "SNHR said so"},
		{"forecast", "About 1.5 million people are displaced in Homs and Hama.", Foreseen, "it was a forecast"},
		{"forecast told as one", "WFP warns that about 1.5 million people could be displaced in Homs and Hama.", "", ""},
		{"unsupported", "57 civilians were killed in Aleppo.", Unsupported, "nobody counted 57"},
		{"none", "No civilians were killed in Tartous, OCHA said.", "", ""},
		{"none elsewhere", "No one was killed in Hama.", WrongPlace, "none is said of Tartous"},
		{"share", "42% of the people displaced in Aleppo, Hama and Idleb are children.", "", ""},
		{"wrong share", "47% of the people displaced in Aleppo, Hama and Idleb are children.", Unsupported, ""},
		{"half", "Half of those killed in Aleppo and Idleb were children.", WrongMeasure, "26 of at least 69 is no half; only displacement in Deir-ez-Zor halved"},
		{"halved", "The number of people displaced in Deir-ez-Zor has halved.", "", "32,000 to 16,000"},
		{"halved elsewhere", "The number of people displaced in Hama has halved.", WrongPlace, "no series of Hama"},
		{"doubled", "The number of people displaced in Deir-ez-Zor has doubled.", WrongMeasure, "it halved; collective sites doubled"},
		{"delta", "The number killed in Dar'a rose by 13.", "", "140 to 153"},
		{"wrong delta", "The number killed in Dar'a rose by 31.", Unsupported, ""},
		{"from to", "The number of collective sites in Al-Hasakeh rose from 44 to 88.", "", ""},
		{"leading zero", "In Aleppo 058 civilians were killed.", Unreadable, "nobody writes a count so"},
		{"two ways", "In Aleppo 1.250 civilians were killed.", Unsupported, "1.250 may be 1,250"},
		{"no figures", "On 5 December 2024, under Resolution 2254, the third convoy took the M5 for 12 hours.", "", "a date, labels, an ordinal, a duration"},
		{"marks", "At least 69 civilians were killed in Aleppo and Idleb [3].", "", "a source mark"},
		{"age", "In Aleppo 58 civilians were killed, among them a boy aged 10.", "", "an age is no figure"},
		{"duration", "The road was blocked for 12 long days.", "", "days are not counted"},
		{"count before a duration", "The strike killed 57 civilians days after the truce.", Unsupported, "57 counts civilians"},
		{"empty", "", "", ""},
	} {
		var got string
		for _, is := range c.Check(tc.text) {
			got = is.Code
			if is.Start < 0 || is.End > len(tc.text) || is.Start >= is.End {
				t.Errorf("%s: bytes %d to %d of %d", tc.name, is.Start, is.End, len(tc.text))
			}
		}
		if got != tc.want {
			t.Errorf("%s (%s): %q gives %q, want %q", tc.name, tc.why, tc.text, got, tc.want)
		}
	}
}

// TestBreakIsNoHalving is the news that a United Nations agency had halved its
// count of women and children, which it had not: the definition had changed.
func TestBreakIsNoHalving(t *testing.T) {
	facts := readRegister(t, `id,indicator,figure,status,place,source,series,definition,period_start,period_end,nature
B1,killed,14500,civilian,SY02,Ministry,ministry,women and children reported by media and hospitals,2023-10-07,2024-05-06,cumulative
B2,killed,7250,civilian,SY02,Ministry,ministry,women and children with full names,2023-10-07,2024-05-08,cumulative
`)
	c, err := NewChecker("en", facts, &CheckOptions{Gazetteer: syria(t)})
	if err != nil {
		t.Fatal(err)
	}
	issues := c.Check("The number of civilians killed in Aleppo was halved.")
	if len(issues) != 1 || issues[0].Code != NotComparable {
		t.Errorf("got %v, want %s", issues, NotComparable)
	}
	issues = c.Check("The number of civilians killed in Aleppo fell by 7,250.")
	if len(issues) != 1 || issues[0].Code != NotComparable {
		t.Errorf("got %v, want %s; 7,250 is a figure, but no fall", issues, NotComparable)
	}
}

// TestDirections wants a word that says which way a value went to have a
// difference behind it: two floors have none, however far apart they are.
func TestDirections(t *testing.T) {
	facts := readRegister(t, `id,indicator,figure,status,place,source,series,period_start,period_end,as_of,nature
S1,idps,>1100000,,,OCHA,stock,,,2024-12-12,stock
S2,idps,>880000,,,OCHA,stock,,,2024-12-15,stock
E1,collective_sites_open,250,,SY08,OCHA,sites,,,2024-12-16,stock
E2,collective_sites_open,180,,SY08,OCHA,sites,,,2024-12-31,stock
K1,killed,>=69,civilian,SY07,OCHA,toll,2024-11-26,2024-12-05,,cumulative
K2,killed,>=75,civilian,SY07,OCHA,toll,2024-11-26,2024-12-08,,cumulative
`)
	for _, tc := range []struct{ tag, text, want string }{
		{"en", "Displacement stood at more than 880,000 people on 15 December, down from the highest count of OCHA on 12 December.", NotComparable},
		{"en", "The number of displaced people fell to more than 880,000.", NotComparable},
		{"en", "Open collective sites in Al-Hasakeh fell to 180.", ""},
		{"en", "Open collective sites in Al-Hasakeh rose to 180.", NotComparable},
		{"en", "180 collective sites were open in Al-Hasakeh, down from two weeks before.", ""},
		{"en", "In Idleb at least 75 civilians were killed, up from the week before.", ""},
		{"en", "In Idleb at least 75 civilians were killed, down from the week before.", NotComparable},
		{"en", "Idleb city fell to the opposition, and at least 75 civilians were killed in Idleb.", ""},
		{"fr", "Au 15 décembre, plus de 880 000 personnes étaient déplacées, moins qu'au moment du maximum relevé par OCHA.", NotComparable},
		{"es", "Al 15 de diciembre había más de 880 000 personas desplazadas, por debajo del máximo registrado por OCHA.", NotComparable},
		{"ar", "بلغ عدد النازحين أكثر من 880,000 شخص، وهو دون أعلى عدد سُجّل.", NotComparable},
	} {
		c, err := NewChecker(tc.tag, facts, &CheckOptions{Places: map[string]string{"SY07": "Idleb", "SY08": "Al-Hasakeh"}})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, is := range c.Check(tc.text) {
			got = append(got, is.Code)
		}
		if strings.Join(got, " ") != tc.want {
			t.Errorf("%s: %q gives %v, want %q", tc.tag, tc.text, got, tc.want)
		}
	}
}

// TestBoundedDifference wants a difference that is known to a bound only to be
// told with it.
func TestBoundedDifference(t *testing.T) {
	facts := readRegister(t, `id,indicator,figure,status,place,source,series,period_start,period_end,nature
J1,injured,46,civilian,SY07,OCHA,injured,2024-11-26,2024-11-28,cumulative
J2,injured,>200,civilian,SY07,OCHA,injured,2024-11-26,2024-12-05,cumulative
`)
	c, err := NewChecker("en", facts, &CheckOptions{Places: map[string]string{"SY07": "Idleb"}})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{
		"In Idleb more than 154 more civilians were recorded injured.": 0,
		"In Idleb 154 more civilians were recorded injured.":           1,
	} {
		if got := c.Check(text); len(got) != want {
			t.Errorf("%q gives %v", text, got)
		}
	}
}

func TestWaivers(t *testing.T) {
	facts, _ := readCorpus(t, "en")
	w := Waiver{Text: "three hospitals share one ambulance", Reason: "seen by our own team", Name: "S. Haddad", Date: humanitarian.MustParseDate("2024-12-05")}
	c, err := NewChecker("en", facts, &CheckOptions{Waivers: []Waiver{w}})
	if err != nil {
		t.Fatal(err)
	}
	got := c.Check("In Hama three hospitals share one ambulance. Three hospitals closed.")
	var waived []bool
	for _, is := range got {
		waived = append(waived, is.Waived != nil)
	}
	if diff := cmp.Diff([]bool{true, true, false}, waived); diff != "" {
		t.Errorf("waived (-want +got):\n%s\n%v", diff, got)
	}
	for _, bad := range []Waiver{{}, {Text: "x", Name: "y"}, {Text: "x", Reason: "r", Name: "y"}} {
		if _, err := NewChecker("en", facts, &CheckOptions{Waivers: []Waiver{bad}}); err == nil || !strings.Contains(err.Error(), "incomplete") {
			t.Errorf("%v: got %v", bad, err)
		}
	}
}

func TestCheckerErrors(t *testing.T) {
	if _, err := NewChecker("uk", Facts{}, nil); err == nil || !strings.Contains(err.Error(), "use en, fr, es or ar") {
		t.Errorf("got %v", err)
	}
	for _, tc := range []struct{ file, want string }{
		{"[measures]\nkilled = slain\n", `no section "measures"`},
		{"[measure]\nkilled = slain | !\n", "has no word in it"},
		{"killed = slain\n", "line 1 is not a wording"},
		{"[measure]\nkilled = tu\xe9\n", "not UTF-8"},
	} {
		if _, err := NewChecker("en", Facts{}, &CheckOptions{Vocabulary: strings.NewReader(tc.file)}); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%q: got %v, want %q", tc.file, err, tc.want)
		}
	}
}

// TestOwnWords adds the desk's own words for a measure, a place and a source.
func TestOwnWords(t *testing.T) {
	facts, _ := readCorpus(t, "en")
	c, err := NewChecker("en", facts, &CheckOptions{
		Vocabulary: strings.NewReader("[measure]\nkilled = martyred\n"),
		Places:     map[string]string{"SY02": "Alep", "SY05": "Hama"},
		Words:      map[string]string{"SNHR": "the Network"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ text, want string }{
		{"The Network counted 58 civilians martyred in Alep.", ""},
		{"The Network counted 58 civilians martyred in Hama.", WrongPlace},
		{"The Network counted 134 civilians martyred in Hama.", WrongMeasure},
	} {
		got := ""
		for _, is := range c.Check(tc.text) {
			got = is.Code
		}
		if got != tc.want {
			t.Errorf("%q: got %q, want %q", tc.text, got, tc.want)
		}
	}
}

func TestFinding(t *testing.T) {
	is := Issue{Code: Unsupported, Args: []string{"57"}, Figures: []string{"K05"}}
	at := humanitarian.Position{File: "brief.toml", Row: 12}
	want := humanitarian.Finding{Code: Unsupported, Severity: humanitarian.RowFinding, Positions: []humanitarian.Position{at}, Figures: []string{"K05"}, Args: []string{"57"}}
	if diff := cmp.Diff(want, is.Finding(at)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	is.Waived = &Waiver{}
	if got := is.Finding(at).Severity; got != humanitarian.NoteFinding {
		t.Errorf("a waived issue is a %s, want a note", got)
	}
}

func TestIssueCodesAreSorted(t *testing.T) {
	codes := IssueCodes()
	for i, code := range codes {
		if !strings.HasPrefix(code, "claim_") || i > 0 && codes[i-1] >= code {
			t.Errorf("%s at %d", code, i)
		}
	}
}
