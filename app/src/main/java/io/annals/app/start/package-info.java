/** What happens when the server starts: the database, the first keys, the demonstration. */
@NullMarked
package io.annals.app.start;

import org.jspecify.annotations.NullMarked;
