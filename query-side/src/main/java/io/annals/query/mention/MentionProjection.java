package io.annals.query.mention;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.annals.encoding.EventEncoding;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.query.projection.Projection;
import io.annals.query.visibility.Belonging;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How mentions are stored and found. */
@Configuration(proxyBeanMethods = false)
public class MentionProjection {
    static final String NOTES = "notes";
    static final String MENTIONS = "mentions";
    static final String POSITION = "position";
    static final String INDEX = "index";

    /** Notes that mention somebody, by subject and by whom they mention. */
    public static final Projection<MentionsView> MENTION = new Projection<>(
            "mention",
            new MentionFold(),
            MentionsView.class,
            List.of(new IndexModel(
                    Indexes.ascending("view." + NOTES + "." + MENTIONS), new IndexOptions().name("by_name"))),
            types());

    private static Set<String> types() {
        Stream<String> own =
                Stream.of(EventEncoding.nameOf(NoteTaken.class), EventEncoding.nameOf(CustomerErased.class));
        return Stream.concat(own, Belonging.TYPES.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private MentionProjection() {}

    @Bean
    Projection<MentionsView> mentionProjection() {
        return MENTION;
    }
}
