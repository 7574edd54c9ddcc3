package io.annals.edge;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one node answers. Far above what people and shops do, far below what it can.
 *
 * @param person requests a second of one person, by a session or a token of theirs; ten seconds' worth at once
 * @param machine requests a second by one key; ten seconds' worth at once
 * @param refusals how often a minute an address may show what lets nobody in, or fail to log in; all at once if it likes
 */
@ConfigurationProperties("annals.limits")
public record LimitSettings(
        @DefaultValue("50") int person,
        @DefaultValue("20000") int machine,
        @DefaultValue("60") int refusals) {}
