package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// protected are the measures that must never count a fighter.
func protected(c Candidate) bool {
	if c.Status == humanitarian.Combatant {
		return false
	}
	switch c.category {
	case "displaced", "refugees", "returned", "affected", "at_risk", "in_need":
		return true
	}
	return strings.HasSuffix(c.category, "_civilian")
}

// TestFightersHaveNoCivilianMeasure walks over all effects: the type of fighters
// and the type of mixed groups must offer nothing else.
func TestFightersHaveNoCivilianMeasure(t *testing.T) {
	var got []string
	for e := range effect(len(effectNames)) {
		if m, why := (fighters{}).measure(e); why == "" {
			got = append(got, m.category)
			if m.status != humanitarian.Combatant {
				t.Errorf("%s of fighters has status %s; want combatant", e, m.status)
			}
		}
		if m, why := (mixed{}).measure(e); why == "" {
			t.Errorf("%s of fighters with their families is counted as %s; want nothing", e, m.category)
		}
	}
	want := []string{"killed_combatant", "injured_combatant", "casualties_combatant", "missing", "detained", "detained"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("measures of fighters (-want +got):\n%s", diff)
	}
}

// TestFightersNeverCivilian puts fighter nouns of the vocabulary and verbs of
// displacement, return and need together, as subject, as object and with
// families.
func TestFightersNeverCivilian(t *testing.T) {
	e := must(t, "en")
	nouns := entriesOf(e.lex, func(l *lexeme) bool { return l.noun != nil && l.noun.kind == fighter && l.plural })
	subjects := entriesOf(e.lex, func(l *lexeme) bool { return hasMovement(l, onSubject, onEither) })
	objects := entriesOf(e.lex, func(l *lexeme) bool { return hasMovement(l, onObject, onEither) })
	if len(nouns) < 100 || len(subjects) < 100 || len(objects) < 30 {
		t.Fatalf("%d fighter nouns, %d and %d verbs found in the vocabulary; too few for a test", len(nouns), len(subjects), len(objects))
	}
	check := func(text string) {
		t.Helper()
		r, err := e.Extract(t.Context(), Document{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		if i := slices.IndexFunc(r.Candidates, protected); i >= 0 {
			t.Errorf("%s\n%s", text, r.Why(r.Candidates[i].ID))
		}
	}
	for i, n := range nouns {
		// every noun with some verbs, every verb with some nouns
		for j := i % 31; j < len(subjects); j += 31 {
			check(fmt.Sprintf("Some 300 %s %s the area on Monday.", n, subjects[j]))
			check(fmt.Sprintf("About 300 %s and their families %s on Monday.", n, subjects[j]))
		}
		for j := i % 17; j < len(objects); j += 17 {
			check(fmt.Sprintf("Buses %s 300 %s to the north.", objects[j], n))
			check(fmt.Sprintf("At least 300 %s were %s.", n, objects[j]))
		}
		check(fmt.Sprintf("Hundreds of %s crossed into Lebanon.", n))
		check(fmt.Sprintf("The arrival of 300 %s was reported.", n))
		check(fmt.Sprintf("The displacement of 300 %s was reported.", n))
		for _, f := range []string{
			"Some 300 civilians and %s were evacuated.", "About 300 people, all of them %s, fled the town.", "The 300 men, most of them %s, crossed into Chad.",
			"Some 300 people, %s among them, returned home.", "Hundreds of men belonging to the %s fled.", "Another 300 men, former %s, sought refuge in a school.",
			"Villagers and %s, 300 in all, fled the town.", "The %s withdrew. Some 300 have returned.", "The %s were routed; 300 of them fled to the hills.",
			"The commander of the %s and 300 others fled.", "300 %s, cooks and drivers fled.",
		} {
			check(fmt.Sprintf(f, n))
		}
	}
}

// TestFightersNeverCivilianElsewhere does the same, shorter, for the other
// languages.
func TestFightersNeverCivilianElsewhere(t *testing.T) {
	for tag, frames := range map[string][]string{
		"fr": {"Environ 300 %s ont fui la ville.", "Quelque 300 %s se sont réfugiés au Tchad.", "L'arrivée de 300 %s a été signalée.", "300 %s et leurs familles ont été évacués.", "Le déplacement de 300 %s a été annoncé.", "300 %s sont rentrés chez eux.", "500 civils et %s ont été évacués.", "300 personnes, toutes des %s, ont fui.", "Les %s se sont repliés ; 300 d'entre eux ont fui."},
		"ar": {"نزح 300 %s من المدينة.", "عاد 300 %s إلى منازلهم.", "لجأ 300 %s إلى لبنان.", "تم إجلاء 300 %s.", "عبر مئات %s الحدود.", "نزح 300 رجل من %s.", "غادر 300 شخص جميعهم %s المدينة."},
	} {
		e := must(t, tag)
		nouns := entriesOf(e.lex, func(l *lexeme) bool { return l.noun != nil && l.noun.kind == fighter && !l.noun.dual })
		if len(nouns) < 50 {
			t.Fatalf("%s: %d fighter nouns; too few for a test", tag, len(nouns))
		}
		for _, n := range nouns {
			for _, f := range frames {
				text := fmt.Sprintf(f, n)
				r, err := e.Extract(t.Context(), Document{Text: text})
				if err != nil {
					t.Fatal(err)
				}
				if i := slices.IndexFunc(r.Candidates, protected); i >= 0 {
					t.Errorf("%s\n%s", text, r.Why(r.Candidates[i].ID))
				}
			}
		}
	}
}

func hasMovement(l *lexeme, frames ...frame) bool {
	return slices.ContainsFunc(l.verbs, func(v verb) bool {
		return v.effect >= displaced && v.effect <= outage && slices.Contains(frames, v.frame)
	})
}

// entriesOf lists the words and phrases of the lexicon that ok selects, sorted.
func entriesOf(l *lexicon, ok func(*lexeme) bool) []string {
	names := make([]string, len(l.single))
	for w, id := range l.words {
		names[id] = w
	}
	var out []string
	for id, x := range l.single {
		if x != nil && ok(x) {
			out = append(out, names[id])
		}
	}
	type branch struct{ word, to int32 }
	tree := map[int32][]branch{}
	for key, to := range l.next {
		node := int32(key >> 32)
		tree[node] = append(tree[node], branch{int32(uint32(key)), to})
	}
	var walk func(node int32, text string)
	walk = func(node int32, text string) {
		for _, b := range tree[node] {
			longer := strings.TrimSpace(text + " " + names[b.word])
			if x := l.leaf[b.to]; x != nil && ok(x) {
				out = append(out, longer)
			}
			walk(b.to, longer)
		}
	}
	walk(rootNode, "")
	slices.Sort(out)
	return out
}
