package io.annals.edge.identities;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.annals.edge.refusal.BadInput;
import io.annals.events.customer.IdentityKind;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("quick")
class IdentityTextProperties {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    @Property
    void whatever_is_typed_is_either_refused_or_has_a_normal_form_that_stays_itself(
            @ForAll IdentityKind kind, @ForAll String typed) {
        accepted(kind, typed)
                .ifPresent(normal -> assertThat(accepted(kind, normal)).contains(normal));
    }

    @Property
    void an_address_has_one_form_however_it_is_typed(@ForAll("addresses") String address) {
        Optional<String> normal = accepted(IdentityKind.EMAIL, address);

        assertThat(normal).isPresent();
        assertThat(accepted(IdentityKind.EMAIL, normal.get())).isEqualTo(normal);
        assertThat(accepted(IdentityKind.EMAIL, "  " + address + "\t")).isEqualTo(normal);
        assertThat(accepted(IdentityKind.EMAIL, address.toLowerCase(Locale.ROOT)))
                .isEqualTo(normal);
    }

    @Provide
    Arbitrary<String> addresses() {
        Arbitrary<String> atom = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withChars("0123456789+-_äöüÄÖÜіїєҐşğİəžćđ")
                .ofMinLength(1)
                .ofMaxLength(20);
        Arbitrary<String> label = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withChars("0123456789äöüіїжşć")
                .ofMinLength(1)
                .ofMaxLength(20);
        return Combinators.combine(atom, label, label)
                .as((name, domain, top) -> name + "@" + domain + "." + top + ".example");
    }

    @Example
    void a_number_of_any_country_has_one_form_in_whatever_format_it_is_written() {
        for (String region : PHONES.getSupportedRegions()) {
            PhoneNumber number = PHONES.getExampleNumber(region);
            if (Placeholders.isNumber(PHONES.getNationalSignificantNumber(number))) {
                continue; // 234567890 and the like, for want of a real one
            }
            String normal = PHONES.format(number, PhoneNumberFormat.E164);
            String international = PHONES.format(number, PhoneNumberFormat.INTERNATIONAL);
            String national = PHONES.format(number, PhoneNumberFormat.NATIONAL);

            assertThat(accepted(IdentityKind.PHONE, normal)).as(region).contains(normal);
            assertThat(accepted(IdentityKind.PHONE, international)).as(region).contains(normal);
            assertThat(accepted(IdentityKind.PHONE, "00" + international.substring(1)))
                    .as(region)
                    .contains(normal);
            assertThat(IdentityText.read(IdentityKind.PHONE, national, "phone", region)
                            .value())
                    .as(region)
                    .isEqualTo(normal);
        }
    }

    private static Optional<String> accepted(IdentityKind kind, String typed) {
        try {
            return Optional.of(IdentityText.normal(kind, typed, "it"));
        } catch (BadInput refused) {
            return Optional.empty();
        }
    }
}
