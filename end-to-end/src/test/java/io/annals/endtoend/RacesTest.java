package io.annals.endtoend;

import static io.annals.edge.Role.AGENT;
import static io.annals.edge.Role.TILL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many at the same moment. */
@ExtendWith(Shared.class)
class RacesTest {
    private final Annals annals;
    private final Truth truth;

    RacesTest(Annals annals, Truth truth) {
        this.annals = annals;
        this.truth = truth;
    }

    @Test
    void a_hundred_concurrent_posts_with_the_same_new_address_make_one_customer() throws Exception {
        Client agent = annals.as(AGENT);
        List<String> customers = Together.call(
                100,
                n -> agent.post(
                                "/contacts",
                                Contacts.note("race-" + n, Map.of("email", "Race@Example.org"), "note " + n))
                        .expect(201)
                        .text("customer"));
        assertThat(customers).hasSize(100).containsOnly(customers.getFirst());
        assertThat(truth.told(event -> event.type().equals("customer.CustomerRegistered")
                        && event.subject().equals(customers.getFirst())))
                .hasSize(1);
    }

    @Test
    void a_contact_posted_again_and_again_gives_the_first_result_and_is_recorded_once() throws Exception {
        Client agent = annals.as(AGENT);
        Map<String, Object> note = Contacts.note("again-1", Map.of("email", "again@example.org"), "the same");
        List<Answer> answers = Together.call(20, _ -> agent.post("/contacts", note));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(19);
        assertThat(answers.stream().map(answer -> answer.text("contact")).distinct())
                .hasSize(1);
        assertThat(answers.stream().map(Answer::position).distinct()).hasSize(1);
    }

    @Test
    void a_contact_posted_again_with_other_content_is_a_conflict() {
        Client agent = annals.as(AGENT);
        Map<String, String> customer = Map.of("email", "conflict@example.org");
        agent.post("/contacts", Contacts.note("conflict-1", customer, "one thing"))
                .expect(201);
        Answer refused = agent.post("/contacts", Contacts.note("conflict-1", customer, "another thing"))
                .expect(409);
        assertThat(refused.text("type")).isEqualTo("urn:annals:problem:contact-already-recorded");
    }

    @Test
    void points_spent_at_one_till_cannot_be_spent_at_another() throws Exception {
        Client till = annals.as(TILL);
        String customer = customerWithPoints("tills", 100);
        List<Answer> answers = Together.call(
                2,
                n -> till.post("/customers/" + customer + "/loyalty/redemptions", Map.of("id", "t" + n, "points", 80)));
        assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(201, 409);
        Answer refused =
                answers.stream().filter(a -> a.status() == 409).findFirst().orElseThrow();
        assertThat(refused.text("type")).isEqualTo("urn:annals:problem:not-enough-points");
        assertThat(refused.json().path("balance").asInt()).isEqualTo(20);
        assertThat(refused.json().path("asked").asInt()).isEqualTo(80);
        assertThat(balance(customer)).isEqualTo(20);
    }

    @Test
    void many_tills_spend_an_account_down_to_nothing_and_not_further() throws Exception {
        Client till = annals.as(TILL);
        String customer = customerWithPoints("many-tills", 100);
        List<Answer> answers = Together.call(
                50,
                n -> till.post("/customers/" + customer + "/loyalty/redemptions", Map.of("id", "m" + n, "points", 7)));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(14);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(36);
        assertThat(balance(customer)).isEqualTo(2);
    }

    @Test
    void a_redemption_tried_again_is_made_once() throws Exception {
        Client till = annals.as(TILL);
        String customer = customerWithPoints("retry", 50);
        List<Answer> answers = Together.call(
                10,
                _ -> till.post(
                        "/customers/" + customer + "/loyalty/redemptions", Map.of("id", "the-same", "points", 30)));
        assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
        assertThat(answers.stream().map(answer -> answer.json().path("balance").asInt()))
                .containsOnly(20);
        assertThat(balance(customer)).isEqualTo(20);
    }

    private String customerWithPoints(String name, int points) {
        String customer = annals.as(TILL)
                .post("/contacts", Contacts.purchase(name, Map.of("externalId", name), points + ".99"))
                .expect(201)
                .text("customer");
        Eventually.see("points of a purchase", Waits.SHORT, () -> balance(customer), b -> b == points);
        return customer;
    }

    private int balance(String customer) {
        long head = truth.head();
        return annals.as(TILL)
                .get("/customers/" + customer + "/loyalty?atLeast=" + head)
                .expect(200)
                .json()
                .path("balance")
                .asInt();
    }
}
