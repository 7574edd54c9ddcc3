package io.annals.query.live;

import io.annals.query.timeline.TimelineEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;

/** The description of the protocol: {@code asyncapi.yaml}, and in it what features declare that can be watched. */
final class Protocol {
    /** In the form in which it is served. */
    static final String TEXT = text();

    private Protocol() {}

    private static String text() {
        try {
            return new ClassPathResource("asyncapi.yaml")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .replace("    ${about}\n", about())
                    .replace("        ${examples}\n", examples())
                    .replace("${pattern}", pattern())
                    .replace("${topics}", Topic.words())
                    .replace("${families}", String.join(", ", TimelineEntry.families()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String about() {
        return TopicKind.ALL.stream().map(kind -> kind.about().indent(4)).collect(Collectors.joining("\n"));
    }

    private static String examples() {
        return TopicKind.ALL.stream()
                .flatMap(kind -> kind.examples().stream())
                .map(topic -> "        - payload: {\"subscribe\": \"" + topic + "\"}\n")
                .collect(Collectors.joining());
    }

    private static String pattern() {
        String id = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";
        List<String> all = new ArrayList<>(List.of(Topic.ALL, Topic.CUSTOMERS));
        declared(false).forEach(all::add);
        all.addAll(List.of(Topic.CUSTOMER + id, Topic.CHANNEL + "[^\\sA-Z]{1,100}"));
        declared(true).forEach(all::add);
        return "^(" + String.join("|", all) + ")$";
    }

    private static Stream<String> declared(boolean named) {
        return TopicKind.ALL.stream()
                .filter(kind -> (kind.names() != null) == named)
                .map(kind -> kind.names() == null ? kind.word() : kind.word() + kind.names());
    }
}
