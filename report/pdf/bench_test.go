package pdf

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"runtime"
	"strings"
	"sync"
	"testing"

	h "github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// reference is a brief of as much as the yardstick programs write: a band, four key figures, the same seven paragraphs,
// three tables of 16, 10 and 13 rows, bars, stacked columns, lines, and a map of 14 areas with 1,820 points. A seed makes
// each a little different.
func reference(lang string, seed int) *document.Document {
	say := func(en, ar string) string {
		if lang == "ar" {
			return ar
		}
		return en
	}
	d := &document.Document{Title: say("Northern Region: Humanitarian Situation Report", "المنطقة الشمالية: تقرير الحالة الإنسانية"), Number: 14,
		Language: lang, Edition: "public", AsOf: h.MustParseDate("2026-10-31"), Organisation: say("Relief Desk Network", "شبكة مكاتب الإغاثة"),
		Sources: []document.Source{{Number: 1, Name: say("Needs assessment", "تقييم الاحتياجات"), Date: h.MustParseDate("2026-09")}}}
	displaced := say("Hostilities and early winter storms displaced an estimated 148,300 people between 1 and 31 October, 52 per cent of them children. The largest movements were recorded in Aleppo (48,500) and Idleb (31,200), where collective centres are operating at 140 per cent of capacity and host families report cutting meals. Partners reached 1.8 million people with at least one form of assistance, a 9 per cent increase on September.",
		"أدت الأعمال العدائية وعواصف الشتاء المبكرة إلى نزوح ما يقدر بنحو 148,300 شخص بين 1 و31 تشرين الأول، 52 في المئة منهم أطفال. وسُجلت أكبر حركات النزوح في حلب (48,500) وإدلب (31,200)، حيث تعمل المراكز الجماعية بنسبة 140 في المئة من طاقتها وتفيد الأسر المضيفة بأنها تقلل عدد الوجبات. ووصل الشركاء إلى 1.8 مليون شخص بنوع واحد من المساعدة على الأقل، بزيادة 9 في المئة عن أيلول.")
	access := say("Access remained the main constraint: 23 incidents were reported along the main supply route, and two water pumping stations stayed out of service for lack of fuel. Cholera surveillance identified 212 suspected cases, down from 340 the month before; case fatality stayed under 0.4 per cent. Winter items for 61,000 households are in the pipeline but depend on $41.2 million in pledges that have not been disbursed.",
		"ظل الوصول القيد الرئيسي: أُبلغ عن 23 حادثاً على طول طريق الإمداد الرئيسي، وبقيت محطتان لضخ المياه خارج الخدمة لعدم توفر الوقود. وحدد رصد الكوليرا 212 حالة مشتبهاً بها، نزولاً من 340 في الشهر السابق؛ وبقيت نسبة الوفاة دون 0.4 في المئة. ومواد الشتاء لنحو 61,000 أسرة في الطريق لكنها تعتمد على تعهدات بقيمة 41.2 مليون دولار لم تُصرف.")
	severity := say("Severity is highest where displacement overlaps with damaged water networks. The figures below combine the multi-sector needs assessment (September 2026) with registration data from local authorities; differences between sources above 10 per cent are flagged in the notes.",
		"تبلغ الشدة أقصاها حيث يتداخل النزوح مع شبكات المياه المتضررة. وتجمع الأرقام أدناه بين تقييم الاحتياجات المتعدد القطاعات (أيلول 2026) وبيانات التسجيل من السلطات المحلية؛ ويشار في الملاحظات إلى الفروق بين المصادر التي تتجاوز 10 في المئة.")
	prose := func(s string) document.Block { return ptr(text(s)) }
	head := func(en, ar string) document.Block { return &document.Heading{Level: 1, Text: say(en, ar)} }
	tile := func(q, en, ar string) document.Tile {
		return document.Tile{Label: say(en, ar), Value: quantity(q), Marks: []int{1}}
	}
	d.Blocks = []document.Block{
		&document.KeyFigures{Tiles: []document.Tile{tile("4200000", "people in need", "محتاجون"), tile("148300", "newly displaced", "نازحون جدد"),
			tile(fmt.Sprint(2604000+seed), "reached", "جرى الوصول إليهم"), tile("117800000", "funding gap", "فجوة التمويل")}},
		head("Highlights", "أبرز التطورات"), prose(displaced), prose(access), benchMap(say, seed),
		head("Needs by governorate", "الاحتياجات حسب المحافظة"), prose(severity), needsTable(say, seed),
		head("Displacement and response", "النزوح والاستجابة"), prose(displaced), benchBars(say, seed), benchMonths(say, document.Stacked), prose(access), responseTable(say, seed),
		head("Funding", "التمويل"), prose(severity), benchMonths(say, document.Lines), fundingTable(say), prose(access), prose(displaced),
	}
	return d
}

func columnsOf(names string, figures string) []document.Column {
	var out []document.Column
	for i, s := range strings.Split(names, "|") {
		out = append(out, document.Column{Label: s, Weight: int(figures[2*i] - '0'), Figure: figures[2*i+1] == 'f'})
	}
	return out
}

