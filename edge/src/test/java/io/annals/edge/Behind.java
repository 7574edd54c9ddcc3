package io.annals.edge;

import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.NotAllowed;
import io.annals.edge.refusal.RuleBroken;
import io.annals.edge.refusal.StaleVersion;
import io.annals.edge.refusal.Unknown;
import io.annals.edge.refusal.VersionMissing;
import io.annals.events.CustomerId;
import io.annals.events.customer.IdentityKind;
import io.annals.log.CommitRefused;
import io.annals.log.LogUnavailable;
import io.annals.log.StreamConflict;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** What lies behind the doors in their test. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({EdgeConfig.class, Behind.Endpoint.class})
class Behind {
    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    record Order(
            CustomerId customer,
            @NotBlank String text,
            @Nullable Instant at) {}

    @RestController
    @PermitAll
    static class Endpoint {
        private final CompletableFuture<IOException> gaveUp = new CompletableFuture<>();

        @GetMapping(path = "/who", produces = MediaType.APPLICATION_JSON_VALUE)
        Actor who(@AuthenticationPrincipal Actor actor) {
            return actor;
        }

        @PostMapping("/orders")
        @RolesAllowed({"AGENT", "SERVICE"})
        Order order(@RequestBody @Valid Order order) {
            return order;
        }

        @GetMapping("/parameters")
        long parameters(@RequestParam @Positive long number, @RequestParam @Nullable Instant at) {
            return number;
        }

        @GetMapping("/kinds")
        String kinds(@RequestParam IdentityKind kind) {
            return kind.name();
        }

        /** Done when a caller of {@code /endless} went away. */
        CompletableFuture<IOException> gaveUp() {
            return gaveUp;
        }

        @GetMapping("/endless")
        StreamingResponseBody endless() {
            return out -> {
                try {
                    for (; ; ) {
                        out.write(new byte[8192]);
                        out.flush();
                    }
                } catch (IOException e) {
                    gaveUp.complete(e);
                    throw e;
                }
            };
        }

        @GetMapping("/customers/{id}")
        CustomerId customer(@PathVariable CustomerId id) {
            return id;
        }

        @PostMapping("/contacts/batch")
        long batch(HttpServletRequest request) throws IOException {
            return request.getInputStream().readAllBytes().length;
        }

        @GetMapping(path = "/", produces = MediaType.TEXT_PLAIN_VALUE)
        String shell() {
            return "shell";
        }

        @GetMapping("/later")
        StreamingResponseBody later(@AuthenticationPrincipal Actor actor) {
            return out -> out.write(actor.name().getBytes(StandardCharsets.UTF_8));
        }

        @GetMapping("/refusals/{which}")
        String refuse(@PathVariable String which) throws Exception {
            Exception thrown = switch (which) {
                case "rule" -> notEnoughPoints();
                case "wrapped" -> new CompletionException(new IllegalStateException(notEnoughPoints()));
                case "unknown" -> new Unknown("unknown-customer", "There is no such customer.");
                case "stale" -> new StaleVersion(3L, 4);
                case "missing" -> new VersionMissing();
                case "not-allowed" -> new NotAllowed("A till does not take notes.");
                case "input" -> new BadInput("a", "must be more than zero");
                case "conflict" -> new StreamConflict("customer-1", 3);
                case "too-large" -> new CommitRefused("over 1 MiB");
                case "unavailable" -> new LogUnavailable("no primary");
                case "time-out" -> new AsyncRequestTimeoutException();
                case "status" -> new ResponseStatusException(HttpStatus.I_AM_A_TEAPOT);
                default -> new IllegalStateException("secret");
            };
            throw thrown;
        }

        private static RuleBroken notEnoughPoints() {
            return new RuleBroken(
                    "not-enough-points",
                    "120 points were asked for, there are 100.",
                    Map.of("balance", 100, "asked", 120));
        }
    }
}
