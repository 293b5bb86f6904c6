package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.Operations;
import com.clerk.sdk.testing.server.state.Instance;

/**
 * The parts that the operations of the Backend API share.
 *
 * @param instance the state
 * @param operations where operations are registered
 * @param rows makes resources
 */
record Backend(Instance instance, Operations operations, Rows rows) {
    Backend(Instance instance, Operations operations) {
        this(instance, operations, new Rows(operations.contract()));
    }
}
