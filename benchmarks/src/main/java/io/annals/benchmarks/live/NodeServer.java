package io.annals.benchmarks.live;

import io.annals.benchmarks.Peers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A peer that runs on Node.js. Stores nothing.
 *
 * @param script in {@code benchmarks/peers/node}
 * @param dialect how it is spoken to
 * @param publishing how a contact is said to it: topic, frame
 */
record NodeServer(String name, String script, Dialect dialect, String publishing) implements Contender {
    private static final String FOLDER = "node";
    private static final Pattern LISTENS = Pattern.compile("listens at 127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern USES = Pattern.compile("uses (\\d+) bytes");

    static NodeServer socketIo() {
        return new NodeServer("Socket.IO", "socketio.js", new SocketIo(), "42[\"publish\",\"%s\",%s]");
    }

    static NodeServer ws() {
        return new NodeServer("ws broadcast", "ws.js", new Plain(), "publish %s %s");
    }

    @Override
    public Optional<String> missing() throws IOException, InterruptedException {
        return Peers.build(FOLDER, "node_modules", List.of("npm", "ci", "--ignore-scripts"));
    }

    @Override
    public Running start() throws IOException, InterruptedException {
        Child node = new Child(new ProcessBuilder("node", "--expose-gc", script)
                .directory(Peers.folder(FOLDER).toFile()));
        return new Started(this, node, Integer.parseInt(node.await(LISTENS)));
    }

    private record Started(NodeServer server, Child node, int port) implements Running {
        @Override
        public InetSocketAddress address() {
            return new InetSocketAddress("127.0.0.1", port);
        }

        @Override
        public Dialect dialect() {
            return server.dialect;
        }

        @Override
        public List<String> topics(int count) {
            return IntStream.range(0, count).mapToObj(i -> "customer/" + i).toList();
        }

        @Override
        public List<String> quietTopics(int count) {
            return IntStream.range(0, count).mapToObj(i -> "quiet/" + i).toList();
        }

        @Override
        public Publisher publisher(Receivers client) throws IOException, InterruptedException {
            Socket socket = client.single("publisher", (_, _, _, _, _) -> false);
            return (topic, contact) -> {
                socket.say(server.publishing.formatted(topic, Frame.of(contact)));
                return new CompletableFuture<>();
            };
        }

        @Override
        public List<Long> pids() {
            return List.of(node.pid());
        }

        @Override
        public long heap() throws IOException, InterruptedException {
            node.say("heap");
            return Long.parseLong(node.await(USES));
        }

        @Override
        public void close() {
            node.close();
        }
    }

    /** Engine.IO 4 and Socket.IO 5, web socket alone. */
    private record SocketIo() implements Dialect {
        @Override
        public String path() {
            return "/socket.io/?EIO=4&transport=websocket";
        }

        @Override
        public List<String> hello(String topic) {
            return List.of();
        }

        @Override
        public Heard hear(String message, String topic) {
            if (message.startsWith("0{")) {
                return Heard.andSay("40");
            }
            if (message.startsWith("40")) {
                return Heard.andSay("42[\"watch\",\"" + topic + "\"]");
            }
            if (message.equals("2")) {
                return Heard.andSay("3");
            }
            return message.startsWith("42[\"live\"") ? Heard.READY : Heard.NOTHING;
        }
    }

    private record Plain() implements Dialect {
        @Override
        public String path() {
            return "/";
        }

        @Override
        public List<String> hello(String topic) {
            return List.of("watch " + topic);
        }

        @Override
        public Heard hear(String message, String topic) {
            return message.startsWith("live ") ? Heard.READY : Heard.NOTHING;
        }
    }
}
