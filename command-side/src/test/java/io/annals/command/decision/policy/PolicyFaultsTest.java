package io.annals.command.decision.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.Side;
import io.annals.command.Side.Reply;
import io.annals.command.decision.Commands;
import io.annals.command.decision.Decisions;
import io.annals.edge.Degraded;
import io.annals.edge.Role;
import io.annals.encoding.EventEncoding;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.contact.ContactEvent.PurchaseMade;
import io.annals.events.loyalty.LoyaltyEvent.PointsEarned;
import io.annals.events.loyalty.LoyaltyStreams;
import io.annals.log.EventLog;
import io.annals.log.axon.LogMessageSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.health.contributor.Status;

/** What becomes of points when things go wrong at the worst moment. Policies are run by hand here. */
@Timeout(120)
class PolicyFaultsTest {
    private final Side side = Side.start(Side.newDatabase(), "annals.policies.run=false");
    private final Policies loyalty = side.context().getBean("loyalty", Policies.class);
    private final List<PolicyProcessors> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(PolicyProcessors::stop);
        side.close();
    }

    @Test
    void a_kill_between_the_points_and_the_token_earns_once() {
        String anna = buy("anna", "p1", "29.99");
        AtomicInteger kills = new AtomicInteger(2);
        TokenStore tokens = storing(() -> {
            if (kills.getAndDecrement() > 0) {
                throw new IllegalStateException("killed before the token was stored");
            }
        });

        start(loyalty, tokens);

        Side.await("the token is stored at last", () -> kills.get() < 0);
        assertThat(account(anna)).singleElement().isInstanceOf(PointsEarned.class);
    }

    @Test
    void facts_that_are_delivered_again_earn_once() {
        List<String> customers =
                List.of(buy("anna", "p1", "29.99"), buy("anna", "p2", "5.50"), buy("berta", "p3", "1.00"));
        start(loyalty, PolicyProcessors.tokens(side.database()));
        Side.await(
                "all is earned",
                () -> account(customers.get(2)).size() == 1
                        && account(customers.get(0)).size() == 2);
        started.forEach(PolicyProcessors::stop);
        long head = side.head();
        side.database().getCollection("policy_tokens").drop();

        PolicyProcessors again = start(loyalty, PolicyProcessors.tokens(side.database()));

        Side.await("all is seen again", () -> again.standings().getFirst().position() == head);
        assertThat(side.head()).isEqualTo(head);
    }

    @Test
    void a_reaction_that_fails_is_set_aside_with_all_later_ones_of_that_customer_until_it_is_retried() {
        String anna = buy("anna", "p1", "10.00");
        String berta = buy("berta", "p2", "20.00");
        buy("anna", "p3", "30.00");
        AtomicInteger poisoned = new AtomicInteger(1);
        Policies failing = policies(made -> {
            if (poisoned.get() == 1 && made.total().getAmountMajorInt() == 10) {
                throw new IllegalStateException("no points for anna-secret@example.org");
            }
        });

        PolicyProcessors processors = start(failing, PolicyProcessors.tokens(side.database()));

        Side.await("berta has earned", () -> account(berta).size() == 1);
        Side.await("anna is parked", () -> processors.standings().getFirst().parked() == 2);
        assertThat(new PolicyHealth(processors).health().getStatus()).isEqualTo(Degraded.STATUS);
        assertThat(account(anna)).isEmpty();
        for (Document parked : side.database().getCollection("parked_reactions").find()) {
            assertThat(parked.toJson()).doesNotContain("anna-secret");
        }

        assertThat(processors.retry("loyalty")).isZero();
        poisoned.set(0);
        assertThat(processors.retry("loyalty")).isEqualTo(2);

        assertThat(account(anna))
                .extracting(fact -> ((PointsEarned) fact).points())
                .containsExactly(10L, 30L);
        assertThat(processors.standings().getFirst().parked()).isZero();
        assertThat(new PolicyHealth(processors).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void facts_say_who_did_it_and_what_it_follows_from() {
        String anna = buy("anna", "p1", "10.00");
        start(loyalty, PolicyProcessors.tokens(side.database()));
        Side.await("anna has earned", () -> account(anna).size() == 1);

        var purchase = side.bean(EventLog.class).subjects(List.of(anna), side.head());
        try (purchase) {
            List<String> actors = new ArrayList<>();
            purchase.forEach(event -> actors.add(event.event().meta().get("actor")));
            assertThat(actors).contains("WhenPurchaseMadeThenEarnPoints");
        }
        assertThat(side.bean(EventLog.class).stream(LoyaltyStreams.account(CustomerId.of(anna)), 0)
                        .getFirst()
                        .event()
                        .meta())
                .containsKeys("actor", "correlation", "causation", "onBehalfOf");
    }

    /** The real policy, after a look at the fact that may throw. */
    private Policies policies(java.util.function.Consumer<PurchaseMade> look) {
        Policy<?> real = loyalty.policies().getFirst();
        return new Policies("loyalty", List.of(new Policy<PurchaseMade>() {
            @Override
            public String name() {
                return real.name();
            }

            @Override
            public Class<PurchaseMade> concerns() {
                return PurchaseMade.class;
            }

            @Override
            public Optional<Object> reaction(PurchaseMade made) {
                look.accept(made);
                return answer(real, made);
            }
        }));
    }

    private static <F extends Fact> Optional<Object> answer(Policy<F> policy, Fact fact) {
        return policy.reaction(policy.concerns().cast(fact));
    }

    private PolicyProcessors start(Policies policies, TokenStore tokens) {
        PolicyProcessors processors = new PolicyProcessors(
                List.of(policies),
                side.bean(Commands.class),
                side.bean(Decisions.class),
                side.bean(EventEncoding.class),
                side.bean(EventLog.class),
                side.bean(LogMessageSource.class),
                side.database(),
                tokens,
                new PolicySettings(true, 0),
                new SimpleMeterRegistry());
        started.add(processors);
        processors.start();
        return processors;
    }

    /** The real store, with something that happens before a token is stored. */
    private TokenStore storing(Runnable before) {
        TokenStore real = PolicyProcessors.tokens(side.database());
        return (TokenStore) Proxy.newProxyInstance(
                TokenStore.class.getClassLoader(), new Class<?>[] {TokenStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("storeToken")) {
                        before.run();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private String buy(String who, String id, String amount) {
        Reply reply = side.post(Role.TILL, "/contacts", """
            {"kind":"purchase","channel":"store-1","externalId":"%s","occurredAt":"2026-03-03T14:05:00Z",
             "customer":{"externalId":"buyer-%s"},
             "content":{"lines":[{"id":"1","product":"cd","quantity":2,"price":{"amount":"%s","currency":"USD"}}]}}\
            """.formatted(id, who, amount));
        assertThat(reply.status()).isEqualTo(201);
        return reply.text("customer");
    }

    private List<Fact> account(String customer) {
        return side.stream(LoyaltyStreams.account(CustomerId.of(customer)));
    }
}
