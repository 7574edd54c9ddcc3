package io.annals.query.subscriptions;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How {@code GET /events} behaves.
 *
 * @param keepAlive after how long without an event a follower is told how far it is, which is also when it is noticed
 *     that a follower has gone
 */
@ConfigurationProperties("annals.events")
record EventSettings(@DefaultValue("15s") Duration keepAlive) {}
