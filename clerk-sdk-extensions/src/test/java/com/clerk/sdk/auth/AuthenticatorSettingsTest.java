package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.States.verdict;
import static com.clerk.sdk.auth.TestInstances.DEV_KEY;
import static com.clerk.sdk.auth.TestInstances.LIVE_KEY;
import static com.clerk.sdk.auth.TestInstances.SECRET;
import static com.clerk.sdk.auth.TestInstances.UAT;
import static com.clerk.sdk.auth.TestInstances.live;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.token;
import static com.clerk.sdk.auth.TestTokens.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A mistake in the settings is refused early. The message says what was given, what is needed and where to find it, and
 * shows no value.
 */
class AuthenticatorSettingsTest {
    private static final String DASHBOARD = "API keys page of the Clerk Dashboard";
    private static final String DASHBOARD_OF_ONE = "API keys page of one instance in the Clerk Dashboard";
    private static final String CANARY = "canary";

    private static Arguments mistake(Consumer<RequestAuthenticator.Builder> settings, String... says) {
        return Arguments.of(settings, List.of(says));
    }

    private static String pem(KeyPair keys) {
        return TestTokens.pem("PUBLIC KEY", keys.getPublic().getEncoded());
    }

    static Stream<Arguments> mistakes() {
        var privateKey =
                TestTokens.pem("PRIVATE KEY", TestTokens.KEYS.getPrivate().getEncoded());
        return Stream.of(
                mistake(b -> b.jwtKey(""), "The JWT key is empty", DASHBOARD),
                mistake(b -> b.jwtKey("canary!"), "The JWT key is not base64", "RSA public key", DASHBOARD),
                mistake(b -> b.jwtKey(privateKey), "PEM block of another type, PRIVATE KEY", DASHBOARD),
                mistake(
                        b -> b.jwtKey(TestTokens.pem("CERTIFICATE", new byte[40])),
                        "PEM block of another type, CERTIFICATE",
                        DASHBOARD),
                mistake(b -> b.jwtKey(pem(TestTokens.keys("EC", 256))), "elliptic-curve key", "RSA", DASHBOARD),
                mistake(b -> b.jwtKey(pem(TestTokens.keys("RSA", 1024))), "1024 bits", "2048"),
                mistake(b -> b.jwtKey("sk_test_canary"), "secret key (sk_…)", DASHBOARD),
                mistake(b -> b.jwk("canary"), "not a JSON object", "jwks.json"),
                mistake(b -> b.jwks("{\"keys\":[]}"), "no RSA signature key", "jwks.json"),
                mistake(b -> b.secretKey(""), "The secret key is empty", "sk_", DASHBOARD),
                mistake(b -> b.secretKey(" "), "The secret key is empty", "sk_", DASHBOARD),
                mistake(b -> b.secretKey("pk_test_canary"), "publishable key (pk_…)", "secret key (sk_…)", DASHBOARD),
                mistake(b -> b.secretKey("sk_test_canary\n"), "The secret key has blanks", "copied"),
                mistake(b -> b.publishableKey(""), "The publishable key is missing", DASHBOARD),
                mistake(
                        b -> b.publishableKey("sk_test_canary"),
                        "secret key (sk_…)",
                        "pk_live_ or pk_test_",
                        DASHBOARD),
                mistake(b -> b.publishableKey("pk_live_canary"), "publishable key is not valid", DASHBOARD),
                mistake(b -> b.machineSecretKey(""), "machine secret key (ak_…", "Dashboard", "is empty"),
                mistake(b -> b.machineSecretKey("ak_canary x"), "machine secret key (ak_…", "has blanks"),
                mistake(b -> b.authorizedParties(" "), "blank", "origin such as https://app.example.com"),
                mistake(b -> b.authorizedParties(""), "blank", "origin such as https://app.example.com"),
                mistake(
                        b -> b.authorizedParties("https://canary.example/"),
                        "slash at its end",
                        "origin such as https://app.example.com"),
                mistake(b -> b.authorizedParties("canary.example.com"), "has no scheme", "origin such as"),
                mistake(b -> b.authorizedParties("localhost:3000"), "has no scheme", "origin such as"),
                mistake(b -> b.authorizedParties("https://canary.example/a"), "is not a scheme and a host"),
                mistake(b -> b.authorizedParties("https://*.canary.example"), "is not a scheme and a host"),
                mistake(b -> b.authorizedParties("https://Canary.example"), "lower case"),
                mistake(b -> b.authorizedParties("https://canary.example?a"), "is not a scheme and a host"),
                mistake(b -> b.authorizedParties("https://a.example", "https://canary.example:443"), "usual port"),
                mistake(b -> b.authorizedParties("http://canary.example:80"), "usual port"),
                mistake(b -> b.clockSkew(Duration.ofMillis(-1)), "The clock skew must be 0 seconds to 1 hour"),
                mistake(b -> b.clockSkew(Duration.ofDays(400)), "0 seconds to 1 hour", "not PT9600H", "NTP"),
                mistake(b -> b.clockSkew(Duration.ofHours(1).plusNanos(1)), "0 seconds to 1 hour"),
                mistake(b -> b.keysFreshFor(Duration.ofSeconds(9)), "10 seconds to 24 hours", "PT9S"),
                mistake(b -> b.keysFreshFor(Duration.ofDays(2)), "10 seconds to 24 hours", "PT48H"),
                mistake(b -> b.machineSecretKey("sk_test_canary"), "is a secret key (sk_…)", "ak_", "machine's page"),
                mistake(b -> b.machineSecretKey("pk_live_canary"), "is a publishable key (pk_…)", "ak_"),
                mistake(b -> b.machineSecretKey("whsec_canary"), "(whsec_…)", "ak_"),
                mistake(b -> b.apiUrl(" "), "The API URL is empty", "https://api.clerk.com"),
                mistake(b -> b.apiVersion(" "), "The API version is empty", "v1"),
                mistake(b -> b.domain("https://canary.example"), "domain must be a bare name such as example.com"),
                mistake(b -> b.domain(""), "domain must be a bare name such as example.com"),
                mistake(b -> b.proxyUrl("canary"), "proxy URL must be absolute"),
                mistake(b -> b.proxyUrl("https://"), "proxy URL must be absolute"),
                mistake(b -> b.proxyUrl("https:canary.example"), "proxy URL must be absolute"),
                mistake(b -> b.proxyUrl("https:///canary.example"), "proxy URL must be absolute"),
                mistake(b -> b.signInUrl("https:/canary.example"), "sign-in URL is neither"),
                mistake(b -> b.apiUrl("nonsense"), "URL"),
                mistake(b -> b.apiUrl("https:///v1"), "https:// and a host"),
                mistake(b -> b.apiUrl("https://api.clerk.com/v1"), "ends with a version", "https://api.clerk.com"),
                mistake(b -> b.apiVersion("../v1"), "API version"),
                mistake(b -> b.machineSecretKey("sk_live_canary"), "a secret key (sk_…)", "ak_"),
                mistake(b -> b.secretKey("whsec_canary"), "signing secret of a webhook endpoint (whsec_…)"),
                mistake(b -> b.signInUrl("//canary.example"), "sign-in URL is neither", "https://example.com/sign-in"),
                mistake(b -> b.signUpUrl("/\\canary.example"), "sign-up URL is neither", "/sign-up"),
                mistake(b -> b.signInUrl("/\tcanary"), "sign-in URL is neither"),
                mistake(b -> b.trustForwardedHeaders("a canary", "b"), "X-Forwarded-Host"),
                mistake(b -> b.issuers(), "at least one issuer", "anyIssuer()"),
                mistake(b -> b.issuers(""), "no empty one", "anyIssuer()"),
                mistake(b -> b.tokenCacheSize(-1), "0 to 1048576", "-1"),
                mistake(b -> b.tokenCacheSize(1_048_577), "0 to 1048576", "1048577"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsExplainedWhereItIsMade(Consumer<RequestAuthenticator.Builder> settings, List<String> says) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.accept(RequestAuthenticator.builder()))
                .satisfies(e -> assertThat(e.getMessage()).contains(says).doesNotContain(CANARY));
    }

    static Stream<Arguments> combinations() {
        return Stream.of(
                mistake(b -> {}, "No key to verify tokens with", "CLERK_SECRET_KEY", "CLERK_JWT_KEY", DASHBOARD),
                mistake(b -> b.publishableKey(LIVE_KEY), "No key to verify tokens with"),
                mistake(b -> b.machineSecretKey("ak_canary"), "No key to verify tokens with"),
                mistake(
                        b -> b.acceptTokens(TokenType.M2M_TOKEN),
                        "No key to verify M2M tokens with",
                        "machineSecretKey(",
                        "CLERK_MACHINE_SECRET_KEY"),
                mistake(
                        b -> b.secretKey("sk_test_canary").publishableKey(LIVE_KEY),
                        "The secret key (sk_test_…) and the publishable key (pk_live_…) belong to different instances",
                        DASHBOARD_OF_ONE),
                mistake(
                        b -> b.secretKey("sk_live_canary").publishableKey(DEV_KEY),
                        "The secret key (sk_live_…) and the publishable key (pk_test_…) belong to different instances",
                        DASHBOARD_OF_ONE),
                mistake(
                        b -> b.machineSecretKey("ak_canary").acceptTokens(TokenType.M2M_TOKEN, TokenType.API_KEY),
                        "No key to verify tokens with"),
                mistake(
                        b -> b.jwtKey(TestTokens.pem()).acceptTokens(TokenType.API_KEY),
                        "API keys are verified by Clerk",
                        "CLERK_SECRET_KEY",
                        DASHBOARD),
                mistake(
                        b -> b.jwtKey(TestTokens.pem()).satellite(true).domain("canary.example"),
                        "A satellite needs publishableKey(",
                        DASHBOARD),
                mistake(
                        b -> b.jwtKey(TestTokens.pem()).publishableKey(LIVE_KEY).satellite(true),
                        "A satellite needs domain(",
                        "CLERK_DOMAIN",
                        "CLERK_PROXY_URL"),
                mistake(
                        b -> b.jwtKey(TestTokens.pem())
                                .publishableKey(DEV_KEY)
                                .domain("canary.example")
                                .satellite(true),
                        "needs signInUrl(",
                        "CLERK_SIGN_IN_URL",
                        "primary domain"),
                mistake(
                        b -> b.jwtKey(TestTokens.pem()).publishableKey(LIVE_KEY).proxyUrl("/canary"),
                        "A proxy URL without a host",
                        "authorizedParties("),
                mistake(
                        b -> b.jwtKey(TestTokens.pem())
                                .publishableKey(LIVE_KEY)
                                .domain("canary.example")
                                .signInUrl("/canary")
                                .satellite(true),
                        "sign-in URL of a satellite is not absolute",
                        "CLERK_SIGN_IN_URL"),
                mistake(b -> b.secretKey(SECRET).apiUrl("http://canary.example"), "https"),
                mistake(
                        b -> b.jwtKey(TestTokens.pem())
                                .publishableKey(LIVE_KEY)
                                .organizationPatterns("/:id/(.*)/a/(.*)"),
                        "has (.*) more than once"),
                mistake(
                        b -> b.jwtKey(TestTokens.pem()).publishableKey(LIVE_KEY).organizationPatterns("/orgs"),
                        "/orgs",
                        "neither :id nor :slug"));
    }

    @Test
    void plainHttpToAnotherHostHasToBeAskedFor() {
        RequestAuthenticator.builder()
                .secretKey(SECRET)
                .apiUrl("http://clerk:8080")
                .allowPlainHttp()
                .build()
                .close();
        SessionTokenVerifier.builder()
                .allowPlainHttp()
                .apiUrl("http://10.0.0.1")
                .secretKey(SECRET)
                .build()
                .close();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void contradictorySettingsAreExplainedByBuild(Consumer<RequestAuthenticator.Builder> settings, List<String> says) {
        var builder = RequestAuthenticator.builder();
        settings.accept(builder);
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .satisfies(e -> assertThat(e.getMessage()).contains(says).doesNotContain("ak_canary", "//canary"));
    }

    @Test
    void keysOfTwoInstancesAreRefusedByAVerifierToo() {
        var builder = SessionTokenVerifier.builder().secretKey("sk_test_canary").publishableKey(LIVE_KEY);
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("belong to different instances");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com",
                "http://localhost:3000",
                "http://127.0.0.1:8080",
                "http://[::1]:8080",
                "https://xn--bcher-kva.example",
                "chrome-extension://abcdefghijklmnop",
                "capacitor://localhost",
                "https://app.example.com:8443"
            })
    void everyOriginIsAccepted(String origin) {
        live().authorizedParties(origin).build();
        AuthenticateOptions.builder().authorizedParties(origin).build();
    }

    @Test
    void consistentSettingsAreBuilt() {
        var pem = TestTokens.pem();
        var builders = List.of(
                RequestAuthenticator.builder().jwtKey(pem),
                RequestAuthenticator.builder().secretKey(SECRET),
                RequestAuthenticator.builder().jwtKey(pem).acceptTokens(TokenType.API_KEY, TokenType.SESSION_TOKEN),
                RequestAuthenticator.builder().machineSecretKey("ak_x").acceptTokens(TokenType.M2M_TOKEN),
                live().satellite(true).domain("satellite.example"),
                live().satellite(true).proxyUrl("https://satellite.example/__clerk"),
                live().publishableKey(DEV_KEY)
                        .satellite(true)
                        .domain("satellite.example")
                        .signInUrl("https://example.com/sign-in"),
                live().clockSkew(Duration.ZERO).tokenCacheSize(0),
                live().tokenCacheSize(1_048_576));
        for (var builder : builders) {
            builder.build().close();
        }
    }

    @Test
    void aClientThatWasHandedInStaysOpen() {
        var http = new OkHttpClient();
        try (var clerk = new TestClerk().givesOutKeys()) {
            var authenticator = RequestAuthenticator.builder()
                    .secretKey("sk_live_made_for_this_test")
                    .httpClient(http)
                    .apiUrl(clerk.url())
                    .apiVersion("v1")
                    .clock(TestTokens.CLOCK)
                    .acceptAnyToken()
                    .build();
            assertThat(verdict(authenticator, TestRequest.api().bearer(token())))
                    .isEqualTo("signed-in");
            assertThat(verdict(authenticator.authenticate(TestRequest.api().bearer("ak_unknown"))))
                    .isEqualTo("signed-out token-invalid");
            authenticator.close();
            assertThat(http.dispatcher().executorService().isShutdown()).isFalse();
            assertThat(http.connectionPool().connectionCount()).isEqualTo(1);
        }
    }

    private static Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("CLERK_JWT_KEY", TestTokens.pem().replace("\n", "\\n"));
        return environment;
    }

