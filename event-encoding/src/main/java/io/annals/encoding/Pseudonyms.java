package io.annals.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Names for things that must not be named: HMAC-SHA-256 (RFC 2104) under the deployment key, the first 16 bytes in
 * lower-case hex. The same parts give the same pseudonym for as long as the deployment key is the same; without the key
 * nobody finds out a value by trying all of them. Thread safe.
 */
public final class Pseudonyms {
    private static final String HMAC = "HmacSHA256";
    private static final int BYTES = 16;

    private final Mac keyed;

    public Pseudonyms(SecretKey deploymentKey) {
        try {
            keyed = Mac.getInstance(HMAC);
            keyed.init(deploymentKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot compute " + HMAC, e);
        }
    }

    /**
     * The pseudonym of these parts.
     *
     * @param domain what the parts are, such as {@code contact} or {@code identity}: equal parts of two domains get two
     *     pseudonyms
     * @param parts in this order; each is framed by its length, so that {@code ("ab","c")} and {@code ("a","bc")} differ
     */
    public String of(String domain, String... parts) {
        Mac mac = copy();
        frame(mac, domain);
        for (String part : parts) {
            frame(mac, part);
        }
        return HexFormat.of().formatHex(mac.doFinal(), 0, BYTES);
    }

    private static void frame(Mac mac, String part) {
        byte[] bytes = part.getBytes(UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        mac.update(bytes);
    }

    /** A Mac is not safe for two threads, and the copy of a keyed one costs less than keying a new one. */
    private Mac copy() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the provider of " + HMAC + " cannot copy it", e);
        }
    }
}
