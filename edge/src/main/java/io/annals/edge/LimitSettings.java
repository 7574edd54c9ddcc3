package io.annals.edge;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one node answers, and how much of it one actor gets. An actor is a person with all of their sessions and tokens, or
 * the bearer of a key. Far above what people and shops do, far below what a node can.
 *
 * @param person requests a second of one person; ten seconds' worth at once. A customer is a person, by whatever they came in
 * @param machine requests a second by one key; ten seconds' worth at once
 * @param messages messages a second on one web socket, of anybody's; ten times that on all of an actor's, with every socket and
 *     follower that they open, of which they open as many a second as a socket says messages; ten seconds' worth at once. They
 *     count as requests too
 * @param refusals how often a minute an address may show what lets nobody in, or fail to log in; all at once if it likes
 * @param atOnce how many requests of one actor are under way at once
 * @param sockets how many web sockets one actor has open
 * @param followers how many followers of {@code /events} one actor has
 */
@ConfigurationProperties("annals.limits")
public record LimitSettings(
        @DefaultValue("50") int person,
        @DefaultValue("20000") int machine,
        @DefaultValue("20") int messages,
        @DefaultValue("60") int refusals,
        @DefaultValue("500") int atOnce,
        @DefaultValue("100") int sockets,
        @DefaultValue("20") int followers) {}
