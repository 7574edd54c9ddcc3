@NullMarked
package io.annals.command.decision.policy;

import org.jspecify.annotations.NullMarked;
