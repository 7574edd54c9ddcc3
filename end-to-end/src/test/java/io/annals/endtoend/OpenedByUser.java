package io.annals.endtoend;

import static io.annals.endtoend.Doorstep.cookie;
import static io.annals.endtoend.Doorstep.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.access.Totp;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Everything that one user can open, opened: see the table "What ends" in {@code docs/who-may-what.md}. */
final class OpenedByUser implements AutoCloseable {
    private static final String TICKET = "name=\"ticket\" value=\"([^\"]+)\"";
    private static final String SECRET = "<code>([A-Z2-7]{32})</code>";
    private static final Pattern RECOVERY = Pattern.compile("<code>([a-z2-7]{4}(?:-[a-z2-7]{4}){5})</code>");
    private static final String AUTHORIZATION = "Authorization";
    private static final String COOKIE = "Cookie";

    private final Doorstep door;
    private final Map<String, String> service;
    private final String name = "user-" + UUID.randomUUID().toString().substring(0, 8);
    private final Deque<String> recovery = new ArrayDeque<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final String here;
    private final String there;
    private final String halfLogin;
    private final String setUp;
    private final String authenticator;
    private final String link;
    private final String code;
    private final String refresh;
    private final String access;
    private final Socket socketThere;
    private final Socket socketOfToken;
    private final @Nullable Followed eventsThere;

    /** @param customer whose own login it is; null: a manager's */
    static OpenedByUser everything(Doorstep door, String service, @Nullable String customer) throws Exception {
        return new OpenedByUser(door, service, customer);
    }

    private OpenedByUser(Doorstep door, String secret, @Nullable String customer) throws Exception {
        this.door = door;
        service = Map.of("client_id", "service", "client_secret", secret);
        String what = customer == null
                ? "\"roles\":[\"manager\"],\"scope\":\"all\",\"team\":\"north\""
                : "\"roles\":[\"customer\"],\"scope\":\"customer/" + customer + "\"";
        String invited = door.administer(
                        "POST", "/users", "{\"name\":\"%s\",\"displayName\":\"%1$s\",%s}".formatted(name, what))
                .path("link")
                .asString();
        here = withAuthenticator(cookie(choose(invited, Staff.PASSWORD)));
        there = cookie(door.form("/login/code", "", Map.of("ticket", password(), "code", recovery.pop())));
        code = door.code("phone", here);
        JsonNode granted = Answer.JSON.readTree(
                door.exchange("service", door.code("service", here), service).body());
        refresh = granted.path("refresh_token").asString();
        access = granted.path("access_token").asString();
        halfLogin = password();
        String page = renew(here);
        setUp = found(TICKET, page);
        authenticator = found(SECRET, page);
        link = door.administer("POST", "/users/" + name + "/link", "")
                .path("link")
                .asString();
        socketThere = Socket.ofPage(door.url(), there);
        open.add(socketThere);
        socketOfToken = Socket.open(door.url(), access);
        open.add(socketOfToken);
        eventsThere = customer == null ? new Followed(door.url(), COOKIE, there) : null;
        if (eventsThere != null) {
            open.add(eventsThere);
        }
    }

    String name() {
        return name;
    }

    private HttpResponse<String> choose(String link, String password) throws Exception {
        return door.form(
                "/join", "", Map.of("link", found("link=(.+)", link), "password", password, "again", password));
    }

    /** The ticket of a login whose password was right and that owes a code. */
    private String password() throws Exception {
        return found(
                TICKET,
                door.form("/login", "", Map.of("name", name, "password", Staff.PASSWORD))
                        .body());
    }

    private String renew(String cookie) throws Exception {
        String code = recovery.isEmpty() ? "" : recovery.pop();
        return door.form("/second-factor", cookie, Map.of("password", Staff.PASSWORD, "code", code))
                .body();
    }

