package io.annals.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Everything that can be opened by one secret of a key, opened. */
final class OpenedByKey implements AutoCloseable {
    private final Doorstep door;
    private final String id;
    private final String secret;
    private final String token;
    private final Socket socket;
    private final Socket socketOfToken;
    private final @Nullable Followed events;

    /** @param customer whose own key it is; null: a machine's */
    static OpenedByKey everything(Doorstep door, @Nullable String customer) throws Exception {
        return new OpenedByKey(door, customer);
    }

    private OpenedByKey(Doorstep door, @Nullable String customer) throws Exception {
        this.door = door;
        JsonNode made = door.administer(
                "POST",
                "/keys",
                "{\"name\":\"key-%s\",%s}"
                        .formatted(
                                UUID.randomUUID().toString().substring(0, 8),
                                customer == null
                                        ? "\"role\":\"service\""
                                        : "\"role\":\"customer\",\"scope\":\"customer/" + customer + "\""));
        id = made.path("id").asString();
        secret = made.path("secret").asString();
        HttpResponse<String> granted = door.client(
                "/oauth2/token", Map.of("grant_type", "client_credentials", "client_id", id, "client_secret", secret));
        assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
        token = Answer.JSON.readTree(granted.body()).path("access_token").asString();
        socket = Socket.open(door.url(), secret);
        socketOfToken = Socket.open(door.url(), token);
        events = customer == null ? new Followed(door.url(), "Authorization", "Bearer " + secret) : null;
    }

    String id() {
        return id;
    }

    Map<String, String> whatLetsIn(Collection<String> kinds) throws Exception {
        Map<String, String> found = new LinkedHashMap<>();
        for (String kind : kinds) {
            found.put(kind, lets(kind) ? "stays" : "ends");
        }
        return found;
    }

    private boolean lets(String kind) throws Exception {
        return switch (kind) {
            case "secret" -> isIn(secret);
            case "access token" -> isIn(token);
            case "socket" -> socket.goesOn(Waits.SHORT);
            case "socket of token" -> socketOfToken.goesOn(Waits.SHORT);
            case "events" -> events != null && events.goesOn(Waits.SHORT);
            default -> throw new AssertionError("nobody knows how to try this: " + kind);
        };
    }

    private boolean isIn(String bearer) throws Exception {
        int status = door.get("/me", "Authorization", "Bearer " + bearer).statusCode();
        assertThat(status).isIn(200, 401);
        return status == 200;
    }

    @Override
    public void close() throws Exception {
        socket.close();
        socketOfToken.close();
        if (events != null) {
            events.close();
        }
    }
}
