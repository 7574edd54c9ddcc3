package io.annals.endtoend;

import io.annals.edge.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What an {@link EarlierLog} tells: a contact of each kind, purchases, returns, points, tasks, edits, a mention, an erasure. */
final class EarlierStory {
    private static final String TASK = "0198f0aa-0000-7000-8000-00000000000";

    private final Client agent;
    private final Client till;
    private final Client administrator;
    private final List<String> customers = new ArrayList<>();
    private long middle;
    private long end;

    EarlierStory(String url, Map<Role, String> keys) {
        agent = new Client(url, Objects.requireNonNull(keys.get(Role.AGENT)));
        till = new Client(url, Objects.requireNonNull(keys.get(Role.TILL)));
        administrator = new Client(url, Objects.requireNonNull(keys.get(Role.ADMINISTRATOR)));
    }

    /** Ends when every view has seen the last of it. */
    void happens() {
        String nora =
                contact("email", "mail", 1, "{\"email\":\"nora.quist@example.org\",\"name\":\"Nora Quist\"}", """
                    {"from":"nora.quist@example.org","subject":"My lamp flickers","text":"Since Tuesday it does not stop."}\
                    """);
        contact("call", "phone", 2, "{\"id\":\"%s\",\"phone\":\"+442071838750\"}".formatted(nora), """
            {"durationSeconds":245,"outcome":"answered","summary":"A loose contact. She brings it in."}\
            """);
        contact("chat", "chat", 3, "{\"email\":\"nora.quist@example.org\"}", """
            {"conversation":"c-17","text":"Is it ready?"}\
            """);
        contact("visit", "field", 4, "{\"id\":\"%s\"}".formatted(nora), """
            {"address":"12 Quay Street","durationSeconds":1800,"report":"Wiring of the hall renewed."}\
            """);
        String olena = contact("form", "web", 5, "{\"email\":\"olena@example.org\",\"name\":\"Олена Коваль\"}", """
            {"form":"contact","fields":{"wish":"Чи є лампа в зеленому?"}}\
            """);
        contact("questionnaire", "web", 6, "{\"id\":\"%s\"}".formatted(olena), """
            {"questionnaire":"satisfaction","question":"recommend","answer":"9, thank you"}\
            """);
        contact("interview", "phone", 7, "{\"id\":\"%s\"}".formatted(olena), """
            {"topic":"How you read at night","durationSeconds":900,"summary":"Wants a dimmer."}\
            """);
        purchases();
        middle = end;
        edits(nora, olena);
        String gone = contact("note", "desk", 20, "{\"email\":\"gone@example.org\",\"name\":\"Gone Soon\"}", """
            {"text":"Wishes to be forgotten."}\
            """);
        end = administrator
                .post("/customers/" + gone + "/erasure", "")
                .expect(200, 201, 202, 204)
                .position();
        for (String customer : customers) {
            agent.get("/customers/" + customer + "?atLeast=" + end).expect(200);
        }
        untilSeen(administrator);
    }

    /** Until every projection has seen all that is on the log. */
    static void untilSeen(Client administrator) {
        Eventually.see(
                "every view",
                Waits.LONG,
                () -> administrator.get("/projections").expect(200).json(),
                answer -> answer.path("projections")
                        .valueStream()
                        .allMatch(one -> one.path("lagEvents").asLong(1) == 0));
    }

