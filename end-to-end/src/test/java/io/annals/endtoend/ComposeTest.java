package io.annals.endtoend;

import static io.annals.edge.Role.ADMINISTRATOR;
import static io.annals.edge.Role.AGENT;
import static io.annals.edge.Role.AUDITOR;
import static io.annals.edge.Role.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.benchmarks.AnnalsProcess;
import io.annals.benchmarks.Http;
import io.annals.benchmarks.agents.Joining;
import io.annals.edge.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The services of {@code docker-compose.yml} as plain processes: commands, environments and ports are read from it. Besides
 * what {@link ReplicaSet} maps, {@code java -jar annals.jar} is this build's class path, the container's home folder a folder
 * of the test's, and each port a free one on loopback.
 */
class ComposeTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final Map<String, String> SECRETS =
            Map.of("ANNALS_MASTER_KEY", KEY, "ANNALS_DEPLOYMENT_KEY", KEY.replace("AAAA", "BBBB"));

    private final Compose compose = Compose.read();
    private final Map<Role, String> keys = new ConcurrentHashMap<>();

    @Test
    void what_the_command_side_takes_the_query_side_shows_also_after_the_primary_was_killed()
            throws IOException, InterruptedException {
        try (Home home = Home.fresh();
                ReplicaSet mongo = ReplicaSet.start(
                        compose, Files.createDirectories(home.folder().resolve("mongo")));
                AnnalsProcess commands = start("command-side", mongo, home);
                AnnalsProcess queries = start("query-side", mongo, home);
                Watcher watcher = new Watcher(queries.url(), key(AUDITOR), "all", 0).open();
                EventFollower follower =
                        new EventFollower(queries.url(), key(SERVICE), "", () -> Long.MAX_VALUE).open();
                Truth truth = Truth.of(mongo.here(uri("command-side")))) {
            Client till = new Client(commands.url(), key(SERVICE));
            Client agent = new Client(queries.url(), key(AGENT));
            Answer bought = till.post("/contacts", Contacts.purchase("compose-1", customer(), "10.50"))
                    .expect(201);
            shows(agent, bought, 1);
            noSideDoesTheOthersWork(till, agent, bought.text("customer"));
            whatIsTakenOnOneSideIsLostOnTheOther(commands.url(), queries.url());

            mongo.kill(mongo.awaitPrimary());
            mongo.awaitPrimary();

            Answer after = Eventually.see(
                    "a purchase taken after the election",
                    Waits.LONG,
                    () -> till.post("/contacts", Contacts.purchase("compose-2", customer(), "20.50")),
                    answer -> answer.status() < 300);
            shows(agent, after, 2);
            long head = truth.settled(Waits.LONG);
            watcher.awaitCaughtUp(head, Waits.LONG);
            assertThat(watcher.entries()).isEqualTo(truth.told(_ -> true));
            List<String> events =
                    truth.events().stream().map(Truth.Recorded::id).toList();
            follower.await(events.getLast(), Waits.LONG);
            assertThat(follower.events()).isEqualTo(events);
            Verdicts.holds(new Client(queries.url(), key(AUDITOR)).task("/log/verification"));
        }
    }

    private static Map<String, String> customer() {
        return Map.of("externalId", "compose");
    }

    private static void shows(Client agent, Answer bought, int purchases) {
        Answer view = Eventually.see(
                "the view on the other side",
                Waits.LONG,
                () -> agent.get("/customers/" + bought.text("customer") + "?atLeast=" + bought.position()),
                answer -> answer.status() == 200);
        assertThat(view.json().path("purchases").path("count").asInt()).isEqualTo(purchases);
    }

    private static void noSideDoesTheOthersWork(Client commands, Client queries, String customer) {
        assertThat(commands.get("/customers/" + customer).status()).isIn(404, 405);
        assertThat(queries.post("/contacts", Contacts.purchase("compose-3", customer(), "1.00"))
                        .status())
                .isIn(404, 405);
    }

    private void whatIsTakenOnOneSideIsLostOnTheOther(String commands, String queries)
            throws IOException, InterruptedException {
        Client administrator = new Client(commands, key(ADMINISTRATOR));
        String session = Joining.join(commands, new Http(commands, key(ADMINISTRATOR)), "vera");
        try (Socket vera = Socket.open(queries, session)) {
            assertThat(vera.ask("{\"subscribe\":\"all\"}").path("type").asString())
                    .isEqualTo("live");

            long then = System.nanoTime();
            administrator
                    .json("PATCH", "/users/vera", "{\"roles\":[\"technician\"]}")
                    .expect(200);
            JsonNode ended = vera.next(Waits.SHORT);
            System.out.printf("a role taken on one node, lost on the other after %d ms%n", millisSince(then));
            assertThat(ended.path("type").asString()).isEqualTo("ended");
            assertThat(ended.path("topic").asString()).isEqualTo("all");

            then = System.nanoTime();
            administrator.json("PATCH", "/users/vera", "{\"active\":false}").expect(200);
            assertThat(vera.closing(Waits.SHORT)).isEqualTo(4401);
            System.out.printf(
                    "a user ended on one node, their socket closed on the other after %d ms%n", millisSince(then));
        }
    }

    private static long millisSince(long then) {
        return (System.nanoTime() - then) / 1_000_000;
    }

    private String uri(String service) {
        return environment(service).getOrDefault("ANNALS_MONGODB_URI", "");
    }

    private Map<String, String> environment(String service) {
        return compose.environment(service, SECRETS);
    }

    private AnnalsProcess start(String service, ReplicaSet mongo, Home home) throws IOException {
        Map<String, String> environment = environment(service);
        assertThat(environment.get("SERVER_PORT")).isEqualTo(Integer.toString(compose.port(service)));
        assertThat(environment.get("SERVER_ADDRESS")).isEqualTo("0.0.0.0");
        Path folder = Files.createDirectories(home.folder().resolve(service));
        ProcessBuilder process = new ProcessBuilder(command(service)).directory(folder.toFile());
        process.environment().putAll(environment);
        process.environment()
                .putAll(Map.of(
                        "ANNALS_MONGODB_URI", mongo.here(environment.getOrDefault("ANNALS_MONGODB_URI", "")),
                        "SERVER_ADDRESS", "127.0.0.1",
                        "SERVER_PORT", Integer.toString(ReplicaSet.freePort()),
                        "ANNALS_HOME", folder.toString()));
        AnnalsProcess started = AnnalsProcess.start(process);
        keys.putAll(started.keys());
        return started;
    }

    private List<String> command(String service) {
        List<String> command = compose.command(service);
        assertThat(command).containsExactly("java", "-jar", "annals.jar");
        List<String> here = new ArrayList<>();
        here.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        here.addAll(Annals.JVM);
        here.addAll(List.of("-cp", AnnalsProcess.classPath(), "io.annals.app.Annals"));
        return here;
    }

    private String key(Role role) {
        String key = keys.get(role);
        if (key == null) {
            throw new IllegalStateException("no key of " + role + " was shown");
        }
        return key;
    }
}
