package io.annals.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.edge.refusal.TooMany;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitsTest extends AtTheDoor {
    @Test
    void a_person_who_asks_too_fast_waits_and_the_colleague_beside_does_not() throws Exception {
        String hasty = bean(Keys.class).ephemeral(person("session/hasty"));
        String calm = bean(Keys.class).ephemeral(person("session/calm"));
        HttpResponse<String> answer = send(get("/who").header("Authorization", "Bearer " + hasty));
        for (int asked = 0; asked < 5_000 && answer.statusCode() == 200; asked++) {
            answer = send(get("/who").header("Authorization", "Bearer " + hasty));
        }

        assertProblem(answer, 429, "too-many-requests");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(send(get("/who").header("Authorization", "Bearer " + calm)).statusCode())
                .isEqualTo(200);
        assertNoErrorLogged();
    }

    @Test
    void an_address_that_guesses_is_told_to_wait_and_another_is_not() {
        Limits limits = new Limits(new LimitSettings(1, 1, 3));
        for (int guess = 0; guess < 3; guess++) {
            limits.refused("192.0.2.1");
        }

        assertThatThrownBy(() -> limits.refused("192.0.2.1")).isInstanceOf(TooMany.class);
        limits.refused("192.0.2.2");
    }

    private static Actor person(String session) {
        return new Actor("anna", Set.of(Role.AGENT), new Scope.All(), null, new Grant(session, null));
    }
}
