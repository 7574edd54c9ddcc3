package io.annals.access;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The forms about the second factor, in the language of the {@link LoginPage}. */
final class FactorPage {
    private final LoginPage page;

    FactorPage(LoginPage page) {
        this.page = page;
    }

    /** Asks for the code of now. */
    String code(String ticket, @Nullable String problem) {
        return page.page("code.title", """
            %s<form method="post" action="/login/code">
            %s%s<p class="note">%s</p>
            <button class="primary">%s</button>
            </form>
            """.formatted(
                        page.alert(problem),
                        hidden(ticket),
                        page.field("code", "text", "one-time-code", "", true),
                        page.text("code.note"),
                        page.text("login.button")));
    }

    /** Shows the secret of an authenticator and asks for its first code. */
    String setUp(String ticket, HalfLogins.HalfLogin login, @Nullable String problem) {
        String secret = String.valueOf(login.secret());
        return page.page("set-up.title", """
            %s<p>%s</p>
            %s<p class="note">%s <code>%s</code></p>
            <form method="post" action="/login/second-factor">
            %s%s<button class="primary">%s</button>
            </form>
            """.formatted(
                        page.alert(problem),
                        page.text("set-up.note"),
                        QrCode.svg(Totp.address(secret, login.user()), page.text("set-up.code")),
                        page.text("set-up.secret"),
                        htmlEscape(secret),
                        hidden(ticket),
                        page.field("code", "text", "one-time-code", "", false),
                        page.text("set-up.button")));
    }

    /** Shows the recovery codes, once. */
    String recovery(List<String> codes, String to) {
        return page.page("recovery.title", """
            <p>%s</p>
            <ul class="codes">%s</ul>
            <p><a class="button primary" href="%s">%s</a></p>
            """.formatted(
                        page.text("recovery.note"),
                        codes.stream()
                                .map(code -> "<li><code>" + htmlEscape(code) + "</code></li>")
                                .collect(Collectors.joining()),
                        htmlEscape(to),
                        page.text("recovery.kept")));
    }

    /** What one has, and the way to another. */
    String mine(SecondFactors.@Nullable Factor factor, @Nullable String problem) {
        String has = factor == null
                ? page.text("mine.none")
                : page.text("mine.has") + " " + page.text("mine.left") + " " + factor.recoveryCodes();
        return page.page("mine.title", """
            <p>%s</p>
            %s<form method="post" action="/second-factor">
            %s%s<button class="primary">%s</button>
            </form>
            <p><a href="/">%s</a></p>
            <form method="post" action="/logout"><button class="plain">%s</button></form>
            """.formatted(
                        has,
                        page.alert(problem),
                        page.field("password", "password", "current-password", "", true),
                        factor == null ? "" : page.field("code", "text", "one-time-code", "", false),
                        page.text("mine.button"),
                        page.text("join.button"),
                        page.text("log-out")));
    }

    private static String hidden(String ticket) {
        return "<input type=\"hidden\" name=\"ticket\" value=\"%s\">\n".formatted(htmlEscape(ticket));
    }
}
