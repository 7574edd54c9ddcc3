@NullMarked
package io.annals.command.opportunity;

import org.jspecify.annotations.NullMarked;
