package io.annals.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.app.Server;
import io.annals.edge.Actor;
import io.annals.edge.Keys;
import io.annals.edge.Role;
import io.annals.endtoend.structure.Documents;
import io.annals.mongod.EmbeddedMongod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Every reason × everything that lets in, tried against the whole program and compared with {@code docs/who-may-what.md}. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatEndsTest {
    private ConfigurableApplicationContext program;
    private Doorstep door;
    private String service = "";

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        program = new SpringApplicationBuilder(Server.class)
                .web(WebApplicationType.SERVLET)
                .properties(
                        "server.port=0",
                        "annals.home=" + home,
                        "annals.mongodb.uri=" + EmbeddedMongod.forTests().connectionString(),
                        "annals.mongodb.database=ends-"
                                + UUID.randomUUID().toString().substring(0, 8),
                        "annals.limits.refusals=100000",
                        "annals.security.clients.phone.redirect-uris[0]=" + Doorstep.CALLBACK,
                        "annals.security.clients.service.redirect-uris[0]=" + Doorstep.CALLBACK)
                .run("--server.port=0", "--annals.home=" + home);
        Keys keys = program.getBean(Keys.class);
        door = new Doorstep(
                "http://127.0.0.1:" + program.getEnvironment().getProperty("local.server.port"),
                keys.ephemeral(new Actor("administrator", Role.ADMINISTRATOR)));
        service = keys.roll("service", Duration.ZERO).secret();
    }

    @AfterAll
    void stop() {
        program.close();
    }

    private static Map<String, Map<String, String>> table(String head) {
        try {
            Map<String, Map<String, String>> rows = new LinkedHashMap<>();
            List<String> columns = List.of();
            for (String line : Files.readAllLines(Documents.file("docs/who-may-what.md"))) {
                List<String> cells =
                        Arrays.stream(line.split("\\|")).map(String::strip).toList();
                if (line.startsWith("| " + head + " |")) {
                    columns = cells;
                } else if (columns.isEmpty() || line.startsWith("|---")) {
                    continue;
                } else if (!line.startsWith("| ")) {
                    break;
                } else {
                    Map<String, String> row = new LinkedHashMap<>();
                    for (int i = 2; i < columns.size(); i++) {
                        if (!cells.get(i).equals("–")) {
                            row.put(columns.get(i), cells.get(i));
                        }
                    }
                    rows.put(cells.get(1), row);
                }
            }
            assertThat(rows).as(head).isNotEmpty();
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> of_a_user_ends_what_the_table_says_and_nothing_else() {
        return table("of a user").entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
                    boolean customer = row.getKey().contains("customer");
                    String id = customer ? customer() : "";
                    try (OpenedByUser opened = OpenedByUser.everything(door, service, customer ? id : null)) {
                        assertThat(opened.name()).isNotEmpty();
                        happens(row.getKey(), opened, id);
                        customer(); // something to be told of

                        assertThat(opened.whatLetsIn(row.getValue().keySet())).isEqualTo(row.getValue());
                    }
                }));
    }

    private void happens(String reason, OpenedByUser opened, String customer) throws Exception {
        String user = "/users/" + opened.name();
        switch (reason) {
            case "switched off" -> door.administer("PATCH", user, "{\"active\":false}");
            case "switched off and on again" -> {
                door.administer("PATCH", user, "{\"active\":false}");
                door.administer("PATCH", user, "{\"active\":true}");
            }
            case "password changed here" -> opened.changePasswordHere();
            case "password chosen by the link" -> opened.choosePasswordByLink();
            case "authenticator set up" -> opened.setUpAuthenticator();
            case "authenticator reset" -> door.administer("DELETE", user + "/second-factor", "");
            case "another role" -> door.administer("PATCH", user, "{\"roles\":[\"manager\",\"sales\"]}");
            case "another team" -> door.administer("PATCH", user, "{\"team\":\"south\"}");
            case "another name to be shown" -> door.administer("PATCH", user, "{\"displayName\":\"Another\"}");
            case "logged out there" -> opened.logOutThere();
            case "erased, as the customer whose login it is" -> erase(customer);
            default -> throw new AssertionError("nobody knows how to do this: " + reason);
        }
    }

    @TestFactory
    Stream<DynamicTest> of_a_key_ends_what_the_table_says_and_nothing_else() {
        return table("of a key").entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
                    boolean customer = row.getKey().contains("customer");
                    String id = customer ? customer() : "";
                    try (OpenedByKey opened = OpenedByKey.everything(door, customer ? id : null)) {
                        happens(row.getKey(), opened, id);
                        customer(); // something to be told of

                        assertThat(opened.whatLetsIn(row.getValue().keySet())).isEqualTo(row.getValue());
                    }
                }));
    }

    private void happens(String reason, OpenedByKey opened, String customer) throws Exception {
        String key = "/keys/" + opened.id();
        switch (reason) {
            case "rolled without overlap" -> door.administer("POST", key + "/roll", "{\"overlap\":\"PT0S\"}");
            case "rolled, the overlap under way" -> door.administer("POST", key + "/roll", "{\"overlap\":\"PT1H\"}");
            case "rolled, the overlap run out" -> {
                JsonNode rolled = door.administer("POST", key + "/roll", "{\"overlap\":\"PT1S\"}");
                Instant until = Instant.parse(rolled.path("overlapUntil").asString());
                Instant heard = until.plusSeconds(1);
                Eventually.see("a second after the overlap", Waits.SHORT, Instant::now, heard::isBefore);
            }
            case "ended" -> door.administer("DELETE", key, "");
            case "erased, as the customer whose key it is" -> erase(customer);
            default -> throw new AssertionError("nobody knows how to do this: " + reason);
        }
    }

    private String customer() throws Exception {
        return door.administer("POST", "/customers", "{\"name\":\"Ann\"}")
                .path("customer")
                .asString();
    }

    private void erase(String customer) throws Exception {
        door.administer("POST", "/customers/" + customer + "/erasure", "");
    }
}
