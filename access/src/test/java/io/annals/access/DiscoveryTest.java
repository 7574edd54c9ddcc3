package io.annals.access;

import static io.annals.access.Client.exchange;
import static io.annals.access.Client.token;
import static io.annals.access.Node.body;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the issuer says of itself is so, and is said by our own name alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiscoveryTest {
    private Node node;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        node = Node.start(
                home, Node.freshDatabase(), "annals.security.clients.phone.redirect-uris[0]=http://127.0.0.1/callback");
        node.user("maria", "[\"agent\",\"sales\"]");
    }

    @AfterAll
    void stop() {
        node.dropDatabase();
        node.close();
    }

    @Test
    void the_issuer_says_what_it_can() throws Exception {
        JsonNode said = body(node.get("/.well-known/openid-configuration", null));

        assertThat(said.path("issuer").asString()).isEqualTo(node.url());
        assertThat(said.path("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        assertThat(said.path("grant_types_supported").toString())
                .isEqualTo("[\"authorization_code\",\"client_credentials\",\"refresh_token\"]");
        assertThat(said.path("token_endpoint_auth_methods_supported").toString())
                .isEqualTo("[\"client_secret_basic\",\"client_secret_post\",\"none\"]");
        for (JsonNode what : List.of(said, body(node.get("/.well-known/oauth-authorization-server", null)))) {
            assertThat(what.propertyNames())
                    .doesNotContain(
                            "dpop_signing_alg_values_supported",
                            "tls_client_certificate_bound_access_tokens",
                            "end_session_endpoint");
            assertThat(what.path("scopes_supported").toString()).isEqualTo("[\"openid\",\"profile\"]");
        }
    }

    @Test
    void tokens_are_signed_as_the_issuer_says() throws Exception {
        JsonNode said = body(node.get("/.well-known/openid-configuration", null));
        JsonNode granted =
                body(token(node, exchange("phone", Client.code(node, "phone", "openid", node.login("maria")))));
        for (String kind : List.of("id_token", "access_token")) {
            String head = granted.path(kind).asString().split("\\.")[0];
            String algorithm = Node.JSON
                    .readTree(Base64.getUrlDecoder().decode(head))
                    .path("alg")
                    .asString();

            assertThat(said.path("id_token_signing_alg_values_supported").toString())
                    .as(kind)
                    .isEqualTo("[\"" + algorithm + "\"]");
        }
    }

    @Test
    void an_issuer_by_a_foreign_name_says_nothing() throws Exception {
        for (String path : List.of("/.well-known/openid-configuration", "/oauth2/jwks", "/oauth2/token")) {
            URI at = URI.create(node.url());
            try (Socket socket = new Socket(at.getHost(), at.getPort())) {
                socket.setSoTimeout((int) Node.PATIENCE.toMillis());
                socket.getOutputStream()
                        .write(("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(answer).startsWith("HTTP/1.1 421 ").contains("urn:annals:problem:unknown-host");
            }
        }
    }
}
