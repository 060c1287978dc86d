// Command sitrep makes a humanitarian brief from a register, checks, compares
// and extends registers, and answers where a printed number comes from.
//
//	sitrep brief -register FILE [-config FILE] -as-of DATE -period START..END -country ISO3 [-number N] [-edition public|partners|internal]
//	             [-layout brief|weekly|flash|snapshot] [-theme FILE] [-archive] [-draft] [-hxl] [-previous FILE] -out DIR
//	sitrep check -register FILE [-config FILE] [-country ISO3] [-as-of DATE] [-previous FILE] [-sheet FILE.xlsx] [-json]
//	sitrep diff  OLD NEW [-lang TAG] [-json]     each a register or a brief
//	sitrep why   BRIEF NUMBER|ID [-lang TAG]
//	sitrep verify BRIEF.pdf [BRIEF.xlsx] [BRIEF.json]
//	sitrep template -lang TAG [-gazetteer FILE] -out FILE.xlsx
//	sitrep extract [-lang TAG] [-date D] [-gazetteer FILE] [-format text|jsonl|xlsx] [-why] [-why-not] [-out FILE] < FILE
//	sitrep review  -sheet FILE.xlsx [-register FILE] [-gazetteer FILE] -out FILE.csv
//	sitrep roll  -register FILE [-config FILE] -as-of DATE [-hxl] -out FILE
//
// Exit codes: 0 done; 1 findings at error level (files are written unless a
// brief finding stops them); 2 wrong use; 3 cannot read or write.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
)

// The exit codes of design.md section 8.
const (
	exitDone     = 0
	exitFindings = 1
	exitUse      = 2
	exitFailure  = 3
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// errUse marks wrong use, which was already explained.
var errUse = errors.New("wrong use")

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	commands := map[string]func(context.Context, []string, io.Writer, io.Writer) (bool, error){"brief": runBrief, "check": runCheck, "diff": runDiff, "roll": runRoll, "template": runTemplate, "why": runWhy, "extract": runExtract, "review": runReview, "verify": runVerify}
	if len(args) == 0 || commands[args[0]] == nil {
		fmt.Fprintln(stderr, "usage: sitrep brief|check|diff|extract|review|roll|template|verify|why ...   (sitrep brief -h says more)")
		return exitUse
	}
	clean, err := commands[args[0]](ctx, args[1:], stdout, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return exitDone
	case errors.Is(err, errUse):
		return exitUse
	case err != nil:
		fmt.Fprintln(stderr, "sitrep:", err)
		return exitFailure
	case !clean:
		return exitFindings
	}
	return exitDone
}