    @Test
    void theEnvironmentSetsEverythingUp() {
        try (var clerk = new TestClerk()
                .givesOutKeys()
                .answers("/m2m_tokens/verify", "{\"id\":\"i\",\"subject\":\"s\"}")
                .answers("/v2/jwks", 500, "{}")) {
            var environment = new HashMap<String, String>();
            environment.put("CLERK_SECRET_KEY", " " + SECRET + "\n");
            environment.put("CLERK_MACHINE_SECRET_KEY", "ak_made_for_this_test");
            environment.put("CLERK_PUBLISHABLE_KEY", LIVE_KEY);
            environment.put("CLERK_API_URL", clerk.url());
            environment.put("CLERK_API_VERSION", "v2");
            environment.put("CLERK_DOMAIN", "satellite.example");
            environment.put("CLERK_IS_SATELLITE", "true");
            environment.put("CLERK_SIGN_IN_URL", "https://example.com/sign-in");
            environment.put("CLERK_PROXY_URL", " ");
            try (var authenticator = RequestAuthenticator.fromEnv(environment)) {
                var any = AuthenticateOptions.acceptAnyToken();
                var machine = authenticator.authenticate(TestRequest.api().bearer("mt_x"), any);
                assertThat(verdict(machine)).isEqualTo("signed-in");
                assertThat(clerk.last().getHeaders().get("Authorization")).isEqualTo("Bearer ak_made_for_this_test");
                var session = authenticator.authenticate(TestRequest.api().bearer(token()));
                assertThat(verdict(session)).isEqualTo("signed-out jwk-remote-failed-to-load");
                assertThat(clerk.last().getTarget()).isEqualTo("/v2/jwks");
                assertThat(clerk.last().getHeaders().get("Authorization")).isEqualTo("Bearer " + SECRET);
                var visit =
                        authenticator.authenticate(TestRequest.page("https://satellite.example/?__clerk_synced=false"));
                assertThat(visit.location()).startsWith("https://clerk.satellite.example/");
            }
        }
    }