    private void purchases() {
        String buyer = "{\"phone\":\"+442071838751\",\"name\":\"Şəhla Quliyeva\"}";
        String shehla = contact("purchase", "store-12", 8, buyer, """
            {"receipt":"90210","store":"12","payment":"card","total":{"amount":"61.86","currency":"EUR"},"lines":[
            {"id":"1","product":"lamp","quantity":1,"price":{"amount":"49.90","currency":"EUR"}},
            {"id":"2","product":"bulbs","quantity":4,"price":{"amount":"11.96","currency":"EUR"}}]}\
            """);
        till.post("/customers/" + shehla + "/card", "{}").expect(200, 201);
        contact("return", "store-12", 9, "{\"id\":\"%s\"}".formatted(shehla), """
            {"purchase":{"channel":"store-12","externalId":"story-8"},"lines":[{"line":"2","quantity":2}],"reason":"wrong socket"}\
            """);
        Eventually.see(
                "the points",
                Waits.LONG,
                () -> till.get("/customers/" + shehla + "/loyalty").expect(200).json(),
                view -> view.path("balance").asLong(0) > 30);
        till.post("/customers/" + shehla + "/loyalty/redemptions", "{\"id\":\"till-3-778\",\"points\":20}")
                .expect(200, 201);
        end = agent.post(
                        "/customers/" + shehla + "/loyalty/goodwill",
                        "{\"id\":\"goodwill-1\",\"points\":5,\"reason\":\"waited long\"}")
                .expect(200, 201)
                .position();
    }

    private void edits(String nora, String olena) {
        agent.post("/tasks", """
            {"id":"%s1","customer":"%s","title":"Call back about the lamp","text":"At home after six.","assignee":"me",\
            "due":"2026-03-04T18:00:00Z"}\
            """.formatted(TASK, nora)).expect(200, 201);
        agent.post("/tasks", """
            {"id":"%s2","title":"Order new labels","assignee":"team/billing","due":"2026-03-06T12:00:00Z"}\
            """.formatted(TASK)).expect(200, 201);
        agent.post("/tasks/" + TASK + "1/completion", "").expect(200, 201, 204);
        administrator
                .json(
                        "PUT",
                        "/customers/" + olena + "/consents/mail/newsletter",
                        "{\"given\":true,\"occurredAt\":\"2026-03-07T09:00:00Z\"}")
                .expect(200, 201, 204);
        administrator
                .json("PUT", "/customers/" + olena + "/team", "{\"team\":\"billing\"}")
                .expect(200, 201, 204);
        administrator
                .json("PUT", "/customers/" + nora + "/region", "{\"region\":\"north\"}")
                .expect(200, 201, 204);
        agent.send(
                        "PATCH",
                        "/customers/" + nora,
                        BodyPublishers.ofString("{\"attributes\":{\"city\":\"Bergen\"}}"),
                        "Content-Type",
                        "application/merge-patch+json",
                        "If-Match",
                        "*")
                .expect(200, 204);
        contact("note", "desk", 10, "{\"id\":\"%s\"}".formatted(nora), """
            {"text":"Second repair of this lamp: replace it?","mentions":["agent","bob"]}\
            """);
    }

    private String contact(String kind, String channel, int number, String customer, String content) {
        Client by = kind.equals("purchase") || kind.equals("return") ? till : agent;
        Answer answer = by.post("/contacts", """
            {"kind":"%s","channel":"%s","externalId":"story-%d","occurredAt":"2026-03-%02dT14:05:00Z","customer":%s,"content":%s}\
            """.formatted(kind, channel, number, number, customer, content))
                .expect(201);
        String whom = answer.text("customer");
        if (!customers.contains(whom)) {
            customers.add(whom);
        }
        end = answer.position();
        return whom;
    }

    /** What is asked by every role. */
    List<String> questions() {
        List<String> paths = new ArrayList<>(List.of(
                "/customers?limit=100",
                "/customers?q=lamp",
                "/customers?list=latest",
                "/identities?typed=nora.quist@example.org",
                "/tasks?assignee=team/billing",
                "/tasks/" + TASK + "1",
                "/mentions?after=0",
                "/numbers/contacts?day=2026-03-01&zone=UTC",
                "/numbers/loyalty?days=30&day=2026-03-31&zone=UTC"));
        for (String customer : customers) {
            String at = "/customers/" + customer;
            paths.addAll(List.of(
                    at,
                    at + "?asOf=" + middle,
                    at + "/timeline?limit=100",
                    at + "/timeline?limit=100&asOf=" + middle,
                    at + "/loyalty",
                    at + "/loyalty?asOf=" + middle,
                    at + "/tasks",
                    at + "/tasks?asOf=" + end));
        }
        return paths;
    }
}
