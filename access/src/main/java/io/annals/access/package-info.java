/**
 * How people and machines come in: users who log in with a password, their sessions, keys of machines, tokens of any OpenID
 * Connect issuer, and an issuer of our own. Promises: no default password; what is ended is over on every node within a
 * second; nothing that opens a door is kept readable. Forbids: any word of a single feature; what a role may do stands there.
 */
@NullMarked
package io.annals.access;

import org.jspecify.annotations.NullMarked;
