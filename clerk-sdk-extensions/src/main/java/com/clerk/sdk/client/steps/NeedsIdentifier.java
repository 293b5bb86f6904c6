package com.clerk.sdk.client.steps;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.google.gson.annotations.JsonAdapter;

/** A sign-in without a user: ask for the identifier, or let the user choose a provider. */
@JsonAdapter(StepTypeAdapter.class)
public final class NeedsIdentifier implements Step {
    private final StepCalls calls;
    private final InFlight inFlight = new InFlight();
    private final InFlight browser = new InFlight();

    NeedsIdentifier(StepCalls calls) {
        this.calls = calls;
    }

    /**
     * Tells Clerk who wants to sign in.
     *
     * @param identifier an email address, a phone number or a username
     * @return the next step
     * @throws StepException if there is no account with this identifier
     * @throws ClerkApiException if Clerk refuses the request for another reason
     * @throws ClerkConnectionException if Clerk cannot be reached
     */
    public Step identifier(String identifier) {
        return inFlight.run(() -> new Steps(calls).signIn(identifier));
    }

    /**
     * Signs in through a provider, in a browser, and waits for the user.
     *
     * @param strategy the provider, such as {@code oauth_google}
     * @param redirect where the browser comes back to
     * @return the next step
     * @throws StepException if the user does not come back, or the sign-in fails in the browser
     * @throws ClerkApiException if Clerk refuses the request
     * @throws ClerkConnectionException if Clerk cannot be reached
     */
    public Step browser(String strategy, BrowserRedirect redirect) {
        return browser.run(() -> new Steps(calls).signInWithBrowser(strategy, redirect));
    }

    @Override
    public String status() {
        return "needs_identifier";
    }

    @Override
    public String toString() {
        return "NeedsIdentifier";
    }
}
