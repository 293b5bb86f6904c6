package com.clerk.sdk.webhooks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A server in a process of its own, which hands deliveries to a store. */
final class DeliveryLedgerProcess {
    static final int DELIVERIES = 40;
    static final int THREADS = 4;

    private DeliveryLedgerProcess() {}

    /** Takes the URL of the database, a seed, and after how many deliveries the work never ends. */
    public static void main(String[] args) throws Exception {
        var left = new AtomicInteger(Integer.parseInt(args[2]));
        new DeliveryLedger(TestDatabase.at(args[0]), (random, connection) -> {
                    if (left.getAndDecrement() <= 0) {
                        waitForever();
                    }
                })
                .deliver(THREADS, DELIVERIES, Long.parseLong(args[1]));
    }

    private static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
