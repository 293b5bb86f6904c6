package com.clerk.sdk.examples.snippets;

import java.util.List;
import java.util.Map;

/** A program for a separate process, because a process cannot change its own environment. */
final class VerifyInEnvironment {
    private VerifyInEnvironment() {}

    /**
     * Prints the state of a request with each token.
     *
     * @param args the tokens
     */
    public static void main(String[] args) {
        for (var token : args) {
            var headers = Map.of("Authorization", List.of("Bearer " + token));
            var state = AuthenticationSnippets.shortestWithParties(headers);
            System.out.println(AuthenticationSnippets.shortest(headers) + ", " + state);
        }
    }
}
