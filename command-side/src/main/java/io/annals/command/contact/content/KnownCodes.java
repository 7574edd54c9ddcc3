package io.annals.command.contact.content;

import io.annals.events.contact.Code;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.Vocabulary;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Codes that a company knows besides those of {@link Vocabulary}: its products, stores, forms and questions, each with words
 * by which the same is told.
 *
 * @param codes by list and code: {@code annals.contacts.codes.store.main-street=Shop in Main Street,Main St.}
 */
@ConfigurationProperties("annals.contacts")
public record KnownCodes(@DefaultValue Map<Vocabulary, Map<String, List<String>>> codes) {
    public KnownCodes {
        codes = Map.copyOf(codes);
        codes.values().forEach(list -> list.keySet().forEach(Code::new)); // throws for what is no code
    }

    /** How what is told is read: by the company's list first. */
    public Reading reading() {
        Map<Vocabulary, Map<String, Code>> bySpelling = new EnumMap<>(Vocabulary.class);
        codes.forEach((vocabulary, list) -> {
            Map<String, Code> own = new HashMap<>();
            list.forEach((code, words) -> {
                own.put(Vocabulary.spelling(code), new Code(code));
                words.forEach(one -> own.put(Vocabulary.spelling(one), new Code(code)));
            });
            bySpelling.put(vocabulary, own);
        });
        return (vocabulary, told) -> {
            Code known = bySpelling.getOrDefault(vocabulary, Map.of()).get(Vocabulary.spelling(told));
            return known == null ? vocabulary.read(told) : CodedText.of(known);
        };
    }

    /** Reads what names something. */
    public interface Reading {
        CodedText read(Vocabulary vocabulary, String told);
    }
}
