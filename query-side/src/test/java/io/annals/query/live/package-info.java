/** The web socket, tried with a real Tomcat, real sockets and a real mongod. */
@NullMarked
package io.annals.query.live;

import org.jspecify.annotations.NullMarked;
