@NullMarked
package io.annals.command.merge;

import org.jspecify.annotations.NullMarked;
