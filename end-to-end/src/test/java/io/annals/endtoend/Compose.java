package io.annals.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** What {@code docker-compose.yml}, the {@code Dockerfile} and {@code deploy/replica-set.js} say would be started, and how. */
final class Compose {
    private static final Path ROOT = Path.of(System.getProperty("annals.root", ".."));
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):\\?[^}]*}");
    private static final Pattern ENTRYPOINT = Pattern.compile("(?m)^ENTRYPOINT \\[\"([^\"]+)\"]$");
    private static final Pattern MEMBER = Pattern.compile("\\{ _id: (\\d+), host: \"([^\"]+)\" }");

    private final Map<?, ?> services;

    private Compose(Map<?, ?> services) {
        this.services = services;
    }

    static Compose read() {
        Map<?, ?> file = new Yaml().load(text("docker-compose.yml"));
        return new Compose((Map<?, ?>) Optional.ofNullable(file.get("services")).orElseThrow());
    }

    private static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<?, ?> service(String name) {
        return (Map<?, ?>) Optional.ofNullable(services.get(name)).orElseThrow();
    }

    List<String> names() {
        return services.keySet().stream().map(String::valueOf).toList();
    }

    /** The arguments as one process gets them; of services that are built, behind the image's entry point. */
    List<String> command(String service) {
        List<String> command = new ArrayList<>();
        if (service(service).containsKey("build")) {
            Matcher entryPoint = ENTRYPOINT.matcher(text("Dockerfile"));
            if (!entryPoint.find()) {
                throw new IllegalStateException("the Dockerfile has no entry point of one word");
            }
            command.add(entryPoint.group(1));
        }
        ((List<?>) Optional.ofNullable(service(service).get("command")).orElseThrow())
                .forEach(argument -> command.add(String.valueOf(argument)));
        return command;
    }

    /** @param given values of the variables that the file leaves to whoever starts it */
    Map<String, String> environment(String service, Map<String, String> given) {
        Map<String, String> environment = new LinkedHashMap<>();
        ((Map<?, ?>) Optional.ofNullable(service(service).get("environment")).orElseThrow())
                .forEach((name, value) -> environment.put(
                        String.valueOf(name),
                        VARIABLE.matcher(String.valueOf(value))
                                .replaceAll(found -> Optional.ofNullable(given.get(found.group(1)))
                                        .orElseThrow())));
        return environment;
    }

    /** The port inside the container that the file publishes. */
    int port(String service) {
        List<?> ports =
                (List<?>) Optional.ofNullable(service(service).get("ports")).orElseThrow();
        String published = String.valueOf(ports.getFirst());
        return Integer.parseInt(published.substring(published.lastIndexOf(':') + 1));
    }

    /** Hosts with ports of the members that {@code deploy/replica-set.js} would initiate, by id. */
    static Map<Integer, String> members() {
        Map<Integer, String> members = new LinkedHashMap<>();
        for (MatchResult member :
                MEMBER.matcher(text("deploy/replica-set.js")).results().toList()) {
            members.put(Integer.valueOf(member.group(1)), member.group(2));
        }
        return members;
    }
}
