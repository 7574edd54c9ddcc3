@NullMarked
package io.annals.command.contact;

import org.jspecify.annotations.NullMarked;
