package com.clerk.sdk.webhooks;

/**
 * Remembers which deliveries were handled, so that one that Clerk repeats is handled once. {@link #inMemory} is enough
 * for one process that may handle a delivery again after a restart; where that would do harm, keep the ids where the
 * work itself is kept, and commit both at once.
 */
@FunctionalInterface
public interface DeliveryStore {
    /**
     * Does the work for a delivery unless it was done before. When two threads or servers have the same delivery at
     * once, one does the work while the other waits for it.
     *
     * @param deliveryId the delivery's id, the same on every retry
     * @param work handles the event; when it throws, the delivery counts as not handled, and the exception is passed on
     * @return true if the work was done now, false if it had been done before
     */
    boolean handleOnce(String deliveryId, Runnable work);

    /**
     * Remembers ids in this process.
     *
     * @param capacity how many; the oldest is forgotten first. Clerk repeats a delivery for about a day at most
     * @return a store
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    static DeliveryStore inMemory(int capacity) {
        return new MemoryDeliveryStore(capacity);
    }
}
