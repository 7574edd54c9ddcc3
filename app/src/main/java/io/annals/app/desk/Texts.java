package io.annals.app.desk;

import io.annals.query.timeline.TimelineEntry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.resource.HttpResource;
import org.springframework.web.servlet.resource.ResourceTransformer;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the desk says: its own texts and those that lie with its features reach the browser as one file a language, so that a
 * feature costs it no request.
 */
final class Texts implements ResourceTransformer {
    private static final String ALL = "classpath*:static/assets/desk/**/texts/*.json";
    private static final String MEDIA_TYPE = "application/vnd.annals.texts+json";
    private static final String WHOLE = ".*/desk/texts/\\w+\\.json";

    /**
     * Texts in one language from one place.
     *
     * @param language its code, such as {@code en}
     * @param place where they lie, for whoever has to mend them
     */
    record Part(String language, String place, JsonNode texts) {}

    private final SortedMap<String, ObjectNode> whole;
    private final boolean kept;

    /**
     * @param kept whether texts stay as they are; else they are read anew each time, for whoever works on them
     * @throws IllegalStateException where one is missing in a language or given twice, or a kind of entry has none
     */
    Texts(boolean kept) {
        this.kept = kept;
        try {
            whole = merged(parts());
            whole.values().forEach(texts -> requireKinds(TimelineEntry.kinds(), texts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Resource transform(HttpServletRequest request, Resource resource, ResourceTransformerChain next)
            throws IOException {
        Resource own = next.transform(request, resource);
        if (!own.getURL().getPath().matches(WHOLE)) {
            return own;
        }
        ObjectNode texts = (kept ? whole : merged(parts())).get(languageOf(own));
        return new Whole(newest(own), JsonMapper.shared().writeValueAsBytes(texts));
    }

    /** Under a media type of its own it is sent compressed: JSON in general is not, for what it may tell of customers. */
    private static final class Whole extends TransformedResource implements HttpResource {
        Whole(Resource newest, byte[] texts) {
            super(newest, texts);
        }

        @Override
        public HttpHeaders getResponseHeaders() {
            HttpHeaders headers = new HttpHeaders();
            headers.set(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
            return headers;
        }
    }

    /** Whatever was changed last says how old the whole is. */
    private static Resource newest(Resource own) throws IOException {
        Resource newest = own;
        for (Resource file : files()) {
            if (languageOf(file).equals(languageOf(own)) && file.lastModified() > newest.lastModified()) {
                newest = file;
            }
        }
        return newest;
    }

    /** All texts by language; refuses what is missing in one, or given twice. */
    static SortedMap<String, ObjectNode> merged(List<Part> parts) {
        SortedMap<String, ObjectNode> languages = new TreeMap<>();
        ObjectNode known = JsonMapper.shared().createObjectNode();
        for (Part part : parts) {
            ObjectNode texts = languages.computeIfAbsent(
                    part.language(), _ -> JsonMapper.shared().createObjectNode());
            part.texts().properties().forEach(text -> {
                if (texts.has(text.getKey())) {
                    throw new IllegalStateException("The desk has its text %s twice, the second time in %s"
                            .formatted(text.getKey(), part.place()));
                }
                texts.set(text.getKey(), text.getValue());
                known.put(text.getKey(), part.place());
            });
        }
        languages.forEach((language, texts) -> known.properties().forEach(key -> {
            if (!texts.has(key.getKey())) {
                throw new IllegalStateException("The desk has no text %s in %s, but in %s"
                        .formatted(key.getKey(), language, key.getValue().asString()));
            }
        }));
        return languages;
    }

    /** Whatever stands in timelines is called something. */
    static void requireKinds(Collection<String> kinds, JsonNode texts) {
        for (String kind : kinds) {
            if (!texts.has("kind." + kind)) {
                throw new IllegalStateException("The desk has no text kind." + kind + " for what timelines tell");
            }
        }
    }

    private static List<Part> parts() throws IOException {
        List<Part> parts = new ArrayList<>();
        for (Resource file : files()) {
            parts.add(new Part(
                    languageOf(file),
                    file.getDescription(),
                    JsonMapper.shared().readTree(file.getContentAsByteArray())));
        }
        return parts;
    }

    private static List<Resource> files() throws IOException {
        return Arrays.asList(new PathMatchingResourcePatternResolver().getResources(ALL));
    }

    private static String languageOf(Resource file) {
        return String.valueOf(file.getFilename()).replace(".json", "");
    }
}
