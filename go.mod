module github.com/humanitarian-sitrep/sitrep

go 1.26
