/**
 * The command line: clients of the public interface of a server that runs, with a key of its own; files are read as the server
 * reads bodies.
 *
 * <p>Promises: whatever goes wrong is a sentence on the error stream and an exit status, never a stack trace; what others wrote
 * cannot steer the terminal; each row of a file gets an answer by its line in the file.
 */
@NullMarked
package io.annals.app.cli;

import org.jspecify.annotations.NullMarked;
