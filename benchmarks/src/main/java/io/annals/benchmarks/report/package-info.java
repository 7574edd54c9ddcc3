/**
 * What was measured, for people and for machines. A {@link io.annals.benchmarks.report.Report} has a title, the
 * circumstances (machine, versions, form) and {@link io.annals.benchmarks.report.Section}s. A section is one table: a row for
 * each contender, a column for each case, one unit for all figures; ratios are to its row of reference, column by column.
 * Latencies are such a table too, with the percentiles as columns ({@link io.annals.benchmarks.report.Row#millis}). Its
 * {@link io.annals.benchmarks.report.Claim}s say what was aimed at and whether it was met.
 *
 * <p>{@code report.publish(System.out, folder, "log")} prints it as text and writes {@code log.json} and the one page {@code log.html},
 * which loads nothing from anywhere. Knows nothing of what is measured.
 */
@NullMarked
package io.annals.benchmarks.report;

import org.jspecify.annotations.NullMarked;
