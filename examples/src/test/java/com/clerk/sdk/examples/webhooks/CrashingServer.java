package com.clerk.sdk.examples.webhooks;

import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.DeliveryStore;
import com.clerk.sdk.webhooks.JdbcDeliveryStore;
import com.clerk.sdk.webhooks.WebhookHandler;
import com.clerk.sdk.webhooks.event.UserUpdated;

/** A server for a separate process. It crashes at a given moment while it handles its first delivery. */
final class CrashingServer {
    static final int CRASHED = 42;

    private CrashingServer() {}

    enum Moment {
        /** After the row was written, before the commit. */
        BEFORE_COMMIT,
        /** After the commit, before the answer. */
        BEFORE_ANSWER,
        /** Not at all: the server runs until it is killed. */
        NEVER
    }

    /** Starts the server with a database file, a signing secret and a moment, and prints its URL. */
    public static void main(String[] args) throws Exception {
        var moment = Moment.valueOf(args[2]);
        var database = UserSync.open(args[0]);
        UserSync.handler(database);
        var deliveries = JdbcDeliveryStore.of(database);
        var users = new UserTable(deliveries);
        var handler = WebhookHandler.builder()
                .on(UserUpdated.class, e -> {
                    users.save(e.data(), e.timestamp());
                    crash(moment == Moment.BEFORE_COMMIT);
                })
                .deliveries(crashingAfter(deliveries, moment))
                .build();
        System.out.println(
                HttpServerReceiver.start(0, ClerkWebhooks.of(args[1]), handler).url());
    }

    private static DeliveryStore crashingAfter(DeliveryStore store, Moment moment) {
        return (id, work) -> {
            boolean done = store.handleOnce(id, work);
            crash(moment == Moment.BEFORE_ANSWER);
            return done;
        };
    }

    private static void crash(boolean now) {
        if (now) {
            Runtime.getRuntime().halt(CRASHED);
        }
    }
}
