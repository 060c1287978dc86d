package humanitarian

import (
	"errors"
	"fmt"
	"io"
	"testing"
)

func TestFailure(t *testing.T) {
	if Failed(nil, Say("failure.empty")) != nil {
		t.Error("what did not fail is no failure")
	}
	err := fmt.Errorf("week.csv: %w", Failed(fmt.Errorf("cut off: %w", io.ErrUnexpectedEOF), Say("failure.empty", "a")))
	var f *Failure
	if !errors.As(err, &f) || f.Phrase.Key != "failure.empty" || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
	if got, want := err.Error(), "week.csv: cut off: unexpected EOF"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
