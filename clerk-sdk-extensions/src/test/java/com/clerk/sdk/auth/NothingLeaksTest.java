package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.TestInstances.LIVE_KEY;
import static com.clerk.sdk.auth.TestInstances.UAT;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No token, secret or personal data appears in a text that may end in a log, or in a header that does not need it. */
class NothingLeaksTest {
    private static final String CANARY = "canary";
    private static final String SECRET = "sk_live_canary_secret";
    private static final String MACHINE_SECRET = "ak_canary_machine_secret";
    private static final String COOKIE = "canary_cookie";

    private final TestClerk clerk = new TestClerk();
    private final RequestAuthenticator.Builder builder = RequestAuthenticator.builder()
            .jwtKey(TestTokens.pem())
            .secretKey(SECRET)
            .machineSecretKey(MACHINE_SECRET)
            .publishableKey(LIVE_KEY)
            .apiUrl(clerk.url())
            .acceptAnyToken()
            .clock(TestTokens.CLOCK);
    private final RequestAuthenticator authenticator = builder.build();

    @AfterEach
    void close() {
        authenticator.close();
        clerk.close();
    }

    private static Map<String, @Nullable Object> personal() {
        var claims = with(with(claims(), "email", "canary@example.com"), "name", "Canary Bird");
        return with(with(claims, "act", Map.of("sub", "user_canary_actor")), "phone", "+1555canary");
    }

    private static String token() {
        return signed(header(), personal());
    }

    private static void assertSilent(String text, String... secrets) {
        assertThat(text.toLowerCase(java.util.Locale.ROOT)).doesNotContain(CANARY);
        assertThat(List.of(secrets)).noneMatch(text::contains);
    }

    private RequestState stateOf(ClerkRequest request) {
        return States.stateOf(authenticator, request);
    }

    private Auth auth(String token) {
        return ((SignedIn) stateOf(TestRequest.api().bearer(token))).auth();
    }

    /** One instance of every public class of the package, each of which has seen secrets. */
    private Set<Object> instances() {
        var answer = "{\"id\":\"id_1\",\"subject\":\"mch_1\",\"name\":\"canary\",\"claims\":{\"email\":\"canary\"}}";
        clerk.answers("/api_keys/verify", answer)
                .answers("/m2m_tokens/verify", answer)
                .answers("/oauth_applications/access_tokens/verify", answer);
        var session = (SessionAuth) auth(token());
        var verifier = TestTokens.verifier().secretKey(SECRET);
        var refused = Objects.requireNonNull(catchThrowableOfType(
                TokenVerificationException.class, () -> verifier.build().verify("canary.canary.canary")));
        var age = with(claims(), "fva", List.of(1, 2));
        var options = AuthenticateOptions.builder().audiences("us");
        return new LinkedHashSet<>(List.of(
                builder,
                authenticator,
                verifier,
                verifier.build(),
                options,
                options.build(),
                session,
                session.claims(),
                auth("ak_canary"),
                auth("mt_canary"),
                auth("oat_canary"),
                stateOf(TestRequest.api().bearer(token())),
                stateOf(TestRequest.api().bearer("canary.canary.canary")),
                stateOf(TestRequest.page().cookies(UAT)),
                refused,
                refused.reason(),
                refused.reason().known(),
                AuthErrorReason.TOKEN_TYPE_MISMATCH,
                AuthErrorReason.TOKEN_TYPE_MISMATCH.known(),
                TokenType.API_KEY,
                TokenCarrier.COOKIE,
                Has.role("admin"),
                Reverification.STRICT,
                Reverification.STRICT.level(),
                Objects.requireNonNull(
                        ((SessionAuth) auth(signed(header(), age))).claims().factorVerificationAge()),
                authenticator.verificationKeys(),
                PublishableKey.parse(LIVE_KEY)));
    }

