package io.annals.edge;

import static io.annals.events.customer.IdentityKind.CARD;
import static io.annals.events.customer.IdentityKind.EMAIL;
import static io.annals.events.customer.IdentityKind.EXTERNAL_ID;
import static io.annals.events.customer.IdentityKind.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.edge.refusal.BadInput;
import io.annals.events.customer.IdentityKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTextTest {
    @ParameterizedTest
    @CsvSource({
        "EMAIL,       ' Ann.Lee+shop@Example.COM ', ann.lee+shop@example.com",
        "EMAIL,       zoë@Bücher.example,           zoë@xn--bcher-kva.example",
        "PHONE,       +49 (0)30 123456-0,           +49301234560",
        "PHONE,       +1 (415) 555-2671,            +14155552671",
        "PHONE,       0044 20 7946 0958,            +442079460958",
        "PHONE,       +380 44 537 02 22,            +380445370222",
        "PHONE,       +994 12 493 00 91,            +994124930091",
        "PHONE,       +381 11 3229-090,             +381113229090",
        "PHONE,       +39 06 698 12345,             +390669812345",
        "CARD,        4711 0000 0000 0012,          4711000000000012",
        "CARD,        ab-1234,                      AB1234",
        "EXTERNAL_ID, ' 00042 ',                    00042",
    })
    void what_people_type_gets_its_one_form(IdentityKind kind, String typed, String normal) {
        assertThat(IdentityText.normal(kind, typed, "value")).isEqualTo(normal);
    }

    @Test
    void a_number_without_a_country_code_is_dialled_in_the_region_that_was_set() {
        assertThat(IdentityText.normal(PHONE, "030 1234560", "phone", "DE")).isEqualTo("+49301234560");
        assertThat(IdentityText.normal(PHONE, "(415) 555-2671", "phone", "US")).isEqualTo("+14155552671");
        assertThat(IdentityText.normal(PHONE, "+1 415 555 2671", "phone", "DE")).isEqualTo("+14155552671");
        assertThatThrownBy(() -> IdentityText.normal(PHONE, "030 1234560", "phone"))
                .isInstanceOf(BadInput.class)
                .hasMessage("phone must be a phone number with its country code, such as +49 30 123456.");
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL, ann",
        "EMAIL, @example.com",
        "EMAIL, ann@",
        "EMAIL, ann@example",
        "EMAIL, ann lee@example.com",
        "EMAIL, ann@exa_mple.com",
        "EMAIL, ann..lee@example.com",
        "EMAIL, ann@-example.com",
        "EMAIL, <ann@example.com>",
        "EMAIL, ''",
        "EMAIL, ann@example..com",
        "EMAIL, .@example.com",
        "PHONE, ''",
        "PHONE, 12",
        "PHONE, +49",
        "PHONE, call me",
        "PHONE, +49 30 123456 ext. 5",
        "PHONE, +999 123456789",
        "PHONE, 1234567890123456789012345678901234567890123456789",
        "PHONE, +1-800-FLOWERS",
        "CARD, ''",
        "CARD, 123",
        "CARD, 12/34",
        "CARD, 'ﬁve55'",
        "EXTERNAL_ID, ''",
        "EXTERNAL_ID, ' '",
    })
    void what_cannot_be_one_is_refused_by_the_name_of_its_field(IdentityKind kind, String typed) {
        assertThatThrownBy(() -> IdentityText.normal(kind, typed, "customer.it"))
                .isInstanceOfSatisfying(
                        BadInput.class, refusal -> assertThat(refusal.field()).isEqualTo("customer.it"));
    }

    @Test
    void lengths_are_bounded() {
        assertThatThrownBy(() -> IdentityText.normal(EMAIL, "a".repeat(65) + "@example.com", "email"))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> IdentityText.normal(EMAIL, "a@" + "ü".repeat(60) + ".example".repeat(24), "email"))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> IdentityText.normal(CARD, "1".repeat(33), "card"))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> IdentityText.normal(EXTERNAL_ID, "1".repeat(201), "externalId"))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> IdentityText.normal(EXTERNAL_ID, "a\nb", "externalId"))
                .isInstanceOf(BadInput.class);
    }
}
