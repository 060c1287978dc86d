package guard

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// TestEveryFindingCanAppear wants each code of a finding in some code outside
// the table that words it: a code that nothing reports is a promise.
func TestEveryFindingCanAppear(t *testing.T) {
	var all strings.Builder
	for _, dir := range []string{"humanitarian", "report"} {
		err := filepath.WalkDir(filepath.Join("..", "..", "..", dir), func(path string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || e.Name() == "finding.go" {
				return err
			}
			b, err := os.ReadFile(path)
			all.Write(b)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, code := range humanitarian.FindingCodes() {
		if !strings.Contains(all.String(), `"`+code+`"`) {
			t.Errorf("nothing reports %s", code)
		}
	}
}
