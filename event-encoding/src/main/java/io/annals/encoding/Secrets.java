package io.annals.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What must never lie in the database: 32 random bytes each. Whoever loses the master key loses everything personal;
 * whoever loses the deployment key no longer recognises anybody.
 *
 * @param masterKey AES-256, wraps the data keys of all subjects
 * @param deploymentKey HMAC-SHA-256, makes the {@link Pseudonyms}
 * @param otherMasterKeys unwrap as well and wrap nothing: while one master key takes the place of another
 */
public record Secrets(SecretKey masterKey, SecretKey deploymentKey, List<SecretKey> otherMasterKeys) {
    public static final String MASTER = "ANNALS_MASTER_KEY";
    /** Any number of them, with commas between. */
    public static final String OTHER_MASTERS = "ANNALS_OTHER_MASTER_KEYS";

    public static final String DEPLOYMENT = "ANNALS_DEPLOYMENT_KEY";

    private static final String WORDS =
            "# The secrets of this Annals. Keep a copy in a safe place, and never in the database.\n";
    private static final String AES = "AES";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    public Secrets {
        otherMasterKeys = List.copyOf(otherMasterKeys);
    }

    public Secrets(SecretKey masterKey, SecretKey deploymentKey) {
        this(masterKey, deploymentKey, List.of());
    }

    /** Those of the environment where it has them, else those of the file, made when it is not there. */
    public static Secrets of(Map<String, String> environment, Path file) {
        return fromEnvironment(environment).orElseGet(() -> fromFileOrMake(file));
    }

    /**
     * The secrets in the variables {@value #MASTER} and {@value #DEPLOYMENT}, in base64; empty when neither is set.
     *
     * @throws WrongSecrets when only one is set, or one is not 32 bytes in base64
     */
    public static Optional<Secrets> fromEnvironment(Map<String, String> environment) {
        if (!environment.containsKey(MASTER) && !environment.containsKey(DEPLOYMENT)) {
            return Optional.empty();
        }
        return Optional.of(read(environment, "the environment"));
    }

    /**
     * The secrets in a file. When there is none it is made, whole or not at all, readable by its owner only; of several
     * processes that do so at the same time one makes it and all get the same.
     *
     * @throws WrongSecrets when the file does not hold both keys, or others than its owner may read it
     */
    public static Secrets fromFileOrMake(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            refuseIfOpenToOthers(file);
            return read(parse(Files.readString(file)), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or make the file of secrets " + file, e);
        }
    }

    private static Secrets read(Map<String, String> values, String where) {
        List<SecretKey> others = Arrays.stream(
                        values.getOrDefault(OTHER_MASTERS, "").split(","))
                .filter(text -> !text.isBlank())
                .map(text -> key(text, OTHER_MASTERS, AES, where))
                .toList();
        return new Secrets(key(values, MASTER, AES, where), key(values, DEPLOYMENT, "HmacSHA256", where), others);
    }

    private static SecretKey key(Map<String, String> values, String name, String algorithm, String where) {
        @Nullable String text = values.get(name);
        if (text == null) {
            throw new WrongSecrets(
                    where + " does not hold " + name + ": set " + MASTER + " and " + DEPLOYMENT + " both");
        }
        return key(text, name, algorithm, where);
    }

    private static SecretKey key(String text, String name, String algorithm, String where) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.strip());
            if (bytes.length == DataKey.BYTES) {
                return new SecretKeySpec(bytes, algorithm);
            }
        } catch (IllegalArgumentException notBase64) {
            // said below, without the text: it may be nearly right
        }
        throw new WrongSecrets(
                name + " in " + where + " is not 32 bytes in base64, as `openssl rand -base64 32` makes them");
    }

    private static Map<String, String> parse(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int sign = line.indexOf('=');
            if (sign > 0) {
                values.put(
                        line.substring(0, sign).strip(),
                        line.substring(sign + 1).strip());
            }
        });
        return values;
    }

    /** A link to a file that is complete: a reader never sees half of it, and a second maker cannot overwrite the first. */
    private static void make(Path file) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = Files.createTempFile(folder, ".secrets-", ".draft", ownerOnly(folder));
        try {
            Files.writeString(draft, WORDS + line(MASTER) + line(DEPLOYMENT), UTF_8);
            sync(draft, StandardOpenOption.WRITE);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException another) {
            // another process was faster: its file counts
        } finally {
            Files.delete(draft);
        }
        if (knowsModes(folder)) { // elsewhere a folder cannot be opened
            sync(folder, StandardOpenOption.READ); // keys that it wraps are durable soon: so must the file's name be
        }
    }

    private static String line(String name) {
        return name + "=" + Base64.getEncoder().encodeToString(DataKey.fresh()) + "\n";
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        return knowsModes(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static void refuseIfOpenToOthers(Path file) throws IOException {
        if (knowsModes(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new WrongSecrets("others may read the file of secrets " + file + ": chmod 600 it");
        }
    }

    private static boolean knowsModes(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }

    /** Tells nothing. */
    @Override
    public String toString() {
        return "Secrets[…]";
    }
}
