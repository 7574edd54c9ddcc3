package io.annals.faults.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.faults.cluster.Proxy.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a cut holds and when it arrives, before a server that says back whatever it hears. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class ProxyTest {
    private static final int A_WHILE_MILLIS = 200;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private ServerSocket server;
    private Proxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::serve);
        proxy = Proxy.to(server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void what_is_sent_arrives_and_so_does_the_answer() throws Exception {
        try (Socket client = client()) {
            say(client, "one");

            assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("one");
            assertThat(answer(client)).isEqualTo("one");
        }
    }

    @Test
    void a_request_that_is_cut_off_arrives_when_the_cut_is_healed() throws Exception {
        try (Socket client = client()) {
            proxy.rule(new Rule(true, false, false, Duration.ZERO));
            say(client, "late");

            assertThat(heard.poll(A_WHILE_MILLIS, TimeUnit.MILLISECONDS)).isNull();
            proxy.heal();
            assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("late");
        }
    }

    @Test
    void a_request_whose_answer_is_cut_off_was_carried_out() throws Exception {
        try (Socket client = client()) {
            proxy.rule(new Rule(false, true, false, Duration.ZERO));
            say(client, "done");

            assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("done");
            client.setSoTimeout(A_WHILE_MILLIS);
            assertThatThrownBy(() -> answer(client)).isInstanceOf(SocketTimeoutException.class);
            proxy.heal();
            client.setSoTimeout(5_000);
            assertThat(answer(client)).isEqualTo("done");
        }
    }

    @Test
    void a_request_of_a_client_that_has_gone_meanwhile_arrives_all_the_same() throws Exception {
        try (Socket client = client()) {
            proxy.rule(new Rule(true, true, false, Duration.ZERO));
            say(client, "zombie");
        }

        assertThat(heard.poll(A_WHILE_MILLIS, TimeUnit.MILLISECONDS)).isNull();
        proxy.heal();
        assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("zombie");
    }

    @Test
    void a_cut_for_clients_leaves_other_members_alone() throws Exception {
        try (Socket member = client()) {
            proxy.rule(new Rule(true, true, false, Duration.ZERO));
            say(member, "hello internalClient");

            assertThat(answer(member)).isEqualTo("hello internalClient");
            proxy.rule(new Rule(true, true, true, Duration.ZERO));
            heard.clear();
            say(member, "again");
            assertThat(heard.poll(A_WHILE_MILLIS, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void a_reset_ends_what_is_open() throws Exception {
        try (Socket client = client()) {
            say(client, "one");
            assertThat(answer(client)).isEqualTo("one");

            proxy.reset();

            assertThat(client.getInputStream().read()).isNegative();
        }
    }

    private Socket client() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static void say(Socket client, String what) throws IOException {
        client.getOutputStream().write(what.getBytes(StandardCharsets.UTF_8));
    }

    private static String answer(Socket client) throws IOException {
        byte[] buffer = new byte[100];
        return new String(buffer, 0, client.getInputStream().read(buffer), StandardCharsets.UTF_8);
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                Thread.startVirtualThread(() -> echo(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void echo(Socket caller) {
        byte[] buffer = new byte[100];
        try (caller;
                InputStream in = caller.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                heard.add(new String(buffer, 0, n, StandardCharsets.UTF_8));
                caller.getOutputStream().write(buffer, 0, n);
            }
        } catch (IOException gone) {
            // so has its caller
        }
    }
}
