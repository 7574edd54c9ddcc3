@NullMarked
package io.annals.mongod;

import org.jspecify.annotations.NullMarked;
