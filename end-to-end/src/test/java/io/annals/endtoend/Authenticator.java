package io.annals.endtoend;

import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What stands on somebody's telephone: codes of RFC 6238, six digits, steps of 30 seconds. */
final class Authenticator {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;

    /** @param text the secret as the page shows it, in base32 */
    Authenticator(String text) {
        secret = new byte[text.length() * 5 / 8];
        int held = 0;
        int bits = 0;
        int next = 0;
        for (char letter : text.toCharArray()) {
            held = held << 5 | BASE32.indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                secret[next++] = (byte) (held >> bits);
                held &= (1 << bits) - 1;
            }
        }
    }

    String code() {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] step = new byte[8];
            long now = Instant.now().getEpochSecond() / 30;
            for (int i = 7; i >= 0; i--, now >>= 8) {
                step[i] = (byte) now;
            }
            byte[] hash = mac.doFinal(step);
            int at = hash[hash.length - 1] & 15;
            int number = (hash[at] & 127) << 24
                    | (hash[at + 1] & 255) << 16
                    | (hash[at + 2] & 255) << 8
                    | hash[at + 3] & 255;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
