@NullMarked
package io.annals.app.desk;

import org.jspecify.annotations.NullMarked;
