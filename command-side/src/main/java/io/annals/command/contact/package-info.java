/**
 * Contacts on any channel: recording them once, finding out whose they are, taking goods back.
 *
 * <p>Promises: the same (channel, external id) is recorded once; an identity never makes two customers; no line of a
 * purchase goes back twice. Forbids: personal values in states, which live in memory longer than the key may.
 */
@NullMarked
package io.annals.command.contact;

import org.jspecify.annotations.NullMarked;
