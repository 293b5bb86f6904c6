package com.clerk.sdk.spring.boot;

import static com.clerk.sdk.spring.boot.PropertyValues.find;
import static com.clerk.sdk.spring.boot.PropertyValues.get;
import static com.clerk.sdk.spring.boot.PropertyValues.has;
import static com.clerk.sdk.spring.boot.PropertyValues.withoutQuotes;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.TokenType;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the client and the authenticator from the properties. */
final class ClerkSettings {
    private static final String KEYS = "clerk.secret-key";
    private static final String PAIR = "clerk.secret-key, clerk.publishable-key";

    private final ClerkProperties properties;

    // Name of the property that is being applied. A function for each of them would cost the start a class each.
    private String current = KEYS;

    ClerkSettings(ClerkProperties properties) {
        this.properties = properties;
    }

    /** Tells whether tokens can be verified by a key other than the secret key, and there is no secret key. */
    boolean verifiesWithoutSecretKey() {
        return !has(properties.secretKey()) && (has(properties.jwtKey()) || has(properties.machineSecretKey()));
    }

    ClerkBackend backend(
            List<ClerkBackendCustomizer> customizers, List<RequestAuthenticatorCustomizer> authentication) {
        var secretKey = find(properties.secretKey());
        if (secretKey == null) {
            throw new ClerkPropertyException(KEYS, "The secret key is missing.", null);
        }
        var builder = ClerkBackend.builder();
        naming(() -> connect(builder, secretKey));
        builder.authentication(settings(authentication));
        for (var customizer : customizers) {
            customizer.customize(builder);
        }
        // The authenticator is made here: its settings must agree with each other and with the key.
        return get(problems(), builder::build);
    }

    /** Returns the properties that may contradict each other: the keys if both are set, and else any. */
    private String problems() {
        return has(properties.publishableKey()) ? PAIR : ClerkPropertyException.ANY;
    }

    RequestAuthenticator authenticator(List<RequestAuthenticatorCustomizer> customizers) {
        var builder = RequestAuthenticator.builder();
        naming(() -> {
            var apiUrl = text("clerk.api-url", properties.apiUrl());
            if (apiUrl != null) {
                builder.apiUrl(apiUrl);
            }
        });
        settings(customizers).accept(builder);
        return get("clerk.jwt-key", builder::build);
    }

    private Consumer<RequestAuthenticator.Builder> settings(List<RequestAuthenticatorCustomizer> customizers) {
        return builder -> {
            naming(() -> {
                keys(builder);
                urls(builder);
                rules(builder);
            });
            for (var customizer : customizers) {
                customizer.customize(builder);
            }
        };
    }

    private void connect(ClerkBackend.Builder builder, String secretKey) {
        current = KEYS;
        builder.secretKey(withoutQuotes(secretKey));
        var apiUrl = text("clerk.api-url", properties.apiUrl());
        if (apiUrl != null) {
            builder.apiUrl(apiUrl);
        }
        var http = properties.http();
        current = "clerk.http.connect-timeout";
        builder.connectTimeout(http.connectTimeout());
        current = "clerk.http.read-timeout";
        builder.readTimeout(http.readTimeout());
        current = "clerk.http.call-timeout";
        builder.callTimeout(http.callTimeout());
    }

    private void keys(RequestAuthenticator.Builder builder) {
        var jwtKey = text("clerk.jwt-key", properties.jwtKey());
        if (jwtKey != null) {
            builder.jwtKey(jwtKey);
        }
        var publishableKey = text("clerk.publishable-key", properties.publishableKey());
        if (publishableKey != null) {
            builder.publishableKey(publishableKey);
        }
        var machineSecretKey = text("clerk.machine-secret-key", properties.machineSecretKey());
        if (machineSecretKey != null) {
            builder.machineSecretKey(machineSecretKey);
        }
    }

    private void urls(RequestAuthenticator.Builder builder) {
        var domain = text("clerk.domain", properties.domain());
        if (domain != null) {
            builder.domain(domain);
        }
        var proxyUrl = text("clerk.proxy-url", properties.proxyUrl());
        if (proxyUrl != null) {
            builder.proxyUrl(proxyUrl);
        }
        var signInUrl = text("clerk.sign-in-url", properties.signInUrl());
        if (signInUrl != null) {
            builder.signInUrl(signInUrl);
        }
        var signUpUrl = text("clerk.sign-up-url", properties.signUpUrl());
        if (signUpUrl != null) {
            builder.signUpUrl(signUpUrl);
        }
    }

    private void rules(RequestAuthenticator.Builder builder) {
        current = "clerk.authorized-parties";
        builder.authorizedParties(find(properties.authorizedParties()));
        current = "clerk.audiences";
        builder.audiences(find(properties.audiences()));
        builder.satellite(properties.satellite());
        current = "clerk.clock-skew";
        builder.clockSkew(properties.clockSkew());
        current = "clerk.token-cache-size";
        builder.tokenCacheSize(properties.tokenCacheSize());
        builder.acceptPendingSessions(properties.acceptPendingSessions());
        current = "clerk.organization-patterns";
        builder.organizationPatterns(array(properties.organizationPatterns()));
        current = "clerk.personal-account-patterns";
        builder.personalAccountPatterns(array(properties.personalAccountPatterns()));
        current = "clerk.accepts-tokens";
        accept(builder, properties.acceptsTokens());
    }

    /** Notes the property that is applied next, and returns its value, or null if it is missing. */
    private @Nullable String text(String property, @Nullable String value) {
        current = property;
        var found = find(value);
        return found == null ? null : withoutQuotes(found);
    }

    /** Applies properties, and names the one whose value is refused. */
    private void naming(Runnable work) {
        try {
            work.run();
        } catch (IllegalArgumentException e) {
            throw new ClerkPropertyException(current, String.valueOf(e.getMessage()), e);
        }
    }

    private static String[] array(List<String> values) {
        return find(values).toArray(new String[0]);
    }

    private static void accept(RequestAuthenticator.Builder builder, List<TokenType> types) {
        if (!types.isEmpty()) {
            builder.acceptTokens(types.get(0), types.toArray(new TokenType[0]));
        }
    }
}
