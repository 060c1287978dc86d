package brief

import (
	"cmp"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// inWords returns reg with the names and reasons of its figures as the desk
// says them in the language of the report, so that every line, every reason of
// a refusal and the sources register name a source alike. Two sources never
// get one name, which would make them one origin: such a name stays as it was
// entered, and clashes lists it.
func (c *Config) inWords(reg *humanitarian.Register) (out *humanitarian.Register, clashes []string) {
	copied := *reg
	copied.Figures = slices.Clone(reg.Figures)
	said := map[string]string{} // translation to the name it is taken by
	for _, f := range reg.Figures {
		said[f.Source.Name] = f.Source.Name
	}
	names := map[string]string{}
	for _, f := range reg.Figures {
		name := f.Source.Name
		if _, done := names[name]; done {
			continue
		}
		names[name] = name
		other := cmp.Or(c.Words[name], name)
		if by, taken := said[other]; taken && by != name {
			clashes = append(clashes, name)
			continue
		}
		said[other], names[name] = name, other
	}
	for i := range copied.Figures {
		f := &copied.Figures[i]
		f.Source.Name = names[f.Source.Name]
		for _, s := range []*string{&f.Publisher, &f.VerifiedBy, &f.Reason, &f.Place.Name} {
			*s = cmp.Or(c.Words[*s], *s)
		}
	}
	return &copied, clashes
}
