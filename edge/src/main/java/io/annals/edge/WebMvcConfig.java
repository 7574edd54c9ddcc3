package io.annals.edge;

import io.annals.edge.json.Instants;
import io.annals.edge.json.JsonForms;
import io.annals.edge.json.Texts;
import io.annals.edge.problem.BodyLimit;
import io.annals.edge.problem.BodyRate;
import io.annals.edge.problem.ErrorPage;
import io.annals.edge.problem.FilterExceptionHandler;
import io.annals.edge.problem.GzipBodies;
import io.annals.edge.problem.ProblemValve;
import io.annals.edge.problem.Problems;
import io.annals.events.Id;
import java.time.Instant;
import java.util.concurrent.Executors;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** How requests come in and refusals go out, for all endpoints alike. */
@Configuration(proxyBeanMethods = false)
@Import({Problems.class, ErrorPage.class})
class WebMvcConfig implements WebMvcConfigurer {
    /**
     * How much of a refused body is read and thrown away, so that its sender gets to read the refusal; beyond it the
     * connection is cut.
     */
    private static final int SWALLOWED_BYTES = 64 << 20;

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new RolesFirst());
        registry.addInterceptor(new KnownParameters());
    }

    /** Ids, instants and enums in addresses are read as in JSON. */
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverterFactory(new Constants());
        registry.addConverterFactory(new Ids());
        registry.addConverter(
                String.class, Instant.class, (Converter<String, Instant>) text -> Instants.parse(text, ""));
    }

    private static final class Ids implements ConverterFactory<String, Id> {
        @Override
        public <T extends Id> Converter<String, T> getConverter(Class<T> type) {
            return text -> Texts.id(type, text);
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // Spring asks for a converter to a class of some enum
    private static final class Constants implements ConverterFactory<String, Enum> {
        @Override
        public <E extends Enum> Converter<String, E> getConverter(Class<E> type) {
            return text -> (E) Texts.constant(type, text);
        }
    }

    @Bean
    JsonMapper jsonMapper() {
        return JsonForms.mapper();
    }

    @Bean
    FilterRegistrationBean<CallerMdcFilter> callerMdcFilter() {
        FilterRegistrationBean<CallerMdcFilter> filter = new FilterRegistrationBean<>(new CallerMdcFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<TarpitFilter> tarpit(Limits limits) {
        FilterRegistrationBean<TarpitFilter> filter = new FilterRegistrationBean<>(new TarpitFilter(limits));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<FilterExceptionHandler> fallout(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        FilterRegistrationBean<FilterExceptionHandler> filter =
                new FilterRegistrationBean<>(new FilterExceptionHandler(problems));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<GzipBodies> gzipBodies(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        FilterRegistrationBean<GzipBodies> filter = new FilterRegistrationBean<>(new GzipBodies(problems));
        filter.setOrder(Ordered.LOWEST_PRECEDENCE - 1); // before the limit, which counts what comes out
        return filter;
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(
            EdgeSettings settings, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        FilterRegistrationBean<BodyLimit> filter = new FilterRegistrationBean<>(
                new BodyLimit(settings.maxBody(), new BodyRate(settings.bodyGrace(), settings.bodyRate()), problems));
        filter.setOrder(Ordered.LOWEST_PRECEDENCE); // behind the doors: who has no key learns no limits
        return filter;
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> refusalsByTomcat() {
        return tomcat -> {
            tomcat.addConnectorCustomizers(
                    connector -> connector.setProperty("maxSwallowSize", Integer.toString(SWALLOWED_BYTES)));
            tomcat.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(ProblemValve.class.getName());
                }
            });
        };
    }

    /** Nobody holds a connection by being slow; nor by being silent, which Tomcat's own time-outs see to. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> deadlines(EdgeSettings settings) {
        return tomcat -> {
            tomcat.setProtocol(DeadlineHttp11Protocol.class.getName());
            tomcat.addProtocolHandlerCustomizers(handler -> {
                if (handler instanceof DeadlineHttp11Protocol http) {
                    http.setHeadersWithin(settings.headersWithin());
                    http.setLeftoverWithin(settings.bodyGrace());
                }
            });
        };
    }

    /**
     * A virtual thread a request, kept for a minute and used again: what is costly to make is kept by thread (Tink's cipher
     * and its source of randomness), and a fresh thread would make it anew.
     */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> keptThreads() {
        return tomcat ->
                tomcat.addProtocolHandlerCustomizers(handler -> handler.setExecutor(Executors.newCachedThreadPool(
                        Thread.ofVirtual().name("request-", 0).factory())));
    }
}
