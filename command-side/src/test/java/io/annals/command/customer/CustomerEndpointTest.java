package io.annals.command.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.Side;
import io.annals.command.Side.Reply;
import io.annals.edge.Role;
import io.annals.encoding.Keyring;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.customer.CustomerEvent.ConsentGiven;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import io.annals.events.customer.CustomerEvent.IdentityReleased;
import java.net.http.HttpRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CustomerEndpointTest {
    private final Side side = Side.shared();
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void a_customer_is_registered_with_all_that_is_known() {
        Reply reply = register();

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.position()).isPositive();
        assertThat(side.stream(customer(reply)))
                .extracting(fact -> fact.getClass().getSimpleName())
                .containsExactly("CustomerRegistered", "AttributesCorrected", "IdentityAdded");
    }

    @Test
    void an_identity_that_is_taken_is_refused() {
        register();

        Reply reply = register();

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.text("type")).isEqualTo("urn:annals:problem:identity-taken");
    }

    @Test
    void an_identity_is_added_once() {
        String id = register().text("customer");
        String phone = "{\"kind\":\"phone\",\"value\":\"+49 30 " + (10_000_000 + unique.hashCode() % 1_000_000) + "\"}";

        Reply first = side.post(Role.AGENT, "/customers/" + id + "/identities", phone);
        Reply again = side.post(Role.AGENT, "/customers/" + id + "/identities", phone);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.position()).isEqualTo(first.position());
    }

    @Test
    void an_edit_needs_the_version_it_is_based_on() {
        String id = register().text("customer");

        assertThat(patch(id, null, "{\"name\":\"Anne\"}").status()).isEqualTo(428);
        assertThat(patch(id, "\"0\"", "{\"name\":\"Anne\"}").status()).isEqualTo(412);
        assertThat(patch(id, "\"2\"", "{\"name\":\"Anne\",\"attributes\":{\"sex\":null,\"city\":\"Bonn\"}}")
                        .status())
                .isEqualTo(200);
        assertThat(patch(id, "\"2\"", "{\"name\":\"Anna\"}").status()).isEqualTo(412);
        assertThat(patch(id, "\"4\"", "{\"name\":null}").text("field")).isEqualTo("name");
        assertThat(patch(id, "\"4\"", "{\"attributes\":{\"birthDate\":\"20000-01-01\"}}")
                        .text("field"))
                .isEqualTo("attributes.birthDate");
    }

    @Test
    void whoever_is_late_gets_what_stands_beside_what_they_sent() {
        String id = register().text("customer");
        patch(id, "\"2\"", "{\"name\":\"Anne\",\"attributes\":{\"city\":\"Bonn\"}}");
        long head = side.head();

        Reply late = patch(id, "\"2\"", "{\"name\":\"Anna-Lena\"}");

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.body().path("seen").asLong()).isEqualTo(2);
        assertThat(late.body().path("sent").toString()).isEqualTo("{\"name\":\"Anna-Lena\"}");
        assertThat(late.body().path("current").path("version").asLong()).isEqualTo(4);
        assertThat(late.body().path("current").path("name").asString()).isEqualTo("Anne");
        assertThat(late.body().path("current").path("attributes").path("city").asString())
                .isEqualTo("Bonn");
        assertThat(side.head()).as("nothing is overwritten").isEqualTo(head);
        assertThat(patch(id, "\"4\"", "{\"name\":\"Anna-Lena\"}").status()).isEqualTo(200);
    }

    @Test
    void a_consent_with_an_old_version_is_refused_with_what_stands() {
        String id = register().text("customer");
        String consent = "/customers/" + id + "/consents/mail/newsletter";
        assertThat(send("PUT", consent).status()).isEqualTo(200);

        Reply late = side.send(side.request(Role.AGENT, consent)
                .header("If-Match", "\"2\"")
                .method("DELETE", HttpRequest.BodyPublishers.noBody()));

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.body().path("sent").toString())
                .isEqualTo("{\"channel\":\"mail\",\"purpose\":\"newsletter\",\"given\":false}");
        assertThat(late.body()
                        .path("current")
                        .path("consents")
                        .get(0)
                        .path("given")
                        .asBoolean())
                .isTrue();
        assertThat(side.send(side.request(Role.AGENT, consent)
                                .header("If-Match", "\"3\"")
                                .method("DELETE", HttpRequest.BodyPublishers.noBody()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void consents_are_told_when_they_change_and_only_then() {
        String id = register().text("customer");
        String consent = "/customers/" + id + "/consents/mail/newsletter";

        long given = send("PUT", consent).position();

        assertThat(send("PUT", consent).position()).isEqualTo(given);
        long withdrawn = send("DELETE", consent).position();
        assertThat(withdrawn).isGreaterThan(given);
        assertThat(send("DELETE", consent).position()).isEqualTo(withdrawn);
        assertThat(side.stream("customer-" + id))
                .filteredOn(ConsentGiven.class::isInstance)
                .hasSize(1);
    }

    @Test
    void an_erasure_releases_the_identities_and_destroys_the_key() {
        Reply registered = register();
        String id = registered.text("customer");

        Reply erased = side.post(Role.ADMINISTRATOR, "/customers/" + id + "/erasure", "");

        assertThat(erased.status()).isEqualTo(200);
        assertThat(side.bean(Keyring.class).toRead(id)).isEmpty();
        assertThat(side.facts(erased.position() - 1))
                .filteredOn(fact -> fact.subjectId().equals(id))
                .hasExactlyElementsOfTypes(CustomerErased.class, IdentityReleased.class);
        assertThat(side.stream(customer(registered)).getFirst())
                .isInstanceOfSatisfying(
                        CustomerRegistered.class,
                        fact -> assertThat(fact.name()).isEqualTo(Personal.erased()));
        assertThat(send("PUT", "/customers/" + id + "/consents/mail/newsletter").text("type"))
                .isEqualTo("urn:annals:problem:customer-erased");
        assertThat(side.post(Role.ADMINISTRATOR, "/customers/" + id + "/erasure", "")
                        .position())
                .isEqualTo(erased.position());
        assertThat(register().status()).as("the address is free again").isEqualTo(201);
    }

    @Test
    void an_address_of_somebody_erased_makes_a_new_customer() {
        String id = register().text("customer");
        side.post(Role.ADMINISTRATOR, "/customers/" + id + "/erasure", "");

        Reply note = side.post(Role.AGENT, "/contacts", """
            {"kind":"note","channel":"desk","externalId":"%1$s","occurredAt":"2026-03-03T14:05:00Z",
             "customer":{"email":"anna-%1$s@example.org"},"content":{"text":"Hi"}}\
            """.formatted(unique));

        assertThat(note.status()).isEqualTo(201);
        assertThat(note.text("customer")).isNotEqualTo(id);
    }

    @Test
    void only_an_administrator_erases_and_only_who_is_there() {
        String id = register().text("customer");

        assertThat(side.post(Role.AGENT, "/customers/" + id + "/erasure", "").status())
                .isEqualTo(403);
        assertThat(side.post(Role.ADMINISTRATOR, "/customers/" + UUID.randomUUID() + "/erasure", "")
                        .status())
                .isEqualTo(404);
    }

    private Reply register() {
        return side.post(Role.AGENT, "/customers", """
            {"name":"Anna Lee","identities":[{"kind":"email","value":"anna-%s@example.org"}],
             "attributes":{"sex":"female","birthDate":"1980-12-31"}}\
            """.formatted(unique));
    }

    private Reply patch(String id, @Nullable String version, String json) {
        HttpRequest.Builder request = side.request(Role.AGENT, "/customers/" + id)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json));
        return side.send(version == null ? request : request.header("If-Match", version));
    }

    private Reply send(String method, String path) {
        return side.send(side.request(Role.AGENT, path).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private static String customer(Reply reply) {
        return CustomerId.of(reply.text("customer")).stream();
    }
}
