package io.annals.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("quick")
class TotpTest {
    private static final String RFC_SECRET = Base32.toBase32String("12345678901234567890".getBytes(US_ASCII));

    /** RFC 6238, appendix B, SHA-1; of its eight digits the last six. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void codes_are_those_of_the_standard(long second, String eightDigits) {
        assertThat(Totp.code(RFC_SECRET, Instant.ofEpochSecond(second))).isEqualTo(eightDigits.substring(2));
    }

    @Test
    void a_clock_may_be_off_by_one_step_and_no_more() {
        Instant now = Instant.ofEpochSecond(1_111_111_111);
        String code = Totp.code(RFC_SECRET, now);

        for (int steps = -1; steps <= 1; steps++) {
            assertThat(Totp.stepOf(RFC_SECRET, code, now.plusSeconds(30L * steps)))
                    .hasValue(Totp.step(now));
        }
        assertThat(Totp.stepOf(RFC_SECRET, code, now.plusSeconds(60))).isEmpty();
        assertThat(Totp.stepOf(RFC_SECRET, code, now.minusSeconds(60))).isEmpty();
        assertThat(Totp.stepOf(RFC_SECRET, "", now)).isEmpty();
    }

    @Test
    void an_authenticator_reads_whose_secret_it_is() {
        assertThat(Totp.address("ABC", "berta")).isEqualTo("otpauth://totp/Annals:berta?secret=ABC&issuer=Annals");
        assertThat(Totp.fresh()).matches("[A-Z2-7]{32}").isNotEqualTo(Totp.fresh());
    }
}
