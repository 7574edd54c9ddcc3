package io.annals.query.subscriptions;

import io.annals.edge.refusal.BadInput;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last event that a follower has seen, as ids name it: {@code 4711.1} is that event, a plain {@code 4711} the whole
 * commit, {@code 0} the beginning.
 *
 * @param index place within the commit, from 0; {@link #WHOLE} for all of it
 */
record EventPlace(long position, int index) {
    static final int WHOLE = Integer.MAX_VALUE;

    private static final Pattern ID = Pattern.compile("(0|[1-9][0-9]{0,17})(?:\\.(0|[1-9][0-9]{0,5}))?");

    /** @throws BadInput when it is no such id, with the field named as the caller knows it */
    static EventPlace parse(String id, String field) {
        Matcher parts = ID.matcher(id.strip());
        if (!parts.matches()) {
            throw new BadInput(field, "must be a position, or a position and an index such as 4711.0");
        }
        long position = Long.parseLong(parts.group(1));
        if (parts.group(2) == null) {
            return new EventPlace(position, WHOLE);
        }
        if (position == 0) {
            throw new BadInput(field, "names an event of position 0, where there is none");
        }
        return new EventPlace(position, Integer.parseInt(parts.group(2)));
    }

    /** Everything up to and including this position has been seen. */
    long wholeCommits() {
        return index == WHOLE ? position : position - 1;
    }

    boolean hasSeen(long position, int index) {
        return position < this.position || (position == this.position && index <= this.index);
    }
}
