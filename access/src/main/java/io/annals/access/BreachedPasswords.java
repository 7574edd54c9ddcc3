package io.annals.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.annals.edge.refusal.BadInput;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Passwords that have been in breaches, in a file on this machine: their SHA-1 in hex, sorted, one a line, as Have I Been
 * Pwned gives them out ({@code HASH:count}). Nobody outside is asked, and nothing of the file is held in memory.
 */
@Component
class BreachedPasswords {
    private static final int HEX = 40;

    private final @Nullable Path file;

    BreachedPasswords(SecurityProperties settings) {
        file = settings.breachedPasswords();
        if (file != null && !Files.isReadable(file)) {
            throw new IllegalStateException("annals.security.breached-passwords cannot be read: " + file);
        }
    }

    /** @throws BadInput with the field {@code password} and the reason {@code too-common} when it is among them */
    void check(String password) {
        try {
            if (file != null && holds(sha1(password), file)) {
                throw new BadInput("password", "too-common");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Halves the file until the line is found; lines may be of any length. */
    private static boolean holds(String hash, Path file) throws IOException {
        try (RandomAccessFile lines = new RandomAccessFile(file.toFile(), "r")) {
            long from = 0;
            long to = lines.length();
            byte[] found = new byte[HEX];
            while (from < to) {
                long middle = (from + to) / 2;
                lines.seek(middle == 0 ? 0 : middle - 1);
                if (middle > 0) {
                    lines.readLine(); // the rest of the line before
                }
                long begin = lines.getFilePointer();
                if (begin >= to || begin + HEX > lines.length()) {
                    to = middle;
                    continue;
                }
                lines.readFully(found);
                int order = hash.compareToIgnoreCase(new String(found, US_ASCII));
                if (order == 0) {
                    return true;
                }
                if (order < 0) {
                    to = middle;
                } else {
                    lines.readLine();
                    from = lines.getFilePointer();
                }
            }
            return false;
        }
    }

    private static String sha1(String password) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(password.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
