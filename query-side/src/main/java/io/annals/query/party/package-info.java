/**
 * Departments of organisations and people in groups: what timelines say of them, and who is in which group at a position.
 *
 * <p>Promises: whoever does not see a customer does not hear that they are in a group. Nothing is stored: the streams are short.
 */
@NullMarked
package io.annals.query.party;

import org.jspecify.annotations.NullMarked;
