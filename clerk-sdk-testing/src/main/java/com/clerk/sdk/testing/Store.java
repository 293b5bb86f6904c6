package com.clerk.sdk.testing;

import java.time.Clock;

/** Everything that the in-process Clerk keeps. Whoever uses it holds the lock of {@link InProcessClerk}. */
final class Store {
    private final Clock clock;
    private final Ids ids = new Ids();
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

    Ids ids() {
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
