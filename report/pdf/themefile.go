package pdf

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/report/internal/picture"
)

// maxThemeBytes bounds a theme file, and maxLogoBytes the logo it names.
const (
	maxThemeBytes = 1 << 20
	maxLogoBytes  = 8 << 20
)

// ReadTheme reads a theme from a small file:
//
//	# how the briefs of our desk look
//	accent = "#00695C"
//	paper = "Letter"                  # or A4, which is the default
//	logo = "logo.png"                 # a PNG or JPEG in fsys
//	logo_text = "Relief Desk Network"
//	fonts = "fonts"                   # a folder of fsys, as ReadFonts reads it
//	organisation = "Relief Desk Network"
//	contacts = ["desk@example.org", "+963 11 000 0000"]
//	disclaimers = [
//	  "Figures may change as more is known.",
//	]
//
// A nil fsys holds nothing. It is TOML of strings and lists of strings, and nothing else of TOML is understood, so that
// package pdf needs no parser of it. Every key may be missing. An unknown key, a file that is not there or cannot be used,
// and a colour or paper that does not exist are errors which name the line.
func ReadTheme(r io.Reader, fsys fs.FS) (*Theme, error) {
	keys, err := readKeys(r)
	if err != nil {
		return nil, fmt.Errorf("pdf: the theme: %w", err)
	}
	if fsys == nil {
		fsys = noFiles{}
	}
	t := &Theme{}
	for _, k := range keys {
		if err := t.set(k, fsys); err != nil {
			return nil, fmt.Errorf("pdf: the theme, line %d: %s: %w", k.line, k.name, err)
		}
	}
	return t, nil
}

// noFiles stands in for the file system of a caller who has none.
type noFiles struct{}

func (noFiles) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func (t *Theme) set(k themeKey, fsys fs.FS) (err error) {
	if lists := map[string]*[]string{"contacts": &t.Contacts, "disclaimers": &t.Disclaimers}; lists[k.name] != nil {
		if !k.list {
			return errors.New(`a list is needed, such as ["one", "two"]`)
		}
		*lists[k.name] = k.values
		return nil
	}
	if k.list {
		return errors.New(`one text is needed, such as "one"`)
	}
	switch s := k.values[0]; k.name {
	case "accent":
		t.Accent = s
		_, err = parseColour(s)
	case "paper":
		t.Paper, err = ParsePaper(s)
	case "logo":
		t.Logo, err = readLogo(fsys, s)
	case "logo_text":
		t.LogoText = s
	case "organisation":
		t.Organisation = s
	case "fonts":
		var dir fs.FS
		if dir, err = fs.Sub(fsys, s); err == nil {
			if _, err = fs.Stat(dir, "."); err == nil {
				t.Fonts, err = ReadFonts(dir)
			}
		}
	default:
		err = errors.New("there is no such key; the keys are accent, paper, logo, logo_text, fonts, organisation, contacts and disclaimers")
	}
	return err
}

// readLogo reads a logo and cleans it, so that a bad one is found now.
func readLogo(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxLogoBytes+1))
	if err != nil {
		return nil, err
	}
	p, err := picture.Clean(data, nil)
	if err != nil {
		return nil, err
	}
	return p.File, nil
}

// A themeKey is one entry of a theme file.
type themeKey struct {
	name   string
	line   int
	list   bool
	values []string
}

// readKeys reads entries: key = "text", or key = ["text", "text"], which may go on over lines.
func readKeys(r io.Reader) ([]themeKey, error) {
	lines := bufio.NewScanner(io.LimitReader(r, maxThemeBytes))
	lines.Buffer(nil, maxThemeBytes)
	var out []themeKey
	var open *themeKey // a list that has not ended
	n := 0
	for lines.Scan() {
		n++
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\uFEFF"))
		if !utf8.ValidString(line) {
			return nil, fmt.Errorf("line %d: not UTF-8; save the file as UTF-8", n)
		}
		if open == nil {
			if line == "" || line[0] == '#' {
				continue
			}
			name, rest, ok := strings.Cut(line, "=")
			if name = strings.TrimSpace(name); !ok || name == "" {
				return nil, fmt.Errorf(`line %d: %q is no entry; write key = "text"`, n, line)
			}
			for _, k := range out {
				if k.name == name {
					return nil, fmt.Errorf("line %d: %s stands twice, first in line %d; keep one", n, name, k.line)
				}
			}
			out = append(out, themeKey{name: name, line: n})
			open, line = &out[len(out)-1], strings.TrimSpace(rest)
			if open.list = strings.HasPrefix(line, "["); open.list {
				line = line[1:]
			}
		}
		ended, err := open.read(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if ended {
			open = nil
		}
	}
	if open != nil {
		return nil, fmt.Errorf("line %d: the list has no end; close it with ]", open.line)
	}
	return out, lines.Err()
}

// read takes texts from a line and reports whether the entry ends there.
func (k *themeKey) read(line string) (bool, error) {
	for {
		line = strings.TrimLeft(line, " \t")
		switch {
		case k.list && strings.HasPrefix(line, "]"):
			return true, onlyComment(line[1:])
		case k.list && (line == "" || line[0] == '#'):
			return false, nil
		}
		s, rest, err := quoted(line)
		if err != nil {
			return false, err
		}
		k.values = append(k.values, s)
		if !k.list {
			return true, onlyComment(rest)
		}
		if line = strings.TrimLeft(rest, " \t"); strings.HasPrefix(line, ",") {
			line = line[1:]
		} else if line != "" && line[0] != ']' && line[0] != '#' {
			return false, fmt.Errorf("%q follows a text; put a comma between texts", line)
		}
	}
}

func onlyComment(rest string) error {
	if rest = strings.TrimLeft(rest, " \t"); rest != "" && rest[0] != '#' {
		return fmt.Errorf("%q is left over; one entry stands on a line", rest)
	}
	return nil
}

// quoted takes a text in quotation marks from the beginning of a line: "with \"escapes\"" or 'as it is'.
func quoted(line string) (text, rest string, err error) {
	if line == "" || line[0] != '"' && line[0] != '\'' {
		return "", "", fmt.Errorf("%q is no text; put it in quotation marks", line)
	}
	mark, end := line[0], 1
	for end < len(line) && line[end] != mark {
		if line[end] == '\\' && mark == '"' {
			end++
		}
		end++
	}
	if end >= len(line) {
		return "", "", fmt.Errorf("%q has no closing quotation mark", line)
	}
	if text, rest = line[1:end], line[end+1:]; mark == '\'' {
		return text, rest, nil
	}
	if text, err = strconv.Unquote(line[:end+1]); err != nil {
		return "", "", fmt.Errorf(`%s has a backslash that means nothing; write \\ for one`, line[:end+1])
	}
	if !utf8.ValidString(text) {
		return "", "", fmt.Errorf("%s is not UTF-8", line[:end+1])
	}
	return text, rest, nil
}
