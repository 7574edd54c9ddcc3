package io.annals.edge.identities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("quick")
class RecognitionTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "ann@example.com,          -,  EMAIL ann@example.com",
                "Ann <ann@example.com>,    -,  EMAIL ann@example.com",
                "ann@,                     -,  EMAIL ?",
                "+49 30 123456,            -,  PHONE +4930123456",
                "0049 30 123456,           -,  PHONE +4930123456",
                "tel:+49-30-123456,        -,  PHONE +4930123456",
                "030 123456,               DE, PHONE +4930123456 | CARD 030123456",
                "030 123456,               -,  PHONE ? | CARD 030123456",
                "4930123456,               -,  PHONE ? | CARD 4930123456",
                "0671234567,               UA, PHONE +380671234567 | CARD 0671234567",
                "9000 1234 5678 9014,      DE, CARD 9000123456789014",
                "9000123456789014,         -,  CARD 9000123456789014",
                "4711 0000 0000 0012,      DE, CARD 4711000000000012",
                "AB-1234,                  DE, CARD AB1234",
                "Anna,                     DE, ''",
                "order 4711,               DE, ''",
                "Anna Lee 2,               DE, ''",
                "12,                       DE, ''",
                "'',                       DE, ''",
            })
    void what_is_typed_is_taken_for_what_people_mean_by_it(String typed, @Nullable String region, String taken) {
        String all = Recognition.of(typed, region).stream()
                .map(one -> one.kind() + " "
                        + (one.identity() == null ? "?" : one.identity().value()))
                .collect(Collectors.joining(" | "));

        assertThat(all).isEqualTo(taken);
    }
}
