/** Sets of roles that many endpoints name. What a single endpoint needs stands there, with {@code @RolesAllowed}. */
@NullMarked
package io.annals.edge.roles;

import org.jspecify.annotations.NullMarked;
