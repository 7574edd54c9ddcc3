/**
 * How refusals and faults are told: RFC 9457 problems. Promises: every answer from 400 on is one, it names the field where
 * there is one, a caller's mistake is never logged as an error, a fault of ours is logged once and tells nothing. Forbids:
 * stack traces, Java class names and the caller's own values in an answer.
 */
@NullMarked
package io.annals.edge.problem;

import org.jspecify.annotations.NullMarked;
