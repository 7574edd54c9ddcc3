@NullMarked
package io.annals.command.contact.content;

import org.jspecify.annotations.NullMarked;
