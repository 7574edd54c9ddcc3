package io.annals.command;

import io.annals.edge.EdgeConfig;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The whole command side: whoever imports it decides. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import(EdgeConfig.class)
public class CommandSide {
    static {
        // Axon would call home and write into the user's home directory
        System.setProperty("axoniq.update-checker.disabled", "true");
        System.setProperty("disable-axoniq-console-message", "true");
    }
}
