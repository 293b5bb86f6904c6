package com.clerk.sdk.spring.boot;

import static com.clerk.sdk.spring.boot.PropertyValues.find;
import static com.clerk.sdk.spring.boot.PropertyValues.get;
import static com.clerk.sdk.spring.boot.PropertyValues.has;
import static com.clerk.sdk.spring.boot.PropertyValues.run;
import static com.clerk.sdk.spring.boot.PropertyValues.set;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.TokenType;
import java.util.List;
import java.util.function.Consumer;

/** Makes the client and the authenticator from the properties. */
final class ClerkSettings {
    private static final String KEYS = "clerk.secret-key";
    private static final String PAIR = "clerk.secret-key, clerk.publishable-key";

    private final ClerkProperties properties;

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
        set(KEYS, secretKey, builder::secretKey);
        set("clerk.api-url", properties.apiUrl(), builder::apiUrl);
        var http = properties.http();
        run("clerk.http.connect-timeout", () -> builder.connectTimeout(http.connectTimeout()));
        run("clerk.http.read-timeout", () -> builder.readTimeout(http.readTimeout()));
        run("clerk.http.call-timeout", () -> builder.callTimeout(http.callTimeout()));
        builder.authentication(settings(authentication));
        customizers.forEach(customizer -> customizer.customize(builder));
        // The authenticator is made here: its settings must agree with each other and with the key.
        return get(problems(), builder::build);
    }

    /** Returns the properties that may contradict each other: the keys if both are set, and else any. */
    private String problems() {
        return has(properties.publishableKey()) ? PAIR : ClerkPropertyException.ANY;
    }

    RequestAuthenticator authenticator(List<RequestAuthenticatorCustomizer> customizers) {
        var builder = RequestAuthenticator.builder();
        set("clerk.api-url", properties.apiUrl(), builder::apiUrl);
        settings(customizers).accept(builder);
        return get("clerk.jwt-key", builder::build);
    }

    private Consumer<RequestAuthenticator.Builder> settings(List<RequestAuthenticatorCustomizer> customizers) {
        return builder -> {
            keys(builder);
            rules(builder);
            customizers.forEach(customizer -> customizer.customize(builder));
        };
    }

    private void keys(RequestAuthenticator.Builder builder) {
        set("clerk.jwt-key", properties.jwtKey(), builder::jwtKey);
        set("clerk.publishable-key", properties.publishableKey(), builder::publishableKey);
        set("clerk.machine-secret-key", properties.machineSecretKey(), builder::machineSecretKey);
    }

    private void rules(RequestAuthenticator.Builder builder) {
        run("clerk.authorized-parties", () -> builder.authorizedParties(find(properties.authorizedParties())));
        run("clerk.audiences", () -> builder.audiences(find(properties.audiences())));
        set("clerk.domain", properties.domain(), builder::domain);
        set("clerk.proxy-url", properties.proxyUrl(), builder::proxyUrl);
        set("clerk.sign-in-url", properties.signInUrl(), builder::signInUrl);
        set("clerk.sign-up-url", properties.signUpUrl(), builder::signUpUrl);
        builder.satellite(properties.satellite());
        run("clerk.clock-skew", () -> builder.clockSkew(properties.clockSkew()));
        run("clerk.token-cache-size", () -> builder.tokenCacheSize(properties.tokenCacheSize()));
        builder.acceptPendingSessions(properties.acceptPendingSessions());
        run(
                "clerk.organization-patterns",
                () -> builder.organizationPatterns(array(properties.organizationPatterns())));
        run(
                "clerk.personal-account-patterns",
                () -> builder.personalAccountPatterns(array(properties.personalAccountPatterns())));
        accept(builder, properties.acceptsTokens());
    }

    private static String[] array(List<String> values) {
        return find(values).toArray(String[]::new);
    }

    private static void accept(RequestAuthenticator.Builder builder, List<TokenType> types) {
        if (!types.isEmpty()) {
            builder.acceptTokens(types.get(0), types.toArray(TokenType[]::new));
        }
    }
}
