/**
 * Why something was not done: refusals with a named rule and its numbers. Promises: no web, no Spring, so deciders may
 * throw them; the edge turns each into an RFC 9457 problem. Forbids: anything personal in a message or a fact.
 */
@NullMarked
package io.annals.edge.refusal;

import org.jspecify.annotations.NullMarked;
