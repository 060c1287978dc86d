package guard

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	module = "github.com/humanitarian-sitrep/sitrep"
	root   = "../../.."
)

// A pkg is one folder of Go files, test files left out. Files of every build
// constraint are in it, so that the rules hold on every system.
type pkg struct {
	dir   string // from the root, with slashes
	fset  *token.FileSet
	files []*ast.File
}

// library reports whether users import the package or run code of it, which
// the examples are not.
func (p pkg) library() bool { return !strings.HasPrefix(p.dir, "examples/") }

// at returns the place of n as people look it up.
func (p pkg) at(n ast.Node) string {
	pos := p.fset.Position(n.Pos())
	return p.dir + "/" + filepath.Base(pos.Filename) + ":" + strconv.Itoa(pos.Line)
}

// packages parses every package of the module, sorted by folder. The parser is
// enough for all that is asked here, and needs no go command.
func packages(t *testing.T) []pkg {
	t.Helper()
	found := map[string]*pkg{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if base := d.Name(); name != root && (base == "testdata" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_")) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, filepath.Dir(name))
		if err != nil {
			return err
		}
		dir := filepath.ToSlash(rel)
		p := found[dir]
		if p == nil {
			p = &pkg{dir: dir, fset: token.NewFileSet()}
			found[dir] = p
		}
		f, err := parser.ParseFile(p.fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		p.files = append(p.files, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var out []pkg
	for _, p := range found {
		out = append(out, *p)
	}
	slices.SortFunc(out, func(a, b pkg) int { return strings.Compare(a.dir, b.dir) })
	if len(out) < 10 {
		t.Fatalf("only %d packages were found under %s; the walk is broken", len(out), root)
	}
	return out
}

func importPath(s *ast.ImportSpec) string {
	p, err := strconv.Unquote(s.Path.Value)
	if err != nil {
		panic(err)
	}
	return p
}

// importName returns the name under which f uses an import.
func importName(s *ast.ImportSpec) string {
	if s.Name != nil {
		return s.Name.Name
	}
	base := path.Base(importPath(s))
	if len(base) > 1 && base[0] == 'v' && strings.Trim(base[1:], "0123456789") == "" {
		base = path.Base(path.Dir(importPath(s)))
	}
	return base
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(data), "\r\n", "\n")
}
