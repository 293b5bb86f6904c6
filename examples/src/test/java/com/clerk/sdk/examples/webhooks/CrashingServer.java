package com.clerk.sdk.examples.webhooks;

import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.DeliveryStore;
import com.clerk.sdk.webhooks.WebhookHandler;
import com.clerk.sdk.webhooks.event.UserUpdated;

/** A server in a process of its own, which dies at a given moment while it handles its first delivery. */
final class CrashingServer {
    static final int CRASHED = 42;

    private CrashingServer() {}

    enum Moment {
        /** The row is written, and nothing is committed. */
        BEFORE_COMMIT,
        /** All is committed, and nothing is answered. */
        BEFORE_ANSWER,
        /** It goes on until it is killed. */
        NEVER
    }

    /** Takes the database's file, the signing secret and the moment; prints where it listens. */
    public static void main(String[] args) throws Exception {
        var moment = Moment.valueOf(args[2]);
        var database = UserSync.open(args[0]);
        UserSync.handler(database);
        var transactions = new Transactions(database);
        var users = new UserTable(transactions);
        var handler = WebhookHandler.builder()
                .on(UserUpdated.class, e -> {
                    users.save(e.data(), e.timestamp());
                    crash(moment == Moment.BEFORE_COMMIT);
                })
                .deliveries(crashingAfter(new JdbcDeliveryStore(transactions), moment))
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
