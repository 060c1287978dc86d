package chart

import (
	"errors"
	"fmt"
)

// State says whether there is a number. The zero value is NoData: unknown is not zero.
type State uint8

// The states of a value.
const (
	NoData       State = iota // nobody said anything
	Number                    // at least one bound or a best value is there
	Unquantified              // reported, but without a number
	Withheld                  // known, but not shown
)

// Bound is a number that may be absent. The zero value is absent; see [At].
type Bound struct {
	N  int64
	OK bool
}

// At returns the bound n.
func At(n int64) Bound { return Bound{n, true} }

// A Value is one figure: its state, what is known of the number, and its words. The zero value lacks words and is refused.
//
//	exact n            Low, Best and High are n
//	at least n         Low
//	up to n            Low 0, High
//	between a and b    Low, High
//	estimate           Low, Best, High
//	about n            Best
//	nearly n           Best and High are n
type Value struct {
	State           State
	Low, Best, High Bound
	Label           string // as it is printed, such as "at least 1,250" or "no data"
}

// Exactly returns the value n with its label.
func Exactly(n int64, label string) Value {
	return Value{State: Number, Low: At(n), Best: At(n), High: At(n), Label: label}
}

// Errors that layouts wrap.
var (
	ErrNegative = errors.New("a count cannot be negative; leave the value out or correct it")
	ErrOrder    = errors.New("the lower bound, the best value and the upper bound are not in this order")
	ErrBounds   = errors.New("a value has bounds exactly if its state is Number")
	ErrTooLarge = errors.New("the number is too large to draw")
	ErrNoLabel  = errors.New("a value needs its words")
	ErrNarrow   = errors.New("the chart is too narrow")
	ErrTooMany  = errors.New("there are too many marks for one chart; show the largest, or a table")
	ErrTick     = errors.New("the chart needs a Tick function to word its axis")
	ErrBreak    = errors.New("a break must stand between two periods")
	ErrArrow    = errors.New("there is no change across a break; leave the direction Level")
	ErrShape    = errors.New("the lists of the chart differ in length")
)

// maxNumber keeps axes, which are rounded up, within an int64.
const maxNumber = 1_000_000_000_000_000_000

// Check reports what is wrong with v.
func (v Value) Check() error {
	last, any := int64(0), false
	for _, b := range [...]Bound{v.Low, v.Best, v.High} {
		switch {
		case !b.OK:
			continue
		case b.N < 0:
			return ErrNegative
		case b.N > maxNumber:
			return ErrTooLarge
		case b.N < last:
			return ErrOrder
		}
		last, any = b.N, true
	}
	if any != (v.State == Number) || v.State > Withheld {
		return ErrBounds
	}
	if v.Label == "" {
		return ErrNoLabel
	}
	return nil
}

func checkNamed(name string, v Value) error {
	if err := v.Check(); err != nil {
		return fmt.Errorf("chart: %q: %w", name, err)
	}
	return nil
}

// solid returns how far the value is vouched for.
func (v Value) solid() int64 { return v.Low.N }

// Far returns how far the value is drawn: the largest number it names, or 0 without one.
func (v Value) Far() int64 { return max(v.Low.N, v.Best.N, v.High.N) }

// Open reports whether nothing is said of where the number ends.
func (v Value) Open() bool { return v.State == Number && !v.Best.OK && !v.High.OK }

// About reports whether the number ends at a best value without an upper bound.
func (v Value) About() bool { return v.Best.OK && !v.High.OK }

// Between reports whether the number lies between what is vouched for and an upper bound above it.
func (v Value) Between() bool { return v.High.OK && 0 < v.Low.N && v.Low.N < v.High.N }

// AtMost reports whether there is an upper bound and nothing is vouched for: up to n, or nearly n.
func (v Value) AtMost() bool { return v.High.OK && v.Low.N == 0 && v.High.N > 0 }

// Main returns the number that stands for the value where only one can: the best value, else the lower bound of one that
// has no upper. A range without a best value has none.
func (v Value) Main() (int64, bool) {
	switch {
	case v.Best.OK:
		return v.Best.N, true
	case v.Open():
		return v.Low.N, true
	}
	return 0, false
}

// Sorting returns the number by which the value is ranked among others: the main one, else the upper bound. A value
// without a number has none.
func (v Value) Sorting() (int64, bool) {
	if n, ok := v.Main(); ok {
		return n, true
	}
	return v.High.N, v.High.OK
}
