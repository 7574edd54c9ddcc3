package io.annals.query.customer;

import io.annals.events.contact.ContactKind;
import java.time.Instant;

/**
 * What a first answer leaves for the numbers of the day.
 *
 * @param at when the customer asked
 * @param channel where the customer asked
 * @param actor who recorded the answer
 * @param seconds until the answer, on whatever channel it came
 */
public record AnswerRow(Instant at, String channel, ContactKind kind, String actor, long seconds) {}
