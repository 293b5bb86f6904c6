package com.clerk.sdk.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.Vectors.Case;
import com.clerk.sdk.auth.flow.AccountPortal;
import com.clerk.sdk.auth.flow.ContextParts;
import com.clerk.sdk.auth.flow.Cookies;
import com.clerk.sdk.auth.flow.ForwardedHeaders;
import com.clerk.sdk.auth.flow.MachineTokenKind;
import com.clerk.sdk.auth.flow.OrganizationPatterns;
import com.clerk.sdk.auth.flow.RequestView;
import com.clerk.sdk.auth.flow.SetCookies;
import com.clerk.sdk.auth.jwt.HeaderTypes;
import com.clerk.sdk.auth.jwt.Jwt;
import com.clerk.sdk.auth.jwt.JwtException;
import com.clerk.sdk.auth.jwt.JwtVerifier;
import com.clerk.sdk.auth.jwt.PemReader;
import com.clerk.sdk.auth.jwt.TokenCache;
import com.clerk.sdk.auth.jwt.TokenCategory;
import com.clerk.sdk.auth.jwt.VerificationKey;
import com.clerk.sdk.auth.jwt.VerificationKeys;
import com.clerk.sdk.auth.lookup.ClerkLookups;
import com.clerk.sdk.internal.Keys;
import com.clerk.sdk.runtime.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors about the parts of a request: cookies, URLs, and the forms of tokens and keys. */
class RequestPartVectorsTest {
    private static final String NO_PREFIX = "Java takes keys as the Clerk Dashboard shows them, with their prefix";

    /** Cases in which Java has another outcome on purpose. */
    private static final Map<String, String> DIFFERENT = Map.of(
            "key_environment: isDevelopmentFromPublishableKey test_Zm9v", NO_PREFIX,
            "key_environment: isProductionFromPublishableKey live_Zm9v", NO_PREFIX,
            "key_environment: isProductionFromPublishableKey pk_test_Zm9v", "Java refuses a key without a host");

    static Stream<Case> cookieHeaders() {
        return Vectors.of("cookie_parse");
    }

    @ParameterizedTest
    @MethodSource("cookieHeaders")
    void cookiesAreParsed(Case vector) {
        var expected = Objects.requireNonNull(vector.json().get("expected")).entries();
        var cookies = Cookies.parse(List.of(vector.inputText("cookieHeader")), List.copyOf(expected.keySet()));
        expected.forEach((name, value) ->
                assertThat(cookies.get(name)).as(name).isEqualTo(value.isNull() ? null : value.asString()));
    }

    static Stream<Case> choices() {
        return Vectors.of("suffixed_cookies");
    }

    @ParameterizedTest
    @MethodSource("choices")
    void cookiesWithOrWithoutSuffixAreChosen(Case vector) {
        var key = PublishableKey.parse(
                Objects.requireNonNull(vector.option("publishableKey")).asString());
        var authenticator = RequestAuthenticator.builder()
                .secretKey("sk_of_the_vectors")
                .publishableKey(key.value())
                .clock(vector.clock())
                .build();
        var request = ClerkRequest.of(Map.of("cookie", List.of(vector.inputText("cookieHeader"))));
        var cookies = ContextParts.cookies(
                authenticator.context(authenticator.view(request), AuthenticateOptions.none(), ClerkLookups.BLOCKING));
        assertThat(cookies.suffixed()).isEqualTo(vector.expects("usesSuffixed"));
        var session = vector.expectedText("session");
        assertThat(cookies.session()).isEqualTo(session == null ? "" : session);
        var uat = vector.expected("clientUat");
        if (uat != null) {
            assertThat(cookies.clientUat()).isEqualTo((int) uat.asLong());
        }
        var devBrowser = vector.expectedText("devBrowser");
        if (devBrowser != null) {
            assertThat(cookies.devBrowser()).isEqualTo(devBrowser);
        }
    }

    static Stream<Case> urls() {
        return Vectors.of("request_url");
    }

    @ParameterizedTest
    @MethodSource("urls")
    void theUrlIsTheOneThatTheBrowserKnows(Case vector) {
        var headers = new HashMap<String, List<String>>();
        Objects.requireNonNull(vector.input("headers"))
                .entries()
                .forEach((name, value) -> headers.put(name, List.of(value.asString())));
        var request = new RequestView(
                new RequestAdapter(ClerkRequest.of("GET", vector.inputText("url"), headers)),
                List.of(),
                ForwardedHeaders.USUAL);
        assertThat(request.url()).hasToString(vector.expectedText("clerkUrl"));
    }

