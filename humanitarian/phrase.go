package humanitarian

import "strings"

// A Phrase is something to be said in the reader's language: the key of a
// wording in the catalogues of package locale, and what fills its places, as
// canonical text without a language. The zero value says nothing.
type Phrase struct {
	Key  string   `json:"key"`
	Args []string `json:"args,omitempty"`
}

// Say returns the phrase of a key and its arguments.
func Say(key string, args ...string) Phrase { return Phrase{Key: key, Args: args} }

// String returns the phrase for developers: its key in words, its arguments in
// brackets. For readers, package locale words it.
func (p Phrase) String() string {
	s := strings.ReplaceAll(p.Key, "_", " ")
	if len(p.Args) > 0 {
		s += " (" + strings.Join(p.Args, ", ") + ")"
	}
	return s
}
