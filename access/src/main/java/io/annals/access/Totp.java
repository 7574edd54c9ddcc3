package io.annals.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/**
 * Time-based one-time passwords (RFC 6238) as every authenticator makes them: HMAC-SHA-1, six digits, steps of 30 seconds.
 */
public final class Totp {
    private static final int BYTES = 20; // as long as the hash (RFC 4226, 4)
    private static final int SECONDS_A_STEP = 30;
    private static final int MODULUS = 1_000_000;
    private static final String HMAC = "HmacSHA1";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    /** A new secret of 160 random bits, in base32. */
    static String fresh() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return Base32.toBase32String(secret);
    }

    /**
     * The code of this instant.
     *
     * @param secret in base32
     * @return six digits
     */
    public static String code(String secret, Instant at) {
        return code(secret, step(at));
    }

    static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SECONDS_A_STEP);
    }

    private static String code(String secret, long step) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(Base32.decode(secret), HMAC));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int truncated = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE; // RFC 4226, 5.3
            return String.format(Locale.ROOT, "%06d", truncated % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot compute " + HMAC, e);
        }
    }

    /** The step whose code this is: the present one or, as clocks differ (RFC 6238, 5.2), the one before or after it. */
    static OptionalLong stepOf(String secret, String code, Instant at) {
        long now = step(at);
        byte[] typed = code.getBytes(UTF_8);
        OptionalLong found = OptionalLong.empty();
        for (long step = now - 1; step <= now + 1; step++) { // all of them: how long it takes tells nothing
            if (MessageDigest.isEqual(code(secret, step).getBytes(UTF_8), typed) && found.isEmpty()) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** What an authenticator reads from a QR code. */
    static String address(String secret, String user) {
        return "otpauth://totp/Annals:" + URLEncoder.encode(user, UTF_8) + "?secret=" + secret + "&issuer=Annals";
    }
}
