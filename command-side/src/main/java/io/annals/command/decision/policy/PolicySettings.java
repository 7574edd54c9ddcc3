package io.annals.command.decision.policy;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param run whether this process runs policies
 * @param after the position after which policies begin when they run for the first time
 */
@ConfigurationProperties("annals.policies")
record PolicySettings(
        @DefaultValue("true") boolean run,
        @DefaultValue("0") long after) {}
