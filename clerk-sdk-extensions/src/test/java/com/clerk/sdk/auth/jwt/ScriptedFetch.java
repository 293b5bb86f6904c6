package com.clerk.sdk.auth.jwt;

import com.clerk.sdk.errors.ClerkApiException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Clerk as {@link RemoteJwks} sees it: each fetch returns the result that the test has set, or waits for the test. For
 * one thread.
 */
public final class ScriptedFetch implements Supplier<CompletableFuture<String>> {
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
    public int count() {
        return count;
    }

    public void gives(String json) {
        answer = () -> CompletableFuture.completedFuture(json);
    }

    public void fails() {
        fails(503);
    }

    public void fails(int status) {
        var failure = ClerkApiException.of("jwks.get", "GET", "/jwks", status, Map.of(), "");
        answer = () -> CompletableFuture.failedFuture(failure);
    }

    public void answers(Supplier<CompletableFuture<String>> how) {
        answer = how;
    }

    /** Lets fetches wait from now on. */
    public void holds() {
        answer = this::hold;
    }

    /** The fetch that has been waiting longest. */
    public CompletableFuture<String> next() {
        return held.remove();
    }
}
