package sheet

import (
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Test is what a [Validation] wants of a cell.
type Test uint8

// The tests. The zero value offers a list.
const (
	OneOf      Test = iota // one of Validation.Values or Validation.Source
	WholeTest              // a whole number between Min and Max
	NumberTest             // a number between Min and Max
	DateTest               // a date between Min and Max, ISO dates
	Custom                 // Validation.Formula is true
)

// String returns the name of the test, or "Test(9)" for one it does not know.
func (t Test) String() string {
	return enumName("Test", int(t), []string{"OneOf", "WholeTest", "NumberTest", "DateTest", "Custom"})
}

// Validation is what the cells of a column take, and what a program says to
// those who type. Empty cells always pass, and so does what is pasted: a
// reader must check again. The zero value is not a validation; a column and a
// list are needed.
type Validation struct {
	Column   int // from 1
	FirstRow int // from 1
	LastRow  int // from 1; 0 means to the end of the sheet

	Test   Test
	Values []string // of OneOf: at most 255 characters together, no commas; or
	// Source of OneOf is a range, "Lists!$A$2:$A$40", a name of Workbook.Names,
	// or a formula that gives a range, so that one list depends on another
	// cell: INDIRECT("list_"&$C2), OFFSET(...). References without $ are those
	// of the first cell.
	Source   string
	Min, Max string // of WholeTest, NumberTest, DateTest; empty is no bound
	Formula  string // of Custom, without "="; for the first cell

	PromptTitle, Prompt string // shown while the cell is selected; 32 and 255 characters
	ErrorTitle, Error   string // shown for what does not pass; 32 and 225 characters
	Strict              bool   // refuse what does not pass, rather than warn
}

// Condition marks the cells of a range for which a formula is true.
type Condition struct {
	Range   Range  // LastRow 0 means to the end of the sheet
	Formula string // without "="; references without $ are those of the first cell
	Style   Style  // its font colour, weight and fill go over the cell's own
	Stop    bool   // no later condition marks the same cell
}

// validation makes excelize's of ours.
func (v *Validation) validation() (*excelize.DataValidation, error) {
	last := v.LastRow
	if last == 0 {
		last = maxSheetRows
	}
	if v.Column < 1 || v.Column > maxSheetColumns || v.FirstRow < 1 || last < v.FirstRow || last > maxSheetRows {
		return nil, errors.New("cells out of range")
	}
	for _, t := range []struct {
		what, text string
		most       int
	}{{"prompt title", v.PromptTitle, 32}, {"prompt", v.Prompt, 255}, {"error title", v.ErrorTitle, 32}, {"error", v.Error, 225}} {
		// Excel counts UTF-16 units, and drops a sheet that has too many.
		if n := utf16Units(t.text); n > t.most {
			return nil, fmt.Errorf("the %s has %d characters, at most %d", t.what, n, t.most)
		}
	}
	dv := excelize.NewDataValidation(true)
	dv.Sqref = cellName(v.FirstRow, v.Column) + ":" + cellName(last, v.Column)
	if err := v.test(dv); err != nil {
		return nil, err
	}
	style := excelize.DataValidationErrorStyleWarning
	if v.Strict {
		style = excelize.DataValidationErrorStyleStop
	}
	dv.SetError(style, v.ErrorTitle, v.Error)
	if v.ErrorTitle == "" {
		dv.ErrorTitle = nil
	}
	if v.Error == "" {
		dv.Error = nil // the program's own words
	}
	if v.Prompt != "" || v.PromptTitle != "" {
		dv.SetInput(v.PromptTitle, v.Prompt)
	}
	return dv, nil
}

func (v *Validation) test(dv *excelize.DataValidation) error {
	kind := map[Test]string{OneOf: "list", WholeTest: "whole", NumberTest: "decimal", DateTest: "date", Custom: "custom"}[v.Test]
	if kind == "" {
		return fmt.Errorf("unknown test %v", v.Test)
	}
	dv.Type = kind
	switch v.Test {
	case OneOf:
		return v.list(dv)
	case Custom:
		if v.Formula == "" {
			return errors.New("no formula")
		}
		dv.Formula1 = escapedFormula(v.Formula)
		return nil
	}
	low, err := v.bound(v.Min)
	if err != nil {
		return err
	}
	high, err := v.bound(v.Max)
	if err != nil {
		return err
	}
	switch {
	case low != "" && high != "":
		dv.Operator, dv.Formula1, dv.Formula2 = "between", low, high
	case high != "":
		dv.Operator, dv.Formula1 = "lessThanOrEqual", high
	case low != "":
		dv.Operator, dv.Formula1 = "greaterThanOrEqual", low
	default:
		return errors.New("neither Min nor Max: give one, such as 0 or 1900-03-01")
	}
	return nil
}

func (v *Validation) list(dv *excelize.DataValidation) error {
	switch {
	case v.Source != "" && len(v.Values) > 0:
		return errors.New("both Values and Source")
	case v.Source != "":
		dv.Formula1 = escapedFormula(v.Source)
		return nil
	case len(v.Values) == 0:
		return errors.New("neither Values nor Source")
	}
	for _, s := range v.Values {
		if strings.ContainsRune(s, ',') {
			return fmt.Errorf("%q holds a comma", s)
		}
	}
	all := strings.Join(v.Values, ",")
	if n := utf16Units(all); n > 255 {
		return fmt.Errorf("the values have %d characters, at most 255: put them on a sheet and name it in Source", n)
	}
	dv.Formula1 = escapedFormula(`"` + strings.ReplaceAll(all, `"`, `""`) + `"`)
	return nil
}

// bound turns a bound into what the file holds: a date into its number.
func (v *Validation) bound(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	if v.Test == DateTest {
		days, ok := serial(s)
		if !ok || days < 61 {
			return "", fmt.Errorf("%q is not an ISO date from 1900-03-01 on", s)
		}
		return fixed(days, 0), nil
	}
	t, ok := numberText([]byte(s))
	if !ok || v.Test == WholeTest && strings.ContainsAny(t, ".E") {
		return "", fmt.Errorf("the bound %q is not a number that fits the test %v", s, v.Test)
	}
	return t, nil
}

// escapedFormula is a formula as XML: excelize puts those of validations into
// the file as they are.
func escapedFormula(s string) string { return string(appendEscaped(nil, s)) }

func utf16Units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}

