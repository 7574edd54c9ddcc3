package io.annals.endtoend;

import static io.annals.edge.Role.ADMINISTRATOR;
import static io.annals.edge.Role.AGENT;
import static io.annals.edge.Role.AUDITOR;
import static io.annals.edge.Role.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Views are folds of the log and nothing else: built again, they are the same, document by document. */
@ExtendWith(Shared.class)
class RebuildTest {
    private final Annals annals;
    private final Truth truth;

    RebuildTest(Annals annals, Truth truth) {
        this.annals = annals;
        this.truth = truth;
    }

    @Test
    void every_projection_rebuilt_while_contacts_come_in_equals_the_old_one_and_no_policy_acts() throws Exception {
        whatContactsLeaveEmpty();
        List<String> projections = projections();
        assertThat(projections).contains("customer", "loyalty", "timeline", "mention", "task");
        whileContactsComeIn(() -> projections.forEach(this::rebuild));
        Map<String, Map<String, RawBsonDocument>> rebuiltUnderLoad = settledViews(projections);
        long head = truth.head();
        for (String projection : projections) {
            rebuild(projection);
        }
        Map<String, Map<String, RawBsonDocument>> rebuiltInPeace = settledViews(projections);
        assertThat(truth.head()).as("policies do not act during a rebuild").isEqualTo(head);
        for (String projection : projections) {
            Map<String, RawBsonDocument> old = rebuiltUnderLoad.getOrDefault(projection, Map.of());
            Map<String, RawBsonDocument> fresh = rebuiltInPeace.getOrDefault(projection, Map.of());
            assertThat(fresh.keySet()).as(projection).isNotEmpty().isEqualTo(old.keySet());
            old.forEach((subject, view) -> assertThat(fresh.get(subject))
                    .as("%s of %s", projection, subject)
                    .isEqualTo(view));
        }
    }

    /** Views of what is no contact, which {@link #write} leaves empty. */
    private void whatContactsLeaveEmpty() {
        Client agent = annals.as(AGENT);
        String customer = agent.post("/customers", Map.of("name", "Nora Quist"))
                .expect(201)
                .text("customer");
        String note = UUID.randomUUID().toString();
        Map<String, Object> content = Map.of("text", "Replace it?", "mentions", List.of("anna"));
        agent.post("/contacts", Contacts.contact("note", "desk", note, Map.of("id", customer), content))
                .expect(201);
        agent.post("/tasks", Tasks.task(note, customer, "Call back", "anna", "2026-03-04T18:00:00Z"))
                .expect(201);
        Client administrator = annals.as(ADMINISTRATOR);
        administrator
                .post("/opportunities", Answer.JSON.readTree(Bodies.opportunity(UUID.randomUUID(), customer)))
                .expect(201);
        administrator
                .post(
                        "/definitions/pipeline/rebuilt-" + note.substring(0, 8) + "/versions",
                        Answer.JSON.readTree(Bodies.pipeline()))
                .expect(201);
    }

    private List<String> projections() {
        List<String> names = new ArrayList<>();
        annals.as(AUDITOR)
                .get("/projections")
                .expect(200)
                .json()
                .path("projections")
                .forEach(state -> names.add(state.path("name").asString("")));
        return names;
    }

    private void whileContactsComeIn(Runnable work) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<Integer>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 4; writer++) {
                String name = "rebuild-" + writer;
                writers.add(threads.submit(() -> write(name, stop)));
            }
            long head = truth.head();
            try {
                work.run();
                assertThat(truth.head()).as("contacts came in meanwhile").isGreaterThan(head + 10);
            } finally {
                stop.set(true);
            }
        }
        for (Future<Integer> writer : writers) {
            assertThat(writer.get()).isPositive();
        }
    }

    private int write(String name, AtomicBoolean stop) {
        Client service = annals.as(SERVICE);
        int written = 0;
        while (!stop.get()) {
            Map<String, String> customer = Map.of("externalId", name + "-" + written % 10);
            String id = name + "-" + written++;
            service.post("/contacts", Contacts.purchase(id, customer, written % 90 + ".50"))
                    .expect(201);
            if (written % 5 == 0) {
                service.post("/contacts", Contacts.back(id + "-back", id)).expect(201);
            }
            if (written % 7 == 0) {
                service.post("/contacts", Contacts.chat("chat", id + "-chat", customer, "hello " + written))
                        .expect(201);
            }
        }
        return written;
    }

    private void rebuild(String projection) {
        JsonNode last = annals.as(ADMINISTRATOR).task("/projections/" + projection + "/rebuild");
        assertThat(last.path("condition").asString("")).as(last.toString()).isEqualToIgnoringCase("running");
        assertThat(last.hasNonNull("building")).as(last.toString()).isFalse();
    }

    private Map<String, Map<String, RawBsonDocument>> settledViews(List<String> projections) {
        long head = truth.settled(Waits.LONG);
        annals.as(AUDITOR).get("/customers?limit=1&atLeast=" + head).expect(200);
        annals.untilProjectionsHave(head);
        Map<String, Map<String, RawBsonDocument>> views = new LinkedHashMap<>();
        projections.forEach(projection -> views.put(projection, truth.views(projection)));
        return views;
    }
}
