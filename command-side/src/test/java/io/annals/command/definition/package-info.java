@NullMarked
package io.annals.command.definition;

import org.jspecify.annotations.NullMarked;