func setValidations(b *frameBuilder, name string, s *Sheet) error {
	for i := range s.Validations {
		dv, err := s.Validations[i].validation()
		if err == nil {
			err = b.f.AddDataValidation(name, dv)
		}
		if err != nil {
			return fmt.Errorf("validation %d: %w", i+1, err)
		}
	}
	return nil
}

func setConditions(b *frameBuilder, name string, s *Sheet) error {
	for i, c := range s.Conditions {
		r := c.Range
		if r.LastRow == 0 {
			r.LastRow = maxSheetRows
		}
		if r.Row < 1 || r.Column < 1 || r.LastRow < r.Row || r.LastColumn < r.Column || r.LastRow > maxSheetRows || r.LastColumn > maxSheetColumns {
			return fmt.Errorf("condition %d: cells out of range", i+1)
		}
		if c.Formula == "" || int(c.Style) >= styleCount {
			return fmt.Errorf("condition %d: no formula, or unknown style %v", i+1, c.Style)
		}
		id, err := b.mark(c.Style)
		if err != nil {
			return fmt.Errorf("condition %d: %w", i+1, err)
		}
		err = b.f.SetConditionalFormat(name, r.String(), []excelize.ConditionalFormatOptions{
			{Type: "formula", Criteria: c.Formula, Format: &id, StopIfTrue: c.Stop}})
		if err != nil {
			return fmt.Errorf("condition %d: %w", i+1, err)
		}
	}
	return nil
}
