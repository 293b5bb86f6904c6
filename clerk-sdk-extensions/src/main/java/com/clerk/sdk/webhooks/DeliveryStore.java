package com.clerk.sdk.webhooks;

/**
 * Remembers which deliveries were handled, so that one that Clerk repeats is handled once. Clerk repeats a delivery
 * that was not answered with success within 15 seconds, for a bit more than a day, always with the same id.
 *
 * <p>{@link #inMemory} is enough where a single process receives the deliveries, and where handling one again after a
 * restart does no harm. Elsewhere, keep the ids where the work itself is kept, and commit both at once: then no crash
 * can come between the two.
 */
@FunctionalInterface
public interface DeliveryStore {
    /**
     * Does the work for a delivery, unless it was done before. Of two threads or servers that have the same delivery at
     * the same time, one does the work, and the other waits for its outcome.
     *
     * @param deliveryId the delivery's id, the same on every retry
     * @param work handles the event; when it throws, the delivery counts as not handled, and the exception is passed on
     * @return true if the work was done now, false if it had been done before
     */
    boolean handleOnce(String deliveryId, Runnable work);

    /**
     * Remembers ids in this process. Touches no network.
     *
     * @param capacity how many are remembered; the one handled first is forgotten first. Make it as many as arrive
     *     within two days
     * @return a store, safe for all threads
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    static DeliveryStore inMemory(int capacity) {
        return new MemoryDeliveryStore(capacity);
    }
}
