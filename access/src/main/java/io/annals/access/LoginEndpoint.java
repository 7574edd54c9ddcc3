package io.annals.access;

import io.annals.edge.Actor;
import io.annals.edge.KeyInRequest;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.RuleBroken;
import io.annals.edge.refusal.TooMany;
import io.annals.edge.roles.ForEverybody;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/** The way in for people: two forms made here, without script; a browser leaves them with a session in a cookie. */
@RestController
class LoginEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger("annals.security");

    private final Users users;
    private final Links links;
    private final BreachedPasswords breached;
    private final AccessRevocation revocation;
    private final Arrival arrival;
    private final LoginThrottle throttle;
    private final Clock clock;

    LoginEndpoint(
            Users users,
            Links links,
            BreachedPasswords breached,
            AccessRevocation revocation,
            Arrival arrival,
            LoginThrottle throttle,
            Clock clock) {
        this.users = users;
        this.links = links;
        this.breached = breached;
        this.revocation = revocation;
        this.arrival = arrival;
        this.throttle = throttle;
        this.clock = clock;
    }

    @PermitAll
    @GetMapping("/login")
    ResponseEntity<String> login(@RequestParam(defaultValue = "/") String to, HttpServletRequest request) {
        return Arrival.page(HttpStatus.OK, LoginPage.in(request).login("", ours(to), null));
    }

    @PermitAll
    @PostMapping(path = "/login", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> logIn(@RequestParam Map<String, String> form, HttpServletRequest request) {
        Arrival.refuseForeign(request);
        String name = form.getOrDefault("name", "").strip();
        String to = ours(form.getOrDefault("to", "/"));
        String address = request.getRemoteAddr();
        LoginPage page = LoginPage.in(request);
        try {
            LoginThrottle.Attempt attempt = throttle.begin(name, address);
            Optional<User> user = users.withPassword(name, form.getOrDefault("password", ""));
            if (user.isPresent()) {
                return arrival.byPassword(user.get(), to, attempt, request);
            }
        } catch (TooMany e) {
            LOG.info("login refused for a while, from {}", address);
            return Arrival.tooMany(e, page.login(name, to, "wait"));
        }
        LOG.info("login failed, from {}", address); // not the name: it may be a password in the wrong field
        return Arrival.page(HttpStatus.UNAUTHORIZED, page.login(name, to, "wrong"));
    }

    @PermitAll
    @GetMapping(Links.ADDRESS)
    ResponseEntity<String> join(@RequestParam(defaultValue = "") String link, HttpServletRequest request) {
        LoginPage page = LoginPage.in(request);
        return links.look(link)
                .map(found -> Arrival.page(HttpStatus.OK, page.join(link, found.user(), "", null)))
                .orElseGet(() -> Arrival.page(HttpStatus.UNAUTHORIZED, page.spent()));
    }

    @PermitAll
    @PostMapping(path = Links.ADDRESS, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> choose(@RequestParam Map<String, String> form, HttpServletRequest request) {
        Arrival.refuseForeign(request);
        LoginPage page = LoginPage.in(request);
        String secret = form.getOrDefault("link", "");
        Optional<Links.Link> link = links.look(secret);
        if (link.isEmpty()) {
            return Arrival.page(HttpStatus.UNAUTHORIZED, page.spent());
        }
        String name = link.get().user() != null
                ? link.get().user()
                : form.getOrDefault("name", "").strip();
        String password = form.getOrDefault("password", "");
        try {
            User user = link.get().user() == null ? administrator(name, page) : known(name);
            Passwords.check(password, name);
            breached.check(password);
            if (!password.equals(form.get("again"))) {
                throw new BadInput("again", "not-the-same");
            }
            Optional<User> chosen = revocation.inOneStep(
                    within -> links.use(within, secret, _ -> users.setPassword(within, user, password))
                            ? Optional.of(revocation.endWhatFollowsAPassword(within, name))
                            : Optional.empty());
            if (chosen.isEmpty()) {
                return Arrival.page(HttpStatus.UNAUTHORIZED, page.spent());
            }
            LOG.info("password chosen by {}, from {}", name, request.getRemoteAddr());
            throttle.forget(name, request.getRemoteAddr());
            return arrival.byNewPassword(chosen.get(), request);
        } catch (BadInput e) {
            return Arrival.page(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    page.join(secret, link.get().user(), name, e.reason()));
        } catch (RuleBroken e) {
            return Arrival.page(
                    HttpStatus.CONFLICT, page.join(secret, link.get().user(), name, e.rule()));
        }
    }

    private User administrator(String name, LoginPage page) {
        if (!User.NAME.matcher(name).matches()) {
            throw new BadInput("name", "bad-name");
        }
        if (users.find(name).isPresent()) {
            throw new RuleBroken("name-taken", "There is a user of this name.");
        }
        return new User(
                name,
                name,
                Set.of(Role.ADMINISTRATOR),
                new Scope.All(),
                null,
                page.language(),
                true,
                true,
                clock.instant(),
                "first-start",
                0);
    }

    private User known(String name) {
        return users.find(name).filter(User::active).orElseThrow(() -> new BadInput("name", "wrong"));
    }

    /** The session or the token by which it is posted ends, a key does not: from a form the browser goes back to the way in. */
    @PostMapping("/logout")
    @ForEverybody
    ResponseEntity<Void> logOut(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        revocation.logOut(actor.grant());
        LOG.info("logout of {}", actor.name());
        boolean byForm = request.getContentType() != null
                && request.getContentType().startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
        return (byForm
                        ? ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/login"))
                        : ResponseEntity.noContent())
                .header(HttpHeaders.SET_COOKIE, KeyInRequest.cookie("", request))
                .header("Clear-Site-Data", "\"cache\", \"storage\"")
                .build();
    }

    /** Only a path of our own: a link to the login must not lead elsewhere. */
    private static String ours(String to) {
        boolean path = to.startsWith("/") && !to.startsWith("//") && !to.contains("\\");
        try {
            return path && URI.create(to).getRawAuthority() == null ? to : "/";
        } catch (IllegalArgumentException noAddress) {
            return "/";
        }
    }
}
