package com.clerk.sdk.examples.snippets;

import java.util.List;
import java.util.Map;

/** Runs in a process of its own, since the environment of a process never changes. */
final class VerifyInEnvironment {
    private VerifyInEnvironment() {}

    /**
     * Prints what becomes of each token.
     *
     * @param args tokens
     */
    public static void main(String[] args) {
        for (var token : args) {
            var headers = Map.of("Authorization", List.of("Bearer " + token));
            var state = AuthenticationSnippets.shortestWithParties(headers);
            System.out.println(AuthenticationSnippets.shortest(headers) + ", " + state);
        }
    }
}
