package io.annals.endtoend;

import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One server for all classes that leave it alive: they take {@link Annals}, its {@link Home} and {@link Truth} as parameters. It is started for
 * the first of them and ended after the last. So with the {@link Browser}, and with the window that is {@link Cut} off as soon
 * as there is one.
 */
final class Shared implements ParameterResolver {
    private static final Namespace HERE = Namespace.create(Shared.class);

    private record Started(Home home, Annals annals, Truth truth) implements AutoCloseable {
        static Started now() {
            Home home = Home.fresh();
            Annals annals =
                    Annals.start(home, "--annals.live.beat=1s"); // a page hears of life often enough to be waited for
            return new Started(home, annals, Truth.of(home.mongoUri()));
        }

        @Override
        public void close() {
            truth.close();
            annals.close();
            home.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return List.of(Annals.class, Home.class, Truth.class, Browser.class, Cut.class)
                .contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        Store store = context.getRoot().getStore(HERE);
        Started started = store.computeIfAbsent(Started.class, _ -> Started.now(), Started.class);
        if (type == Annals.class) {
            return started.annals;
        }
        if (type == Home.class) {
            return started.home;
        }
        if (type == Truth.class) {
            return started.truth;
        }
        Browser browser = store.computeIfAbsent(Browser.class, _ -> Browser.open(), Browser.class);
        Cut cut = store.computeIfAbsent(Cut.class, _ -> Cut.of(started.annals, browser), Cut.class);
        return type == Browser.class ? browser : cut;
    }
}
