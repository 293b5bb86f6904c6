package com.clerk.sdk.testing.server;

import java.time.Clock;

/** The state of the in-process Clerk. Callers hold the lock of {@link InProcessClerk}. */
final class Store {
    private final Clock clock;
    private final IdGenerator ids = new IdGenerator();
    private final Table users = new Table("user");
    private final Table organizations = new Table("organization");
    private final Table memberships = new Table("organization membership");
    private final Table sessions = new Table("session");

    Store(Clock clock) {
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    long now() {
        return clock.millis();
    }

    IdGenerator ids() {
        return ids;
    }

    Table users() {
        return users;
    }

    Table organizations() {
        return organizations;
    }

    Table memberships() {
        return memberships;
    }

    Table sessions() {
        return sessions;
    }
}
