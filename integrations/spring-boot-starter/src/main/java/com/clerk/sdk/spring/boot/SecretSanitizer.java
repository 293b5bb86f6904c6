package com.clerk.sdk.spring.boot;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/** Hides the secrets of Clerk in what the actuator shows, by the names of properties and by the form of values. */
final class SecretSanitizer implements SanitizingFunction {
    private static final Pattern SECRET = Pattern.compile("(sk_(test|live)|whsec|ak)_[A-Za-z0-9+/=_-]{8,}");

    @Override
    public SanitizableData apply(SanitizableData data) {
        boolean secret = hasSecretName(data.getKey()) || hasSecretValue(data.getValue());
        return secret ? data.withValue(SanitizableData.SANITIZED_VALUE) : data;
    }

    private static boolean hasSecretName(String key) {
        var name = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return name.contains("clerk") && (name.contains("secret") || name.contains("jwtkey"));
    }

    private static boolean hasSecretValue(@Nullable Object value) {
        return value != null && SECRET.matcher(value.toString()).find();
    }
}
