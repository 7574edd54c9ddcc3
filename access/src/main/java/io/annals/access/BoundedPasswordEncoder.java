package io.annals.access;

import io.annals.edge.refusal.TooMany;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes passwords with a bounded share of the processor: on as many threads as there is half of its cores, each of which the
 * system interrupts for what is quick, as it would not a request's virtual thread. So many at most wait for their turn, in order.
 */
final class BoundedPasswordEncoder implements PasswordEncoder, AutoCloseable {
    private static final int MOST_WAITING = 200;
    private static final Duration WORTH_ANOTHER_TRY = Duration.ofSeconds(5);

    private final PasswordEncoder encoder;
    private final ExecutorService threads;

    BoundedPasswordEncoder(PasswordEncoder encoder, int cores) {
        this.encoder = encoder;
        int share = Math.max(1, cores / 2);
        threads = new ThreadPoolExecutor(
                share,
                share,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("passwords-", 0).daemon().factory());
    }

    /** @throws TooMany when too many wait already */
    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return inTurn(() -> encoder.encode(password));
    }

    /** @throws TooMany when too many wait already */
    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        return Boolean.TRUE.equals(inTurn(() -> encoder.matches(password, hash)));
    }

    @Override
    public boolean upgradeEncoding(@Nullable String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private <T extends @Nullable Object> T inTurn(Callable<T> hashing) {
        Future<T> done;
        try {
            done = threads.submit(hashing);
        } catch (RejectedExecutionException full) {
            throw new TooMany("Too many passwords at once; wait a little.", WORTH_ANOTHER_TRY);
        }
        try {
            return done.get();
        } catch (InterruptedException e) {
            done.cancel(false);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a password was hashed", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be hashed", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
