package io.annals.query.live;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.util.Objects;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.websocket.server.WsHttpUpgradeHandler;
import org.jspecify.annotations.Nullable;

/** Tomcat's web socket connection, which tells whom it opens the session for what it writes to. Made by Tomcat alone. */
public final class LiveConnection extends WsHttpUpgradeHandler {
    private static final ScopedValue<SocketWrapperBase<?>> OPENING = ScopedValue.newInstance();

    private @Nullable SocketWrapperBase<?> socket;

    @Override
    public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
        super.setSocketWrapper(wrapper);
        socket = wrapper;
    }

    @Override
    public void init(WebConnection connection) {
        ScopedValue.where(OPENING, Objects.requireNonNull(socket)).run(() -> super.init(connection));
    }

    /** What the session writes to that this thread is just opening. */
    static SocketWrapperBase<?> opening() {
        return OPENING.get();
    }

    /** A request to become such a connection. */
    static HttpServletRequest asked(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public <T extends HttpUpgradeHandler> T upgrade(Class<T> handler) throws IOException, ServletException {
                return handler.equals(WsHttpUpgradeHandler.class)
                        ? handler.cast(super.upgrade(LiveConnection.class))
                        : super.upgrade(handler);
            }
        };
    }
}
