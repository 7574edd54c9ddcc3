package io.annals.query.live;

import io.annals.edge.Actor;
import io.annals.edge.ConcurrencyLimit;
import io.annals.edge.refusal.NotAllowed;
import io.annals.edge.roles.ForEverybody;
import io.annals.edge.roles.ForStaffAndCustomers;
import io.annals.query.visibility.NotAboutCustomers;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.util.WebUtils;

/** The door to the sockets: an endpoint like the others, so that the same rules say who may enter and how a refusal looks. */
@RestController
class LiveEndpoint {
    private final WebSocketHttpRequestHandler handshake;
    private final LiveSocket sockets;
    private final Set<String> origins;

    LiveEndpoint(LiveSocket sockets, LiveSettings settings) {
        this.sockets = sockets;
        origins = Set.copyOf(settings.origins());
        handshake = new WebSocketHttpRequestHandler(sockets, new PlainFrames());
        handshake.setHandshakeInterceptors(List.of(new PlaceKept()));
    }

    @ForStaffAndCustomers
    @GetMapping("/live")
    void open(@AuthenticationPrincipal Actor actor, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        refuseFromElsewhere(request);
        ConcurrencyLimit.Permit place = sockets.reserve(actor);
        try {
            request.setAttribute(LiveSocket.PLACE, place);
            handshake.handleRequest(LiveConnection.asked(request), response);
        } finally {
            if (response.getStatus() != HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
                sockets.giveUp(place);
            }
        }
    }

    /** What opens a socket without an origin is no browser, and attaches nobody's cookie unasked. */
    private void refuseFromElsewhere(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null
                && !origins.contains(origin)
                && !WebUtils.isSameOrigin(new ServletServerHttpRequest(request))) {
            throw new NotAllowed("A page from another origin may not open a socket here.");
        }
    }

    @NotAboutCustomers("the description of the protocol")
    @ForEverybody
    @GetMapping(value = "/asyncapi.yaml", produces = "application/yaml")
    Resource protocol() {
        return new ByteArrayResource(Protocol.TEXT.getBytes(StandardCharsets.UTF_8));
    }

    /** Without permessage-deflate: it would compress the one shared frame anew for every receiver. */
    private static final class PlainFrames extends DefaultHandshakeHandler {
        @Override
        protected List<WebSocketExtension> filterRequestedExtensions(
                ServerHttpRequest request, List<WebSocketExtension> requested, List<WebSocketExtension> supported) {
            return List.of();
        }
    }

    /** Hands the place that was reserved for a socket on to it. */
    private static final class PlaceKept implements HandshakeInterceptor {
        @Override
        public boolean beforeHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                Map<String, Object> attributes) {
            HttpServletRequest asked = ((ServletServerHttpRequest) request).getServletRequest();
            attributes.put(LiveSocket.PLACE, asked.getAttribute(LiveSocket.PLACE));
            return true;
        }

        @Override
        public void afterHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                @Nullable Exception failure) {}
    }
}
