/**
 * How what happened becomes bytes and facts again: public names, revisions, personal components, keys.
 *
 * <p>Holds the forms of values in BSON, each subject's data key and the secrets
 * that lie outside the database. Promises: nothing that comes from the log names a Java class; every revision that was
 * ever written is read; a personal component is never written readable; a destroyed key is never made anew. Forbids:
 * decisions, views, Spring, Axon.
 */
@NullMarked
package io.annals.encoding;

import org.jspecify.annotations.NullMarked;
