package io.annals.events.loyalty;

import io.annals.events.CustomerId;
import io.annals.events.contact.ContactId;

/** How the ledger's streams are named. */
public final class LoyaltyStreams {
    private LoyaltyStreams() {}

    public static String account(CustomerId customer) {
        return "loyalty-" + customer;
    }

    /** Claimed once by the accrual for a purchase. */
    public static String earned(ContactId purchase) {
        return "earned-" + purchase;
    }

    /** Claimed once by the settlement of a return. */
    public static String takenBack(ContactId takenBackBy) {
        return "takenback-" + takenBackBy;
    }

    /**
     * Claimed once by a redemption.
     *
     * @param redemption keyed hash of the till's own id of it
     */
    public static String redeemed(String redemption) {
        return "redeemed-" + redemption;
    }

    /**
     * Claimed once by a grant of goodwill.
     *
     * @param grant keyed hash of the giver's own id of it
     */
    public static String granted(String grant) {
        return "granted-" + grant;
    }

    /**
     * What an actor has given away on a day.
     *
     * @param actor as the log names them
     * @param day an ISO date
     */
    public static String allowance(String actor, String day) {
        return "allowance-" + actor + "-" + day;
    }
}
