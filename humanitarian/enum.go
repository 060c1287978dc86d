package humanitarian

import (
	"fmt"
	"slices"
	"strings"
)

// enumString prints the register's word for v, or Type(v) for a stranger.
func enumString(typ string, words []string, v uint8) string {
	if int(v) < len(words) {
		return words[v]
	}
	return fmt.Sprintf("%s(%d)", typ, v)
}

// parseEnum is strict: the register's own spelling or an error that lists it.
func parseEnum(column string, words []string, s string) (uint8, error) {
	if i := slices.Index(words, s); i >= 0 {
		return uint8(i), nil
	}
	return 0, fmt.Errorf("humanitarian: %q is not a %s; use one of %s", s, column,
		strings.Join(slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "" }), ", "))
}
