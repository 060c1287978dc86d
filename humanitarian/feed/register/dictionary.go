package register

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
)

// Dictionary returns the data dictionary of the register in Markdown. The file
// dictionary.md beside this package is its text.
func Dictionary() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# The register: data dictionary\n\nSchema version %s. Made from the code by `go test ./humanitarian/feed/register -update`; do not edit.\n\n", SchemaVersion)
	b.WriteString("One row is one claim by one source. A file is a workbook, CSV (UTF-8, comma, header) or JSON Lines with the same keys. ")
	b.WriteString("Columns may be absent; `id`, `indicator`, `source` and one of `figure`, `quantifier`, `best` may not. ")
	b.WriteString("Unknown columns are kept and reported. Nothing is guessed: a cell that cannot be read takes its row out of totals until it is corrected.\n\n## Columns\n\n")
	writeColumns(&b, Columns())
	b.WriteString("\n## The short form\n\n`id, figure, indicator, status, place, as_of` or `period`, `source, source_date, source_url, note` is enough.\n\n")
	writeColumns(&b, shortColumns())
	b.WriteString("\nWhat `figure` may say, and what it becomes:\n\n| figure | quantity |\n| --- | --- |\n")
	numbers := numeral.English()
	for _, s := range figureExamples() {
		became := "refused: can be read in two ways"
		if h, err := parseFigure(numbers, s); err == nil {
			if became = "`" + h.quantity.String() + "`"; h.share {
				became += " permille"
			}
		}
		fmt.Fprintf(&b, "| %s | %s |\n", s, became)
	}
	b.WriteString("\nThe same in French, Spanish and Arabic: `au moins 12`, `entre 300 y 400`. Where the register names its language, in the column `figure_language`, by its heads in that language ")
	b.WriteString("or when it is read, figures are read in it alone: `1.200` is 1200 in Spanish. Where it names none, what two languages read as different numbers is refused.\n")
	b.WriteString("\n## The forms of a quantity\n\nWhich columns each quantifier fills; all others stay empty.\n\n| quantifier | low | best | high | word |\n| --- | --- | --- | --- | --- |\n")
	for _, r := range formRows() {
		fmt.Fprintf(&b, "| %s |\n", strings.Join(r[:], " | "))
	}
	english := locale.English()
	b.WriteString("\n## Core indicators\n\n| indicator | label | nature | units | theme |\n| --- | --- | --- | --- | --- |\n")
	for _, i := range humanitarian.CoreIndicators() {
		units := "a currency code"
		if len(i.Units) > 0 {
			units = ""
			for n, u := range i.Units {
				units += map[bool]string{true: "", false: ", "}[n == 0] + string(u)
			}
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", i.Name, english.Word("indicator", i.Name), i.Nature, units, i.Theme)
	}
	b.WriteString("\nEvery indicator may also be a share, in permille.\n")
	return b.Bytes()
}

func writeColumns(b *bytes.Buffer, columns []Column) {
	b.WriteString("| column | meaning | takes | example |\n| --- | --- | --- | --- |\n")
	for _, c := range columns {
		takes := c.Takes
		if c.Words != nil {
			takes = strings.Join(c.Words, ", ")
		}
		fmt.Fprintf(b, "| `%s` | %s | %s | %s |\n", c.Name, c.Meaning, takes, c.Example)
	}
}

func figureExamples() []string {
	return []string{"1,250", "1 250", "at least 69", "69 or more", "more than 1,250", "over 1,250", "up to 45,000", "as many as 45,000", "fewer than 10", "<5",
		"60,000-80,000", "60,000 to 80,000", "between 60,000 and 80,000", "75 (69 to 82)", "about 25,000", "some 25,000", "nearly 486,000", "almost 486,000",
		"1.1 million", "1.1 to 1.3 million", "50%", "hundreds", "tens of thousands", "some", "reported", "none", "no data", "n/a", "1.250", "1,25", "60-80,000"}
}

func formRows() [][5]string {
	return [][5]string{
		{"exact", "", "n", "", ""}, {"at_least", "n", "", "", ""}, {"more_than", "n", "", "", ""}, {"at_most", "", "", "n", ""}, {"less_than", "", "", "n", ""},
		{"range", "a", "", "b", ""}, {"estimate", "a", "m", "b", ""}, {"about", "", "n", "", ""}, {"nearly", "", "n", "", ""}, {"magnitude", "", "", "", "a word"},
		{"some", "", "", "", ""}, {"none", "", "", "", ""}, {"not_reported", "", "", "", ""}, {"withheld", "", "", "n, or empty", ""},
	}
}

// A property is one column in JSON Schema.
type property struct {
	Description string   `json:"description"`
	Type        string   `json:"type"`
	Enum        []string `json:"enum,omitempty"`
	Pattern     string   `json:"pattern,omitempty"`
	Minimum     *int     `json:"minimum,omitempty"`
	Examples    []any    `json:"examples,omitempty"`
}

// Schema returns a JSON Schema (draft 2020-12) of one line of JSON Lines as
// [WriteJSONL] writes it; [Read] also takes numbers in text. The file
// schema.json beside this package is its text.
func Schema() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"$id\": \"urn:humanitarian-sitrep:register:%s\",\n", SchemaVersion)
	b.WriteString("  \"title\": \"A figure of the register\",\n  \"type\": \"object\",\n  \"properties\": {\n")
	var lines []string
	for _, f := range fields() {
		p := property{Description: f.Meaning, Type: "string", Enum: f.Words, Pattern: f.pattern, Examples: []any{f.Example}}
		zero := 0
		switch {
		case f.integer:
			p.Type, p.Minimum, p.Examples = "integer", &zero, []any{json.Number(f.Example)}
		case f.decimal:
			p.Type, p.Minimum, p.Examples = "number", &zero, []any{json.Number(f.Example)}
		}
		lines = append(lines, propertyLine(f.Name, p))
	}
	for _, c := range shortColumns() {
		lines = append(lines, propertyLine(c.Name, property{Description: c.Meaning, Type: "string", Enum: c.Words, Examples: []any{c.Example}}))
	}
	b.WriteString(strings.Join(lines, ",\n"))
	b.WriteString("\n  },\n  \"required\": [\"id\", \"indicator\", \"source\"],\n")
	b.WriteString("  \"anyOf\": [{\"required\": [\"figure\"]}, {\"required\": [\"quantifier\"]}, {\"required\": [\"best\"]}],\n  \"additionalProperties\": true\n}\n")
	return b.Bytes()
}

func propertyLine(name string, p property) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(p) // strings and numbers always encode
	return fmt.Sprintf("    %q: %s", name, strings.TrimSpace(b.String()))
}
