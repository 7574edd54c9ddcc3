/**
 * Departments of organisations, and people in organisations and households.
 *
 * <p>Promises: a person joins once, however often it is sent; both are told of it in one commit; a household has one head at most;
 * whoever puts somebody into a group sees both. Forbids: personal values in states.
 */
@NullMarked
package io.annals.command.party;

import org.jspecify.annotations.NullMarked;
