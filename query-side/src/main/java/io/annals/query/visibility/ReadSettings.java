package io.annals.query.visibility;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How reads are recorded.
 *
 * @param waiting how many may wait to be stored before nothing more is shown to anybody; some 300 bytes each
 * @param waitingEach how many of one actor's may wait before nothing more is shown to that actor
 * @param kept for how long they are kept; changing it later needs the index {@code kept} to be dropped
 */
@ConfigurationProperties("annals.reads")
record ReadSettings(
        @DefaultValue("20000") int waiting,
        @DefaultValue("2000") int waitingEach,
        @DefaultValue("400d") Duration kept) {}
