package io.annals.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** How a server stood at a moment: what its database held, and of how many errors it had complained. */
record Untouched(Annals annals, Truth truth, Map<String, Long> documents, int complaints) {
    /** As of now, when everything that was under way has been done. */
    static Untouched since(Annals annals, Truth truth) {
        truth.settled(Waits.SHORT);
        return new Untouched(annals, truth, truth.counts(), annals.complaints().size());
    }

    void holds() {
        Map<String, Long> now = truth.counts();
        now.replaceAll((collection, count) -> wentByItself(collection, count) ? documents.get(collection) : count);
        assertThat(now).as("documents by collection").isEqualTo(documents);
        assertThat(annals.complaints()).hasSize(complaints);
    }

    private boolean wentByItself(String collection, long count) {
        return count < documents.getOrDefault(collection, 0L) && truth.expires(collection);
    }
}
