package io.annals.command.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.Side;
import io.annals.edge.Role;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactEvent.PurchaseMade;
import io.annals.events.contact.ContactId;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class BatchEndpointTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Side side = Side.shared();
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void every_line_gets_its_answer_in_order_and_bad_ones_spoil_no_other() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(line(note("1", "anna")));
        body.writeBytes(line("{\"kind\":"));
        body.writeBytes(line(""));
        body.writeBytes(line(note("2", "anna").replace("note", "telegram")));
        body.writeBytes(new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"', '\n'});
        body.writeBytes(line("\"" + "x".repeat(3 << 20) + "\""));
        body.writeBytes(line(note("3", "berta").replace("\"text\":\"Hi\"", "\"text\":\" \"")));
        body.writeBytes(line(note("1", "anna")));
        body.writeBytes(line(note("1", "anna").replace("Hi", "Ho")));
        body.writeBytes(note("4", "anna").getBytes(StandardCharsets.UTF_8));

        List<JsonNode> answers = post("application/x-ndjson", BodyPublishers.ofByteArray(body.toByteArray()));

        assertThat(answers)
                .extracting(answer -> answer.path("line").asInt())
                .containsExactly(1, 2, 4, 5, 6, 7, 8, 9, 10);
        assertThat(answers)
                .extracting(answer -> answer.path("status").asString())
                .containsExactly(
                        "accepted",
                        "refused",
                        "refused",
                        "refused",
                        "refused",
                        "accepted",
                        "known",
                        "refused",
                        "accepted");
        assertThat(answers.get(2).path("field").asString()).isEqualTo("kind");
        assertThat(answers.get(3).path("rule").asString()).isEqualTo("malformed-json");
        assertThat(answers.get(4).path("reason").asString()).contains("longer than");
        assertThat(answers.get(5).path("mended").path(0).path("field").asString())
                .isEqualTo("content.text");
        assertThat(answers.get(6).path("position")).isEqualTo(answers.get(0).path("position"));
        assertThat(answers.get(7).path("rule").asString()).isEqualTo("contact-already-recorded");
        assertThat(answers.get(8).path("customer")).isEqualTo(answers.get(0).path("customer"));
    }

    @Test
    void a_thousand_contacts_of_a_hundred_strangers_make_a_hundred_customers_each_in_order() {
        long before = side.head();
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            body.append(note("n" + i, "who" + i % 100)).append('\n');
        }

        List<JsonNode> answers = post("application/x-ndjson", BodyPublishers.ofString(body.toString()));

        assertThat(answers)
                .hasSize(1_000)
                .allMatch(answer -> answer.path("status").asString().equals("accepted"));
        assertThat(side.facts(before))
                .filteredOn(CustomerRegistered.class::isInstance)
                .hasSize(100);
        for (int who = 0; who < 100; who++) {
            List<Long> positions = new ArrayList<>();
            for (int i = who; i < 1_000; i += 100) {
                positions.add(answers.get(i).path("position").asLong());
            }
            assertThat(positions).isSorted();
        }
        assertThat(post("application/x-ndjson", BodyPublishers.ofString(body.toString())))
                .hasSize(1_000)
                .allMatch(answer -> answer.path("status").asString().equals("known"));
    }

    @Test
    void repetitions_and_conflicts_among_strangers_leave_no_contact_with_anybody_who_is_not_registered() {
        long before = side.head();
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 1_500; i++) {
            String note = note("n" + i / 3, "who" + i / 30);
            body.append(i % 3 == 1 ? note.replace("Hi", "Ho") : note).append('\n');
        }

        List<JsonNode> answers = post("application/x-ndjson", BodyPublishers.ofString(body.toString()));

        for (int i = 0; i < 1_500; i++) {
            assertThat(answers.get(i).path("status").asString())
                    .isEqualTo(List.of("accepted", "refused", "known").get(i % 3));
        }
        List<Fact> facts = side.facts(before);
        Set<CustomerId> registered = customers(facts, CustomerRegistered.class);
        assertThat(registered).hasSize(50);
        assertThat(customers(facts, NoteTaken.class)).isEqualTo(registered);
    }

    private static Set<CustomerId> customers(List<Fact> facts, Class<? extends Fact> type) {
        return facts.stream().filter(type::isInstance).map(Fact::customer).collect(Collectors.toSet());
    }

    @Test
    void a_return_finds_the_purchase_of_an_earlier_line() {
        String purchase = """
            {"kind":"purchase","channel":"store-1","externalId":"p-%1$s","occurredAt":"2026-03-03T14:05:00Z","customer":{"card":"C%1$s"},"content":{"lines":[{"id":"1","product":"cd","quantity":2,"price":{"amount":"10.00","currency":"USD"}}]}}
            """.formatted(unique);
        String back = """
            {"kind":"return","channel":"store-1","externalId":"r-%1$s","occurredAt":"2026-03-04T14:05:00Z","content":{"purchase":{"channel":"store-1","externalId":"p-%1$s"},"lines":[{"line":"1"}]}}
            """.formatted(unique);

        List<JsonNode> answers = post("application/x-ndjson", BodyPublishers.ofString(purchase + back));

        assertThat(answers)
                .extracting(answer -> answer.path("status").asString())
                .containsExactly("accepted", "accepted");
    }

    @Test
    void rows_are_contacts_too() {
        String csv = """
            kind,channel,externalId,occurredAt,customer.externalId,customer.name,content.lines.0.id,content.lines.0.product,content.lines.0.quantity,content.lines.0.price.amount,content.lines.0.price.currency,content.text
            purchase,store-1,p-%1$s,2026-03-03T14:05:00Z,0042-%1$s,"Lee, ""Anna""\nMaria",1,cd,2,29.33,USD,
            purchase,store-1,q-%1$s,2026-03-03T14:05:00Z,0042-%1$s,,1,cd,many,29.33,USD,
            note,desk,n-%1$s,2026-03-03T14:05:00Z,0042-%1$s,,,,,,,"two\nlines"
            """.formatted(unique);

        List<JsonNode> answers = post("text/csv", BodyPublishers.ofString(csv));

        assertThat(answers)
                .extracting(answer -> answer.path("line").asInt() + " "
                        + answer.path("status").asString())
                .containsExactly("2 accepted", "4 refused", "5 accepted");
        assertThat(answers.get(0).path("mended").path(0).path("field").asString())
                .isEqualTo("customer.name");
        assertThat(answers.get(1).path("field").asString()).isEqualTo("content.lines[0].quantity");

        List<JsonNode> again = post("text/csv", BodyPublishers.ofString(csv.replace("\nMaria", "")));

        assertThat(again.getFirst().path("status").asString()).isEqualTo("known");
        ContactId purchase = new ContactId(again.getFirst().path("contact").asString());
        assertThat(side.stream(purchase.stream()).getFirst())
                .isInstanceOfSatisfying(
                        PurchaseMade.class,
                        made -> assertThat(made.total().toString()).isEqualTo("USD 29.33"));
        assertThat(CustomerId.of(again.getFirst().path("customer").asString())).isNotNull();
    }

    @Test
    void many_long_lines_at_once_wait_for_room_and_are_all_answered() {
        String text = "x".repeat(200_000);
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 300; i++) { // 60 MB, twice of what may be under way
            body.append(note("long" + i, "anna")
                            .replace("\"kind\":\"note\"", "\"kind\":\"nothing\",\"x\":\"" + text + "\""))
                    .append('\n');
        }

        List<JsonNode> answers = post("application/x-ndjson", BodyPublishers.ofString(body.toString()));

        assertThat(answers)
                .hasSize(300)
                .allMatch(answer -> answer.path("status").asString().equals("refused"));
    }

    @Test
    void what_came_whole_is_recorded_though_the_body_breaks_off_behind_it() throws Exception {
        HttpRequest like = side.request(Role.SERVICE, "/contacts/batch").build();
        try (Socket socket = new Socket(like.uri().getHost(), like.uri().getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out.write((head(like) + chunk(note("b1", "anna"))).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(readUntil(in, "\"line\":1,")).contains("accepted");

            StringBuilder more = new StringBuilder();
            for (int i = 2; i <= 20; i++) {
                more.append(chunk(note("b" + i, "anna")));
            }
            out.write((more + "nonsense\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();

            for (int i = 2; i <= 20; i++) {
                assertThat(readUntil(in, "\"line\":" + i + ",")).contains("accepted");
            }
            assertThat(readUntil(in, "body-broken-off")).contains("behind line 20");
        }
    }

    @Test
    void a_header_that_spells_nothing_is_refused_as_a_whole() {
        for (String header : List.of("", "kind,kind", "a,a.b", "kind,,channel", "\"kind")) {
            HttpResponse<String> response = side.raw(side.request(Role.SERVICE, "/contacts/batch")
                    .header("Content-Type", "text/csv")
                    .POST(BodyPublishers.ofString(header)));

            assertThat(response.statusCode()).as(header).isEqualTo(422);
            assertThat(response.body()).contains("header");
        }
    }

    @Test
    void answers_come_while_the_body_is_still_being_sent_and_a_break_is_told() throws Exception {
        HttpRequest like = side.request(Role.SERVICE, "/contacts/batch").build();
        URI uri = like.uri();
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out.write((head(like) + chunk(note("1", "anna"))).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(readUntil(in, "\"line\":1,")).contains("accepted");
            out.write(chunk(note("2", "anna")).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(readUntil(in, "\"line\":2,")).contains("accepted");

            out.write("nonsense\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();

            assertThat(readUntil(in, "body-broken-off")).contains("behind line 2");
        }
    }

    @Test
    void a_sender_that_reads_only_when_all_is_sent_finds_every_answer() throws Exception {
        Spool spool = new Spool();
        byte[] line = "x".repeat(999).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 5_000; i++) {
            spool.put(line);
        }
        spool.close();

        long taken = 0;
        for (byte[] some = spool.take(); some.length > 0; some = spool.take()) {
            taken += some.length;
        }

        assertThat(taken).isEqualTo(5_000_000);
    }

    private static String head(HttpRequest like) {
        return "POST /contacts/batch HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-ndjson\r\n"
                + "Authorization: "
                + like.headers().firstValue("Authorization").orElseThrow()
                + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    }

    private static String chunk(String note) {
        return Integer.toHexString(note.length() + 1) + "\r\n" + note + "\n\r\n";
    }

    private static String readUntil(BufferedReader in, String text) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("the answer ended without " + text);
    }

    @Test
    void only_machines_and_administrators_send_batches() {
        HttpResponse<String> response = side.raw(side.request(Role.TILL, "/contacts/batch")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(note("1", "anna"))));

        assertThat(response.statusCode()).isEqualTo(403);
    }

    private List<JsonNode> post(String type, BodyPublisher body) {
        HttpResponse<String> response = side.raw(side.request(Role.SERVICE, "/contacts/batch")
                .header("Content-Type", type)
                .POST(body));
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body().lines().map(JSON::readTree).toList();
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private String note(String id, String who) {
        return """
            {"kind":"note","channel":"desk","externalId":"%s-%s","occurredAt":"2026-03-03T14:05:00Z","customer":{"email":"%s-%s@example.org"},"content":{"text":"Hi"}}\
            """.formatted(id, unique, who, unique);
    }
}
