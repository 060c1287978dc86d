package main

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
	"github.com/humanitarian-sitrep/sitrep/report/xlsx"
)

// A fileError is what went wrong with one file. What it was meant to be is a name
// of the section failure, or empty where the error tells enough.
type fileError struct {
	path, meant string
	err         error
}

func (e *fileError) Error() string { return e.path + ": " + e.err.Error() }
func (e *fileError) Unwrap() error { return e.err }

// about says of which file an error is.
func about(path, meant string, err error) error {
	if err == nil {
		return nil
	}
	return &fileError{path, meant, err}
}

// An explained error is said in the reader's language: what it means and what to
// do and, on a line of its own, which file it is about and why.
type explained struct {
	what, path, why string
	err             error
}

func (e *explained) Unwrap() error { return e.err }

func (e *explained) Error() string {
	switch {
	case e.path == "" && e.why == "":
		return e.what
	case e.path == "" || e.why == "":
		return e.what + "\n    " + e.path + e.why
	}
	return e.what + "\n    " + e.path + ": " + e.why
}

// explain puts what a field officer meets into the language of the report. Why a
// file of settings cannot be read keeps the words of the program that reads it,
// and what nobody foresaw is left as it is.
func (in *inputs) explain(err *error) {
	if *err == nil || errors.Is(*err, errUse) {
		return
	}
	l, out := in.spoken(), &explained{err: *err}
	var file *fileError
	if errors.As(*err, &file) {
		out.path, out.why = file.path, file.err.Error()
	}
	var known *humanitarian.Failure
	if errors.As(*err, &known) {
		out.why = l.Phrase(known.Phrase)
	}
	var limit *sheet.LimitError
	var path *fs.PathError
	switch key, alone := kindOf(*err); {
	case file != nil && file.meant == "unwritable":
		out.what, out.path, out.why = l.Say("failure.unwritable", file.path), "", ""
	case errors.As(*err, &path) && errors.Is(path, fs.ErrNotExist):
		out.what, out.why = l.Say("failure.missing_file", path.Path), "" // below it the file that names it, such as a theme
	case errors.As(*err, &path):
		out.what, out.path, out.why = l.Say("failure.unreadable", path.Path), "", ""
	case errors.As(*err, &limit):
		out.what, out.path, out.why = l.Say("failure.limit"), "", l.Say("failure.limit_at", limit.Position.String(), fmt.Sprint(limit.Limit))
	case file != nil && file.meant != "":
		out.what = l.Say("failure." + file.meant)
	case key != "":
		out.what = l.Say("failure." + key)
		if alone {
			out.why = ""
		}
	case known != nil:
		out.what, out.why = out.why, ""
	default:
		return
	}
	*err = out
}

// kindOf names the wording of an error in the section failure, and reports
// whether that says all there is to say.
func kindOf(err error) (key string, alone bool) {
	for _, k := range []struct {
		is    error
		key   string
		alone bool
	}{
		{report.ErrNoBrief, "brief_removed", true}, {xlsx.ErrNoBrief, "book_removed", true}, {report.ErrFormat, "no_brief", true},
		{brief.ErrNoConfigSheet, "config_sheet", true}, {sheet.ErrUTF16, "utf16", true}, {register.ErrEmpty, "empty", true}, {sheet.ErrEmpty, "empty", true},
		{register.ErrHeader, "header", false}, {register.ErrMapping, "mapping", false}, {register.ErrFormat, "format", false},
	} {
		if errors.Is(err, k.is) {
			return k.key, k.alone
		}
	}
	return "", false
}

// spoken returns the language to say a failure in: the one that was found before
// it, else that of -lang or of the configuration, else English.
func (in *inputs) spoken() *locale.Language {
	if in.said != nil {
		return in.said
	}
	for _, tag := range []string{in.lang, in.settings.Language} {
		if l, err := locale.Of(tag); err == nil && tag != "" {
			return l
		}
	}
	return locale.English()
}
