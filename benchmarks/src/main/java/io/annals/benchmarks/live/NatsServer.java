package io.annals.benchmarks.live;

import io.annals.benchmarks.Peers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.util.FileSystemUtils;

/**
 * NATS with its web socket.
 *
 * @param stored with JetStream: a contact is stored in a file and synchronised before it is acknowledged and delivered. Else core
 *     NATS, which stores nothing
 */
record NatsServer(boolean stored) implements Contender {
    private static final String FOLDER = "nats";
    private static final Pattern CLIENTS =
            Pattern.compile("Listening for client connections on 127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern SOCKETS =
            Pattern.compile("Listening for websocket clients on ws://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern HEAP = Pattern.compile("# HeapAlloc = (\\d+)");
    private static final String CONTACTS = "contacts.";
    private static final String STORED = "stored.";

    @Override
    public String name() {
        return stored ? "NATS JetStream" : "NATS core";
    }

    @Override
    public Optional<String> missing() throws IOException, InterruptedException {
        return Peers.build(
                FOLDER,
                "nats-server",
                List.of("go", "build", "-buildvcs=false", "-o", "nats-server", "github.com/nats-io/nats-server/v2"));
    }

    @Override
    public Running start() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("annals-benchmark-nats-");
        int profiling = freePort();
        Path configuration = Files.writeString(home.resolve("nats.conf"), """
            listen: "127.0.0.1:-1"
            prof_port: %d
            websocket { listen: "127.0.0.1:-1", no_tls: true, compression: false }
            %s
            """.formatted(
                        profiling, stored ? "jetstream { store_dir: \"" + home + "\", sync_interval: always }" : ""));
        Child nats = new Child(new ProcessBuilder(
                Peers.folder(FOLDER).resolve("nats-server").toString(), "-c", configuration.toString()));
        int sockets = Integer.parseInt(nats.await(SOCKETS));
        int clients = Integer.parseInt(nats.await(CLIENTS));
        if (stored) {
            store(clients);
        }
        return new Started(stored, home, nats, sockets, profiling);
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    /** A stream in a file, which publishes again what it has stored. */
    private static void store(int port) throws IOException {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out.write("CONNECT {\"verbose\":false}\r\nSUB answer 1\r\n".getBytes(StandardCharsets.US_ASCII));
            ask(out, in, "$JS.API.STREAM.CREATE.CONTACTS", """
                {"name":"CONTACTS","subjects":["contacts.*"],"storage":"file","num_replicas":1,"retention":"limits",\
                "republish":{"src":"contacts.*","dest":"stored.{{wildcard(1)}}"}}\
                """);
        }
    }

    private static void ask(OutputStream out, BufferedReader in, String subject, String json) throws IOException {
        out.write("PUB %s answer %d\r\n%s\r\n"
                .formatted(subject, json.length(), json)
                .getBytes(StandardCharsets.US_ASCII));
        String line = in.readLine();
        while (line != null && !line.startsWith("MSG answer")) {
            line = in.readLine();
        }
        String answer = in.readLine();
        if (answer == null || answer.contains("\"error\"")) {
            throw new IOException(subject + ": " + answer);
        }
    }

    private record Started(boolean stored, Path home, Child nats, int port, int profiling) implements Running {
        @Override
        public InetSocketAddress address() {
            return new InetSocketAddress("127.0.0.1", port);
        }

        @Override
        public Dialect dialect() {
            return new Spoken(stored);
        }

        @Override
        public List<String> topics(int count) {
            return IntStream.range(0, count).mapToObj(i -> CONTACTS + i).toList();
        }

        @Override
        public List<String> quietTopics(int count) {
            return IntStream.range(0, count).mapToObj(i -> "quiet." + i).toList();
        }

        @Override
        public Publisher publisher(Receivers client) throws IOException, InterruptedException {
            return new Publishing(stored, client);
        }

        @Override
        public List<Long> pids() {
            return List.of(nats.pid());
        }

        @Override
        public long heap() throws IOException, InterruptedException {
            try (HttpClient http = HttpClient.newHttpClient()) {
                String told = http.send(
                                HttpRequest.newBuilder(URI.create(
                                                "http://127.0.0.1:" + profiling + "/debug/pprof/heap?gc=1&debug=1"))
                                        .build(),
                                BodyHandlers.ofString())
                        .body();
                Matcher heap = HEAP.matcher(told);
                if (!heap.find()) {
                    throw new IOException("no heap in " + told);
                }
                return Long.parseLong(heap.group(1));
            }
        }

        @Override
        public void close() throws IOException {
            nats.close();
            FileSystemUtils.deleteRecursively(home);
        }
    }

    /** The client protocol of NATS. */
    private record Spoken(boolean stored) implements Dialect {
        @Override
        public String path() {
            return "/";
        }

        @Override
        public List<String> hello(String topic) {
            String subject = stored ? topic.replace(CONTACTS, STORED) : topic;
            return List.of("CONNECT {\"verbose\":false}\r\nSUB " + subject + " 1\r\nPING\r\n");
        }

        @Override
        public Heard hear(String message, String topic) {
            if (message.startsWith("PING")) {
                return Heard.andSay("PONG\r\n");
            }
            return message.contains("PONG") ? Heard.READY : Heard.NOTHING;
        }
    }

    private static final class Publishing implements Publisher {
        private static final Pattern ANSWER = Pattern.compile("answer\\.(\\d+)");

        private final boolean stored;
        private final Map<Integer, CompletableFuture<Void>> open = new ConcurrentHashMap<>();
        private final Socket socket;

        Publishing(boolean stored, Receivers client) throws IOException, InterruptedException {
            this.stored = stored;
            this.socket = client.single("answer.*", (bytes, from, to, _, _) -> answers(bytes, from, to));
        }

        private boolean answers(byte[] bytes, int from, int to) {
            String message = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            Matcher answers = ANSWER.matcher(message);
            while (answers.find()) {
                CompletableFuture<Void> asked = open.remove(Integer.parseInt(answers.group(1)));
                if (asked != null) {
                    asked.complete(null);
                }
            }
            return message.startsWith("MSG");
        }

        @Override
        public CompletableFuture<Void> publish(String topic, int contact) throws IOException {
            CompletableFuture<Void> acknowledged = new CompletableFuture<>();
            String reply = "";
            if (stored) {
                open.put(contact, acknowledged);
                reply = "answer." + contact + " ";
            }
            String frame = Frame.of(contact);
            socket.say("PUB " + topic + " " + reply + frame.length() + "\r\n" + frame + "\r\n");
            return acknowledged;
        }
    }
}
