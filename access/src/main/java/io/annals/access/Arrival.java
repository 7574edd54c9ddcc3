package io.annals.access;

import io.annals.edge.Actor;
import io.annals.edge.KeyInRequest;
import io.annals.edge.SameOrigin;
import io.annals.edge.refusal.NotAllowed;
import io.annals.edge.refusal.TooMany;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What follows when a password was right: a code where one is owed, then the session. */
@Component
class Arrival {
    private static final Logger LOG = LoggerFactory.getLogger("annals.security");

    private final Sessions sessions;
    private final SecondFactors factors;
    private final HalfLogins halfLogins;
    private final boolean required;

    Arrival(
            Sessions sessions,
            SecondFactors factors,
            HalfLogins halfLogins,
            SecurityProperties settings,
            Environment environment) {
        this.sessions = sessions;
        this.factors = factors;
        this.halfLogins = halfLogins;
        required = settings.secondFactor() == null
                ? !TransportRules.ofLoopbackAlone(environment)
                : settings.secondFactor() == SecurityProperties.SecondFactor.REQUIRED;
    }

    /** Failures are forgotten only when nothing more is owed: else whoever has the password could guess codes for ever. */
    ResponseEntity<String> byPassword(User user, String to, LoginThrottle.Attempt attempt, HttpServletRequest request) {
        if (factors.of(user.name()).isPresent()) {
            attempt.doesNotCount();
        } else {
            attempt.succeeded();
        }
        return behindPassword(user, to, request);
    }

    /** By a link, with a password that has just been chosen. */
    ResponseEntity<String> byNewPassword(User user, HttpServletRequest request) {
        return behindPassword(user, "/", request);
    }

    private ResponseEntity<String> behindPassword(User user, String to, HttpServletRequest request) {
        FactorPage page = new FactorPage(LoginPage.in(request));
        if (factors.of(user.name()).isPresent()) {
            return page(
                    HttpStatus.OK,
                    page.code(halfLogins.begin(new HalfLogins.HalfLogin(user.name(), user.epoch(), to, null)), null));
        }
        return required ? setUp(user, to, request) : enter(user, to, request);
    }

    /** The page that sets an authenticator up. */
    ResponseEntity<String> setUp(User user, String to, HttpServletRequest request) {
        HalfLogins.HalfLogin login = new HalfLogins.HalfLogin(user.name(), user.epoch(), to, Totp.fresh());
        return page(HttpStatus.OK, new FactorPage(LoginPage.in(request)).setUp(halfLogins.begin(login), login, null));
    }

    /** With a new session; the one that this browser had is over. */
    ResponseEntity<String> enter(User user, String to, HttpServletRequest request) {
        String cookie = session(user, request);
        // a redirect after a form may not leave for a client elsewhere (form-action), a page that moves on may
        boolean elsewhereNext = to.startsWith("/oauth2/");
        ResponseEntity.BodyBuilder answer = elsewhereNext
                ? ResponseEntity.ok()
                : ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(to));
        return LoginPage.answer(
                answer.header(HttpHeaders.SET_COOKIE, cookie),
                elsewhereNext ? LoginPage.in(request).onwards(to) : "");
    }

    /** Begins a session in the place of the browser's earlier one; what {@code Set-Cookie} has to say. */
    String session(User user, HttpServletRequest request) {
        String earlier = KeyInRequest.inCookie(request);
        if (earlier != null && sessions.wouldHave(earlier)) {
            sessions.by(earlier).map(Actor::grant).ifPresent(sessions::end);
        }
        String secret = sessions.begin(user, request.getRemoteAddr(), request.getHeader(HttpHeaders.USER_AGENT));
        LOG.info(
                "login of {} by {}, from {}",
                user.name(),
                factors.of(user.name()).isPresent() ? "password and second factor" : "password",
                request.getRemoteAddr());
        return KeyInRequest.cookie(secret, request);
    }

    static void refuseForeign(HttpServletRequest request) {
        if (!SameOrigin.isFromOurPage(request)) {
            throw new NotAllowed("This form is good only on our own page.");
        }
    }

    static ResponseEntity<String> page(HttpStatus status, String html) {
        return LoginPage.answer(ResponseEntity.status(status), html);
    }

    static ResponseEntity<String> tooMany(TooMany refusal, String html) {
        return LoginPage.answer(
                ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                        .header(
                                HttpHeaders.RETRY_AFTER,
                                String.valueOf(refusal.facts().get(TooMany.RETRY_AFTER))),
                html);
    }
}