type translation = func(en, ar string) string

func benchNotes(say translation) []string {
	return []string{say("Collective centres above capacity; two sites flooded on 12 October.", "المراكز الجماعية فوق طاقتها؛ غُمر موقعان في 12 تشرين الأول."),
		say("Registration ongoing, figures are provisional and will be revised.", "التسجيل جارٍ، والأرقام مؤقتة وستُراجع."),
		say("Fuel shortage stopped pumping for nine days; water trucking covers 60 per cent of demand.", "أوقف نقص الوقود الضخ تسعة أيام؛ ويغطي نقل المياه 60 في المئة من الطلب."), "—"}
}

func needsTable(say translation, seed int) *document.Table {
	t := &document.Table{Title: say("People in need by governorate (persons)", "المحتاجون حسب المحافظة (أشخاص)"),
		Columns: columnsOf(say("Governorate|P-code|In need|New IDPs|Reached|Notes", "المحافظة|الرمز|المحتاجون|نازحون جدد|الوصول|ملاحظات"), "3t1t2f2f2f8t")}
	notes := benchNotes(say)
	for i, name := range strings.Fields(say(benchAreas,
		"حلب دمشق حمص حماة اللاذقية إدلب الرقة درعا السويداء القنيطرة طرطوس الحسكة القامشلي دير-الزور")) {
		t.Rows = append(t.Rows, document.Row{Cells: []document.Value{word(name), word(fmt.Sprintf("SY%02d", i+1)), quantity(fmt.Sprint(122427 + 31*i*i + seed)),
			quantity(fmt.Sprint(18982 + 1733*i)), word(fmt.Sprintf("%d%%", 35+i*4)), word(notes[i%4])}})
	}
	t.Rows = append(t.Rows, document.Row{Total: true, Cells: []document.Value{word(say("Total", "المجموع")), {}, quantity("2904210"), quantity("238112"), word("61%")}})
	return t
}

func responseTable(say translation, seed int) *document.Table {
	t := &document.Table{Title: say("Response by cluster (persons)", "الاستجابة حسب القطاع (أشخاص)"),
		Columns: columnsOf(say("Cluster|Targeted|Reached|Share|Response and gaps", "القطاع|المستهدفون|الوصول|الحصة|الاستجابة والفجوات"), "3t2f2f1f9t")}
	sectors, notes := strings.Fields(say("WASH Food Health", "المياه الغذاء الصحة")), benchNotes(say)
	for i := range 9 {
		t.Rows = append(t.Rows, document.Row{Cells: []document.Value{word(fmt.Sprintf("%s %d", sectors[i%3], i+1)), quantity(fmt.Sprint(91000 + i*1733)),
			quantity(fmt.Sprint(51000 + i*933 + seed%7)), word(fmt.Sprintf("%d%%", 42+i*3)), word(notes[(i+1)%4] + " " + notes[i%4])}})
	}
	return t
}

func fundingTable(say translation) *document.Table {
	t := &document.Table{Title: say("Funding by cluster (US$ million)", "التمويل حسب القطاع (مليون دولار)"),
		Columns: columnsOf(say("Cluster|Required|Received|Covered|Gap", "القطاع|المطلوب|الوارد|التغطية|الفجوة"), "3t2f2f2f2f")}
	sectors := strings.Fields(say("WASH Food Health", "المياه الغذاء الصحة"))
	for i := range 12 {
		f := float64(i)
		t.Rows = append(t.Rows, document.Row{Cells: []document.Value{word(fmt.Sprintf("%s %d", sectors[i%3], i+1)), word(fmt.Sprintf("%.1f", 21.4+f*3.3)),
			word(fmt.Sprintf("%.1f", 11.4+f*1.3)), word(fmt.Sprintf("%d%%", 52-i)), word(fmt.Sprintf("%.1f", 10+f*2))}})
	}
	return t
}

const benchAreas = "Aleppo Damascus Homs Hama Latakia Idleb Raqqa Daraa Sweida Quneitra Tartous Hasakeh Qamishli Deir-ez-Zor"

func benchBars(say translation, seed int) *document.Chart {
	c := &document.Chart{Name: "by_area", Title: say("New displacement by governorate, October 2026 (persons)", "النزوح الجديد حسب المحافظة، تشرين الأول 2026 (أشخاص)"),
		Kind: document.Bars, Marks: []int{1}}
	for i, name := range strings.Fields(benchAreas)[:7] {
		c.Rows = append(c.Rows, document.ChartRow{Label: word(name), Values: []document.Value{quantity(fmt.Sprint(48000 - i*6300 + seed))}})
	}
	return c
}

