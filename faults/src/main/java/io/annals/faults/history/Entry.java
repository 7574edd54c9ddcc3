package io.annals.faults.history;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.UuidRepresentation;

/**
 * One commit as it lies in the log.
 *
 * @param contacts ids of the contacts that it records; none in a log without customers
 * @param at milliseconds of the epoch
 * @param prev the predecessor's hash that it names, in hex
 * @param hash the hash that it carries
 * @param trueHash the hash that its content has
 */
public record Entry(
        long position,
        String commit,
        List<String> contacts,
        long at,
        String prev,
        String hash,
        String trueHash,
        List<Slot> slots) {

    /** An event's place. */
    public record Slot(String stream, long seq, String type) {
        @Override
        public String toString() {
            return stream + "/" + seq;
        }
    }

    static Entry of(RawBsonDocument commit) {
        List<Slot> slots = new ArrayList<>();
        List<String> contacts = new ArrayList<>();
        for (BsonValue each : commit.getArray("events")) {
            BsonDocument event = each.asDocument();
            String type = event.getString("type").getValue();
            slots.add(new Slot(
                    event.getString("stream").getValue(), event.getInt64("seq").getValue(), type));
            BsonDocument data = event.getDocument("data");
            if (type.startsWith("contact.") && data.containsKey("contact")) {
                contacts.add(data.getDocument("contact").getString("id").getValue());
            }
        }
        return new Entry(
                commit.getInt64("_id").getValue(),
                commit.getBinary("commitId").asUuid(UuidRepresentation.STANDARD).toString(),
                contacts,
                commit.getDateTime("at").getValue(),
                hex(commit.getBinary("prev").getData()),
                hex(commit.getBinary("hash").getData()),
                hex(CommitForm.hashOf(commit)),
                slots);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
