package io.annals.access;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import io.annals.edge.problem.HtmlPage;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The forms by which people come in, in one language. Plain HTML: they work where nothing else does. */
public final class LoginPage {
    /** The languages that there are, by their BCP 47 tags; the first for everybody else. */
    static final List<String> LANGUAGES = List.of("en", "uk", "ru", "az", "sr");

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final ResourceBundle.Control NEVER_THE_SERVERS =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final String language;
    private final ResourceBundle texts;

    private LoginPage(String language) {
        this.language = language;
        texts = ResourceBundle.getBundle("io.annals.access.login", Locale.of(language), NEVER_THE_SERVERS);
    }

    /** A page as an answer, which nobody keeps. */
    public static ResponseEntity<String> answer(ResponseEntity.BodyBuilder begun, String html) {
        return begun.header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(HTML)
                .body(html);
    }

    /** In the first of the browser's languages that there is. */
    public static LoginPage in(HttpServletRequest request) {
        return Collections.list(request.getLocales()).stream()
                .map(Locale::getLanguage)
                .filter(LANGUAGES::contains)
                .findFirst()
                .map(LoginPage::new)
                .orElseGet(() -> new LoginPage(LANGUAGES.getFirst()));
    }

    String language() {
        return language;
    }

    /** @param problem the key of what went wrong, or null */
    String login(String name, String to, @Nullable String problem) {
        return page("login.title", """
            %s<form method="post" action="/login">
            <input type="hidden" name="to" value="%s">
            %s%s<button class="primary">%s</button>
            </form>
            <p class="note">%s</p>
            """.formatted(
                        alert(problem),
                        htmlEscape(to),
                        field("name", "text", "username", name, name.isEmpty()),
                        field("password", "password", "current-password", "", !name.isEmpty()),
                        text("login.button"),
                        text("login.note")));
    }

    /** @param user whose password is chosen; null: the administrator's, who chooses a name too */
    String join(String link, @Nullable String user, String name, @Nullable String problem) {
        String who = user == null
                ? field("name", "text", "username", name, name.isEmpty())
                : "<p>%s <strong>%s</strong></p><input type=\"hidden\" autocomplete=\"username\" value=\"%2$s\">"
                        .formatted(text("name"), htmlEscape(user));
        return page(user == null ? "administrator.title" : "join.title", """
            <p>%s</p>
            %s<form method="post" action="/join">
            <input type="hidden" name="link" value="%s">
            %s%s%s<p class="note">%s</p>
            <button class="primary">%s</button>
            </form>
            """.formatted(
                        text(user == null ? "administrator.note" : "join.note"),
                        alert(problem),
                        htmlEscape(link),
                        who,
                        field("password", "password", "new-password", "", user != null || !name.isEmpty()),
                        field("again", "password", "new-password", "", false),
                        text("password.rule"),
                        text("join.button")));
    }

    String spent() {
        return page(
                "spent.title",
                "<p>%s</p><p><a href=\"/login\">%s</a></p>".formatted(text("spent.note"), text("login.button")));
    }

    String onwards(String to) {
        return page(
                "login.title",
                "<meta http-equiv=\"refresh\" content=\"0;url=%1$s\"><p><a href=\"%1$s\">%2$s</a></p>"
                        .formatted(htmlEscape(to), text("onwards")));
    }

    /**
     * @param to where the answer goes, which is all that is known of many a client
     * @param longest how long it may act at most
     */
    public String consent(String client, URI to, Set<String> scopes, String state, Duration longest) {
        String asked = scopes.stream()
                .map(scope -> "<input type=\"hidden\" name=\"scope\" value=\"%s\">".formatted(htmlEscape(scope)))
                .collect(Collectors.joining());
        String hidden =
                "<input type=\"hidden\" name=\"client_id\" value=\"%s\"><input type=\"hidden\" name=\"state\" value=\"%s\">"
                        .formatted(htmlEscape(client), htmlEscape(state));
        return page("consent.title", """
            <p><strong>%1$s</strong> (%2$s) %3$s</p>
            <p class="note">%4$s %5$s</p>
            <form method="post" action="/oauth2/authorize">%6$s%7$s<button class="primary">%8$s</button></form>
            <form method="post" action="/oauth2/authorize">%6$s<button class="plain">%9$s</button></form>
            """.formatted(
                        htmlEscape(client),
                        htmlEscape(String.valueOf(to.getRawAuthority() == null ? to.getScheme() : to.getHost())),
                        text("consent.note"),
                        text("consent.until"),
                        longest.toHours() > 0 ? longest.toHours() + " h" : longest.toMinutes() + " min",
                        hidden,
                        asked,
                        text("consent.allow"),
                        text("consent.refuse")));
    }

    String alert(@Nullable String problem) {
        return problem == null
                ? ""
                : "<p class=\"problem\" role=\"alert\">%s</p>\n".formatted(text("problem." + problem));
    }

    String field(String name, String type, String autocomplete, String value, boolean first) {
        return """
            <label for="%1$s">%2$s</label>
            <input id="%1$s" name="%1$s" type="%3$s" autocomplete="%4$s" value="%5$s" required%6$s>
            """.formatted(name, text(name), type, autocomplete, htmlEscape(value), first ? " autofocus" : "");
    }

    String page(String title, String body) {
        return HtmlPage.of(language, text(title), text(title), body);
    }

    String text(String key) {
        return htmlEscape(texts.getString(key));
    }
}
