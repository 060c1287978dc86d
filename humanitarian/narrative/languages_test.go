package narrative

import "testing"

// TestIssuesInEveryLanguage tells the same falsehoods in French, Spanish and
// Arabic.
func TestIssuesInEveryLanguage(t *testing.T) {
	for _, tc := range []struct{ tag, text, want, why string }{
		{"fr", "69 civils ont été tués à Alep et à Idlib.", Quantifier, "un plancher n'est pas un total"},
		{"fr", "Au moins 69 civils ont été blessés à Alep et à Idlib.", WrongMeasure, "69 ont été tués"},
		{"fr", "Selon SOHR, 243 civils ont été tués à Alep et à Idlib.", WrongStatus, "243 combattants"},
		{"fr", "26 personnes ont été tuées à Alep et à Idlib.", WrongPeople, "26 enfants"},
		{"fr", "9 350 personnes ont été nouvellement déplacées à Homs.", WrongUnit, "9 350 ménages"},
		{"fr", "58 civils ont été tués à Hama.", WrongPlace, "58 à Alep"},
		{"fr", "Selon WHO, 58 civils ont été tués à Alep.", WrongSource, "SNHR l'a dit"},
		{"fr", "Environ 1,5 million de personnes sont déplacées à Homs et à Hama.", Foreseen, "une prévision"},
		{"fr", "Environ 240 combattants ont été tués à Alep et à Idlib.", Rounded, "les morts ne s'arrondissent pas"},
		{"fr", "Le nombre de personnes déplacées à Hama a diminué de moitié.", WrongPlace, "c'est à Deir ez-Zor"},
		{"fr", "À Deraa, le nombre de tués a augmenté de 31.", Unsupported, "de 13"},
		{"es", "69 civiles murieron en Alepo e Idlib.", Quantifier, "un mínimo no es un total"},
		{"es", "Al menos 69 civiles resultaron heridos en Alepo e Idlib.", WrongMeasure, "69 murieron"},
		{"es", "Según SOHR, 243 civiles murieron en Alepo e Idlib.", WrongStatus, "243 combatientes"},
		{"es", "26 personas murieron en Alepo e Idlib.", WrongPeople, "26 menores"},
		{"es", "9350 personas fueron desplazadas recientemente en Homs.", WrongUnit, "9350 hogares"},
		{"es", "58 civiles murieron en Hama.", WrongPlace, "58 en Alepo"},
		{"es", "Según WHO, 58 civiles murieron en Alepo.", WrongSource, "lo dijo SNHR"},
		{"es", "Alrededor de 1,5 millones de personas están desplazadas en Homs y Hama.", Foreseen, "una previsión"},
		{"es", "Unos 240 combatientes murieron en Alepo e Idlib.", Rounded, "los muertos no se redondean"},
		{"es", "El número de personas desplazadas en Hama se redujo a la mitad.", WrongPlace, "fue en Deir ez-Zor"},
		{"es", "En Deraa el número de muertos aumentó en 31.", Unsupported, "en 13"},
		{"ar", "قُتل 69 مدنياً في حلب وإدلب.", Quantifier, "الحد الأدنى ليس مجموعاً"},
		{"ar", "أصيب ما لا يقل عن 69 مدنياً في حلب وإدلب.", WrongMeasure, "69 قتيلاً"},
		{"ar", "بحسب SOHR، قُتل 243 مدنياً في حلب وإدلب.", WrongStatus, "243 مقاتلاً"},
		{"ar", "قُتل 26 شخصاً في حلب وإدلب.", WrongPeople, "26 طفلاً"},
		{"ar", "نزح 9,350 شخصاً في حمص.", WrongUnit, "9,350 أسرة"},
		{"ar", "قُتل 58 مدنياً في حماة.", WrongPlace, "58 في حلب"},
		{"ar", "بحسب WHO، قُتل 58 مدنياً في حلب.", WrongSource, "بحسب SNHR"},
		{"ar", "نزح نحو 1.5 مليون شخص في حمص وحماة.", Foreseen, "توقّع"},
		{"ar", "قُتل نحو 240 مقاتلاً في حلب وإدلب.", Rounded, "لا يُقرَّب عدد القتلى"},
		{"ar", "انخفض إلى النصف عدد النازحين في حماة.", WrongPlace, "في دير الزور"},
		{"ar", "في درعا ارتفع عدد القتلى بزيادة 31.", Unsupported, "13"},
	} {
		facts, _ := readCorpus(t, tc.tag)
		c, err := NewChecker(tc.tag, facts, &CheckOptions{Gazetteer: syria(t)})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, is := range c.Check(tc.text) {
			got = is.Code
		}
		if got != tc.want {
			t.Errorf("%s (%s): %q gives %q, want %q", tc.tag, tc.why, tc.text, got, tc.want)
		}
	}
}
