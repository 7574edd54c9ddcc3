package io.annals.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import io.annals.encoding.ApprovedSamples.Sample;
import io.annals.events.Fact;
import io.annals.log.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.RawBsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What is stored today is what was approved, and whatever was approved once is read. */
@Tag("quick")
class ApprovedSamplesTest {
    private static final List<EventType> NAMES = EventType.ALL;

    private final ApprovedSamples samples = ApprovedSamples.ofThisRoom();
    private final EventEncoding encoding = new EventEncoding(new GlassKeys());

    @ParameterizedTest
    @FieldSource("NAMES")
    void today_s_encoder_writes_exactly_the_approved_sample(EventType name) throws IOException {
        String written = json(encoded(Facts.example(name.fact())));

        assertThat(written)
                .as("%s revision %d is stored for ever: a change of shape is a new revision", name.name(), name.rev())
                .isEqualTo(samples.sample(name.name(), name.rev(), written).json());
    }

    @Test
    void today_s_decoder_reads_every_sample_that_was_ever_approved() throws IOException {
        for (Sample sample : samples.all()) {
            Fact decoded = encoding.decode(event(sample));

            assertThat(decoded).as(sample.type()).hasNoNullFieldsOrProperties();
            assertThat(EventEncoding.nameOf(decoded.getClass())).isEqualTo(sample.type());
        }
    }

    @Test
    void today_s_samples_are_read_as_the_very_facts_they_were_made_of() throws IOException {
        Map<String, EventType> names = NAMES.stream().collect(Collectors.toMap(EventType::name, name -> name));
        for (Sample sample : samples.all()) {
            EventType name = names.get(sample.type());
            if (name != null && name.rev() == sample.rev()) {
                assertThat(encoding.decode(event(sample))).isEqualTo(Facts.example(name.fact()));
            }
        }
    }

    @Test
    void every_revision_from_the_first_on_has_its_sample() throws IOException {
        List<String> needed = NAMES.stream()
                .flatMap(name -> IntStream.rangeClosed(1, name.rev()).mapToObj(rev -> name.name() + "." + rev))
                .toList();

        assertThat(samples.all())
                .extracting(sample -> sample.type() + "." + sample.rev())
                .containsExactlyInAnyOrderElementsOf(needed);
    }

    @Test
    void a_missing_sample_tells_how_to_approve_it(@TempDir Path empty) {
        assertThatThrownBy(() -> new ApprovedSamples(empty, false).sample("loyalty.PointsEarned", 2, "{}"))
                .hasMessageContaining("no approved sample of loyalty.PointsEarned revision 2")
                .hasMessageContaining("-Dannals.approve=true");
    }

    @Test
    void approving_writes_what_is_missing_and_changes_nothing(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("loyalty.PointsEarned.1.json"), "{\"old\": true}");
        ApprovedSamples approving = new ApprovedSamples(folder, true);

        assertThat(approving.sample("loyalty.PointsEarned", 1, "{}").json()).isEqualTo("{\"old\": true}");
        assertThat(approving.sample("loyalty.PointsEarned", 2, "{}").json()).isEqualTo("{}");
    }

    private Event encoded(Fact fact) {
        return encoding.encode("stream", 0, "id", Map.of(), fact);
    }

    private static Event event(Sample sample) {
        String subject = "01890a5d-ac96-774b-bcce-b302099a8057";
        RawBsonDocument data = RawBsonDocument.parse(sample.json());
        return new Event("stream", 0, sample.type(), sample.rev(), "id", subject, Instant.EPOCH, Map.of(), data);
    }

    private static String json(Event event) {
        return event.data()
                .toJson(JsonWriterSettings.builder()
                        .outputMode(JsonMode.RELAXED)
                        .indent(true)
                        .build());
    }

    /** Keys that hide nothing: the subject before the text, so that a sample is the same at every run. */
    private record GlassKeys() implements Keyring {
        @Override
        public Aead toWrite(String subject) {
            return new Glass();
        }

        @Override
        public Optional<Aead> toRead(String subject) {
            return Optional.of(new Glass());
        }

        @Override
        public void prepare(Collection<String> subjects) {}

        @Override
        public void load(Collection<String> subjects) {}

        @Override
        public void destroy(String subject) {}

        @Override
        public void forget(String subject) {}
    }

    private record Glass() implements Aead {
        private static final int SUBJECT = 4;

        @Override
        public byte[] encrypt(byte[] plain, byte[] subject) {
            byte[] sealed = Arrays.copyOf(subject, SUBJECT + plain.length);
            System.arraycopy(plain, 0, sealed, SUBJECT, plain.length);
            return sealed;
        }

        @Override
        public byte[] decrypt(byte[] sealed, byte[] subject) throws GeneralSecurityException {
            if (!Arrays.equals(sealed, 0, SUBJECT, subject, 0, SUBJECT)) {
                throw new GeneralSecurityException("sealed for " + new String(sealed, 0, SUBJECT, UTF_8));
            }
            return Arrays.copyOfRange(sealed, SUBJECT, sealed.length);
        }
    }
}
