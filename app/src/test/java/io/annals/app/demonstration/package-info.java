@NullMarked
package io.annals.app.demonstration;

import org.jspecify.annotations.NullMarked;
