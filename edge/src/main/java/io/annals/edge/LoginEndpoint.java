package io.annals.edge;

import io.annals.edge.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where a login link leads: the browser leaves with a key in a cookie. */
@RestController
final class LoginEndpoint {
    private final LoginLinks links;
    private final Keys keys;

    LoginEndpoint(LoginLinks links, Keys keys) {
        this.links = links;
        this.keys = keys;
    }

    @GetMapping(LoginLinks.ADDRESS)
    ResponseEntity<Problem> logIn(@RequestParam String token, HttpServletRequest request) {
        return links.use(token)
                .map(actor -> ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/"))
                        .header(HttpHeaders.SET_COOKIE, cookie(keys.ephemeral(actor), request.isSecure()))
                        .<Problem>build())
                .orElseGet(() -> ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(new Problem(
                                "login-link-spent", 401, "This link has been used or is too old; ask for a new one.")));
    }

    private static String cookie(String key, boolean secure) {
        return ResponseCookie.from(KeyInRequest.COOKIE, key)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .path("/")
                .build()
                .toString();
    }
}
