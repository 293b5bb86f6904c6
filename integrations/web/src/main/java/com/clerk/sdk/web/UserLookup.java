package com.clerk.sdk.web;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.ApiKeyAuth;
import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.OAuthAuth;
import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.backend.model.User;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The user of one request, who is looked up at most once. Safe for use by several threads. */
final class UserLookup {
    private final @Nullable ClerkBackend clerk;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable User user;
    private @Nullable RuntimeException failure;

    UserLookup(@Nullable ClerkBackend clerk) {
        this.clerk = clerk;
    }

    @Nullable
    User of(@Nullable Auth auth) {
        if (clerk == null) {
            throw new IllegalStateException(
                    "The current user is looked up at Clerk, which needs a client: build the guard with "
                            + "RequestGuard.builder(clerkBackend).");
        }
        var id = userId(auth);
        return id == null ? null : fetched(clerk, id);
    }

    private static @Nullable String userId(@Nullable Auth auth) {
        if (auth instanceof SessionAuth session) {
            return session.userId();
        }
        if (auth instanceof ApiKeyAuth key) {
            return key.userId();
        }
        return auth instanceof OAuthAuth application ? application.userId() : null;
    }

    private User fetched(ClerkBackend client, String id) {
        lock.lock();
        try {
            if (failure != null) {
                throw failure;
            }
            if (user == null) {
                user = fetch(client, id);
            }
            return user;
        } finally {
            lock.unlock();
        }
    }

    private User fetch(ClerkBackend client, String id) {
        try {
            return client.users().get(id);
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }
}