    @Test
    void theProxyAndTheSignInPageComeFromTheEnvironment() {
        var environment = environment();
        environment.put("CLERK_PUBLISHABLE_KEY", DEV_KEY);
        environment.put("CLERK_PROXY_URL", "https://satellite.example/__clerk");
        environment.put("CLERK_IS_SATELLITE", "1");
        environment.put("CLERK_SIGN_IN_URL", "https://example.com/sign-in");
        var authenticator = RequestAuthenticator.fromEnv(environment);
        var visit = TestRequest.page("https://satellite.example/?__clerk_synced=false");
        assertThat(authenticator.authenticate(visit).location()).startsWith("https://example.com/sign-in?");
        var missing = TestRequest.page("https://satellite.example/?__clerk_synced=true");
        assertThat(authenticator.authenticate(missing).location()).startsWith("https://satellite.example/__clerk/v1/");
    }

    @ParameterizedTest
    @CsvSource({
        "'https://app.example.com, https://admin.example.com', signed-in",
        "'https://admin.example.com', signed-out token-invalid-authorized-parties",
        "' ', signed-in"
    })
    void theAuthorizedPartiesComeFromTheEnvironment(String value, String verdict) {
        var environment = environment();
        environment.put("CLERK_AUTHORIZED_PARTIES", value);
        var request = TestRequest.api().bearer(signed(header(), with(claims(), "azp", "https://app.example.com")));
        var authenticator = RequestAuthenticator.builder()
                .environment(environment)
                .clock(TestTokens.CLOCK)
                .build();
        assertThat(verdict(authenticator, request)).isEqualTo(verdict);
    }

