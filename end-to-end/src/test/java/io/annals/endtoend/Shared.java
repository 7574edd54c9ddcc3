package io.annals.endtoend;

import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One server for all classes that leave it alive: they take {@link Annals} and {@link Truth} as parameters. It is started for
 * the first of them and ended after the last.
 */
final class Shared implements ParameterResolver {
    private static final Namespace HERE = Namespace.create(Shared.class);

    private record Started(Home home, Annals annals, Truth truth) implements AutoCloseable {
        static Started now() {
            Home home = Home.fresh();
            Annals annals = Annals.start(home);
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
        return List.of(Annals.class, Truth.class)
                .contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Started started =
                context.getRoot().getStore(HERE).computeIfAbsent(Started.class, _ -> Started.now(), Started.class);
        return parameter.getParameter().getType() == Annals.class ? started.annals : started.truth;
    }
}
