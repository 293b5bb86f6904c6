package com.clerk.sdk.client;

import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.google.gson.annotations.JsonAdapter;
import org.jspecify.annotations.Nullable;

/**
 * The content of a {@link TokenStore} for one instance. The token and the client that it belongs to are one value, so
 * that they always change together. {@link #toString()} does not show the token.
 *
 * @param deviceId id of this installation, which Clerk gets with every request; it stays when a user signs out
 * @param token the client token, or null if Clerk has not issued one yet or has taken it back
 * @param clientId id of the client that the token belongs to, or null if it is not known yet
 */
@JsonAdapter(GsonAdapter.class)
public record StoredClient(
        String deviceId, @Nullable String token, @Nullable String clientId) {
    /**
     * Returns the same device with another token.
     *
     * @param token the token, or null for none
     * @param clientId id of its client, or null if it is not known
     * @return the other content
     */
    public StoredClient with(@Nullable String token, @Nullable String clientId) {
        return new StoredClient(deviceId, token, clientId);
    }

    /** Refuses to be written by Jackson, which calls it. */
    @com.fasterxml.jackson.annotation.JsonValue
    @SuppressWarnings("DoNotCallSuggester") // only Jackson calls it
    String refuseMapper() {
        throw GsonAdapter.refusal(this);
    }

    @Override
    public String toString() {
        return "StoredClient(" + (token == null ? "no token" : "client token") + ")";
    }
}
