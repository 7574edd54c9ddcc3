package io.annals.query.live;

import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/** The door to the sockets: an endpoint like the others, so that the same rules say who may enter and how a refusal looks. */
@RestController
class LiveEndpoint {
    private final WebSocketHttpRequestHandler handshake;

    LiveEndpoint(LiveSocket sockets) {
        handshake = new WebSocketHttpRequestHandler(sockets, new PlainFrames());
    }

    @RolesAllowed({"AGENT", "AUDITOR", "SERVICE", "ADMINISTRATOR"})
    @GetMapping("/live")
    void open(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        handshake.handleRequest(request, response);
    }

    @GetMapping(value = "/asyncapi.yaml", produces = "application/yaml")
    Resource protocol() {
        return new ClassPathResource("asyncapi.yaml");
    }

    /** Without permessage-deflate: it would compress the one shared frame anew for every receiver. */
    private static final class PlainFrames extends DefaultHandshakeHandler {
        @Override
        protected List<WebSocketExtension> filterRequestedExtensions(
                ServerHttpRequest request, List<WebSocketExtension> requested, List<WebSocketExtension> supported) {
            return List.of();
        }
    }
}
