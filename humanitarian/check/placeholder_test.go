package check

import (
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

func TestPlaceholder(t *testing.T) {
	for _, s := range []string{
		"TBC", "Contact: TBD", "TODO: access", "XXX people", "XX,XXX people displaced", "Week of DD/MM", "du JJ/MM au JJ/MM", "[...]", "[…]", "[ ]", "Who? ???", "____ families", "To follow ....", "{R01-01",
		"Lorem ipsum dolor sit amet", "[insert number] people", "[Name of the officer]", "<add source>", "[to be confirmed]", "(to be confirmed)", "To be confirmed", "This section is to be completed.", "Text here", "tbc",
		"À compléter", "Paragraphe à compléter.", "a completer", "[insérer le chiffre]", "[Nom du responsable]", "Date : (à confirmer)", "à confirmer", "Texte à rédiger",
		"Por completar", "Sección por completar.", "[insertar cifra]", "[Nombre]", "(por confirmar)", "Por determinar", "pendiente de redactar",
		"يُستكمل", "يستكمل لاحقًا", "هذا القسم قيد الاستكمال.", "[أدخل الرقم]", "[الاسم]", "يُحدَّد لاحقًا", "لوريم إيبسوم", "(قيد التأكيد)", "نص تجريبي",
	} {
		if !Placeholder(s) {
			t.Errorf("%q is not seen", s)
		}
	}
	for _, s := range []string{
		"", "178,000 [3]", "The toll has yet to be confirmed by the ministry.", "XXe siècle", "siglo XX", "Al-Hasakeh (north-east)", "Name: Samira Haddad", "https://example.org/tbc/lorem", "He said: \"... and then\"", "From ... to ...",
		"Le bilan reste à confirmer par les autorités.", "Des familles aidées à compléter leurs repas", "La lista aún está por confirmar con el ministerio.", "Nombre de personnes déplacées", "Fecha de publicación",
		"تستكمل الفرق أعمال البحث", "الرقم غير مؤكد", "[1] [2]", "[sic]", "(date of publication)", "Todo el país", "placeholders", "What is to be added up is declared",
	} {
		if Placeholder(s) {
			t.Errorf("%q is taken for one", s)
		}
	}
}

func TestPlaceholdersInRows(t *testing.T) {
	reg := &humanitarian.Register{Country: "SYR", Indicators: humanitarian.CoreIndicators(), Figures: []humanitarian.Figure{
		good("a"), good("b", func(f *humanitarian.Figure) { f.Source.Title = "Flash update No. XXX" }), good("c", func(f *humanitarian.Figure) { f.Publisher = "TBC" })}}
	var got []string
	for _, f := range Preflight(reg, humanitarian.Date{}, nil) {
		if f.Code == "placeholder" {
			got = append(got, f.Figures[0]+" "+f.Args[0])
		}
	}
	if len(got) != 2 || got[0] != "b Flash update No. XXX" || got[1] != "c TBC" {
		t.Errorf("got %q", got)
	}
}
