package io.annals.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Whoever asks too much hears so late: a refusal with 429 waits before it leaves ({@link Limits#refusalDelay}). Whoever floods
 * waits for answers as well, so that a thousand refusals a second, which would cost others the processor, become a few. The
 * request's virtual thread is parked meanwhile and nothing of what is shared is held.
 */
final class TarpitFilter extends OncePerRequestFilter {
    private final Limits limits;

    TarpitFilter(Limits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new Late(response, request.getRemoteAddr()));
    }

    /** Waits where the status is set, which is before anything has been written. */
    private final class Late extends HttpServletResponseWrapper {
        private final String address;

        Late(HttpServletResponse response, String address) {
            super(response);
            this.address = address;
        }

        @Override
        public void setStatus(int status) {
            if (status == HttpStatus.TOO_MANY_REQUESTS.value() && getStatus() != status) {
                hold(limits.refusalDelay(address));
            }
            super.setStatus(status);
        }

        private static void hold(Duration delay) {
            if (delay.isPositive()) {
                LockSupport.parkNanos(delay.toNanos());
            }
        }
    }
}
