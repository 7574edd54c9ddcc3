package io.annals.query.projection;

import com.mongodb.client.model.IndexModel;
import java.util.List;

/**
 * What a projection keeps beside its views: one document a fact, {@code {_id: "position.index", subject, position, index,
 * row}}, found by other things than the subject. A row is written once and never changed; an erasure of its subject takes
 * from it what is personal.
 *
 * @param form the row's record
 * @param indexes how rows are found; the row's components stand below {@code row.}
 * @param personal the row's components that tell something of a person, such as {@code words}
 */
public record Rows(Class<? extends Record> form, List<IndexModel> indexes, List<String> personal) {
    public static final String SUBJECT = "subject";
    public static final String POSITION = "position";
    public static final String INDEX = "index";
    public static final String ROW = "row";

    /** Where a component of the row stands. */
    public static String field(String component) {
        return ROW + "." + component;
    }
}
