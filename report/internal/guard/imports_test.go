package guard

import (
	"go/ast"
	"strings"
	"testing"
)

// room says what the packages of one folder may import of ours. A pattern that
// ends in /... holds for everything below, and the first line that fits a
// package is the one that counts. Packages that do not exist yet are listed as
// they were designed, so that they start inside the table.
type room struct {
	pattern string
	may     []string
	why     string // for what was added to the designed table
}

var rooms = []room{
	{pattern: "humanitarian"},
	{pattern: "humanitarian/numeral", may: []string{"humanitarian"},
		why: "a number read from a text is a quantity; a type of its own would be a second spelling of one idea"},
	{pattern: "humanitarian/locale", may: nouns},
	{pattern: "humanitarian/gazetteer", may: nouns},
	{pattern: "humanitarian/tally", may: nouns},
	{pattern: "humanitarian/hxl", may: nouns},
	{pattern: "humanitarian/sheet", may: nouns},
	{pattern: "humanitarian/check", may: []string{"humanitarian", "humanitarian/tally", "humanitarian/gazetteer"}},
	{pattern: "humanitarian/feed", may: []string{"humanitarian"}},
	{pattern: "humanitarian/feed/...", may: []string{"humanitarian", "humanitarian/feed", "humanitarian/sheet", "humanitarian/hxl",
		"humanitarian/gazetteer", "humanitarian/numeral", "humanitarian/locale"}},
	{pattern: "humanitarian/extract", may: []string{"humanitarian", "humanitarian/numeral", "humanitarian/gazetteer"}},
	{pattern: "humanitarian/extract/review", may: []string{"humanitarian", "humanitarian/extract", "humanitarian/sheet", "humanitarian/locale", "humanitarian/gazetteer", "humanitarian/numeral"},
		why: "the sheet in which an analyst accepts or rejects what extract proposes; extract itself stays free of files"},
	{pattern: "humanitarian/narrative", may: []string{"humanitarian", "humanitarian/numeral", "humanitarian/tally", "humanitarian/locale", "humanitarian/gazetteer"},
		why: "numeral: it also reads what people wrote, to hold each number against the figures"},
	{pattern: "humanitarian/disclosure", may: []string{"humanitarian", "humanitarian/tally", "humanitarian/gazetteer"}},

	{pattern: "report/document", may: []string{"humanitarian", "humanitarian/tally", "humanitarian/locale", "humanitarian/gazetteer"}},
	{pattern: "report/brief", may: []string{"report/document", "humanitarian", "humanitarian/numeral", "humanitarian/locale",
		"humanitarian/gazetteer", "humanitarian/tally", "humanitarian/check", "humanitarian/sheet", "humanitarian/hxl",
		"humanitarian/narrative", "humanitarian/disclosure"}},
	{pattern: "report/pdf", may: []string{"report/document", "humanitarian", "humanitarian/locale", "report/internal/..."},
		why: "humanitarian: pdf returns findings, such as a character that no font has"},
	{pattern: "report/xlsx", may: []string{"report/document", "humanitarian", "humanitarian/locale", "humanitarian/sheet"},
		why: "humanitarian: cells hold its values, which become numbers and dates of the workbook"},
	{pattern: "report/proof", may: []string{"report/document", "report/pdf", "report/xlsx", "humanitarian", "humanitarian/sheet",
		"humanitarian/disclosure", "report/internal/..."},
		why: "humanitarian: a proof returns findings"},
	{pattern: "report/internal/chart", may: []string{"report/internal/draw"}, why: "charts are drawn on the small drawing interface"},
	{pattern: "report/internal/geo", may: []string{"report/internal/draw", "report/internal/chart"}, why: "so are maps, whose circles are marked as the charts' values are"},
	{pattern: "report/internal/...", why: "mechanism that knows nothing of the field: text, glyphs, files"},
	{pattern: "report", may: []string{"report/...", "humanitarian", "humanitarian/feed/register", "humanitarian/check",
		"humanitarian/disclosure", "humanitarian/locale", "humanitarian/tally", "humanitarian/gazetteer"},
		why: "the front door also runs the checks, cuts the data to the edition, writes text in a language and reads the boundaries that travel in a PDF, without which it could not open what it wrote"},
	{pattern: "examples/...", may: []string{"humanitarian", "humanitarian/...", "report", "report/..."},
		why: "programs on the public API; the compiler keeps them out of report/internal"},
}

var nouns = []string{"humanitarian", "humanitarian/numeral"}

// outside says who may import which module of others; a path that is not
// listed here is a dependency nobody decided on.
var outside = []struct {
	prefix string
	rooms  []string
}{
	{"github.com/jung-kurt/gofpdf", []string{"report/pdf"}},
	{"github.com/xuri/excelize/v2", []string{"humanitarian/sheet", "report/xlsx"}}, // xlsx where charts need it
	{"github.com/BurntSushi/toml", []string{"report/brief", "humanitarian/feed/register"}},
	{"github.com/klauspost/compress", []string{"humanitarian/sheet", "report/internal/pdffile"}},
	{"github.com/go-text/typesetting", []string{"report/internal/shape"}},
	{"eliasnaur.com/font", []string{"report/internal/shape"}},
	{"golang.org/x/text", []string{"humanitarian/...", "report/internal/...", "report/pdf"}},
}

func fits(pattern, dir string) bool {
	if parent, ok := strings.CutSuffix(pattern, "/..."); ok {
		return strings.HasPrefix(dir, parent+"/")
	}
	return dir == pattern
}

