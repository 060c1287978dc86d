package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/check"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// placeholders reports every text that a reader of the brief would see and that
// somebody meant to replace: titles, headings, captions, labels, contacts,
// sources, and the date of the next issue. Those that composing found are known,
// and what a finding says is no text of the desk: "write YYYY-MM-DD" stays.
func placeholders(doc *document.Document, lang *locale.Language, config *brief.Config, known []humanitarian.Finding) ([]humanitarian.Finding, error) {
	texts, err := textsOf(doc)
	if err != nil {
		return nil, err
	}
	ours := map[string]bool{}
	for _, f := range known {
		message, _ := lang.Finding(f)
		ours[message] = true
	}
	texts = slices.DeleteFunc(texts, func(s string) bool { return ours[s] })
	if config != nil {
		texts = append(texts, slices.Collect(maps.Values(config.NextIssue))...) // one that is no date is not in the document
	}
	slices.Sort(texts)
	var out []humanitarian.Finding
	for _, s := range slices.Compact(texts) {
		if !check.Placeholder(s) {
			continue
		}
		said := slices.ContainsFunc(slices.Concat(known, out), func(f humanitarian.Finding) bool {
			return f.Code == "placeholder" && strings.Contains(f.Args[0], strings.TrimSpace(s))
		})
		if !said {
			out = append(out, humanitarian.Finding{Code: "placeholder", Severity: humanitarian.WarningFinding, Args: []string{s}})
		}
	}
	return out, nil
}

// textsOf lists the texts of a document, wherever they stand, so that a new kind
// of block needs no line here. Rows of the register, the findings, addresses and
// digests are no texts.
func textsOf(doc *document.Document) ([]string, error) {
	bare := *doc
	bare.Data, bare.Findings = document.Data{}, nil
	data, err := json.Marshal(&bare)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	var out []string
	d := json.NewDecoder(bytes.NewReader(data))
	key, depth := "", []json.Delim(nil)
	isKey := false
	for {
		t, err := d.Token()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("report: %w", err)
		}
		inObject := len(depth) > 0 && depth[len(depth)-1] == '{'
		switch t := t.(type) {
		case json.Delim:
			if t == '{' || t == '[' {
				depth = append(depth, t)
			} else {
				depth = depth[:len(depth)-1]
			}
			isKey = len(depth) > 0 && depth[len(depth)-1] == '{'
			continue
		case string:
			if inObject && isKey {
				key, isKey = t, false
				continue
			}
			if key != "url" && key != "sha256" && key != "figures" && t != "" {
				out = append(out, t)
			}
		}
		isKey = inObject
	}
}
