package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.tokens.TokenSigner;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a {@link ClerkServer}: the current one signs, the published ones verify. Safe for use by several threads.
 */
final class ServerKeys implements TokenSigner {
    private static final String TEMPLATE_CATEGORY = "cl_B7d4PD222AAA";
    private static final String MACHINE_CATEGORY = "cl_B7d4PD333AAA";

    private final String issuer;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable TestKeys first;
    private @Nullable TestKeys current;
    private @Nullable List<TestKeys> published;

    ServerKeys(String issuer, Clock clock, @Nullable TestKeys keys) {
        this.issuer = issuer;
        this.clock = clock;
        this.first = keys;
        this.current = keys;
    }

    @Override
    public String issuer() {
        return issuer;
    }

    /** Returns the keys that sign. They are generated on first use: a test that needs none does not wait for them. */
    TestKeys current() {
        lock.lock();
        try {
            if (current == null) {
                current = TestKeys.generate();
                first = current;
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    void rotate(TestKeys next) {
        lock.lock();
        try {
            current = next;
            published = null;
        } finally {
            lock.unlock();
        }
    }

    /** Signs with the first keys again, and publishes them. */
    void reset() {
        lock.lock();
        try {
            current = first;
            published = null;
        } finally {
            lock.unlock();
        }
    }

    void publish(List<TestKeys> keys) {
        lock.lock();
        try {
            published = List.copyOf(keys);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public JsonObject jwks() {
        var signer = current();
        lock.lock();
        try {
            return TestKeys.jwks(published == null ? List.of(signer) : published);
        } finally {
            lock.unlock();
        }
    }

    SessionTokens sessionTokens() {
        return new SessionTokens(current(), issuer, clock);
    }

    @Override
    public String sessionToken(Session session) {
        var token = sessionTokens()
                .forUser(session.userId())
                .sessionId(session.id())
                .status(session.status())
                .factorAges(session.minutesSinceFirstFactor(), session.minutesSinceSecondFactor())
                .lifetime(session.lifetime())
                .plans(session.plans().toArray(String[]::new))
                .features(session.features().toArray(String[]::new));
        if (session.authorizedParty() != null) {
            token.authorizedParty(session.authorizedParty());
        }
        if (session.actor() != null) {
            token.claim("act", session.actor());
        }
        var active = session.organization();
        if (active != null) {
            token.organization(active.id(), active.slug(), active.role())
                    .permissions(active.permissions().toArray(String[]::new));
        }
        return token.mint();
    }

    @Override
    public String machineToken(Map<String, JsonElement> claims) {
        return token(MACHINE_CATEGORY, claims);
    }

    @Override
    public String templateToken(Map<String, JsonElement> claims) {
        return token(TEMPLATE_CATEGORY, claims);
    }

    private String token(String category, Map<String, JsonElement> claims) {
        var signer = current();
        var header = new JsonObject();
        header.addProperty("alg", "RS256");
        header.addProperty("cat", category);
        header.addProperty("kid", signer.keyId());
        header.addProperty("typ", "JWT");
        return JwtWriter.write(signer, header, Json.ofMap(claims));
    }
}
