package io.annals.log;

import java.util.concurrent.CompletableFuture;

/**
 * An append under way. Both futures fail with {@link StreamConflict}, {@link CommitRefused} or {@link LogUnavailable}.
 *
 * @param placed completes with the position once the commit has its place in a batch; it may still fail with that batch
 * @param durable completes with the position once the commit is acknowledged by the majority, journalled: the only word
 *     that a caller may be told
 */
public record Appending(CompletableFuture<Long> placed, CompletableFuture<Long> durable) {}
