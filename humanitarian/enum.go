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

// Words lists the words a column of the register takes, in order, for the
// columns that have a closed list; nil for all others. Callers own the slice.
func Words(column string) []string {
	lists := map[string][]string{
		"nature": natureWords[:], "quantifier": formWords[:], "word": magnitudeWords[:], "status": statusWords[:],
		"sex": sexWords[:], "partition": partitionWords[:], "level": levelWords[:], "place_precision": placePrecisionWords[:],
		"period_basis": periodBasisWords[:], "modality": modalityWords[:], "verification": verificationWords[:],
		"role": roleWords[:], "source_kind": sourceKindWords[:], "sensitivity": sensitivityWords[:],
		"damage": damageWords, "function": functionWords, "access": accessWords,
	}
	var out []string
	for _, w := range lists[column] {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

// Damage, function and access of a facility are three axes (HeRAMS); none is
// ever derived from another.
var (
	damageWords   = []string{"none", "possible", "slight", "moderate", "severe", "destroyed", "not_assessed", "unknown"}
	functionWords = []string{"full", "partial", "none", "not_relevant", "unknown"}
	accessWords   = []string{"full", "partial", "none", "unknown"}
)

func wordOrNotStated(typ string, words []string, v uint8) string {
	if v == 0 && words[0] == "" {
		return "not_stated"
	}
	return enumString(typ, words, v)
}
