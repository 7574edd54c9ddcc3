package io.annals.query.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.events.CustomerId;
import io.annals.query.Stories;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Whoever takes more than their share of what all have, and those beside them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocketLimitsTest {
    private RunningServer server;

    @BeforeAll
    void start() {
        server = new RunningServer(
                "annals.limits.messages=5",
                "annals.limits.sockets=3",
                "annals.live.mistakes=3",
                "annals.reads.waiting=40",
                "annals.reads.waiting-each=20");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String key(String name, Role role, Scope scope) {
        return server.key(new Actor(name, Set.of(role), scope, null, new Grant("key/" + name, null)));
    }

    @Test
    void a_socket_that_says_too_much_is_told_so_and_then_closed() throws Exception {
        try (Watcher hasty = Watcher.of(server, "hasty");
                Watcher calm = Watcher.of(server, "calm")) {
            JsonNode heard = hasty.subscribe("channel/mail").next();
            for (int i = 0; i < 200 && heard.path("type").asString().equals("live"); i++) {
                heard = hasty.subscribe("channel/mail").next();
            }
            assertThat(heard.toString()).contains("urn:annals:problem:too-many-requests", "\"retryAfter\":1");
            assertThat(hasty.closed).isNotDone();

            for (int i = 0; i < 200 && !hasty.closed.isDone(); i++) {
                try {
                    hasty.subscribe("channel/mail");
                } catch (CompletionException closed) {
                    break;
                }
            }

            assertThat(hasty.closing()).startsWith("1008 too many mistakes");
            calm.subscribe("channel/mail");
            assertThat(calm.next("live").path("topic").asString()).isEqualTo("channel/mail");
        }
    }

    @Test
    void a_customer_who_subscribes_in_a_loop_on_three_sockets_waits_and_nobody_else_does() throws Exception {
        CustomerId ann = new CustomerId(UUID.randomUUID());
        server.tell(Stories.registered(ann, "Ann"));
        String customer = key("ann", Role.CUSTOMER, new Scope.Own(ann));
        List<Watcher> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                sockets.add(Watcher.by(server, customer));
            }
            for (int i = 0; i < 45; i++) {
                for (Watcher socket : sockets) {
                    socket.subscribe("customer/" + ann);
                }
            }
            for (int i = 0; i < 5; i++) {
                try (Watcher other = Watcher.of(server, "other-" + i)) {
                    assertThat(other.subscribe("channel/mail")
                                    .next("live")
                                    .path("topic")
                                    .asString())
                            .isEqualTo("channel/mail");
                }
            }
        } finally {
            sockets.forEach(Watcher::close);
        }
    }

    @Test
    void an_actor_has_so_many_sockets_open_and_one_more_when_one_is_closed() throws Exception {
        String key = key("many", Role.SERVICE, new Scope.All());
        List<Watcher> open = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                open.add(Watcher.by(server, key));
            }
            assertThatThrownBy(() -> Watcher.by(server, key))
                    .cause()
                    .asInstanceOf(type(WebSocketHandshakeException.class))
                    .satisfies(refused ->
                            assertThat(refused.getResponse().statusCode()).isEqualTo(429));
            Watcher.of(server, "somebody else").close();

            open.removeFirst().close();

            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (open.size() < 3) {
                assertThat(System.nanoTime()).as("room again").isLessThan(deadline);
                try {
                    open.add(Watcher.by(server, key));
                } catch (CompletionException notYet) {
                    Thread.onSpinWait();
                }
            }
        } finally {
            open.forEach(Watcher::close);
        }
    }

    @Test
    void a_request_that_becomes_no_socket_takes_no_place() throws Exception {
        String key = key("no socket", Role.SERVICE, new Scope.All());
        HttpClient http = HttpClient.newHttpClient();
        for (int i = 0; i < 5; i++) {
            assertThat(http.send(server.get("/live", key).build(), BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(400);
        }
        List<Watcher> open = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                open.add(Watcher.by(server, key));
            }
        } finally {
            open.forEach(Watcher::close);
        }
    }
}
