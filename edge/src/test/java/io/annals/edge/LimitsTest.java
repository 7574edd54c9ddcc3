package io.annals.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.edge.refusal.TooMany;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitsTest extends AtTheDoor {
    private static final LimitSettings FEW = new LimitSettings(1, 1, 1, 3, 2, 2, 2);

    @Test
    void a_person_who_asks_too_fast_by_several_sessions_waits_and_the_colleague_beside_does_not() throws Exception {
        String one = bean(Keys.class).ephemeral(person("hasty", "session/one"));
        String other = bean(Keys.class).ephemeral(person("hasty", "session/other"));
        String calm = bean(Keys.class).ephemeral(person("calm", "session/calm"));
        int answered = 0;
        HttpResponse<String> answer = send(get("/who").header("Authorization", "Bearer " + one));
        while (answered < 5_000 && answer.statusCode() == 200) {
            answered++;
            answer = send(get("/who").header("Authorization", "Bearer " + (answered % 2 == 0 ? one : other)));
        }

        assertProblem(answer, 429, "too-many-requests");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(send(get("/who").header("Authorization", "Bearer " + calm)).statusCode())
                .isEqualTo(200);
        assertNoErrorLogged();
    }

    @Test
    void a_customer_is_a_person_by_whatever_they_came_in() {
        Limits limits = new Limits(new LimitSettings(1, 1_000, 1, 1, 1, 1, 1));
        Actor customer = new Actor("ann", Role.CUSTOMER);
        for (int asked = 0; asked < 10; asked++) {
            limits.ask(customer);
        }

        assertThatThrownBy(() -> limits.ask(customer)).isInstanceOf(TooMany.class);
        limits.ask(new Actor("ann", Role.SERVICE));
    }

    @Test
    void a_socket_has_a_pace_of_its_own_and_counts_for_its_actor() {
        Limits limits = new Limits(new LimitSettings(1, 3, 2, 1, 1, 1, 1));
        Actor machine = new Actor("till", Role.TILL);
        Limits.MessageLimit first = limits.forSocket();
        Limits.MessageLimit second = limits.forSocket();
        for (int said = 0; said < 20; said++) {
            first.ask(machine);
        }
        assertThatThrownBy(() -> first.ask(machine)).isInstanceOf(TooMany.class);
        for (int said = 0; said < 10; said++) {
            second.ask(machine);
        }

        assertThatThrownBy(() -> second.ask(machine)).isInstanceOf(TooMany.class);
        assertThatThrownBy(() -> limits.ask(machine)).isInstanceOf(TooMany.class);
    }

    @Test
    void an_actor_has_so_many_of_a_thing_at_once_and_what_is_given_back_can_be_taken_again() {
        ConcurrencyLimit limit = new ConcurrencyLimit(2, "Too many.");
        Actor anna = new Actor("anna", Role.AGENT);
        ConcurrencyLimit.Permit first = limit.take(anna);
        limit.take(anna);
        assertThatThrownBy(() -> limit.take(anna)).isInstanceOf(TooMany.class);
        limit.take(new Actor("berta", Role.AGENT));

        first.close();
        first.close();

        limit.take(anna);
        assertThatThrownBy(() -> limit.take(anna)).isInstanceOf(TooMany.class);
    }

    @Test
    void an_address_that_guesses_is_told_to_wait_and_another_is_not() {
        Limits limits = new Limits(FEW);
        for (int guess = 0; guess < 3; guess++) {
            limits.refused("192.0.2.1");
        }

        assertThatThrownBy(() -> limits.refused("192.0.2.1")).isInstanceOf(TooMany.class);
        limits.refused("192.0.2.2");
    }

    @Test
    void a_try_that_was_good_does_not_count() {
        Limits limits = new Limits(FEW);
        for (int tried = 0; tried < 10; tried++) {
            limits.tryFrom("192.0.2.3");
            limits.letIn("192.0.2.3");
        }
        for (int tried = 0; tried < 3; tried++) {
            limits.tryFrom("192.0.2.3");
        }

        assertThatThrownBy(() -> limits.tryFrom("192.0.2.3")).isInstanceOf(TooMany.class);
    }

    @Test
    void who_is_refused_too_often_hears_so_later_and_later_and_another_address_at_once() {
        Limits limits = new Limits(FEW);
        for (int refused = 0; refused < 20; refused++) {
            assertThat(limits.refusalDelay("192.0.2.4")).isZero();
        }

        assertThat(limits.refusalDelay("192.0.2.4")).isPositive();
        for (int refused = 0; refused < 500; refused++) {
            assertThat(limits.refusalDelay("192.0.2.4")).isLessThanOrEqualTo(Duration.ofSeconds(5));
        }
        assertThat(limits.refusalDelay("192.0.2.4"))
                .as("no refusal is held for ever")
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(limits.refusalDelay("192.0.2.5")).isZero();
    }

    @Test
    void a_refusal_waits_before_it_is_written() throws Exception {
        String hasty = bean(Keys.class).ephemeral(person("tarred", "session/tarred"));
        Limits limits = bean(Limits.class);
        Actor tarred = person("tarred", "session/tarred");
        assertThatThrownBy(() -> {
                    for (int asked = 0; asked < 5_000; asked++) {
                        limits.ask(tarred);
                    }
                })
                .isInstanceOf(TooMany.class);
        while (limits.refusalDelay("127.0.0.1").toMillis() < 500) {
            // what waits before this one
        }
        long begun = System.nanoTime();
        int refused = 0;
        for (int asked = 0; asked < 200 && refused == 0; asked++) {
            refused +=
                    send(get("/who").header("Authorization", "Bearer " + hasty)).statusCode() == 429 ? 1 : 0;
        }

        assertThat(refused).isOne();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(200));
    }

    @Test
    void others_are_known_to_ask_and_oneself_is_not_another() {
        Limits limits = new Limits(new LimitSettings(100, 100, 1, 1, 1, 1, 1));
        Actor anna = new Actor("anna", Role.AGENT);
        Actor berta = new Actor("berta", Role.AGENT);
        limits.ask(anna);
        assertThat(limits.othersAsk(anna)).isFalse();
        assertThat(limits.othersAsk(berta)).isTrue();

        limits.ask(berta);
        limits.ask(anna);

        assertThat(limits.othersAsk(anna)).isTrue();
        assertThat(limits.othersAsk(berta)).isTrue();
    }

    private static Actor person(String name, String session) {
        return new Actor(name, Set.of(Role.AGENT), new Scope.All(), null, new Grant(session, null));
    }
}
