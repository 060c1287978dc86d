// Package guard holds tests over the whole module and no code: which package
// may import which, what library code may never do, the listing of the
// exported API, and the program that the README shows.
//
// After a change made on purpose:
//
//	go test ./report/internal/guard -update
//
// rewrites testdata/api.txt; read the difference before it is committed. The
// import table is imports_test.go and is changed by hand, with a reason.
package guard
