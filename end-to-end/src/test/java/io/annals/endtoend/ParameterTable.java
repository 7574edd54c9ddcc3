package io.annals.endtoend;

import io.annals.edge.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of parameters in {@code docs/who-may-what.md}: by what which roles may not ask.
 *
 * @param notFor by parameter, or by parameter and value such as {@code sort=money}
 */
record ParameterTable(Map<String, Set<Role>> notFor) {
    static ParameterTable read(Path file) {
        Map<String, Set<Role>> notFor = new LinkedHashMap<>();
        boolean within = false;
        try {
            for (String line : Files.readAllLines(file)) {
                within = line.startsWith("## ") ? line.equals("## Parameters") : within;
                if (within && line.startsWith("| `")) {
                    List<String> cells =
                            Arrays.stream(line.split("\\|")).map(String::strip).toList();
                    Set<Role> roles = EnumSet.noneOf(Role.class);
                    Arrays.stream(cells.get(2).split(", "))
                            .filter(name -> !name.equals("–"))
                            .forEach(name -> roles.add(Role.valueOf(name.toUpperCase(Locale.ROOT))));
                    for (String name : cells.get(1).replace("`", "").split(", ")) {
                        notFor.put(name, roles);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ParameterTable(notFor);
    }

    Set<String> parameters() {
        return notFor.keySet().stream().map(name -> name.split("=")[0]).collect(Collectors.toSet());
    }

    /** One value of a parameter may be for others than the rest. */
    Set<Role> notFor(String name, String value) {
        return notFor.getOrDefault(name + "=" + value, notFor.getOrDefault(name, EnumSet.allOf(Role.class)));
    }
}
