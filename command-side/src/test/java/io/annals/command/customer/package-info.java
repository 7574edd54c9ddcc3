@NullMarked
package io.annals.command.customer;

import org.jspecify.annotations.NullMarked;
