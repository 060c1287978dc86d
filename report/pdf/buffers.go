package pdf

import "sync"

// buffers keep the memory of page contents for the next document. Nil keeps nothing.
type buffers struct {
	mu   sync.Mutex
	idle [][]byte
}

const (
	maxBuffers    = 32
	maxBufferSize = 1 << 20
)

// take returns an empty buffer.
func (b *buffers) take() []byte {
	if b == nil {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if n := len(b.idle); n > 0 {
		out := b.idle[n-1]
		b.idle = b.idle[:n-1]
		return out[:0]
	}
	return make([]byte, 0, 32<<10)
}

// give takes buffers back. They must not be used any more.
func (b *buffers) give(pages [][]byte) {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range pages {
		if cap(p) <= maxBufferSize && len(b.idle) < maxBuffers {
			b.idle = append(b.idle, p)
		}
	}
}
