package com.clerk.sdk.spring.boot;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.VerificationKeyState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * The actuator endpoint {@code clerk}: which instance the application uses, by which keys, and whether those that
 * verify tokens are at hand. Without the network.
 */
@Endpoint(id = "clerk")
final class ClerkEndpoint {
    private static final int PREFIX = "sk_test_".length();

    private final ClerkProperties properties;
    private final RequestAuthenticator authenticator;

    ClerkEndpoint(ClerkProperties properties, RequestAuthenticator authenticator) {
        this.properties = properties;
        this.authenticator = authenticator;
    }

    /** Returns the settings that tell instances apart, and no secret. */
    @ReadOperation
    public Map<String, String> instance() {
        var result = new LinkedHashMap<String, String>();
        result.put("apiUrl", properties.apiUrl());
        var secretKey = PropertyValues.find(properties.secretKey());
        if (secretKey != null) {
            result.put("secretKey", kind(secretKey));
        }
        var key = authenticator.publishableKey();
        if (key != null) {
            result.put("publishableKey", key.value());
            result.put("frontendApi", key.frontendApi());
        }
        addState(authenticator.verificationKeys(), result);
        return result;
    }

    private static void addState(VerificationKeyState keys, Map<String, String> result) {
        result.put("verificationKeys", keys.configured() ? "clerk.jwt-key" : "loaded from Clerk");
        result.put("status", status(keys));
        if (keys.age() != null) {
            result.put("age", keys.age().toString());
        }
        if (keys.failure() != null) {
            result.put("failure", keys.failure());
        }
    }

    /** Keys that nobody has needed yet are neither up nor down. */
    private static String status(VerificationKeyState keys) {
        if (keys.available()) {
            return "UP";
        }
        return keys.failure() == null ? "UNKNOWN" : "DOWN";
    }

    private static String kind(String secretKey) {
        boolean known = secretKey.startsWith("sk_test_") || secretKey.startsWith("sk_live_");
        return known ? secretKey.substring(0, PREFIX) + "…" : "…";
    }
}