    /** Sets one up; what comes back is the one session that is left. */
    private String withAuthenticator(String cookie) throws Exception {
        String page = renew(cookie);
        HttpResponse<String> done = door.form(
                "/login/second-factor",
                cookie,
                Map.of("ticket", found(TICKET, page), "code", Totp.code(found(SECRET, page), Instant.now())));
        RECOVERY.matcher(done.body()).results().forEach(code -> recovery.add(code.group(1)));
        assertThat(recovery).hasSize(8);
        return cookie(done);
    }

    void changePasswordHere() throws Exception {
        HttpResponse<String> done = door.json(
                "POST",
                "/me/password",
                "{\"current\":\"%s\",\"password\":\"another %1$s\"}".formatted(Staff.PASSWORD),
                COOKIE,
                here);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(204);
    }

    void choosePasswordByLink() throws Exception {
        assertThat(choose(link, "another " + Staff.PASSWORD).statusCode()).isEqualTo(200);
    }

    void setUpAuthenticator() throws Exception {
        assertThat(confirmed()).isTrue();
    }

    void logOutThere() throws Exception {
        assertThat(door.json("POST", "/logout", "", COOKIE, there).statusCode()).isEqualTo(204);
    }

    /** Tries each of these kinds; in an order in which none takes another away. */
    Map<String, String> whatLetsIn(Collection<String> kinds) throws Exception {
        Map<String, String> found = new LinkedHashMap<>();
        for (String kind : kinds) {
            if (!kind.equals("set-up") && !kind.equals("refresh token")) {
                found.put(kind, lets(kind) ? "stays" : "ends");
            }
        }
        found.put("refresh token", refreshes() ? "stays" : "ends");
        found.put("set-up", confirmed() ? "stays" : "ends"); // another authenticator ends the rest
        return found;
    }

    private boolean lets(String kind) throws Exception {
        return switch (kind) {
            case "session here" -> isIn(COOKIE, here);
            case "session there" -> isIn(COOKIE, there);
            case "socket there" -> socketThere.goesOn(Waits.SHORT);
            case "socket of token" -> socketOfToken.goesOn(Waits.SHORT);
            case "events there" -> eventsThere != null && eventsThere.goesOn(Waits.SHORT);
            case "half login" ->
                door.form("/login/code", "", Map.of("ticket", halfLogin, "code", recovery.pop()))
                                .statusCode()
                        == 303;
            case "link" -> door.get(link, COOKIE, "").statusCode() == 200;
            case "code" -> door.exchange("phone", code, Map.of()).statusCode() == 200;
            case "access token" -> accessTokenIsGood();
            default -> throw new AssertionError("nobody knows how to try this: " + kind);
        };
    }

    private boolean isIn(String header, String value) throws Exception {
        int status = door.get("/me", header, value).statusCode();
        assertThat(status).isIn(200, 401);
        return status == 200;
    }

    private boolean accessTokenIsGood() throws Exception {
        boolean here = isIn(AUTHORIZATION, "Bearer " + access);
        HttpResponse<String> introspected = door.client("/oauth2/introspect", withClient("token", access));
        boolean active =
                Answer.JSON.readTree(introspected.body()).path("active").asBoolean();
        boolean named = door.get("/userinfo", AUTHORIZATION, "Bearer " + access).statusCode() == 200;
        assertThat(List.of(active, named)).as("introspection, userinfo").containsOnly(here);
        return here;
    }

    private boolean refreshes() throws Exception {
        Map<String, String> form = withClient("refresh_token", refresh);
        form.put("grant_type", "refresh_token");
        return door.client("/oauth2/token", form).statusCode() == 200;
    }

    private Map<String, String> withClient(String field, String value) {
        Map<String, String> form = new LinkedHashMap<>(service);
        form.put(field, value);
        return form;
    }

    private boolean confirmed() throws Exception {
        return door.form(
                                "/login/second-factor",
                                "",
                                Map.of("ticket", setUp, "code", Totp.code(authenticator, Instant.now())))
                        .statusCode()
                == 200;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }
}
