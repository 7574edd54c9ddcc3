/**
 * The loyalty ledger. One stream an account, {@code loyalty-<customer>}; beside it one-fact streams that claim what must
 * happen only once: {@code earned-<purchase>}, {@code takenback-<return>}, {@code redeemed-<id>}.
 */
@NullMarked
package io.annals.events.loyalty;

import org.jspecify.annotations.NullMarked;
