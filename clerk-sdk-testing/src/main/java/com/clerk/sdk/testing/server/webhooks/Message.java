package com.clerk.sdk.testing.server.webhooks;

/**
 * An event on its way to one endpoint.
 *
 * @param id the id, the same in each attempt
 * @param type the type of the event
 * @param body the body, the same in each attempt
 * @param endpoint where it goes
 * @param attempt the number of the next attempt, from 1
 * @param due the time of the next attempt, in milliseconds since the epoch
 * @param order the position among the messages
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes the bytes
record Message(String id, String type, byte[] body, Endpoint endpoint, int attempt, long due, long order)
        implements Comparable<Message> {
    Message next(long nextDue) {
        return new Message(id, type, body, endpoint, attempt + 1, nextDue, order);
    }

    /** Orders messages by the time of their next attempt, then by the time of their events. */
    @Override
    public int compareTo(Message other) {
        var byTime = Long.compare(due, other.due);
        return byTime == 0 ? Long.compare(order, other.order) : byTime;
    }
}
