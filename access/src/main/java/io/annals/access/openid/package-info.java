/**
 * OAuth 2.1 and OpenID Connect: tokens of any issuer let people and machines in, and an issuer of our own for the start
 * without another. Promises: an authorization is known to every node and survives a restart; nothing of it that lets
 * somebody in is readable in the database; who is disabled or whose key is ended is out, whatever token they hold.
 */
@NullMarked
package io.annals.access.openid;

import org.jspecify.annotations.NullMarked;
