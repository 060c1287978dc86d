package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/extract"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/extract/review"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
)

// runReview reads the decisions on a review sheet and adds what was accepted to
// a register.
func runReview(ctx context.Context, args []string, stdout, stderr io.Writer) (done bool, err error) {
	in := newInputs("review", stderr)
	defer in.explain(&err)
	var name string
	in.flags.StringVar(&name, "sheet", "", "the review sheet with the decisions, as sitrep extract -format xlsx wrote it")
	in.flags.StringVar(&in.out, "out", "", "the register with the accepted rows, as CSV; it may be the file of -register")
	if err := in.parse(args, stderr, "sheet", "out"); err != nil {
		return false, err
	}
	reg, found, config, err := in.readOrNew(ctx)
	if err != nil {
		return false, err
	}
	own, err := config.OwnIndicators()
	if err != nil {
		return false, err
	}
	words, err := in.language(config)
	if err != nil {
		return false, err
	}
	places, more, err := in.places(ctx)
	if err != nil {
		return false, err
	}
	o := review.Options{Indicators: own, Gazetteer: places, Name: filepath.Base(name)}
	if in.wording != "" {
		o.Language = words // else the sheet says in which language it was written
	}
	f, err := os.Open(name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	rv, decisions, err := review.Read(ctx, f, &o)
	if err != nil {
		return false, about(name, "review", err)
	}
	before := len(reg.Figures)
	found = append(append(append(found, more...), decisions...), rv.Append(reg, words)...)
	var out bytes.Buffer
	if err := register.Write(ctx, &out, reg, nil); err != nil {
		return false, err
	}
	printFindings(stderr, words, found)
	summarise(stdout, words, rv, len(reg.Figures)-before, in.out)
	declare(stdout, words, reg.Figures[before:], own)
	return clean(found), writeWhole(filepath.Dir(in.out), []file{{filepath.Base(in.out), out.Bytes()}})
}

// readOrNew reads the register, or begins one.
func (in *inputs) readOrNew(ctx context.Context) (*humanitarian.Register, []humanitarian.Finding, *brief.Config, error) {
	if in.register != "" {
		return in.read(ctx)
	}
	config, found, err := in.readConfig(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	return &humanitarian.Register{Country: in.country}, found, config, nil
}

// summarise says how the decisions stand, and keeps the reasons of rejections.
func summarise(w io.Writer, l *locale.Language, rv *review.Review, added int, name string) {
	count := map[review.Decision]int{}
	for _, it := range rv.Items {
		count[it.Decision]++
		if it.Decision == review.Reject {
			fmt.Fprintln(w, l.Say("tool.review_rejected", it.Proposed.ID, it.Reason))
		}
	}
	n := strconv.Itoa
	fmt.Fprintln(w, l.Say("tool.review_done", n(count[review.Accept]), n(count[review.Reject]), n(count[review.Open]), n(added), name))
}

// declare says what the configuration must declare before a brief can use the
// new rows.
func declare(w io.Writer, l *locale.Language, rows []humanitarian.Figure, own []humanitarian.Indicator) {
	known := humanitarian.Register{Indicators: own}
	for _, i := range extract.OwnIndicators() {
		used := false
		for _, f := range rows {
			used = used || f.Indicator == i.Name
		}
		if _, ok := known.Indicator(i.Name); used && !ok {
			fmt.Fprintf(w, "%s\n[[indicators]]\nname = %q\nnature = %q\nunit = %q\nlabel = %q\ntheme = %q\n",
				l.Say("tool.review_declare"), i.Name, strings.ToLower(i.Nature.String()), string(i.Units[0]), i.Label, i.Theme)
		}
	}
}
