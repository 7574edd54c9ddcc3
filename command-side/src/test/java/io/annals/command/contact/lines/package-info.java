@NullMarked
package io.annals.command.contact.lines;

import org.jspecify.annotations.NullMarked;
