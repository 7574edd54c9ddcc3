package io.annals.log;

import org.jspecify.annotations.Nullable;

/** The last commit that the majority is known to hold: what the next one is chained to. */
record Head(long position, byte[] hash, long at) {
    static Head of(@Nullable StoredCommit last) {
        return last == null
                ? new Head(0, ChainHash.GENESIS.bytes(), Long.MIN_VALUE)
                : new Head(last.position(), last.hash().bytes(), last.at());
    }
}
