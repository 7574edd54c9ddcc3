package io.annals.edge.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a refusal says in the languages of the desk, looked up by what it says in English, as gettext does: in all the
 * files {@code sentences.json} that lie here and beside features, where {@code {}} stands for a number or name. What is not there
 * is said in English.
 */
final class Sentences {
    static final String ENGLISH = "en";

    private static final List<String> LANGUAGES = List.of("uk", "ru", "az", "sr");
    private static final String ALL = "classpath*:io/annals/**/sentences.json";
    private static final String HOLE = "{}";

    /** A number, a name, or a list of them. */
    private static final String FILLING = "([^ ]{1,100}(?:, [^ ]{1,100}){0,30})";

    private static final Map<String, Map<String, String>> WHOLE = new HashMap<>();
    private static final List<Holed> HOLED = new ArrayList<>();

    private record Holed(Pattern english, Map<String, String> told) {}

    static {
        try {
            List<Map<String, String>> all = new ArrayList<>();
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(ALL)) {
                all.addAll(JsonMapper.shared().readValue(file.getContentAsByteArray(), new TypeReference<>() {}));
            }
            all.stream()
                    .sorted(Comparator.comparingInt(
                            one -> -one.getOrDefault(ENGLISH, "").length())) // what says more fits first
                    .forEach(Sentences::keep);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Sentences() {}

    private static void keep(Map<String, String> told) {
        String english = Objects.requireNonNull(told.get(ENGLISH));
        if (english.contains(HOLE)) {
            HOLED.add(new Holed(Pattern.compile(Pattern.quote(english).replace(HOLE, "\\E" + FILLING + "\\Q")), told));
        } else {
            WHOLE.put(english, told);
        }
    }

    /** The first language that the caller asks for and that there is; English for everybody else (RFC 9110, 12.5.4). */
    static String language(HttpServletRequest request) {
        if (request.getHeader("Accept-Language") == null) {
            return ENGLISH; // the server's own is nobody's wish
        }
        return Collections.list(request.getLocales()).stream()
                .map(Locale::getLanguage)
                .filter(language -> language.equals(ENGLISH) || LANGUAGES.contains(language))
                .findFirst()
                .orElse(ENGLISH);
    }

    /** The same problem in another language, as far as that can be said in it. */
    static Problem in(String language, Problem problem) {
        if (language.equals(ENGLISH)) {
            return problem;
        }
        String detail = problem.detail();
        if (problem.rule().equals("bad-input") && detail.endsWith(".")) {
            String begun = problem.field() == null ? "The input " : problem.field() + " ";
            if (detail.startsWith(begun)) {
                String reason = detail.substring(begun.length(), detail.length() - 1);
                String said = say(language, reason);
                String told = problem.field() == null ? said : problem.field() + ": " + said;
                return said.equals(reason) ? problem : with(problem, told + ".");
            }
        }
        return with(problem, say(language, detail));
    }

    private static Problem with(Problem problem, String detail) {
        return new Problem(problem.rule(), problem.status(), detail, problem.field(), problem.facts());
    }

    /** One sentence, or the rest of one behind the name of a field. */
    static String say(String language, String english) {
        Map<String, String> whole = WHOLE.get(english);
        if (whole != null) {
            return whole.getOrDefault(language, english);
        }
        for (Holed one : HOLED) {
            Matcher found = one.english().matcher(english);
            if (found.matches()) {
                String told = one.told().getOrDefault(language, english);
                for (int i = 1; i <= found.groupCount(); i++) {
                    told = told.replaceFirst(Pattern.quote(HOLE), Matcher.quoteReplacement(found.group(i)));
                }
                return told;
            }
        }
        return english;
    }
}
