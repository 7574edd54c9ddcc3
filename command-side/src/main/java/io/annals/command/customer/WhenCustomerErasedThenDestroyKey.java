package io.annals.command.customer;

import io.annals.command.customer.CustomerCommand.DestroyKey;
import io.annals.command.decision.policy.Policy;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import java.util.Optional;

/** An erasure that was recorded is carried out, whatever becomes of the process that recorded it. */
record WhenCustomerErasedThenDestroyKey() implements Policy<CustomerErased> {
    @Override
    public Class<CustomerErased> concerns() {
        return CustomerErased.class;
    }

    @Override
    public Optional<Object> reaction(CustomerErased erased) {
        return Optional.of(new DestroyKey(erased.customer(), erased.occurredAt()));
    }
}
