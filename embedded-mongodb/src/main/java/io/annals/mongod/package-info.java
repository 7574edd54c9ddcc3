/**
 * A real {@code mongod} of the application's own: found or fetched, run as a one-member replica set on a loopback port,
 * its data kept in a folder of the user's.
 *
 * <p>Promises: never two of them on the same data; none left behind when the application has ended, however it ended; a
 * restart on the same folder finds everything again; a failure is one sentence that says what to do.
 *
 * <p>Forbids: any word of the application. What is stored in the database is none of this room's business.
 */
@NullMarked
package io.annals.mongod;

import org.jspecify.annotations.NullMarked;
