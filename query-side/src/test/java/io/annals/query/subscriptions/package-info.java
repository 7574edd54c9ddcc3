/** Followers, tried with a real Tomcat, real connections and a real mongod. */
@NullMarked
package io.annals.query.subscriptions;

import org.jspecify.annotations.NullMarked;
