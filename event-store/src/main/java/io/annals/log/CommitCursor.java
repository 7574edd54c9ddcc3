package io.annals.log;

import io.annals.log.Chunks.Chunk;
import io.annals.log.EventLog.Cursor;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** A stretch of the log for one pass. */
final class CommitCursor<T> implements Cursor<T> {
    private final ReadAhead<T> ahead;

    CommitCursor(ReadAhead<T> ahead) {
        this.ahead = ahead;
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private Iterator<T> chunk = List.<T>of().iterator();
            private boolean last;

            @Override
            public boolean hasNext() {
                while (!chunk.hasNext() && !last) {
                    advance();
                }
                return chunk.hasNext();
            }

            private void advance() {
                try {
                    Chunk<T> next = ahead.take();
                    chunk = next.items().iterator();
                    last = next.last();
                    if (next.failure() != null) {
                        throw next.failure();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new LogUnavailable("reading was interrupted", e);
                }
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return chunk.next();
            }
        };
    }

    @Override
    public void close() {
        ahead.close();
    }
}
