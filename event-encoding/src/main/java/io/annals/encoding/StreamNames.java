package io.annals.encoding;

import io.annals.events.CustomerId;
import io.annals.events.contact.ContactId;
import io.annals.events.customer.IdentityKind;
import io.annals.events.task.TaskId;
import java.util.Locale;

/** How streams are named. What would tell something of a person stands in a name only as a keyed hash. */
public final class StreamNames {
    private StreamNames() {}

    public static String contact(ContactId contact) {
        return "contact-" + contact;
    }

    public static String customer(CustomerId customer) {
        return "customer-" + customer;
    }

    /**
     * Whose this address, number or card is; such as {@code identity-external-id-<key>}.
     *
     * @param key keyed hash of kind and value
     */
    public static String identity(IdentityKind kind, String key) {
        return "identity-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + key;
    }

    public static String task(TaskId task) {
        return "task-" + task;
    }

    public static String loyalty(CustomerId customer) {
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
     * @param redemptionKey keyed hash of the till's own id of it
     */
    public static String redeemed(String redemptionKey) {
        return "redeemed-" + redemptionKey;
    }

    /**
     * Claimed once by a grant of goodwill.
     *
     * @param grantKey keyed hash of the giver's own id of it
     */
    public static String granted(String grantKey) {
        return "granted-" + grantKey;
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
