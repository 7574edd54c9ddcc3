package io.annals.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginLinksTest {
    private final AtomicLong nanos = new AtomicLong();
    private final LoginLinks links = new LoginLinks(nanos::get);

    @Test
    void a_link_lets_in_once() {
        String token = token(links.create(Role.AGENT));

        assertThat(links.use(token)).contains(new Actor("agent", Role.AGENT));
        assertThat(links.use(token)).isEmpty();
        assertThat(links.use("guessed")).isEmpty();
    }

    @Test
    void a_link_ends_after_fifteen_minutes() {
        String early = token(links.create(Role.AGENT));
        String late = token(links.create(Role.AGENT));

        nanos.addAndGet(Duration.ofMinutes(14).toNanos());
        assertThat(links.use(early)).isPresent();
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(links.use(late)).isEmpty();
    }

    private static String token(String link) {
        assertThat(link).startsWith("/login?token=");
        return link.substring("/login?token=".length());
    }
}
