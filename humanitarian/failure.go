package humanitarian

// A Failure is an error that can be said in the reader's language: what cannot
// be read, or why, as package locale words it. Its own text is that of the error
// it wraps, in English.
type Failure struct {
	Phrase Phrase
	Err    error
}

// Failed returns err as a failure that the phrase words. It returns nil when
// there is no error.
func Failed(err error, phrase Phrase) error {
	if err == nil {
		return nil
	}
	return &Failure{Phrase: phrase, Err: err}
}

// Error returns the text of the error that f wraps.
func (f *Failure) Error() string { return f.Err.Error() }

// Unwrap returns the error that f wraps.
func (f *Failure) Unwrap() error { return f.Err }
