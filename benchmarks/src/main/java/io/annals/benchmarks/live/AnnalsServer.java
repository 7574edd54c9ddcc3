package io.annals.benchmarks.live;

import io.annals.benchmarks.AnnalsProcess;
import io.annals.benchmarks.Http;
import io.annals.edge.Role;
import io.annals.mongod.EmbeddedMongod;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Ours: {@code POST /contacts}, durable (w: majority, j: true), to the frame on {@code /live}; views and all. */
record AnnalsServer(
        String heapSize, List<String> settings, @Nullable Path profile) implements Contender {
    @Override
    public String name() {
        return "Annals";
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public Running start() throws IOException {
        Path home = Files.createTempDirectory("annals-benchmark-");
        EmbeddedMongod mongod = EmbeddedMongod.start(EmbeddedMongod.Options.in(home)
                .withBinaries(EmbeddedMongod.ordinaryBinaries())
                .withEphemeral(true));
        List<String> jvm = AnnalsProcess.jvm(heapSize, profile);
        List<String> all = new ArrayList<>(List.of("--annals.mongodb.uri=" + mongod.connectionString()));
        all.addAll(List.of("--annals.limits.sockets=100000", "--annals.limits.messages=100000")); // all by one key
        settings.forEach(setting -> all.add("--" + setting));
        return new Started(mongod, AnnalsProcess.start(home, jvm, all));
    }

    private static final class Started implements Running {
        private final EmbeddedMongod mongod;
        private final AnnalsProcess annals;
        private final Http http;
        private final Spoken dialect;

        Started(EmbeddedMongod mongod, AnnalsProcess annals) {
            this.mongod = mongod;
            this.annals = annals;
            String key = annals.keys().getOrDefault(Role.SERVICE, "");
            this.http = new Http(annals.url(), key);
            this.dialect = new Spoken("Authorization: Bearer " + key);
        }

        @Override
        public InetSocketAddress address() {
            URI url = URI.create(annals.url());
            return new InetSocketAddress(url.getHost(), url.getPort());
        }

        @Override
        public Dialect dialect() {
            return dialect;
        }

        @Override
        public List<String> topics(int count) throws IOException, InterruptedException {
            String lines = IntStream.range(0, count)
                    .mapToObj(i -> note(UUID.randomUUID().toString(), "{\"externalId\":\"bench-" + i + "\"}", "first"))
                    .reduce("", (all, line) -> all + line + "\n");
            try (Stream<JsonNode> answers = http.batch(lines)) {
                return answers.map(
                                answer -> "customer/" + answer.path("customer").asString())
                        .toList();
            }
        }

        @Override
        public List<String> quietTopics(int count) {
            return Stream.generate(() -> "customer/" + UUID.randomUUID())
                    .limit(count)
                    .toList();
        }

        @Override
        public Publisher publisher(Receivers client) {
            return (topic, contact) -> http.post(
                            "/contacts",
                            note(
                                    UUID.randomUUID().toString(),
                                    "{\"id\":\"" + topic.substring("customer/".length()) + "\"}",
                                    Arrivals.text(contact)))
                    .thenAccept(response -> {
                        if (response.statusCode() != 201) {
                            throw new IllegalStateException(response.statusCode() + " " + response.body());
                        }
                    });
        }

        private static String note(String externalId, String customer, String text) {
            return """
                {"kind":"note","channel":"desk","externalId":"%s","occurredAt":"%s","customer":%s,"content":{"text":"%s"}}\
                """.formatted(externalId, Instant.now(), customer, text);
        }

        @Override
        public List<Long> pids() {
            return List.of(annals.pid(), mongod.pid());
        }

        @Override
        public Optional<Histogram> durableInserts(int count, Duration apart) {
            return Optional.of(DurableInsert.measured(mongod.connectionString(), count, apart));
        }

        @Override
        public long heap() throws IOException, InterruptedException {
            return JavaHeap.usedAfterCollection(annals.pid());
        }

        @Override
        public void close() {
            annals.close();
            mongod.close();
        }
    }

    /** The protocol of {@code /live}, as {@code /asyncapi.yaml} describes it. */
    private record Spoken(String header) implements Dialect {
        @Override
        public String path() {
            return "/live";
        }

        @Override
        public List<String> hello(String topic) {
            return List.of("{\"subscribe\":\"" + topic + "\"}");
        }

        @Override
        public Heard hear(String message, String topic) {
            return message.contains("\"type\":\"live\"") ? Heard.READY : Heard.NOTHING;
        }
    }
}