    static Stream<Case> portals() {
        return Vectors.of("accounts_base_url");
    }

    @ParameterizedTest
    @MethodSource("portals")
    void theAccountPortalIsDerivedFromTheFrontendApi(Case vector) {
        var host = vector.input("frontendApi");
        assertThat(AccountPortal.url(host == null ? "" : host.asString())).isEqualTo(vector.expectedText("result"));
    }

    static Stream<Case> paths() {
        return Vectors.of("organization_matcher");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void pathsBelongToOrganizations(Case vector) {
        var patterns =
                OrganizationPatterns.of(vector.texts("organizationPatterns"), vector.texts("personalAccountPatterns"));
        var target = patterns.target(vector.inputText("path"));
        var expected = vector.expected("target");
        if (expected == null) {
            assertThat(target).isNull();
            return;
        }
        assertThat(target)
                .isEqualTo(new OrganizationPatterns.Target(
                        text(expected, "organizationId"), text(expected, "organizationSlug")));
    }

    static Stream<Case> looks() {
        return Vectors.of("machine_token_type");
    }

    @ParameterizedTest
    @MethodSource("looks")
    void machineTokensAreRecognizedByTheirForm(Case vector) {
        var kind = MachineTokenKind.of(vector.inputText("token"));
        assertThat(kind != null).isEqualTo(vector.expects("isMachineToken"));
        assertThat(kind == null ? null : TokenType.of(kind).value()).isEqualTo(vector.expectedText("type"));
    }

    static Stream<Case> acceptances() {
        return Vectors.of("token_type_accepted");
    }

    @ParameterizedTest
    @MethodSource("acceptances")
    void kindsOfTokenAreAcceptedOrNot(Case vector) {
        var accepted = vector.inputText("acceptsToken");
        var tokens = accepted.equals("any") ? AcceptedTokens.ANY : AcceptedTokens.of(type(accepted));
        assertThat(tokens.has(type(vector.inputText("tokenType")))).isEqualTo(vector.expects("result"));
    }

    private static TokenType type(String value) {
        return Stream.of(TokenType.values())
                .filter(type -> type.value().equals(value))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Case> handshakes() {
        return Vectors.of("handshake_token");
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void handshakeTokensAreVerified(Case vector) {
        var keys = VerificationKeys.of(new VerificationKey(
                PemReader.parse(Objects.requireNonNull(vector.option("jwtKey")).asString()), null));
        var verifier = new JwtVerifier(HeaderTypes.JWT, TokenCategory::requireHandshake, keys, new TokenCache(0));
        var token = vector.inputText("token");
        var outcome = outcome(() -> SetCookies.list(
                JsonValue.of(verifier.verifySignature(token, Jwt.decode(token), ClerkLookups.BLOCKING)
                        .claims()
                        .values()),
                "handshake"));
        var expected = vector.expected("handshake");
        assertThat(outcome)
                .isEqualTo(
                        expected == null
                                ? vector.expectedText("reason")
                                : expected.items().stream()
                                        .map(JsonValue::asString)
                                        .toList());
    }

    private static Object outcome(Supplier<List<String>> directives) {
        try {
            return directives.get();
        } catch (JwtException e) {
            return e.error().value();
        }
    }

    static Stream<Case> environments() {
        return Vectors.of("key_environment").filter(vector -> !DIFFERENT.containsKey(vector.toString()));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void keysTellDevelopmentFromProduction(Case vector) {
        var key = vector.inputText("key");
        var production = vector.inputText("fn").endsWith("PublishableKey")
                ? PublishableKey.parse(key).isProduction()
                : !Keys.isOfDevelopment(key);
        boolean asksProduction = vector.inputText("fn").startsWith("isProduction");
        assertThat(production == asksProduction).isEqualTo(vector.expects("result"));
    }

    @Test
    void theCasesThatDifferAreStillThere() {
        assertThat(Vectors.of("key_environment").map(Case::toString)).containsAll(DIFFERENT.keySet());
    }

    private static @Nullable String text(JsonValue object, String name) {
        var value = object.get(name);
        return value == null || value.isNull() ? null : value.asString();
    }
}
