package gazetteer

import (
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// Errors that [Place.Population] and [Place.Rate] wrap.
var (
	ErrNoPopulation     = errors.New("no population is known")
	ErrRivalPopulations = errors.New("sources differ on the population")
	ErrNoNumber         = errors.New("the figure has no number")
)

// A Census says which of several populations is meant: the newest that fits.
type Census struct {
	NotAfter int    // its year is this one or an earlier one; 0 is any
	Source   string // it is by this source; "" is any
}

// Populations returns all populations of p, in the order of their sources.
func (p Place) Populations() []Population { return slices.Clone(p.data().Populations) }

// Population returns the newest population that c admits. The error wraps
// [ErrNoPopulation] if there is none, and [ErrRivalPopulations] if two sources
// give the newest year different values, since neither is to be preferred
// unasked.
func (p Place) Population(c Census) (Population, error) {
	var best Population
	rival := false
	for _, q := range p.data().Populations {
		if c.Source != "" && q.Source != c.Source || c.NotAfter != 0 && q.Year > c.NotAfter {
			continue
		}
		switch {
		case best == Population{} || q.Year > best.Year:
			best, rival = q, false
		case q.Year == best.Year && q.Value != best.Value:
			rival = true
		}
	}
	switch {
	case best == Population{}:
		return best, fmt.Errorf("gazetteer: %s: %w; add one with its year and source", p.PCode(), ErrNoPopulation)
	case rival:
		return Population{}, fmt.Errorf("gazetteer: %s: %w of %d; name the source to use", p.PCode(), ErrRivalPopulations, best.Year)
	}
	return best, nil
}

// A Rate is a count of people set against the population of a place. It keeps
// both, so that it can be rounded once, when printed, beside the year and
// source of the population. The zero value has no bounds.
type Rate struct {
	Place      Place
	Count      humanitarian.Quantity
	Population Population
}

// Rate sets a count of people in p against its population. It fails where
// [Place.Population] does, for a population of zero, and with [ErrNoNumber]
// for a count such as "hundreds".
func (p Place) Rate(count humanitarian.Quantity, c Census) (Rate, error) {
	if !count.HasNumber() {
		return Rate{}, fmt.Errorf("gazetteer: %s: %s: %w", p.PCode(), count, ErrNoNumber)
	}
	population, err := p.Population(c)
	if err != nil {
		return Rate{}, err
	}
	if population.Value <= 0 {
		return Rate{}, fmt.Errorf("gazetteer: %s: %w: it is %d in %d", p.PCode(), ErrNoPopulation, population.Value, population.Year)
	}
	return Rate{Place: p, Count: count, Population: population}, nil
}

// Low returns the lower bound per so many people, such as 100,000, exactly,
// and whether the count has one.
func (r Rate) Low(per int64) (*big.Rat, bool) { return r.of(per)(r.Count.Low()) }

// Best returns the best value per so many people and whether there is one.
func (r Rate) Best(per int64) (*big.Rat, bool) { return r.of(per)(r.Count.Best()) }

// High returns the upper bound per so many people and whether there is one.
func (r Rate) High(per int64) (*big.Rat, bool) { return r.of(per)(r.Count.High()) }

func (r Rate) of(per int64) func(n int64, ok bool) (*big.Rat, bool) {
	return func(n int64, ok bool) (*big.Rat, bool) {
		if !ok || r.Population.Value <= 0 {
			return nil, false
		}
		x := new(big.Rat).Mul(big.NewRat(n, 1), big.NewRat(per, 1))
		return x.Quo(x, big.NewRat(r.Population.Value, 1)), true
	}
}
