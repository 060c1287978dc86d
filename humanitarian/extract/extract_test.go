package extract

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
)

func read(t testing.TB, tag, text string) Result {
	t.Helper()
	r, err := must(t, tag).Extract(t.Context(), Document{Text: text, Date: humanitarian.MustParseDate("2024-12-05")})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// article is the founding case in words of our own.
const article = `Hundreds of fighters from militias based across the frontier came into the country during the night to back government lines.
At least 300 fighters, most of them from two factions, used a dirt track late on Sunday.
The airstrikes were said to be aimed at rebel positions, but they also hit refugee camps.
The escalation has brought civilian casualties and damage to infrastructure, adding to the hardship of displaced populations.
Aid workers say that it is putting millions more at risk.`

func TestFoundingArticle(t *testing.T) {
	r := read(t, "en", article)
	var got, refused []string
	for _, c := range r.Candidates {
		got = append(got, brief(c))
	}
	want := []string{"attack some", "casualties_civilian some", "infrastructure_damage some", "displaced some", "at_risk millions"}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("candidates (-want +got):\n%s", diff)
	}
	for _, x := range r.Rejected {
		refused = append(refused, x.Text+": "+x.Code)
	}
	if diff := cmp.Diff([]string{"Hundreds: " + whyFighters, "At least 300: " + whyFighters}, refused[:min(2, len(refused))]); diff != "" {
		t.Errorf("refused (-want +got):\n%s", diff)
	}
	for _, c := range r.Candidates {
		if c.Quantity.HasNumber() || c.Tier != TierC && c.Quantity.Form() == humanitarian.Some {
			t.Errorf("%s: a report without a number has quantity %s, tier %s; want none and C", c.Indicator, c.Quantity, c.Tier)
		}
	}
}

// TestFormsStayApart guards the register's forms: they are folded in the
// scorer's line alone.
func TestFormsStayApart(t *testing.T) {
	for _, c := range []struct{ text, form, line string }{
		{"More than 40 people were killed.", "more_than", "at_least"},
		{"At least 40 people were killed.", "at_least", "at_least"},
		{"Nearly 40 people were killed.", "nearly", "about"},
		{"About 40 people were killed.", "about", "about"},
		{"Up to 40 people were killed.", "at_most", "at_most"},
		{"Fewer than 40 people were killed.", "less_than", "at_most"},
		{"Dozens of people were killed.", "magnitude", "vague"},
		{"Civilians were killed.", "some", "none"},
	} {
		r := read(t, "en", c.text)
		if len(r.Candidates) != 1 {
			t.Errorf("%s: %d candidates; want 1", c.text, len(r.Candidates))
			continue
		}
		if got := r.Candidates[0].Quantity.Form().String(); got != c.form {
			t.Errorf("%s: form %s; want %s", c.text, got, c.form)
		}
		if got := NewLine("x", c.text, r).Figures[0].Quantifier; got != c.line {
			t.Errorf("%s: line has %s; want %s", c.text, got, c.line)
		}
	}
}

