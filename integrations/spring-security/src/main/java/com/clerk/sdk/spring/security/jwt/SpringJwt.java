package com.clerk.sdk.spring.security.jwt;

import com.clerk.sdk.auth.SessionClaims;
import com.clerk.sdk.auth.TokenVerificationException;
import com.clerk.sdk.auth.TokenVerificationReason;
import com.clerk.sdk.runtime.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;

/** A verified token in the form of Spring Security. */
final class SpringJwt {
    /** The claims that Spring Security has as times. */
    private static final Set<String> TIMES = Set.of("iat", "exp", "nbf");

    /** Below this, a double has every whole number. */
    private static final long EXACT = 1L << 53;

    private SpringJwt() {}

    static Jwt of(String token, SessionClaims claims) {
        var values = plain(claims.json());
        for (var name : TIMES) {
            if (values.get(name) instanceof Number seconds) {
                values.put(name, Instant.ofEpochMilli((long) (seconds.doubleValue() * 1000)));
            }
        }
        return Jwt.withTokenValue(token)
                .headers(all -> all.putAll(plain(header(token))))
                .claims(all -> all.putAll(values))
                .build();
    }

    /** Returns the exception for a token that is refused, or for keys that could not be loaded. */
    static JwtException refusal(TokenVerificationException e) {
        return e.reason().equals(TokenVerificationReason.JWK_REMOTE_FAILED_TO_LOAD)
                ? new JwtException(e.getMessage(), e)
                : new BadJwtException(e.getMessage(), e);
    }

    private static JsonValue header(String token) {
        var bytes = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        return JsonValue.parse(new String(bytes, StandardCharsets.UTF_8));
    }

    private static Map<String, @Nullable Object> plain(JsonValue object) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        object.entries().forEach((name, value) -> values.put(name, plainValue(value)));
        return values;
    }

    private static @Nullable Object plainValue(JsonValue value) {
        if (value.isString()) {
            return value.asString();
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isNumber()) {
            return number(value.asDouble());
        }
        if (value.isObject()) {
            return plain(value);
        }
        if (value.isNull()) {
            return null;
        }
        var items = new ArrayList<@Nullable Object>();
        value.items().forEach(item -> items.add(plainValue(item)));
        return items;
    }

    private static Number number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            return (long) value;
        }
        return value;
    }
}
