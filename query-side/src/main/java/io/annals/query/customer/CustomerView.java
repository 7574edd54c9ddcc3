package io.annals.query.customer;

import io.annals.encoding.Joined;
import io.annals.events.CustomerId;
import io.annals.events.contact.ContactId;
import io.annals.events.customer.IdentityKind;
import io.annals.events.customer.PartyKind;
import io.annals.events.customer.PartyRole;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a customer, at one position.
 *
 * @param party null as long as nobody has said what the party is
 * @param name null when unknown or erased
 * @param attributes by attribute name; empty once erased
 * @param channels how often and when last, by channel
 * @param firstContact when the earliest contact took place, recorded or not in that order
 * @param lastContact when company and customer were last in contact; what is internal is no contact, and counts only as long as
 *     there was none
 * @param noted whether there was no contact yet, and {@code lastContact} is that of an internal note
 * @param sections what features add, by the name of each
 * @param dealings who deals with the customer, and whether the customer waits
 * @param version seq of the last event in the customer's own stream: what an edit's If-Match names; -1 before the first
 * @param words lower-case words by whose beginnings the customer is found
 * @param team the team that looks after the customer; null when none does
 * @param region null when the customer belongs to none
 * @param latest the latest contact; null before the first
 */
public record CustomerView(
        @Nullable PartyKind party,
        Set<PartyRole> roles,
        @Nullable String name,
        List<Identity> identities,
        Map<String, String> attributes,
        List<Consent> consents,
        Map<String, ChannelUse> channels,
        @Nullable Instant firstContact,
        @Nullable Instant lastContact,
        boolean noted,
        Purchases purchases,
        @Joined(CustomerSections.class) Map<String, Record> sections,
        List<Conflict> conflicts,
        Dealings dealings,
        boolean erased,
        long version,
        List<String> words,
        @Nullable String team,
        @Nullable String region,
        @Nullable LatestContact latest) {

    static final CustomerView UNKNOWN = new CustomerView(
            null,
            Set.of(),
            null,
            List.of(),
            Map.of(),
            List.of(),
            Map.of(),
            null,
            null,
            false,
            Purchases.NONE,
            CustomerSections.NONE,
            List.of(),
            Dealings.NONE,
            false,
            -1,
            List.of(),
            null,
            null,
            null);

    /**
     * By what the customer is known.
     *
     * @param key keyed hash of kind and value, under which the customer is looked up
     */
    public record Identity(IdentityKind kind, String value, String key) {}

    /**
     * Whether the customer may be reached on a channel for a purpose.
     *
     * @param since when it was last given or withdrawn
     */
    public record Consent(String channel, String purpose, boolean given, Instant since) {}

    public record ChannelUse(long count, Instant last) {}

    /**
     * What was bought, less what came back.
     *
     * @param count number of purchases, also of those that came back whole
     * @param last when the latest purchase took place
     * @param money by currency code
     * @param top the largest amount in any one currency, unconverted: what sorting by money goes by
     */
    public record Purchases(long count, @Nullable Instant last, Map<String, Money> money, BigDecimal top) {
        static final Purchases NONE = new Purchases(0, null, Map.of(), BigDecimal.ZERO);
    }

    /** A contact once named this customer and another; {@code winner} says whether this one got it. */
    public record Conflict(CustomerId other, boolean winner, IdentityKind kind, ContactId contact, Instant at) {}
}
