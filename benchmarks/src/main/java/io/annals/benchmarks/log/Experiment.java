package io.annals.benchmarks.log;

import io.annals.benchmarks.report.Section;
import java.util.List;

/** One part of the log's benchmark, under the name by which {@code --only} asks for it. */
interface Experiment {
    List<Section> run(Lab lab) throws Exception;
}
