package pdf

// leaf adds an element to the one that is open, for content.
func (l *layouter) leaf(kind string) *element {
	e := &element{Kind: kind}
	in := l.tree[len(l.tree)-1]
	in.Kids = append(in.Kids, e)
	return e
}

// open adds an element to the one that is open, and puts what follows into it until shut.
func (l *layouter) open(kind string) *element {
	e := l.leaf(kind)
	l.tree = append(l.tree, e)
	return e
}

// shut closes the innermost open element.
func (l *layouter) shut() { l.tree = l.tree[:len(l.tree)-1] }

// section closes what is open and begins a section of the document.
func (l *layouter) section() {
	l.tree = l.tree[:1]
	l.open("Sect")
}

// labelled adds an item of a list and returns the elements of its label and its text.
func (l *layouter) labelled() (label, body *element) {
	l.open("LI")
	defer l.shut()
	return l.leaf("Lbl"), l.leaf("LBody")
}

// tagged says whose the lines are.
func tagged(lines []cellLine, e *element) []cellLine {
	for i := range lines {
		lines[i].tag = e
	}
	return lines
}

// rowTags adds a row of n cells to the table that is open. Its first cell heads the row if it says something.
func (l *layouter) rowTags(n int, headed bool) []*element {
	l.open("TR")
	defer l.shut()
	out := make([]*element, n)
	for i := range out {
		if i == 0 && headed {
			out[i] = l.leaf("TH")
			out[i].Scope = "Row"
		} else {
			out[i] = l.leaf("TD")
		}
	}
	return out
}

// headTags adds a row of n column heads.
func (l *layouter) headTags(n int) []*element {
	l.open("TR")
	defer l.shut()
	out := make([]*element, n)
	for i := range out {
		out[i] = l.leaf("TH")
		out[i].Scope = "Column"
	}
	return out
}

// kind is the structure type of a text in a role. The title of the document is its one H1, and no level is skipped.
func (l *layouter) kind(r role) string {
	switch {
	case r == roleH1, r == roleH2 && !l.headed:
		return "H2"
	case r == roleH2:
		return "H3"
	case r == roleCaption:
		return "Caption"
	}
	return "P"
}
