@NullMarked
package io.annals.command.loyalty;

import org.jspecify.annotations.NullMarked;
