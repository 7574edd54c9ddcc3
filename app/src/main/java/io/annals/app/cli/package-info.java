/** The command line: clients of the public interface of a server that runs, with a key of its own; nothing more. */
@NullMarked
package io.annals.app.cli;

import org.jspecify.annotations.NullMarked;
