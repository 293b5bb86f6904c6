package com.clerk.sdk.auth;

import com.clerk.sdk.ClerkBackend;

/** A program that makes a client and its authenticator as applications do at their start, for {@link ColdStartTest}. */
final class BuildOnceProgram {
    private BuildOnceProgram() {}

    public static void main(String[] args) {
        try (var clerk = ClerkBackend.builder()
                .secretKey("sk_made_for_this_test")
                .apiUrl("http://localhost:8080")
                .authentication(settings -> settings.publishableKey(
                                PublishableKey.forHost("clerk.example.com").value())
                        .authorizedParties("https://app.example.com")
                        .signInUrl("https://accounts.example.com/sign-in"))
                .build()) {
            System.out.println("built " + clerk.authenticator());
        }
    }
}
