package io.annals.query.customer;

import io.annals.edge.paging.Keyset;
import io.annals.edge.refusal.BadInput;
import java.util.Arrays;

/** In which order customers are listed; those that are equal in it come in the order of their ids. */
public enum CustomerSort {
    LAST_CONTACT("lastContact", "view.lastContact"),
    /** By the latest purchase. */
    RECENCY("recency", "view.purchases.last"),
    /** By the number of purchases. */
    FREQUENCY("frequency", "view.purchases.count"),
    /** By the largest amount in any one currency; nothing is converted. */
    MONEY("money", "view.purchases.top");

    private final String asked;
    private final String field;

    CustomerSort(String asked, String field) {
        this.asked = asked;
        this.field = field;
    }

    /** @throws BadInput when it is none of them */
    public static CustomerSort of(String asked) {
        return Arrays.stream(values())
                .filter(sort -> sort.asked.equals(asked))
                .findFirst()
                .orElseThrow(() -> new BadInput("sort", "must be lastContact, recency, frequency or money"));
    }

    /** Those of whom there is nothing to sort by are less than the others. */
    public Keyset keyset(boolean descending) {
        return descending ? Keyset.descending(field, "_id") : Keyset.ascending(field, "_id");
    }
}
