package io.annals.query.live;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of the web socket.
 *
 * @param queue how many text messages, each of one frame or several, may wait for one session before it counts as slow and is closed
 * @param subscriptions how many topics one session may watch
 * @param mistakes how many refused messages a session may send before it is closed
 * @param sendWithin how long one message may take to leave before the session is cut
 * @param beat how often a session gets a sign of life and a ping, and is told how far its quiet topics are
 * @param silence how long nothing may be heard of a client, pongs included, before its session is cut
 * @param senders how many threads hand single messages to sockets; none of them ever waits for a client
 * @param origins pages from which a browser may open a socket besides our own, such as {@code https://desk.example.com}
 */
@ConfigurationProperties("annals.live")
record LiveSettings(
        @DefaultValue("1000") int queue,
        @DefaultValue("100") int subscriptions,
        @DefaultValue("20") int mistakes,
        @DefaultValue("10s") Duration sendWithin,
        @DefaultValue("20s") Duration beat,
        @DefaultValue("60s") Duration silence,
        @DefaultValue("2") int senders,
        @DefaultValue List<String> origins) {
    LiveSettings {
        origins = List.copyOf(origins);
    }
}
