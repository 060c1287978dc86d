package guard

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// TestNeverIn shows that renaming an import, or a method of the same name,
// does not mislead the check.
func TestNeverIn(t *testing.T) {
	tests := []struct {
		name, src, want string
	}{
		{"clock", "import \"time\"\nvar x = time.Now", "the clock"},
		{"clock by another name", "import t \"time\"\nvar x = t.Now()", "the clock"},
		{"init", "func init() {}", "func init"},
		{"network", "import \"net/http\"\nvar x http.Client", "the network"},
		{"chance", "import \"math/rand/v2\"\nvar x = rand.IntN(2)", "chance"},
		{"environment", "import \"os\"\nvar x = os.Getenv(\"HOME\")", "the environment"},
		{"dot", "import . \"time\"\nvar x = Now()", "dot"},
		{"a method called init", "type T int\nfunc (T) init() {}", ""},
		{"another Now", "type clock struct{}\nfunc (clock) Now() int { return 1 }\nvar time clock\nvar x = time.Now()", ""},
		{"a fixed date", "import \"time\"\nvar x = time.Date(2024, 12, 5, 0, 0, 0, 0, time.UTC)", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := pkg{dir: "x", fset: token.NewFileSet()}
			f, err := parser.ParseFile(p.fset, "x.go", "package x\n"+test.src, 0)
			if err != nil {
				t.Fatal(err)
			}
			p.files = []*ast.File{f}
			got := strings.Join(neverIn(p, f), "\n")
			if test.want == "" && got != "" || !strings.Contains(got, test.want) {
				t.Errorf("got %q, want it to mention %q", got, test.want)
			}
		})
	}
}
