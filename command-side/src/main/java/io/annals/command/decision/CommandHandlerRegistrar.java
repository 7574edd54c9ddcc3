package io.annals.command.decision;

import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Subscribes the features' shells: every component of this side with a {@code @CommandHandler}. */
@Component
final class CommandHandlerRegistrar implements SmartInitializingSingleton {
    private static final String THIS_SIDE = "io.annals.command.";

    private final ApplicationContext context;
    private final CommandBus bus;

    CommandHandlerRegistrar(ApplicationContext context, CommandBus bus) {
        this.context = context;
        this.bus = bus;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (String name : context.getBeanNamesForAnnotation(Component.class)) {
            Class<?> type = context.getType(name);
            if (type != null && type.getName().startsWith(THIS_SIDE) && handlesCommands(type)) {
                new AnnotationCommandHandlerAdapter<>(context.getBean(name)).subscribe(bus);
            }
        }
    }

    private static boolean handlesCommands(Class<?> type) {
        return java.util.Arrays.stream(ReflectionUtils.getDeclaredMethods(ClassUtils.getUserClass(type)))
                .anyMatch(method -> AnnotatedElementUtils.hasAnnotation(method, CommandHandler.class));
    }
}
