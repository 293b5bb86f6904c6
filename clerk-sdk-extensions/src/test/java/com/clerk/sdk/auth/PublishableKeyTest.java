package com.clerk.sdk.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.clerk.sdk.auth.Vectors.Case;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishableKeyTest {
    private static final String DEVELOPMENT = "pk_test_Zm9vLWJhci0xMy5jbGVyay5hY2NvdW50cy5kZXYk";

    static Stream<Case> keys() {
        return Vectors.of("parse_publishable_key");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keysAreRead(Case vector) {
        var text = text(vector.input("key"));
        var host = vector.expectedText("frontendApi");
        if (host == null) {
            // JavaScript returns null; Java throws, because an invalid key is a mistake in the setup.
            assertThatIllegalArgumentException().isThrownBy(() -> PublishableKey.parse(text));
            return;
        }
        var key = PublishableKey.parse(text);
        var satellite = vector.option("isSatellite");
        var domain = satellite != null && satellite.asBoolean() ? text(vector.option("domain")) : null;
        assertThat(key.frontendApi(text(vector.option("proxyUrl")), domain)).isEqualTo(host);
        assertThat(key.isProduction()).isEqualTo("production".equals(vector.expectedText("instanceType")));
    }

    static Stream<Case> candidates() {
        return Vectors.of("is_publishable_key");
    }

    @ParameterizedTest
    @MethodSource("candidates")
    void otherTextIsRefused(Case vector) {
        var text = vector.inputText("key");
        if (vector.expects("result")) {
            assertThat(PublishableKey.parse(text).value()).isEqualTo(text);
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PublishableKey.parse(text))
                    .withMessageContaining("not valid")
                    .matches(e -> text.equals("pk_live_") || !e.getMessage().contains(text));
        }
    }

    static Stream<Case> hosts() {
        return Vectors.of("build_publishable_key");
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void keysAreMadeOfHosts(Case vector) {
        var key = PublishableKey.forHost(vector.inputText("frontendApi"));
        assertThat(key.value()).isEqualTo(vector.expectedText("publishableKey"));
        assertThat(PublishableKey.parse(key.value())).isEqualTo(key).hasSameHashCodeAs(key);
    }

    static Stream<Case> suffixes() {
        return Vectors.of("cookie_suffix");
    }

    @ParameterizedTest
    @MethodSource("suffixes")
    void cookiesHaveASuffixOfTheKeyExactlyAsGiven(Case vector) {
        assertThat(PublishableKey.parse(vector.inputText("publishableKey")).cookieSuffix())
                .isEqualTo(vector.expectedText("suffix"));
    }

    @Test
    void theIssuerIsTheFrontendApi() {
        assertThat(PublishableKey.parse(DEVELOPMENT).issuer()).isEqualTo("https://foo-bar-13.clerk.accounts.dev");
        assertThat(PublishableKey.parse(DEVELOPMENT)).hasToString(DEVELOPMENT);
        assertThat(PublishableKey.parse(DEVELOPMENT).frontendApi(null, "example.com"))
                .isEqualTo("foo-bar-13.clerk.accounts.dev");
    }

    @Test
    void theAccountPortalIsBesideTheFrontendApi() {
        assertThat(PublishableKey.forHost("clerk.example.com").accountPortal())
                .isEqualTo("https://accounts.example.com");
        assertThat(PublishableKey.forHost("happy-hippo-1.clerk.accounts.dev").accountPortal())
                .isEqualTo("https://happy-hippo-1.accounts.dev");
    }

    @Test
    void anotherDevelopmentHostIsOneOfProduction() {
        assertThat(PublishableKey.forHost("clerk.some.prod.lclclerk.com").isProduction())
                .isTrue();
        assertThat(PublishableKey.forHost("clerk.quick.newt-5.lcl.dev").isProduction())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example.com/x",
                "a.b@evil.example.com",
                "a b.example.com",
                "nodot",
                "a.b?x",
                "a..b",
                "a.b\n",
                ""
            })
    void aTextThatIsNotAHostIsRefused(String host) {
        var key = "pk_live_" + java.util.Base64.getEncoder().encodeToString(TestTokens.utf8(host + "$"));
        assertThatIllegalArgumentException().isThrownBy(() -> PublishableKey.parse(key));
        assertThatIllegalArgumentException().isThrownBy(() -> PublishableKey.forHost(host));
    }

    @ParameterizedTest
    @ValueSource(ints = {130, 2_000, 200_000})
    void aHostThatDnsCannotHaveIsRefused(int labels) {
        var host = "a.".repeat(labels) + "ab";
        var key = "pk_live_" + java.util.Base64.getEncoder().encodeToString(TestTokens.utf8(host + "$"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PublishableKey.parse(key))
                .withMessageContaining("not valid");
        assertThatIllegalArgumentException().isThrownBy(() -> PublishableKey.forHost(host + ".clerk.accounts.dev"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestAuthenticator.builder().domain(host + "." + host));
    }

    @Test
    void theLongestHostOfDnsIsAccepted() {
        var host = "a.".repeat(126) + "a";
        assertThat(PublishableKey.forHost(host + ":65535").frontendApi()).isEqualTo(host + ":65535");
    }

    @Test
    void aSecretKeyIsNamedAndNotRepeated() {
        var secret = "sk_test_" + "canary0123456789";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PublishableKey.parse(secret))
                .withMessageContaining("secret key")
                .withMessageNotContaining("canary");
    }

    private static @Nullable String text(com.clerk.sdk.runtime.@Nullable JsonValue value) {
        return value == null ? null : Objects.requireNonNull(value).asString();
    }
}