func benchMonths(say translation, kind document.ChartKind) *document.Chart {
	c := &document.Chart{Name: string(kind), Title: say("People reached, by month (thousands)", "الأشخاص الذين جرى الوصول إليهم حسب الشهر (بالآلاف)"), Kind: kind,
		Series: strings.Fields(say("Water Food Health", "المياه الغذاء الصحة")), Marks: []int{1}}
	values := [][]int{{12, 14, 15, 13, 17, 18, 20, 22, 21, 24}, {20, 22, 21, 25, 27, 26, 30, 31, 33, 35}, {6, 7, 9, 8, 10, 12, 11, 13, 12, 14}}
	for m := range 10 {
		r := document.ChartRow{Label: on(fmt.Sprintf("2026-%02d", m+1))}
		for _, v := range values {
			r.Values = append(r.Values, quantity(fmt.Sprint(v[m])))
		}
		c.Rows = append(c.Rows, r)
	}
	return c
}

// benchLand is 14 areas in a grid, each of 130 points. They are made up.
var benchLand = sync.OnceValue(func() *document.Boundaries {
	var b bytes.Buffer
	b.WriteString(`{"type":"FeatureCollection","features":[`)
	for i := range 14 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"type":"Feature","properties":{"ADM1_PCODE":"XX%02d","ADM1_EN":"%s"},"geometry":{"type":"Polygon","coordinates":[[`, i+1, strings.Fields(benchAreas)[i])
		for k := range 131 {
			angle := float64(k%130) / 130 * 2 * math.Pi
			radius := 0.48 + 0.04*math.Sin(9*angle+float64(i))
			fmt.Fprintf(&b, "[%.5f,%.5f],", 36+float64(i%5)+radius*math.Cos(angle), 33+float64(i/5)+radius*math.Sin(angle))
		}
		b.Truncate(b.Len() - 1)
		b.WriteString("]]}}")
	}
	b.WriteString("]}")
	_, land, _, err := gazetteer.ReadGeoJSON(context.Background(), strings.NewReader(b.String()), nil)
	if err != nil {
		panic(err)
	}
	return document.NewBoundaries("made-up.geojson", land)
})

func benchMap(say translation, seed int) *document.Map {
	m := &document.Map{Name: "map", Title: say("People displaced, by governorate (persons)", "النازحون حسب المحافظة (أشخاص)"), Kind: document.Circles,
		Measure: say("people displaced", "نازحون"), Marks: []int{1}, Disclaimer: say("The boundaries are made up.", "الحدود مختلقة."), Outlines: benchLand().Outlines()}
	for i, name := range strings.Fields(benchAreas) {
		m.Areas = append(m.Areas, document.Area{PCode: fmt.Sprintf("XX%02d", i+1), Name: name, Value: quantity(fmt.Sprint(18982 + 1733*i + seed))})
	}
	return m
}

func benchmarkBrief(b *testing.B, lang string) {
	b.ReportAllocs()
	language, err := locale.Of(lang) // once: it reads a catalogue
	if err != nil {
		b.Fatal(err)
	}
	size, i := 0, 0
	for b.Loop() {
		var out bytes.Buffer
		if _, err := Write(context.Background(), &out, reference(lang, i), &Options{Language: language, Boundaries: benchLand()}); err != nil {
			b.Fatal(err)
		}
		size = out.Len()
		i++
	}
	b.ReportMetric(float64(size)/1e3, "kB/file")
}

// BenchmarkBriefEN and BenchmarkBriefAR write one brief after another, the document made anew each time. The package
// doc says how they compare with other programs and how to measure that.
func BenchmarkBriefEN(b *testing.B) { benchmarkBrief(b, "en") }

func BenchmarkBriefAR(b *testing.B) { benchmarkBrief(b, "ar") }

// BenchmarkBriefBatch writes 1,000 briefs in an operation, two at a time, and reports the memory that is in use after
// the last, which must not grow with their number.
func BenchmarkBriefBatch(b *testing.B) {
	language := locale.English()
	for b.Loop() {
		var wg sync.WaitGroup
		for worker := range 2 {
			wg.Go(func() {
				for i := range 500 {
					if _, err := Write(context.Background(), io.Discard, reference("en", worker*500+i), &Options{Language: language, Boundaries: benchLand()}); err != nil {
						b.Error(err)
					}
				}
			})
		}
		wg.Wait()
	}
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.HeapAlloc)/1e6, "MB-live")
	b.ReportMetric(float64(m.Sys)/1e6, "MB-sys")
}

// TestAllocation keeps what a brief allocates below four megabytes, once the words and the boundaries are known.
func TestAllocation(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		language, err := locale.Of(lang)
		if err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		for i := range 2 {
			d := reference(lang, i)
			runtime.ReadMemStats(&before)
			if _, err := Write(context.Background(), io.Discard, d, &Options{Language: language, Boundaries: benchLand()}); err != nil {
				t.Fatal(err)
			}
			runtime.ReadMemStats(&after)
		}
		if n := after.TotalAlloc - before.TotalAlloc; n > 4_000_000 {
			t.Errorf("a brief in %s allocates %d bytes, want at most 4 MB", lang, n)
		}
	}
}