    private static Set<String> publicClasses() throws IOException, URISyntaxException, ClassNotFoundException {
        var source =
                RequestAuthenticator.class.getProtectionDomain().getCodeSource().getLocation();
        var names = new ArrayList<String>();
        try (var files = Files.list(Path.of(source.toURI()).resolve("com/clerk/sdk/auth"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .forEach(name -> names.add(name.substring(0, name.length() - 6)));
        }
        var found = new LinkedHashSet<String>();
        for (var name : names) {
            var type = Class.forName("com.clerk.sdk.auth." + name);
            boolean hasInstances = !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
            if (hasInstances && isPublic(type)) {
                found.add(type.getName());
            }
        }
        // These have only static methods.
        found.remove(AuthenticateRequest.class.getName());
        found.remove(Has.class.getName());
        found.remove(TestAuth.class.getName());
        return found;
    }

    private static boolean isPublic(Class<?> type) {
        var outer = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
    }

    @Test
    void noTypeShowsASecret() throws Exception {
        var instances = instances();
        var types = instances.stream()
                .map(instance ->
                        instance instanceof Enum<?> constant ? constant.getDeclaringClass() : instance.getClass())
                .map(Class::getName)
                .collect(Collectors.toSet());
        assertThat(types).containsAll(publicClasses());
        for (var instance : instances) {
            assertSilent(instance.toString(), token());
        }
        assertSilent(ClerkRequest.of(Map.of("authorization", List.of("Bearer canary")))
                .toString());
    }

    /** Requests that end in every kind of state, with secrets in all that they send. */
    private static List<TestRequest> requests() {
        var forged = token().substring(0, token().lastIndexOf('.')) + ".canary";
        var expired = signed(header(), TestInstances.expired(personal()));
        var tokens = List.of(
                token(),
                forged,
                expired,
                "canary",
                "canary.canary.canary",
                signed(header(), with(personal(), "nbf", TestTokens.NOW + 60)),
                signed(header(), with(personal(), "sts", "pending")),
                signed(header(), with(personal(), "sub", List.of("canary"))),
                signed(header(), with(personal(), "exp", "canary")),
                signed(with(header(), "cat", "canary"), personal()),
                "ak_canary",
                "mt_canary",
                "oat_canary");
        var requests = new ArrayList<TestRequest>();
        for (var token : tokens) {
            requests.add(TestRequest.api().bearer(token));
            requests.add(TestRequest.api().cookies(UAT + "; __session=" + token));
            requests.add(TestRequest.of("POST", TestRequest.PAGE + "?q=canary").cookies(UAT + "; __session=" + token));
            requests.add(
                    TestRequest.api().header("authorization", "Basic canary").cookies("x=" + COOKIE));
            requests.add(TestRequest.of("GET", TestRequest.PAGE)
                    .cookies(UAT + "; __session=" + token + "; __refresh_" + TestInstances.LIVE_SUFFIX + "=" + COOKIE));
        }
        return requests;
    }

    @Test
    void noStateShowsASecret() {
        for (int status : new int[] {200, 401, 404, 500}) {
            for (var path : List.of(
                    "/api_keys/verify",
                    "/m2m_tokens/verify",
                    "/oauth_applications/access_tokens/verify",
                    "/v1/sessions/sess_test/refresh")) {
                clerk.answers(path, status, "{\"errors\":[{\"code\":\"c\",\"message\":\"canary\"}],\"id\":\"canary\"}");
            }
            for (var request : requests()) {
                var state = stateOf(request);
                assertSilent(state.toString(), SECRET);
                assertSilent(States.message(state), TestTokens.USER);
                assertSilent(state.headers().toString(), TestTokens.USER);
                if (state instanceof SignedIn in) {
                    assertSilent(in.auth().toString());
                }
                if (state instanceof SignedOut out && out.pendingSession() != null) {
                    assertSilent(out.pendingSession().toString());
                }
            }
        }
    }

    /** The redirect and the new cookies renew the session, so they must have the token; nothing else may. */
    @Test
    void aHandshakeHoldsTheTokenOnlyWhereItMust() {
        var expired = signed(header(), TestInstances.expired(personal()));
        var handshake = stateOf(TestRequest.page().cookies(UAT + "; __session=" + expired));
        assertThat(handshake.location()).contains(expired);
        assertSilentBut(handshake, "location", expired);

        var cookie = "__session=" + token();
        var returned = signed(TestTokens.without(header(), "cat"), Map.of("handshake", List.of(cookie)));
        var state = stateOf(TestRequest.page(TestRequest.PAGE + "?__clerk_handshake=" + returned));
        assertThat(state.headers().get("set-cookie")).containsExactly(cookie);
        assertSilentBut(state, "set-cookie", token());
    }

    private static void assertSilentBut(RequestState state, String header, String token) {
        assertSilent(state.toString(), token);
        assertSilent(States.message(state), token);
        state.headers().forEach((name, values) -> {
            if (!name.equals(header)) {
                assertSilent(values.toString(), token);
            }
        });
    }
}