func anyFits(patterns []string, dir string) bool {
	for _, p := range patterns {
		if fits(p, dir) {
			return true
		}
	}
	return false
}

// fault says what is wrong with one import, or nothing.
func fault(dir, imported string) string {
	if of, ok := strings.CutPrefix(imported, module+"/"); ok {
		for _, r := range rooms {
			if fits(r.pattern, dir) {
				if anyFits(r.may, of) {
					return ""
				}
				return dir + " may not import " + of
			}
		}
		return dir + " is not in the import table; a new package needs a line there"
	}
	if first, _, _ := strings.Cut(imported, "/"); !strings.Contains(first, ".") {
		return "" // the standard library
	}
	for _, o := range outside {
		if imported == o.prefix || strings.HasPrefix(imported, o.prefix+"/") {
			if anyFits(o.rooms, dir) {
				return ""
			}
			return imported + " may be imported by " + strings.Join(o.rooms, ", ") + " alone, not by " + dir
		}
	}
	return imported + " is a dependency that the table does not know"
}

func TestImports(t *testing.T) {
	for _, p := range packages(t) {
		listed := false
		for _, r := range rooms {
			listed = listed || fits(r.pattern, p.dir)
		}
		if !listed {
			t.Errorf("%s is not in the import table; a new package needs a line there", p.dir)
		}
		for _, f := range p.files {
			for _, s := range f.Imports {
				if why := fault(p.dir, importPath(s)); why != "" {
					t.Errorf("%s: %s", p.at(s), why)
				}
			}
		}
	}
}

// TestFault shows that the table refuses: a table that allows everything
// passes TestImports too.
func TestFault(t *testing.T) {
	tests := []struct {
		dir, imported string
		ok            bool
	}{
		{"humanitarian", module + "/humanitarian/tally", false},
		{"humanitarian/tally", module + "/humanitarian", true},
		{"humanitarian/tally", module + "/humanitarian/locale", false},
		{"humanitarian/feed", module + "/humanitarian/sheet", false},
		{"humanitarian/feed/register", module + "/humanitarian/sheet", true},
		{"humanitarian/sheet", module + "/report/document", false},
		{"report/brief", module + "/humanitarian/feed/register", false},
		{"report/brief", module + "/humanitarian/extract", false},
		{"report/document", module + "/report/brief", false},
		{"report/pdf", module + "/report/internal/shape", true},
		{"report/pdf", module + "/report/xlsx", false},
		{"report/internal/shape", module + "/humanitarian", false},
		{"report", module + "/report/brief", true},
		{"report", module + "/humanitarian/sheet", false},
		{"report/elsewhere", module + "/humanitarian", false},
		{"report/pdf", "github.com/jung-kurt/gofpdf", true},
		{"report/brief", "github.com/jung-kurt/gofpdf", false},
		{"report/pdf", "github.com/xuri/excelize/v2", false},
		{"report/pdf", "example.org/other", false},
		{"report/pdf", "encoding/json", true},
	}
	for _, test := range tests {
		if got := fault(test.dir, test.imported); (got == "") != test.ok {
			t.Errorf("fault(%q, %q) = %q, want allowed: %v", test.dir, test.imported, got, test.ok)
		}
	}
}

// never are the imports and names that library code has no use for: what a
// brief says comes from its arguments alone.
var never = map[string]string{
	"time.Now": "the clock", "time.Since": "the clock", "time.Until": "the clock", "time.Local": "the machine's time zone",
	"net": "the network", "net/http": "the network", "math/rand": "chance", "math/rand/v2": "chance", "crypto/rand": "chance",
	"os": "the environment and files by name; take a reader or fs.FS", "os/exec": "other programs",
	"log": "logging; return a finding", "log/slog": "logging; return a finding",
	"unsafe": "unchecked memory", "C": "cgo, which hinders cross-building",
}

// neverIn lists what f does of never.
func neverIn(p pkg, f *ast.File) []string {
	var out []string
	names := map[string]string{}
	for _, s := range f.Imports {
		name, imported := importName(s), importPath(s)
		names[name] = imported
		if name == "." {
			out = append(out, p.at(s)+": an import with a dot hides what is used")
		}
		if why := never[imported]; why != "" {
			out = append(out, p.at(s)+": "+imported+" brings in "+why)
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Recv == nil && n.Name.Name == "init" {
				out = append(out, p.at(n)+": func init runs in every program that imports the package")
			}
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && names[x.Name] != "" {
				if what := names[x.Name] + "." + n.Sel.Name; never[what] != "" {
					out = append(out, p.at(n)+": "+what+" brings in "+never[what])
				}
			}
		}
		return true
	})
	return out
}

func TestNothingFromOutside(t *testing.T) {
	for _, p := range packages(t) {
		if !p.library() {
			continue
		}
		for _, f := range p.files {
			for _, what := range neverIn(p, f) {
				t.Error(what)
			}
		}
	}
}

func TestPackageComments(t *testing.T) {
	for _, p := range packages(t) {
		var docs []string
		for _, f := range p.files {
			if f.Doc != nil {
				docs = append(docs, f.Doc.Text())
			}
		}
		want := "Package " + p.files[0].Name.Name + " "
		if p.files[0].Name.Name == "main" {
			want = "Command "
		}
		switch {
		case len(docs) == 0:
			t.Errorf("%s has no package comment", p.dir)
		case len(docs) > 1:
			t.Errorf("%s has %d package comments; one place is enough", p.dir, len(docs))
		case !strings.HasPrefix(docs[0], want):
			t.Errorf("%s: the package comment starts %.40q, want %q", p.dir, docs[0], want)
		}
	}
}
