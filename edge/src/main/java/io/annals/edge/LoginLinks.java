package io.annals.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;

/** Links that let a browser in without anybody typing a key: each works once, within 15 minutes, in this process. */
public final class LoginLinks {
    static final String ADDRESS = "/login";
    private static final Duration VALID = Duration.ofMinutes(15);
    private static final int MOST_AT_ONCE = 1_000;

    private final Cache<String, Actor> open;

    public LoginLinks() {
        this(Ticker.systemTicker());
    }

    LoginLinks(Ticker ticker) {
        open = Caffeine.newBuilder()
                .expireAfterWrite(VALID)
                .maximumSize(MOST_AT_ONCE)
                .ticker(ticker)
                .build();
    }

    /** The link's path and query, to be put behind the server's own address: {@code /login?token=…}. */
    public String create(Role role) {
        return create(new Actor(role.text(), role));
    }

    /** As above, for a certain actor. */
    public String create(Actor actor) {
        String token = Secret.random();
        open.put(Secret.hash(token), actor);
        return ADDRESS + "?token=" + token;
    }

    /** Whom this token lets in; from now on it lets in nobody. */
    Optional<Actor> use(String token) {
        return Optional.ofNullable(open.asMap().remove(Secret.hash(token)));
    }
}
