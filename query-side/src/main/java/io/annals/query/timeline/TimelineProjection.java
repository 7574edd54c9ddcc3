package io.annals.query.timeline;

import static io.annals.query.projection.Rows.INDEX;
import static io.annals.query.projection.Rows.POSITION;
import static io.annals.query.projection.Rows.SUBJECT;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.annals.query.projection.Projection;
import io.annals.query.projection.Rows;
import java.util.List;
import org.bson.conversions.Bson;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the entries of all timelines are found: by place, by time, by word. */
@Configuration(proxyBeanMethods = false)
public class TimelineProjection {
    public static final String AT = Rows.field("at");
    public static final String KIND = Rows.field("kind");
    public static final String CHANNEL = Rows.field("channel");
    public static final String BY = Rows.field("by");
    public static final String POINTS = Rows.field("points");
    public static final String ACTOR = Rows.field("actor");
    public static final String WORDS = Rows.field("words");

    /** Each index holds all that its question asks for, save the words. */
    public static final Projection<TimelineView> TIMELINE = new Projection<>(
            "timeline",
            3, // whose doing each entry is, and words as they are searched for in any script
            new TimelineFold(),
            TimelineView.class,
            List.of(),
            new Rows(
                    TimelineRow.class,
                    List.of(
                            index(
                                    "by_place",
                                    Indexes.compoundIndex(
                                            Indexes.ascending(SUBJECT),
                                            Indexes.descending(AT, POSITION, INDEX),
                                            Indexes.ascending(KIND, CHANNEL, BY))),
                            index(
                                    "by_time",
                                    Indexes.compoundIndex(
                                            Indexes.descending(AT, POSITION),
                                            Indexes.ascending(KIND, CHANNEL, POINTS, ACTOR))),
                            new IndexModel(
                                    Indexes.ascending(WORDS),
                                    new IndexOptions().name("by_word").sparse(true))),
                    List.of("words")));

    private TimelineProjection() {}

    @Bean
    Projection<TimelineView> timelineProjection() {
        return TIMELINE;
    }

    private static IndexModel index(String name, Bson keys) {
        return new IndexModel(keys, new IndexOptions().name(name));
    }
}
