package com.clerk.sdk.examples.snippets;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.auth.TokenVerificationException;
import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.InvalidRequestException;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.errors.RateLimitException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The snippets of docs/errors.md. */
final class ErrorSnippets {
    private ErrorSnippets() {}

    static void codes(ClerkBackend clerk) {
        // snippet: error-codes
        try {
            clerk.users().create(u -> u.emailAddress("ada@example.com"));
        } catch (InvalidRequestException e) {
            for (var error : e.errors()) {
                System.err.println(error.code() + " in " + error.paramName() + ": " + error.longMessage());
            }
        }
        // end
    }

    static Duration rateLimit(ClerkBackend clerk) {
        // snippet: rate-limit
        try {
            clerk.users().get("user_1");
        } catch (RateLimitException e) {
            return Objects.requireNonNullElse(e.retryAfter(), Duration.ofSeconds(10));
        }
        // end
        return Duration.ZERO;
    }

    static boolean mayHaveHappened(ClerkBackend clerk) {
        // snippet: may-have-happened
        try {
            clerk.users().create(u -> u.externalId("customer-17").emailAddress("ada@example.com"));
        } catch (ClerkConnectionException e) {
            if (e.requestMayHaveArrived()) {
                return clerk.users().list(q -> q.externalId("customer-17")).stream()
                        .findAny()
                        .isPresent();
            }
        }
        // end
        return false;
    }

    static CompletableFuture<Optional<User>> async(ClerkBackend clerk) {
        // snippet: async-error
        CompletableFuture<Optional<User>> user = clerk.users()
                .calls()
                .get("user_1")
                .executeAsync()
                .thenApply(Optional::of)
                .exceptionally(failure -> {
                    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    if (cause instanceof NotFoundException) {
                        return Optional.empty();
                    }
                    throw new CompletionException(cause);
                });
        // end
        return user;
    }

    static String token(SessionTokenVerifier verifier, String token) {
        // snippet: token-error
        try {
            return verifier.verify(token).userId();
        } catch (TokenVerificationException e) {
            System.err.println(e.getMessage());
            return "signed out: " + e.reason();
        }
        // end
    }
}
