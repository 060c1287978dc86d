package guard

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReadmeProgram holds the program that the README shows to the one that
// examples/weekly_brief compiles and its test runs.
func TestReadmeProgram(t *testing.T) {
	const begin, end = "<!-- examples/weekly_brief/main.go -->\n```go\n", "```\n<!-- end -->\n"
	_, rest, ok := strings.Cut(read(t, "README.md"), begin)
	shown, _, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("README.md shows no program between %q and %q", begin, end)
	}
	if diff := cmp.Diff(read(t, "examples/weekly_brief/main.go"), shown); diff != "" {
		t.Errorf("README.md shows another program than examples/weekly_brief/main.go (-file +README):\n%s", diff)
	}
	if n := strings.Count(shown, "\n"); n >= 60 {
		t.Errorf("the program has %d lines; it is to stay under 60", n)
	}
}
