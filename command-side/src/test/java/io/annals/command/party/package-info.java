@NullMarked
package io.annals.command.party;

import org.jspecify.annotations.NullMarked;
