/**
 * Who writes to a log and who reads it while things go wrong: appenders in processes of their own, followers, and the real
 * program with contacts, sockets and SSE followers. Each keeps a history.
 */
@NullMarked
package io.annals.faults.workload;

import org.jspecify.annotations.NullMarked;
