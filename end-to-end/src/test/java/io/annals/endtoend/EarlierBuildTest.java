package io.annals.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.annals.benchmarks.AnnalsProcess;
import io.annals.edge.EdgeConfig;
import io.annals.edge.Role;
import io.annals.endtoend.EarlierLog.Asked;
import io.annals.mongod.EmbeddedMongod;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an earlier build has left behind is opened by this one, and everybody is answered as they were then. */
class EarlierBuildTest {
    /** The log, the keys of subjects and those who come in: all that is not folded from the log. */
    private static final Predicate<String> NOT_FOLDED =
            name -> !name.startsWith("view") && !name.startsWith("projection") && !name.contains("snapshot");

    @ParameterizedTest
    @ValueSource(strings = {"before-features-were-folders"})
    void a_home_of_an_earlier_build_answers_as_it_did(String build) throws IOException {
        isAnsweredAsThen(build, _ -> true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"before-features-were-folders"})
    void a_log_of_an_earlier_build_is_folded_into_the_same_answers(String build) throws IOException {
        isAnsweredAsThen(build, NOT_FOLDED);
    }

    private static void isAnsweredAsThen(String build, Predicate<String> collections) throws IOException {
        EarlierLog left;
        try (InputStream file = Objects.requireNonNull(
                EarlierBuildTest.class.getResourceAsStream("earlier/" + build + ".zip"), build)) {
            left = EarlierLog.read(file);
        }
        EmbeddedMongod mongod = EmbeddedMongod.forTests();
        String name = "earlier" + UUID.randomUUID().toString().substring(0, 8);
        try (Home home = Home.fresh();
                MongoClient client = EdgeConfig.client(mongod.connectionString())) {
            MongoDatabase database = client.getDatabase(name);
            left.restore(database, collections);
            Path secrets = Files.createFile(
                    home.folder().resolve("secrets"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(secrets, left.secrets());
            try (AnnalsProcess annals = EarlierLog.start(home, mongod, name, AnnalsProcess.classPath())) {
                Client administrator = new Client(
                        annals.url(), Objects.requireNonNull(left.keys().get(Role.ADMINISTRATOR)));
                EarlierStory.untilSeen(administrator);
                List<String> paths =
                        left.answers().stream().map(Asked::path).distinct().toList();
                assertThat(differing(left.answers(), EarlierLog.ask(annals, left.keys(), paths)))
                        .isEmpty();
                Verdicts.holds(new Client(
                                annals.url(), Objects.requireNonNull(left.keys().get(Role.AUDITOR)))
                        .task("/log/verification"));
            }
            database.drop();
        }
    }

    private static List<String> differing(List<Asked> then, List<Asked> now) {
        assertThat(now).hasSameSizeAs(then);
        return then.stream()
                .filter(asked -> !now.contains(asked))
                .map(asked -> "then: " + asked + "\nnow:  "
                        + now.stream().filter(asked::isTheSameQuestion).toList())
                .toList();
    }
}
