package io.annals.query;

import io.annals.edge.EdgeConfig;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/** The whole side: import it, give it a {@code MongoClient} or {@code annals.mongodb.uri}, and it shows. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
        nameGenerator =
                FullyQualifiedAnnotationBeanNameGenerator.class, // the other side has an endpoint of the same name
        excludeFilters = @Filter(SpringBootConfiguration.class)) // programs that use the side are no part of it
@Import(EdgeConfig.class)
public class QuerySide {}
