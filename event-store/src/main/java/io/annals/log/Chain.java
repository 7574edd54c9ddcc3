package io.annals.log;

import java.security.MessageDigest;

/** Follows the chain commit by commit and says where it breaks. Not for use by several threads. */
final class Chain {
    private final MessageDigest sha = CommitBytes.sha256();
    private long position;
    private ChainHash hash;

    Chain(long position, ChainHash hash) {
        this.position = position;
        this.hash = hash;
    }

    /** @throws LogBroken if this commit is not the next one, or is not what its hash says */
    void follow(StoredCommit commit) {
        if (commit.position() != position + 1) {
            throw new LogBroken(
                    "a gap: commit " + (position + 1) + " is missing, " + commit.position() + " follows " + position);
        }
        if (!commit.prev().equals(hash)) {
            throw new LogBroken("the chain breaks at " + commit.position() + ": it names another predecessor than "
                    + position + " is");
        }
        if (!commit.hashIsTrue(sha)) {
            throw new LogBroken("the chain breaks at " + commit.position() + ": its content is not what its hash says");
        }
        position++;
        hash = commit.hash();
    }

    EventLog.Place place() {
        return new EventLog.Place(position, hash);
    }
}
