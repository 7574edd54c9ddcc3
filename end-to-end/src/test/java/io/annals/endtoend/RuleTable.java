package io.annals.endtoend;

import io.annals.edge.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first table of {@code docs/who-may-what.md}, which people read and the program is held against. */
record RuleTable(Map<String, Rule> rules) {
    enum May {
        YES,
        ALL,
        OWN,
        NO
    }

    /** @param open whether one may without a key */
    record Rule(String route, boolean open, Map<Role, May> byRole) {
        May of(Role role) {
            return byRole.getOrDefault(role, May.NO);
        }

        boolean isTopic() {
            return route.startsWith("topic ");
        }
    }

    static RuleTable read(Path file) {
        try {
            Map<String, Rule> rules = new LinkedHashMap<>();
            @Nullable List<Role> roles = null;
            for (String line : Files.readAllLines(file)) {
                List<String> cells = cells(line);
                if (line.startsWith("| route |")) {
                    roles = cells.subList(2, cells.size()).stream()
                            .map(name -> Role.valueOf(name.toUpperCase(Locale.ROOT)))
                            .toList();
                } else if (line.startsWith("## Fields")) {
                    break;
                } else if (roles != null && line.startsWith("| `")) {
                    Rule rule = rule(cells, roles);
                    rules.put(rule.route(), rule);
                }
            }
            return new RuleTable(rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rule rule(List<String> cells, List<Role> roles) {
        Map<Role, May> byRole = new EnumMap<>(Role.class);
        for (int i = 0; i < roles.size(); i++) {
            byRole.put(roles.get(i), May.valueOf(cells.get(i + 2).toUpperCase(Locale.ROOT)));
        }
        return new Rule(cells.get(0).replace("`", ""), cells.get(1).equals("yes"), byRole);
    }

    private static List<String> cells(String line) {
        return new ArrayList<>(Arrays.stream(line.split("\\|"))
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .toList());
    }
}
