package io.annals.edge.identities;

import static io.annals.events.customer.IdentityKind.CARD;
import static io.annals.events.customer.IdentityKind.EMAIL;
import static io.annals.events.customer.IdentityKind.EXTERNAL_ID;
import static io.annals.events.customer.IdentityKind.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.edge.refusal.BadInput;
import io.annals.events.customer.IdentityKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("quick")
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
        "EXTERNAL_ID, 1\uffa0,                      1",
        "EMAIL,       'Lee, Ann <Ann.Lee@Example.com>', ann.lee@example.com",
        "EMAIL,       '\"Lee, Ann\" <ann@example.com>;', ann@example.com",
        "EMAIL,       '<ann@example.com>',          ann@example.com",
        "EMAIL,       'mailto:ann@example.com?subject=Hi', ann@example.com",
        "EMAIL,       'Ann <mailto:ann@example.com>', ann@example.com",
        "EMAIL,       'ann@example.com (Ann Lee)',  ann@example.com",
        "EMAIL,       'ann@example.com.',           ann@example.com",
        "EMAIL,       '\"ann\"@example.com',        ann@example.com",
        "EMAIL,       '\"ann lee\"@example.com',    '\"ann lee\"@example.com'",
        "EMAIL,       ann..lee.@example.com,        ann..lee.@example.com",
        "PHONE,       tel:+49-30-123456,            +4930123456",
        "PHONE,       tel:030-123456;phone-context=+49, +4930123456",
        "PHONE,       +49 30 123456 ext. 5,         +4930123456;ext=5",
        "PHONE,       +49 30 123456;ext=5,          +4930123456;ext=5",
        "PHONE,       +49 30 123456 доб. 12,        +4930123456;ext=12",
        "PHONE,       (+49) 30 123456,              +4930123456",
        "PHONE,       +52 1 55 1234 5678,           +525512345678",
        "PHONE,       +55 11 8765-4321,             +5511987654321",
        "CARD,        ４７１１–０００１,               47110001",
    })
    void what_people_type_gets_its_one_form(IdentityKind kind, String typed, String normal) {
        assertThat(IdentityText.normal(kind, typed, "value")).isEqualTo(normal);
    }

    @Test
    void a_number_without_a_country_code_is_dialled_in_the_region_that_was_set() {
        assertThat(IdentityText.read(PHONE, "030 1234560", "phone", "DE").value())
                .isEqualTo("+49301234560");
        assertThat(IdentityText.read(PHONE, "(415) 555-2671", "phone", "US").value())
                .isEqualTo("+14155552671");
        assertThat(IdentityText.read(PHONE, "+1 415 555 2671", "phone", "DE").value())
                .isEqualTo("+14155552671");
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
        "EMAIL, ann@-example.com",
        "EMAIL, '<ann@example.com>, <bo@example.com>'",
        "EMAIL, 'ann@example.com, bo@example.com'",
        "EMAIL, ''",
        "EMAIL, ann@example..com",
        "EMAIL, .@example.com",
        "PHONE, ''",
        "PHONE, 12",
        "PHONE, +49",
        "PHONE, call me",
        "PHONE, +49 30 123456 ext. five",
        "PHONE, +49 30 123456p5",
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

    @ParameterizedTest
    @CsvSource({
        "EMAIL,       undefined@example.com",
        "EMAIL,       null@example.com",
        "EMAIL,       test@test.com",
        "EMAIL,       noemail@example.com",
        "EMAIL,       '[object Object]@example.com'",
        "PHONE,       +1 000 000 0000",
        "PHONE,       +1 253 0000",
        "PHONE,       +7 999 999 99 99",
        "PHONE,       +44 1234567890",
        "PHONE,       unknown",
        "CARD,        0000",
        "CARD,        1111 1111 1111 1111",
        "CARD,        undefined",
        "CARD,        null",
        "EXTERNAL_ID, undefined",
        "EXTERNAL_ID, NULL",
        "EXTERNAL_ID, (null)",
        "EXTERNAL_ID, N/A",
        "EXTERNAL_ID, '#N/A'",
        "EXTERNAL_ID, NaN",
        "EXTERNAL_ID, '[object Object]'",
        "EXTERNAL_ID, '{{ customer.id }}'",
        "EXTERNAL_ID, ${id}",
        "EXTERNAL_ID, 0",
        "EXTERNAL_ID, -1",
        "EXTERNAL_ID, 0.00",
        "EXTERNAL_ID, '-'",
        "EXTERNAL_ID, '???'",
        "EXTERNAL_ID, 00000000-0000-0000-0000-000000000000",
        "EXTERNAL_ID, FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
        "EXTERNAL_ID, Unbekannt",
        "EXTERNAL_ID, неизвестно",
        "EXTERNAL_ID, 'yoxdur'",
    })
    void what_stands_for_a_missing_one_is_nobodys(IdentityKind kind, String typed) {
        assertThatThrownBy(() -> IdentityText.normal(kind, typed, "customer.it"))
                .isInstanceOfSatisfying(
                        BadInput.class, refusal -> assertThat(refusal.field()).isEqualTo("customer.it"));
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL,       nan@example.com",
        "EMAIL,       na@example.com",
        "EMAIL,       test@example.com",
        "EMAIL,       noreply@example.com",
        "CARD,        1111",
        "CARD,        1000",
        "EXTERNAL_ID, 1",
        "EXTERNAL_ID, 10",
        "EXTERNAL_ID, nullarbor",
        "EXTERNAL_ID, test-1",
        "EXTERNAL_ID, -12",
    })
    void what_only_looks_like_a_placeholder_is_somebodys(IdentityKind kind, String typed) {
        assertThat(IdentityText.normal(kind, typed, "it")).isEqualTo(typed);
    }

    @Test
    void a_mailbox_of_idna_2008_is_not_the_one_that_idna_2003_made_of_it() {
        assertThat(name("info@straße.example")).isNotEqualTo(name("info@strasse.example"));
        assertThat(name("info@straße.example")).isEqualTo(name("info@xn--strae-oqa.example"));
        assertThat(name("info@βόλος.example")).isNotEqualTo(name("info@βόλοσ.example"));
        assertThat(name("info@نامه\u200cای.example")).isNotEqualTo(name("info@نامهای.example"));
        assertThat(name("info@exa\u200dmple.com")).isEqualTo(name("info@example.com"));
    }

    @Test
    void what_was_claimed_when_both_were_one_is_found_by_both_and_what_is_claimed_now_by_one() {
        IdentityText sharp = IdentityText.read(EMAIL, "info@straße.example", "it", null);
        IdentityText twice = IdentityText.read(EMAIL, "info@strasse.example", "it", null);
        IdentityText.Name then = new IdentityText.Name(1, "info@strasse.example");

        assertThat(sharp.former()).contains(then);
        assertThat(twice.former()).contains(then);
        assertThat(sharp.former()).doesNotContain(twice.name());
        assertThat(twice.former()).doesNotContain(sharp.name());
    }

    @Test
    void an_argentinian_mobile_is_one_with_and_without_its_9_and_keeps_how_it_is_dialled() {
        IdentityText abroad = IdentityText.read(PHONE, "+54 9 11 2345 6789", "it", null);
        IdentityText bare = IdentityText.read(PHONE, "+54 11 2345 6789", "it", null);

        assertThat(abroad.name()).isEqualTo(bare.name());
        assertThat(abroad.value()).isEqualTo("+5491123456789");
        assertThat(bare.value()).isEqualTo("+541123456789");
        assertThat(bare.former()).contains(new IdentityText.Name(1, "+5491123456789"));
    }

    @Test
    void a_region_is_one_that_has_numbers() {
        assertThat(IdentityText.region("de")).isEqualTo("DE");
        assertThatThrownBy(() -> IdentityText.region("Germany")).isInstanceOf(IllegalArgumentException.class);
    }

    private static IdentityText.Name name(String address) {
        return IdentityText.read(EMAIL, address, "it", null).name();
    }
}
