package com.clerk.sdk.spring.boot;

import java.io.Serial;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An invalid or missing property. Its message names the property and does not contain the value. */
final class ClerkPropertyException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Stands for properties that contradict each other. */
    static final String ANY = "clerk.*";

    private final String property;

    ClerkPropertyException(String property, String problem, @Nullable Throwable cause) {
        super(property + ": " + problem, cause);
        this.property = property;
    }

    /** Returns what to do: which property to set, by which names, and where its value is found. */
    String action() {
        if (property.equals(ANY)) {
            return place(property);
        }
        return "Set " + property + " in application.properties, or " + variable(property) + " in the environment. "
                + place(property);
    }

    /** Returns the environment variable of a property, as Clerk's documents write it. */
    static String variable(String property) {
        return property.replace(".", "_").replace("-", "_").toUpperCase(Locale.ROOT);
    }

    private static String place(String property) {
        return switch (property) {
            case "clerk.machine-secret-key" -> "The key is on the machine's page in the Clerk Dashboard.";
            case "clerk.webhooks.signing-secret" ->
                "The secret is on the page of the webhook endpoint in the Clerk Dashboard.";
            case "clerk.secret-key", "clerk.publishable-key", "clerk.jwt-key" ->
                "The key is on the API keys page of the Clerk Dashboard.";
            default -> "docs/spring-boot.md describes all properties.";
        };
    }
}
