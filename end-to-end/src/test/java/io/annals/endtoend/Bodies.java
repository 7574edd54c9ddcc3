package io.annals.endtoend;

import io.annals.edge.Role;
import io.annals.endtoend.structure.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is sent to each route to see whether it may be. */
final class Bodies {
    private Bodies() {}

    /**
     * Something that would be done if it may be.
     *
     * @param other another customer of the same team
     */
    static String of(String route, @Nullable Role role, String customer, String other, int id) {
        return switch (route) {
            case "POST /customers" -> "{\"name\":\"New\"}";
            case "PATCH /customers/{}" -> "{\"name\":\"Renamed\"}";
            case "POST /customers/{}/identities" -> "{\"kind\":\"externalId\",\"value\":\"id-" + id + "\"}";
            case "PUT /customers/{}/team" -> "{\"team\":\"north\"}";
            case "PUT /customers/{}/region" -> "{\"region\":\"eu\"}";
            case "POST /customers/{}/merges" -> "{\"absorbed\":\"" + other + "\"}";
            case "POST /customers/{}/departments" -> "{\"id\":\"" + UUID.randomUUID() + "\",\"name\":\"Sales\"}";
            case "PUT /customers/{}/departments/{}/name" -> "{\"name\":\"Sales\"}";
            case "POST /customers/{}/people" -> person(UUID.randomUUID(), other);
            case "POST /customers/{}/loyalty/redemptions" -> "{\"id\":\"r" + id + "\",\"points\":1}";
            case "POST /customers/{}/loyalty/goodwill" -> "{\"id\":\"g" + id + "\",\"points\":1,\"reason\":\"sorry\"}";
            case "POST /contacts" -> role == Role.TECHNICIAN ? note(customer, id) : purchase(customer, id);
            case "POST /customers/{}/messages" ->
                "{\"id\":\"%s\",\"writtenAt\":\"2026-03-03T14:05:00Z\",\"text\":\"Where is my lamp?\"}"
                        .formatted(UUID.randomUUID());
            case "POST /customers/{}/erasure-wish" ->
                "{\"id\":\"%s\",\"writtenAt\":\"2026-03-03T14:05:00Z\"}".formatted(UUID.randomUUID());
            case "PUT /customers/{}/seen" -> "{\"position\":1}";
            case "POST /contacts/batch" -> purchase(customer, id);
            case "POST /tasks" -> task(UUID.randomUUID(), customer);
            case "PATCH /tasks/{}" -> "{\"assignee\":\"anna\"}";
            case "POST /opportunities" -> opportunity(UUID.randomUUID(), customer);
            case "PATCH /opportunities/{}" -> "{\"owner\":\"anna\"}";
            case "PUT /opportunities/{}/stage" -> "{\"stage\":\"proposal\"}";
            case "POST /opportunities/{}/loss" -> "{\"reason\":\"price\"}";
            case "POST /definitions/{}/trial",
                    "POST /definitions/{}/{}/versions",
                    "PUT /definitions/{}/{}/versions/{}" -> pipeline();
            default -> route.startsWith("GET") || route.startsWith("DELETE") ? "" : "{}";
        };
    }

    private static String note(String customer, int id) {
        return """
            {"kind":"note","channel":"desk","externalId":"n%d","occurredAt":"2026-03-03T14:05:00Z",\
            "customer":{"id":"%s"},"content":{"text":"seen to"}}
            """.formatted(id, customer);
    }

    private static String person(UUID id, String person) {
        return "{\"id\":\"%s\",\"person\":\"%s\",\"role\":\"user\"}".formatted(id, person);
    }

    static String task(UUID id, String customer) {
        return """
            {"id":"%s","customer":"%s","title":"Call","assignee":"me","due":"2026-03-04T14:05:00Z"}
            """.formatted(id, customer);
    }

    static String opportunity(UUID id, String customer) {
        return """
            {"id":"%s","customer":"%s","title":"Roof","amount":{"amount":"5000","currency":"EUR"}}
            """.formatted(id, customer);
    }

    /** The one that is there from the start, as somebody would draft it anew. */
    static String pipeline() {
        try {
            return "{\"content\":"
                    + Files.readString(Documents.file(
                            "shared-events/src/main/resources/io/annals/events/opportunity/pipeline.standard.json"))
                    + "}";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String purchase(String customer, int id) {
        return """
            {"kind":"purchase","channel":"store","externalId":"p%d","occurredAt":"2026-03-03T14:05:00Z",\
            "customer":{"id":"%s"},"content":{"lines":[{"id":"1","product":"shoes","quantity":1,\
            "price":{"amount":"29.99","currency":"USD"}}]}}
            """.formatted(id, customer);
    }
}
