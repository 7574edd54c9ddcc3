package io.annals.query;

import io.annals.edge.EdgeConfig;
import io.annals.query.customer.CustomerProjection;
import io.annals.query.customer.CustomerView;
import io.annals.query.loyalty.LoyaltyProjection;
import io.annals.query.loyalty.LoyaltyView;
import io.annals.query.mention.MentionProjection;
import io.annals.query.mention.MentionsView;
import io.annals.query.projection.Projection;
import io.annals.query.task.TaskProjection;
import io.annals.query.task.TasksView;
import io.annals.query.timeline.TimelineProjection;
import io.annals.query.timeline.TimelineView;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Bean;
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
public class QuerySide {
    @Bean
    Projection<CustomerView> customerProjection() {
        return CustomerProjection.CUSTOMER;
    }

    @Bean
    Projection<TimelineView> timelineProjection() {
        return TimelineProjection.TIMELINE;
    }

    @Bean
    Projection<TasksView> taskProjection() {
        return TaskProjection.TASK;
    }

    @Bean
    Projection<MentionsView> mentionProjection() {
        return MentionProjection.MENTION;
    }

    @Bean
    Projection<LoyaltyView> loyaltyProjection() {
        return LoyaltyProjection.LOYALTY;
    }
}
