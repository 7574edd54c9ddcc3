package io.annals.edge.problem;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/** A problem as a page, for whoever came to an address by hand. Programs get it as RFC 9457 has it. */
final class ProblemPage {
    private ProblemPage() {}

    /** Whether the caller is a browser that goes somewhere: all of them name HTML first, and other things that can be shown behind it. */
    static boolean isWanted(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return request.getMethod().equals(HttpMethod.GET.name()) && accept != null && accept.startsWith("text/html,");
    }

    static String of(Problem problem, String language) {
        boolean nobody = problem.status() == HttpStatus.UNAUTHORIZED.value();
        String body = """
            %s<p><a class="button primary" href="%s">%s</a></p>
            """.formatted(
                        problem.status() == HttpStatus.NOT_FOUND.value() || nobody
                                ? ""
                                : "<p>%s</p>\n".formatted(htmlEscape(problem.detail())),
                        nobody ? "/login" : "/",
                        said(language, nobody ? "Log in" : "Go to the desk"));
        return HtmlPage.of(language, Integer.toString(problem.status()), said(language, title(problem)), body);
    }

    private static String title(Problem problem) {
        @Nullable HttpStatus status = HttpStatus.resolve(problem.status());
        return switch (status) {
            case NOT_FOUND -> "There is no such page";
            case UNAUTHORIZED -> "You are not logged in";
            case FORBIDDEN -> "You may not look at this";
            case null, default -> "This did not work";
        };
    }

    private static String said(String language, String english) {
        return htmlEscape(Sentences.say(language, english));
    }
}
