package io.annals.mongod;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.bson.Document;

/**
 * Who may speak with the mongod of a home: whoever can read two files of it, which is its owner. The keyfile makes mongod
 * ask everybody who they are, and lets its holder in as mongod's own user {@code __system}; by that the application's
 * account is made, at each start anew, so a home that comes from before there were accounts gets one, and one whose file was
 * lost gets another. mongod's exception for a first user from localhost is off: nobody can be faster.
 *
 * @param keyfile as mongod wants it: 6 to 1,024 characters of base64, readable by its owner alone
 * @param fresh whether the home had no keyfile before
 */
record Credentials(Path keyfile, String key, String password, boolean fresh) {
    static final String KEYFILE = "mongod.key";
    static final String ACCOUNT = "mongod.account";
    private static final String USER = "annals";
    private static final int KEY_BYTES = 96;
    private static final int PASSWORD_BYTES = 32;
    private static final int USER_NOT_FOUND = 11;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** All that an application does, on any database; not who else may come in. */
    private static final List<String> ROLES = List.of("readWriteAnyDatabase", "dbAdminAnyDatabase", "clusterAdmin");

    /** Those of the home; made where they are missing. */
    static Credentials of(Path home) throws IOException {
        Path keyfile = home.resolve(KEYFILE);
        boolean fresh = !Files.exists(keyfile);
        String key = kept(keyfile, Base64.getEncoder(), KEY_BYTES);
        String password = kept(home.resolve(ACCOUNT), Base64.getUrlEncoder().withoutPadding(), PASSWORD_BYTES);
        return new Credentials(keyfile, key, password, fresh);
    }

    private static String kept(Path file, Base64.Encoder encoder, int bytes) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[bytes];
            RANDOM.nextBytes(random);
            OwnerOnly.write(file, encoder.encodeToString(random));
        }
        OwnerOnly.close(file);
        return Files.readString(file).strip();
    }

    /** mongod's own user: its password is what the keyfile holds. */
    MongoCredential system() {
        return MongoCredential.createScramSha256Credential("__system", "local", key.toCharArray());
    }

    /** Makes the application's account, or gives it the password of this home again. */
    void makeAccount(MongoDatabase admin) {
        try {
            admin.runCommand(account("updateUser"));
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != USER_NOT_FOUND) {
                throw e;
            }
            admin.runCommand(account("createUser"));
        }
    }

    private Document account(String command) {
        return new Document(command, USER)
                .append("pwd", password)
                .append("roles", ROLES)
                .append("mechanisms", List.of("SCRAM-SHA-256"));
    }

    /** For any driver, of the application's account; finds the member through the replica set. */
    static String connectionString(String password, int port) {
        return "mongodb://" + USER + ":" + password + "@127.0.0.1:" + port + "/?replicaSet=" + ReplicaSetOfOne.NAME
                + "&authSource=admin";
    }

    /** Tells nothing. */
    @Override
    public String toString() {
        return "Credentials[" + keyfile + "]";
    }
}
