package com.clerk.sdk.auth;

import com.clerk.sdk.errors.ClerkApiException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Clerk as {@link RemoteKeys} sees it: each fetch gives what the test has set, or waits for the test. One thread. */
final class ScriptedFetch implements Supplier<CompletableFuture<String>> {
    private final Deque<CompletableFuture<String>> held = new ArrayDeque<>();
    private Supplier<CompletableFuture<String>> answer = this::hold;
    private int count;

    @Override
    public CompletableFuture<String> get() {
        count++;
        return answer.get();
    }

    private CompletableFuture<String> hold() {
        var fetch = new CompletableFuture<String>();
        held.add(fetch);
        return fetch;
    }

    /** How often keys were fetched. */
    int count() {
        return count;
    }

    void gives(String json) {
        answer = () -> CompletableFuture.completedFuture(json);
    }

    void fails() {
        fails(503);
    }

    void fails(int status) {
        var failure = ClerkApiException.of("jwks.get", "GET", "/jwks", status, Map.of(), "");
        answer = () -> CompletableFuture.failedFuture(failure);
    }

    void answers(Supplier<CompletableFuture<String>> how) {
        answer = how;
    }

    /** Fetches do not end by themselves from now on. */
    void holds() {
        answer = this::hold;
    }

    /** The fetch that has been waiting longest. */
    CompletableFuture<String> next() {
        return held.remove();
    }
}
