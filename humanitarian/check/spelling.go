package check

import "strings"

// spellings reports a source whose name is written in two ways, with other
// capitals or spaces: sources are told apart by their names.
func (c *checker) spellings() {
	first, told := map[string]string{}, map[string]bool{}
	for i := range c.reg.Figures {
		f := &c.reg.Figures[i]
		name := f.Source.Name
		k := strings.ToLower(strings.Join(strings.Fields(name), " "))
		if first[k] == "" {
			first[k] = name
		}
		if name != first[k] && !told[name] {
			told[name] = true
			c.warn(f, "source_spelled_twice", name, first[k])
		}
	}
}
