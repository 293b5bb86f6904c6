package com.clerk.sdk.client.internal;

import com.clerk.sdk.client.FrontendStub;
import com.clerk.sdk.errors.ClerkConnectionException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes session tokens by the clock of a simulated server. */
final class SimulatedMint implements TokenMint {
    private final Supplier<Instant> serverTime;
    final List<TokenKey> requests = new ArrayList<>();
    long lifeSeconds = 60;
    boolean reachable = true;

    @Nullable
    RuntimeException refusal;

    @Nullable
    String fixed;

    SimulatedMint(Supplier<Instant> serverTime) {
        this.serverTime = serverTime;
    }

    @Override
    public synchronized Minted mint(TokenKey key, @Nullable String last) {
        requests.add(key);
        if (!reachable) {
            throw new ClerkConnectionException("unreachable", new IOException("unreachable"), false, false);
        }
        if (refusal != null) {
            throw refusal;
        }
        var now = serverTime.get();
        long second = now.getEpochSecond();
        var jwt = fixed == null
                ? FrontendStub.jwt(key.sessionId(), key.organizationId(), second, second + lifeSeconds, null)
                : fixed;
        return new Minted(jwt, Instant.ofEpochSecond(second));
    }

    synchronized int count() {
        return requests.size();
    }
}