func TestSpansAreTheText(t *testing.T) {
	text := "Réfugiés — about2,700 peoplewere evacuated. At least 12 fami-lies fled Al Rawda on 3 May; 61, 000 people are homeless."
	r := read(t, "en", text)
	var got []string
	for _, c := range r.Candidates {
		got = append(got, brief(c)+" | "+text[c.Number.Start:c.Number.End]+" | "+text[c.Evidence.Start:c.Evidence.End])
	}
	want := []string{
		"displaced ~2700 | about2,700 | about2,700 peoplewere evacuated",
		"displaced >=12 household | At least 12 | At least 12 fami-lies fled",
		"displaced 61000 | 61, 000 | 61, 000 people are homeless",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRelations(t *testing.T) {
	r := read(t, "en", "Around 620 families (about 3,400 people) fled Tel Amer. Nine people, including four children, were killed, the governor said. The nine killed were buried on Monday.")
	type row struct{ brief, part, equal, dup string }
	var got []row
	for _, c := range r.Candidates {
		got = append(got, row{c.ID + " " + brief(c), c.PartOf, c.EquivalentTo, c.DuplicateOf})
	}
	want := []row{
		{"f1 displaced ~620 household", "", "", ""},
		{"f2 displaced ~3400", "", "f1", ""},
		{"f3 killed_unspecified 9", "", "", ""},
		{"f4 killed_civilian 4 subset", "f3", "", ""},
		{"f5 killed_unspecified 9", "", "", "f3"},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(row{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRivalsAndUpdates(t *testing.T) {
	r := read(t, "en", "Local authorities said 18 people had died, while a monitoring group put the figure at 26. On Friday the death toll rose to 31.")
	type row struct{ brief, rival, supersedes string }
	var got []row
	for _, c := range r.Candidates {
		got = append(got, row{c.ID + " " + brief(c), c.Rival, c.Supersedes})
	}
	want := []row{{"f1 killed_unspecified 18", "", ""}, {"f2 killed_unspecified 26", "f1", ""}, {"f3 killed_unspecified 31", "", "f2"}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(row{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func gazetteerOf(t *testing.T, csv string) *gazetteer.Gazetteer {
	t.Helper()
	entries, findings, err := gazetteer.ReadCSV(t.Context(), strings.NewReader(csv), nil)
	if err != nil || len(findings) > 0 {
		t.Fatal(err, findings)
	}
	g, findings := gazetteer.New(entries)
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	return g
}

func TestPlaceTimeSource(t *testing.T) {
	g := gazetteerOf(t, "pcode,level,parent,iso3,name_en\nXX,0,,XXX,Xland\nXX01,1,XX,XXX,Tadmora\nXX02,1,XX,XXX,Beit Nouh\n")
	e, err := For("en", &Options{Places: g.Matcher(nil)})
	if err != nil {
		t.Fatal(err)
	}
	text := "On Tuesday, shelling killed three people in Tadmora, the health ministry said. As of 2 December, 4,000 people had fled Beit Nouh. Since January, 90 civilians have died there."
	r, err := e.Extract(t.Context(), Document{Text: text, Date: humanitarian.MustParseDate("2024-12-05")})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range r.Candidates {
		got = append(got, strings.Join([]string{c.Indicator, c.Place.Code, c.Place.Text, c.When.Period.String(), c.When.AsOf.String(), c.Source.Text}, "|"))
	}
	want := []string{
		"killed|XX01|Tadmora|2024-12-03..2024-12-03||health ministry",
		"new_displacement|XX02|Beit Nouh||2024-12-02|",
		"killed|XX02|Beit Nouh|2024-01..||",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !r.Candidates[2].When.Cumulative || !r.Candidates[2].Place.Inferred {
		t.Errorf("the last figure: cumulative %v, place inferred %v; want both", r.Candidates[2].When.Cumulative, r.Candidates[2].Place.Inferred)
	}
}

func TestWhen(t *testing.T) {
	for text, want := range map[string]string{
		"Two people died on 3 May 2021.":                      "2021-05-03..2021-05-03",
		"Two people died on May 3, 2021.":                     "2021-05-03..2021-05-03",
		"Two people died on 24 December.":                     "2023-12-24..2023-12-24", // not after the publication
		"Two people died yesterday.":                          "2024-12-04..2024-12-04",
		"Two people died last week.":                          "2024-11-28..2024-12-05",
		"Two people died between 17 October and 23 November.": "2024-10-17..2024-11-23",
		"Two people died in March.":                           "2024-03..2024-03",
		"Two people died on Thursday.":                        "2024-12-05..2024-12-05",
		"Two people died.":                                    "",
	} {
		r := read(t, "en", text)
		if len(r.Candidates) != 1 || r.Candidates[0].When.Period.String() != want {
			t.Errorf("%s: %d candidates, %+v; want %s", text, len(r.Candidates), r.Candidates, want)
		}
	}
}

func TestFigure(t *testing.T) {
	doc := Document{Text: "More than 40 civilians were killed near Tadmora, the ministry said.", Date: humanitarian.MustParseDate("2024-12-05")}
	r := read(t, "en", doc.Text)
	f, ok := r.Candidates[0].Figure(doc)
	want := humanitarian.Figure{
		ID: "f1", Indicator: "killed", Quantity: humanitarian.MustParseQuantity(">40"), Unit: humanitarian.Person, Status: humanitarian.Civilian,
		Place: humanitarian.Place{Name: "Tadmora", Precision: humanitarian.Vague}, Modality: humanitarian.Observed,
		Verification: humanitarian.Unverified, Role: humanitarian.Pending,
		Source:  humanitarian.Source{Name: "ministry", Kind: humanitarian.Government, Date: doc.Date},
		Excerpt: doc.Text,
	}
	if diff := cmp.Diff(want, f, cmp.Comparer(func(a, b humanitarian.Quantity) bool { return a == b }), cmp.Comparer(func(a, b humanitarian.Date) bool { return a == b })); diff != "" || !ok {
		t.Errorf("ok %v (-want +got):\n%s", ok, diff)
	}
	core := slices.Concat(humanitarian.CoreIndicators(), OwnIndicators())
	for _, e := range []subject{people{true}, people{}, households{}, fighters{}, dwellings{}, facilities{"health"}, facilities{"market"}, works{}} {
		for x := range effect(len(effectNames)) {
			m, why := e.measure(x)
			if why != "" {
				continue
			}
			i := slices.IndexFunc(core, func(i humanitarian.Indicator) bool { return i.Name == m.indicator })
			if i < 0 || !core[i].Takes(m.unit) {
				t.Errorf("%s of %T: indicator %q with unit %q is not in the register", x, e, m.indicator, m.unit)
			}
		}
	}
}

func TestWhy(t *testing.T) {
	r := read(t, "en", "Three civilians were killed. Another 900 troops arrived.")
	for _, w := range []string{"killed 3, civilian, tier A", `number 3: "Three" at 0`, `kill by subject of the verb: "were killed"`} {
		if got := r.Why("f1"); !strings.Contains(got, w) {
			t.Errorf("Why(f1) lacks %q:\n%s", w, got)
		}
	}
	if got := r.WhyNot("900"); !strings.Contains(got, english(whyFighters)) {
		t.Errorf("WhyNot(900) = %q; want the reason", got)
	}
	if r.Why("f9") != "" || r.WhyNot("31") != "" {
		t.Error("an unknown figure has an explanation")
	}
}

func TestForErrors(t *testing.T) {
	if _, err := For("tlh", nil); err == nil || !strings.Contains(err.Error(), "ar, en, fr") {
		t.Errorf("For(tlh) = %v; want an error that lists the languages", err)
	}
	for _, tag := range append(Languages(), "ar-SY", "EN-gb") {
		if _, err := For(tag, nil); err != nil {
			t.Errorf("For(%s) = %v", tag, err)
		}
	}
}

func TestOptions(t *testing.T) {
	const text = "About 30 Red Falcons fled the town. Some 500 people fled to Jordan."
	e, err := For("en", &Options{ArmedActors: []string{"Red Falcons"}, Country: "Jordan"})
	if err != nil {
		t.Fatal(err)
	}
	r, err := e.Extract(t.Context(), Document{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string(nil), differences(r, "displaced ~500")); diff != "" {
		t.Errorf("with options: %s", diff)
	}
	if diff := cmp.Diff([]string(nil), differences(read(t, "en", text), "?displaced ~30; refugees ~500")); diff != "" {
		t.Errorf("without: %s", diff)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	why := errors.New("enough")
	cancel(why)
	if _, err := must(t, "en").Extract(ctx, Document{Text: article}); !errors.Is(err, why) {
		t.Errorf("Extract = %v; want the cause", err)
	}
}

func TestSameTextSameResult(t *testing.T) {
	e := must(t, "en")
	first, err := e.Extract(t.Context(), Document{Text: article})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if r, err := e.Extract(t.Context(), Document{Text: article}); err != nil || !cmp.Equal(first, r, cmp.AllowUnexported(Candidate{}), cmp.Comparer(func(a, b humanitarian.Quantity) bool { return a == b }), cmp.Comparer(func(a, b humanitarian.Date) bool { return a == b })) {
				t.Errorf("a second reading differs (error %v)", err)
			}
		})
	}
	wg.Wait()
}

// bad are texts that no reader should stumble over.
func bad() map[string]string {
	return map[string]string{
		"empty":        "",
		"spaces":       " \n\t\r\n ",
		"binary":       "\x00\x01\xff\xfe 12 people \x00 were killed\x80\x81",
		"broken UTF-8": "At least 14 civ\xc3ilians were killed\xe2\x80 and 31 oth\xffers wounded",
		"html":         "<p>At least <b>14</b> civilians were killed</p><table><tr><td>Killed</td><td>12</td></tr></table>",
		"table":        "Killed | 12\nInjured | 30\nDisplaced\t4,000\n",
		"capitals":     "AT LEAST 14 CIVILIANS WERE KILLED AND 31 WOUNDED IN KAFR ZAYTA",
		"noise":        "A t l e a s t 1 4 c i v i l i a n s w e r e k i l l e d ,,,,, ((((( 12 )))) -- -- 5",
		"numbers":      strings.Repeat("12 13 14, 15 and 16 killed ", 200),
		"verbs":        strings.Repeat("were killed and wounded and ", 300),
		"brackets":     strings.Repeat("(", 3000) + "5 people killed" + strings.Repeat(")", 3000),
		"one word":     strings.Repeat("a", 1<<16),
		"adverbs":      strings.Repeat("reportedly ", 3000) + "killed 5 people",
		"mixed script": "قُتل 5 people were killed مدنيين في Aleppo 12 ٣٤ \u202b\u202c",
	}
}

func TestBadInput(t *testing.T) {
	for _, tag := range Languages() {
		for name, text := range bad() {
			t.Run(tag+"/"+name, func(t *testing.T) { checkSpans(t, text, read(t, tag, text)) })
		}
	}
	r := read(t, "en", bad()["html"])
	if diff := cmp.Diff([]string(nil), differences(r, "killed_civilian >=14; ?killed_unspecified 12")); diff != "" {
		t.Errorf("html: %s", diff)
	}
	r = read(t, "en", bad()["capitals"])
	if diff := cmp.Diff([]string(nil), differences(r, "killed_civilian >=14; injured_civilian 31")); diff != "" {
		t.Errorf("capitals: %s", diff)
	}
}

// checkSpans asserts what must hold for any text.
func checkSpans(t testing.TB, text string, r Result) {
	t.Helper()
	inside := func(s Span, in Span) bool {
		return s == Span{} || s.Start >= in.Start && s.End <= in.End && s.Start <= s.End
	}
	all := Span{0, len(text)}
	for _, c := range r.Candidates {
		for _, s := range []Span{c.Sentence, c.Evidence, c.Number, c.Trigger, c.When.Span, c.Source.Span} {
			if !inside(s, all) || !inside(s, c.Sentence) {
				t.Fatalf("%s: span %v lies outside of sentence %v or of the text of %d bytes", c.ID, s, c.Sentence, len(text))
			}
		}
		if c.Evidence.Start == c.Evidence.End || utf8.ValidString(text) && !utf8.ValidString(text[c.Evidence.Start:c.Evidence.End]) {
			t.Fatalf("%s: evidence %q is empty or cuts a character", c.ID, text[c.Evidence.Start:c.Evidence.End])
		}
		if low, ok := c.Quantity.Low(); ok {
			if high, ok := c.Quantity.High(); ok && low > high {
				t.Fatalf("%s: %s has its bounds the wrong way round", c.ID, c.Quantity)
			}
		}
		if c.Quantity.Form() == humanitarian.None || c.Quantity.Form() == humanitarian.NotReported {
			t.Fatalf("%s: quantity %s is no report", c.ID, c.Quantity)
		}
	}
	for _, x := range r.Rejected {
		if !inside(x.Number, all) || x.Reason == "" || text[x.Number.Start:x.Number.End] != x.Text {
			t.Fatalf("refused %+v is not the text", x)
		}
	}
}

// TestOneLongLine reads a text without a line or sentence end in bounded memory.
func TestOneLongLine(t *testing.T) {
	const size = 8 << 20
	text := strings.Repeat("the committee met again and spoke of bread and roads, ", size/54)
	e := must(t, "en")
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	r, err := e.Extract(t.Context(), Document{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if len(r.Candidates)+len(r.Rejected) > 0 {
		t.Errorf("%d candidates and %d refused numbers in a text without any", len(r.Candidates), len(r.Rejected))
	}
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 4<<20 {
		t.Errorf("%d bytes are still held after reading %d", grown, size)
	}
}
