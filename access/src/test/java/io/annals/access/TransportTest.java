package io.annals.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.edge.Role;
import io.annals.edge.Scope;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leaves the machine. */
class TransportTest {
    private static final String STORE_PASSWORD = "of a certificate for this test";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server.address=0.0.0.0 | beyond loopback without TLS",
                "server.address= | beyond loopback without TLS",
                "annals.mongodb.uri=mongodb://192.0.2.1:27017/?replicaSet=annals | no TLS",
                "annals.mongodb.uri=mongodb://192.0.2.1:27017/?replicaSet=annals&tls=true | no credentials",
                "annals.mongodb.uri=mongodb://127.0.0.1:27017,192.0.2.1:27017/?replicaSet=annals | no TLS"
            })
    void a_start_that_would_tell_the_network_everything_is_refused(String setting, String why, @TempDir Path home) {
        assertThatThrownBy(() -> Node.start(home, Node.freshDatabase(), setting).close())
                .hasMessageContaining(why)
                .hasMessageContaining("=true if nobody");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void over_tls_everybody_may_come_and_needs_a_second_factor(@TempDir Path home) throws Exception {
        Path store = certificate(home);
        try (Node node = Node.start(
                        home,
                        Node.freshDatabase(),
                        "server.address=0.0.0.0",
                        "server.ssl.key-store=" + store,
                        "server.ssl.key-store-password=" + STORE_PASSWORD);
                HttpClient tls = trusting(store)) {
            URI url = URI.create(node.url().replace("http:", "https:").replace("127.0.0.1", "localhost"));
            node.bean(Users.class).add(anna());
            String link = node.bean(Links.class).forUser("anna");
            String password = Node.encoded(Map.of(
                    "link", link.substring(link.indexOf('=') + 1), "password", Node.PASSWORD, "again", Node.PASSWORD));
            HttpResponse<String> setUp = form(tls, url.resolve("/join"), password);
            assertThat(setUp.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(setUp.headers().firstValue("Strict-Transport-Security"))
                    .hasValueSatisfying(hsts -> assertThat(hsts).contains("max-age=31536000", "includeSubDomains"));
            String secret = setUp.body().replaceAll("(?s).*<code>([A-Z2-7]{32})</code>.*", "$1");
            String ticket = setUp.body().replaceAll("(?s).*name=\"ticket\" value=\"([^\"]+)\".*", "$1");

            HttpResponse<String> in = form(
                    tls,
                    url.resolve("/login/second-factor"),
                    Node.encoded(Map.of("ticket", ticket, "code", Totp.code(secret, Instant.now()))));

            assertThat(in.headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(cookie ->
                            assertThat(cookie).startsWith("__Host-annals_key=").contains("Secure", "HttpOnly"));
            HttpResponse<String> plain = node.get("/login", null);
            assertThat(plain.statusCode()).as("neither answered nor sent on").isEqualTo(400);
            assertThat(plain.headers().firstValue("Location")).isEmpty();
            node.dropDatabase();
        }
    }

    private static User anna() {
        return new User(
                "anna", "Anna", Set.of(Role.AGENT), new Scope.All(), null, "en", true, false, Instant.now(), "test", 0);
    }

    private static HttpResponse<String> form(HttpClient client, URI to, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(to)
                        .timeout(Node.PATIENCE)
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static Path certificate(Path home) throws Exception {
        Path store = home.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        STORE_PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(said).isZero();
        return store;
    }

    private static HttpClient trusting(Path store) throws Exception {
        KeyStore mine = KeyStore.getInstance("PKCS12");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (var file = Files.newInputStream(store)) {
            mine.load(file, STORE_PASSWORD.toCharArray());
        }
        trusted.load(null, null);
        trusted.setCertificateEntry("server", mine.getCertificate("server"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(context)
                .build();
    }
}
