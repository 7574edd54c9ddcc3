package io.annals.access;

import io.annals.edge.Actor;
import io.annals.edge.refusal.TooMany;
import io.annals.edge.roles.ForUsers;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The second step of the way in, and where people set their authenticator up. Plain forms, as the first step. */
@RestController
class FactorEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger("annals.security");

    private final Users users;
    private final AccessRevocation revocation;
    private final SecondFactors factors;
    private final HalfLogins halfLogins;
    private final Arrival arrival;
    private final LoginThrottle throttle;
    private final Clock clock;

    FactorEndpoint(
            Users users,
            AccessRevocation revocation,
            SecondFactors factors,
            HalfLogins halfLogins,
            Arrival arrival,
            LoginThrottle throttle,
            Clock clock) {
        this.users = users;
        this.revocation = revocation;
        this.factors = factors;
        this.halfLogins = halfLogins;
        this.arrival = arrival;
        this.throttle = throttle;
        this.clock = clock;
    }

    @PermitAll
    @PostMapping(path = "/login/code", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> code(@RequestParam Map<String, String> form, HttpServletRequest request) {
        Arrival.refuseForeign(request);
        String ticket = form.getOrDefault("ticket", "");
        Optional<HalfLogins.HalfLogin> begun = halfLogins.look(ticket).filter(login -> login.secret() == null);
        if (begun.isEmpty()) {
            return again(request);
        }
        HalfLogins.HalfLogin login = begun.get();
        FactorPage page = new FactorPage(LoginPage.in(request));
        return throttled(login.user(), request, problem -> page.code(ticket, problem), () -> {
            if (!factors.accept(login.user(), form.getOrDefault("code", ""))) {
                return Optional.empty();
            }
            Optional<User> user = users.find(login.user()).filter(one -> one.isIn(login.epoch()));
            return Optional.of(
                    user.isPresent() && halfLogins.end(ticket)
                            ? arrival.enter(user.get(), login.to(), request)
                            : again(request));
        });
    }

    @PermitAll
    @PostMapping(path = "/login/second-factor", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> setUp(@RequestParam Map<String, String> form, HttpServletRequest request) {
        Arrival.refuseForeign(request);
        String ticket = form.getOrDefault("ticket", "");
        Optional<HalfLogins.HalfLogin> begun = halfLogins.look(ticket).filter(login -> login.secret() != null);
        if (begun.isEmpty()) {
            return again(request);
        }
        HalfLogins.HalfLogin login = begun.get();
        FactorPage page = new FactorPage(LoginPage.in(request));
        return throttled(login.user(), request, problem -> page.setUp(ticket, login, problem), () -> {
            String secret = String.valueOf(login.secret());
            String code = form.getOrDefault("code", "").replace(" ", "");
            OptionalLong step = Totp.stepOf(secret, code, clock.instant());
            if (step.isEmpty()) {
                return Optional.empty();
            }
            Optional<SetUp> done = halfLogins.end(ticket) ? setUp(login, secret, step.getAsLong()) : Optional.empty();
            if (done.isEmpty()) {
                return Optional.of(again(request));
            }
            LOG.info("second factor set up by {}, from {}", login.user(), request.getRemoteAddr());
            return Optional.of(LoginPage.answer(
                    ResponseEntity.ok()
                            .header(
                                    HttpHeaders.SET_COOKIE,
                                    arrival.session(done.get().user(), request)),
                    page.recovery(done.get().codes(), login.to())));
        });
    }

    private record SetUp(User user, List<String> codes) {}

    /** Empty: whoever began it is no longer let in by what they showed then. */
    private Optional<SetUp> setUp(HalfLogins.HalfLogin login, String secret, long step) {
        return revocation.inOneStep(within -> users.find(within, login.user())
                .filter(user -> user.isIn(login.epoch()))
                .map(user -> {
                    List<String> codes = factors.set(within, user.name(), secret, step);
                    return new SetUp(
                            revocation.end(within, user.name(), AccessRevocation.Reason.SECOND_FACTOR, null), codes);
                }));
    }

    @GetMapping("/second-factor")
    @ForUsers
    ResponseEntity<String> mine(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        String name = users.find(actor.name()).orElseThrow(Users::unknown).name();
        return Arrival.page(HttpStatus.OK, minePage(name, request, null));
    }

    /** By who proves all that they have; then another authenticator takes the place of the present one. */
    @PostMapping("/second-factor")
    @ForUsers
    ResponseEntity<String> renew(
            @RequestParam Map<String, String> form, @AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        String name = users.find(actor.name()).orElseThrow(Users::unknown).name();
        return throttled(
                name,
                request,
                problem -> minePage(name, request, problem),
                () -> users.withPassword(name, form.getOrDefault("password", ""))
                        .filter(_ -> factors.of(name).isEmpty() || factors.accept(name, form.getOrDefault("code", "")))
                        .map(user -> arrival.setUp(user, "/", request)));
    }

    private String minePage(String user, HttpServletRequest request, @Nullable String problem) {
        return new FactorPage(LoginPage.in(request)).mine(factors.of(user).orElse(null), problem);
    }

    private interface Attempt {
        /** Empty: what was given is not good. */
        Optional<ResponseEntity<String>> made();
    }

    /** As many tries as with passwords, counted with them. */
    private ResponseEntity<String> throttled(
            String name, HttpServletRequest request, Function<String, String> page, Attempt attempt) {
        String address = request.getRemoteAddr();
        try {
            LoginThrottle.Attempt begun = throttle.begin(name, address);
            Optional<ResponseEntity<String>> done = attempt.made();
            if (done.isPresent()) {
                begun.succeeded();
                return done.get();
            }
        } catch (TooMany e) {
            LOG.info("code refused for a while to {}, from {}", name, address);
            return Arrival.tooMany(e, page.apply("wait"));
        }
        LOG.info("wrong code of {}, from {}", name, address);
        return Arrival.page(HttpStatus.UNAUTHORIZED, page.apply("wrong-code"));
    }

    private static ResponseEntity<String> again(HttpServletRequest request) {
        return Arrival.page(HttpStatus.UNAUTHORIZED, LoginPage.in(request).login("", "/", "begin-again"));
    }
}
