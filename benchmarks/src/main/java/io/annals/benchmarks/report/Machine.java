package io.annals.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** On what it is measured. */
public final class Machine {
    private Machine() {}

    /** The beginning of a report's circumstances. */
    public static Map<String, String> circumstances() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        all.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        return all;
    }
}
