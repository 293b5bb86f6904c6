package com.clerk.sdk.webhooks;

/**
 * The ids of deliveries that were handled, so that a repeated delivery is handled once. Clerk repeats a delivery that
 * was not answered with success within 15 seconds, for a little more than a day, always with the same id.
 *
 * <p>{@link #inMemory} is enough if a single process receives the deliveries, and if it does no harm to handle a
 * delivery again after a restart. Otherwise use {@link JdbcDeliveryStore}, which keeps the ids in the database that the
 * work writes to, and commits both in one transaction: then a crash cannot come between the two.
 *
 * <p>Use one store for each endpoint: Clerk sends an event to all endpoints with the same id.
 */
@FunctionalInterface
public interface DeliveryStore {
    /**
     * Does the work for a delivery, unless it was done before. If two threads or servers have the same delivery at the
     * same time, one does the work, and the other waits for the outcome: as long as Clerk waits for an answer, which is
     * 15 seconds, and until it is interrupted.
     *
     * @param deliveryId the delivery's id, the same on every retry
     * @param work the work; if it throws, the delivery counts as not handled, and the exception is passed on. It must
     *     not handle the same delivery again
     * @return true if the work was done now, false if it had been done before
     * @throws IllegalStateException if the wait takes too long or is interrupted, or if the work handles the same
     *     delivery. The outcome is unknown: answer with status 500, and Clerk repeats the delivery
     */
    boolean handleOnce(String deliveryId, Runnable work);

    /**
     * Creates a store that keeps the ids in the memory of this process.
     *
     * @param capacity the number of ids to keep, at least 1; beyond it the oldest is forgotten. Choose as many
     *     deliveries as you receive in two days
     * @return the store, safe for use by several threads
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    static DeliveryStore inMemory(int capacity) {
        return new InMemoryDeliveryStore(capacity);
    }
}
