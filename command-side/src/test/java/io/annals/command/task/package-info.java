@NullMarked
package io.annals.command.task;

import org.jspecify.annotations.NullMarked;