    /** Read without its empty parts, such a list would be empty, and an empty list accepts every origin. */
    @ParameterizedTest
    @ValueSource(strings = {",", "https://app.example.com,", ",https://app.example.com"})
    void anEmptyPartAmongTheAuthorizedPartiesOfTheEnvironmentIsRefused(String value) {
        var environment = environment();
        environment.put("CLERK_AUTHORIZED_PARTIES", value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestAuthenticator.fromEnv(environment))
                .withMessageContaining(
                        "The environment variable CLERK_AUTHORIZED_PARTIES: An authorized party is blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", "0", "", " "})
    void aServerIsNotASatelliteUnlessTheEnvironmentSaysSo(String value) {
        var environment = environment();
        environment.put("CLERK_IS_SATELLITE", value);
        assertThat(RequestAuthenticator.fromEnv(environment)
                        .authenticate(Map.of("cookie", List.of(UAT)))
                        .isSignedIn())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "1"})
    void aServerIsASatelliteIfTheEnvironmentSaysSo(String value) {
        var environment = environment();
        environment.put("CLERK_IS_SATELLITE", value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestAuthenticator.fromEnv(environment))
                .withMessageContaining("A satellite needs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CLERK_SECRET_KEY",
                "CLERK_JWT_KEY",
                "CLERK_PUBLISHABLE_KEY",
                "CLERK_MACHINE_SECRET_KEY",
                "CLERK_AUTHORIZED_PARTIES",
                "CLERK_DOMAIN",
                "CLERK_PROXY_URL",
                "CLERK_IS_SATELLITE",
                "CLERK_SIGN_IN_URL"
            })
    void aWrongVariableIsNamedAndNotShown(String name) {
        var environment = environment();
        environment.put(name, "can ary");
        assertThatThrownBy(() -> RequestAuthenticator.fromEnv(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The environment variable " + name + ": ")
                .hasMessageNotContaining("can ary");
    }

    @Test
    void anEnvironmentWithoutAKeyIsExplained() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestAuthenticator.fromEnv(Map.of("CLERK_JWT_KEY", " ")))
                .withMessageContainingAll("CLERK_SECRET_KEY", "CLERK_JWT_KEY", DASHBOARD);
    }

    @Test
    void aKeyOfAnotherInstanceIsNamedInTheMessage() {
        var other =
                TestTokens.pem("PUBLIC KEY", TestTokens.OTHER_KEYS.getPublic().getEncoded());
        var state = live().jwtKey(other).build().authenticate(TestRequest.api().bearer(token()));
        assertThat(verdict(state)).isEqualTo("signed-out token-invalid-signature");
        assertThat(States.message(state)).contains("CLERK_JWT_KEY", "instance");

        var verifier = TestTokens.verifier().jwtKey(other).build();
        assertThatThrownBy(() -> verifier.verify(token())).hasMessageContainingAll("CLERK_JWT_KEY", "instance");
    }
}
