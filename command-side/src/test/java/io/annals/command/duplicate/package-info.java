@NullMarked
package io.annals.command.duplicate;

import org.jspecify.annotations.NullMarked;
