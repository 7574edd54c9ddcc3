/** The tests of our issuer's inside; what it does for callers is tested a package above. */
@org.jspecify.annotations.NullMarked
package io.annals.access.openid;
