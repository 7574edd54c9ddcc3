package io.annals.app;

import io.annals.access.AccessConfig;
import io.annals.command.CommandSide;
import io.annals.query.QuerySide;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The server: {@code annals.side} is {@code both} (the default), {@code command} or {@code query}. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan("io.annals.app")
@Import(AccessConfig.class)
public class Server {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("'${annals.side:both}' != 'query'")
    @Import(CommandSide.class)
    static class Commands {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("'${annals.side:both}' != 'command'")
    @Import(QuerySide.class)
    static class Queries {}
}
