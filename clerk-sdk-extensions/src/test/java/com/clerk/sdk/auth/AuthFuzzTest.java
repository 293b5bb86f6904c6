package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.TestTokens.base64Url;
import static com.clerk.sdk.auth.TestTokens.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.flow.Cookies;
import com.clerk.sdk.auth.flow.RequestView;
import com.clerk.sdk.auth.jwt.Claims;
import com.clerk.sdk.auth.jwt.MalformedException;
import com.clerk.sdk.auth.jwt.PemReader;
import com.clerk.sdk.auth.jwt.VerificationKeys;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.JsonValue;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Fuzz tests: no input causes an exception other than the documented one, and only tokens of ours verify. The kept
 * inputs run as tests; {@code JAZZER_FUZZ=1} looks for new ones.
 */
class AuthFuzzTest {
    private static final String TIME = "60s";
    private static final SessionTokenVerifier VERIFIER = TestTokens.verifier().build();
    private static final String GOOD = TestTokens.token();
    private static final Pattern PADDING = Pattern.compile("=+$");
    private static final List<Requirement> ALL = List.of(
            Has.role("org:admin"),
            Has.permission("org:invoices:read"),
            Has.feature("invoices"),
            Has.plan("user:pro"),
            Has.reverification(Reverification.STRICT_MFA),
            Has.reverification(Reverification.LAX));

    private record Wanted(String sub, List<String> org_permissions, Double exp) {}

    /** A text given as a token; {@code {header}}, {@code {claims}} and {@code {signature}} are those of a good one. */
    @FuzzTest(maxDuration = TIME)
    @DictionaryEntries({"{header}", "{claims}", "{signature}", "{header}.{claims}.{signature}", "e30", "=="})
    void token(byte[] input) {
        var parts = GOOD.split("\\.", -1);
        var token = text(input)
                .replace("{header}", parts[0])
                .replace("{claims}", parts[1])
                .replace("{signature}", parts[2]);
        try {
            VERIFIER.verify(token);
        } catch (TokenVerificationException refused) {
            assertThat(refused.getMessage()).matches("[ -~]{1,400}");
            return;
        }
        assertThat(PADDING.matcher(token).replaceFirst("")).isEqualTo(GOOD);
    }

    /** A header and a payload, in two lines, that the instance itself has signed, and then that it has not. */
    @FuzzTest(maxDuration = TIME)
    @DictionaryEntries({"\"alg\":\"RS256\"", "\"typ\":\"JWT\"", "\"crit\":[]", "\"kid\":null", "\"exp\":1700000060"})
    void signedParts(byte[] input) {
        var lines = text(input).split("\n", 2);
        var header = lines[0];
        var claims = lines.length == 1 ? "" : lines[1];
        if (!isObject(utf8(header)) || !isObject(utf8(claims))) {
            refused(base64Url(utf8(header)) + "." + base64Url(utf8(claims)) + ".AAAA");
            return;
        }
        var signed = TestTokens.signed(header, claims);
        refused(signed.substring(0, signed.lastIndexOf('.') + 1) + base64Url(new byte[256]));
        try {
            var verified = VERIFIER.verify(signed);
            checkAccepted(JsonValue.parse(header), JsonValue.parse(claims));
            readAll(verified);
        } catch (TokenVerificationException e) {
            assertThat(e.getMessage()).matches("[ -~]{1,400}");
        }
    }

    /** Asks the runtime's reader of JSON, which is another, whether this may have been accepted. */
    private static void checkAccepted(JsonValue header, JsonValue claims) {
        assertThat(header.get("alg")).isEqualTo(JsonValue.of("RS256"));
        assertThat(header.get("typ")).isIn(null, JsonValue.of("JWT"));
        assertThat(header.get("crit")).isNull();
        assertThat(claims.get("sub")).matches(JsonValue::isString);
        assertThat(claims.get("exp")).matches(exp -> exp.asDouble() > TestTokens.NOW - 5);
    }

    private static void refused(String token) {
        try {
            VERIFIER.verify(token);
        } catch (TokenVerificationException e) {
            return;
        }
        throw new AssertionError("accepted without its signature: " + token);
    }

    private static boolean isObject(byte[] json) {
        try {
            Claims.parse(json);
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }

    /** The payload of a session token. */
    @FuzzTest(maxDuration = TIME)
    @DictionaryEntries({
        "\"v\":2",
        "\"o\":{",
        "\"fea\":\"o:a,u:b\"",
        "\"pla\":\"",
        "\"per\":\"read\"",
        "\"fpm\":\"3\"",
        "\"fva\":[1,-1]",
        "\"org_id\":\"",
        "\"org_permissions\":[\"",
        "\"sts\":\"pending\"",
        "\"act\":{",
        "1e999999999",
        "\\\\ud800"
    })
    void claims(byte[] input) {
        try {
            readAll(new SessionClaims(Claims.parse(input)));
        } catch (MalformedException e) {
            assertThat(e).hasMessageMatching("[ -~]+");
        }
    }

    private static void readAll(SessionClaims claims) {
        boolean anything = false;
        for (var asked : ALL) {
            anything |= claims.has(asked);
        }
        if (claims.userId().isEmpty()) {
            assertThat(anything).isFalse();
        }
        if (claims.orgId() == null) {
            assertThat(claims.has(Has.role("org:admin")) || claims.has(Has.permission("org:invoices:read")))
                    .isFalse();
        }
        assertThat(claims.has(Has.plan("user:pro").and(Has.role("org:admin"))))
                .isEqualTo(claims.has(Has.plan("user:pro")) && claims.has(Has.role("org:admin")));
        assertThat(claims.orgPermissions()).doesNotContainNull();
        claims.features().forEach(claims::claim);
        claims.plans().forEach(claims::claim);
        assertThat(claims.expiresAt()).isNotNull();
        assertThat(claims.toString()).hasSizeLessThan(40);
        readNullable(claims);
        bind(claims);
    }

    private static void readNullable(SessionClaims claims) {
        claims.subject();
        claims.sessionId();
        claims.issuer();
        claims.authorizedParty();
        claims.issuedAt();
        claims.notBefore();
        claims.actor();
        claims.factorVerificationAge();
        claims.isPending();
        claims.orgSlug();
        claims.orgRole();
        claims.json().toJson();
    }

    private static void bind(SessionClaims claims) {
        try {
            claims.as(Wanted.class);
        } catch (ClerkDecodingException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    /** Values of {@code Cookie} headers, one in a line. */
    @FuzzTest(maxDuration = TIME)
    @DictionaryEntries({"__session=", "__session_abcdefgh=", "__client_uat=", "; ", "%3D", "%F0%9F", "\""})
    void cookies(byte[] input) {
        var wanted = List.of("__session", "__session_abcdefgh", "__client_uat");
        var headers = List.of(text(input).split("\n", -1));
        var cookies = Cookies.parse(headers, wanted);
        for (var name : wanted) {
            var value = cookies.get(name);
            assertThat(cookies.text(name)).isEqualTo(value == null ? "" : value);
            assertThat(value == null || headers.stream().anyMatch(header -> header.contains(name)))
                    .isTrue();
            RequestView.wholeNumber(cookies.text(name));
        }
        assertThat(cookies.get("__other")).isNull();
    }

    /** A key as {@code CLERK_JWT_KEY} may hold it; {@code {key}} is the base64 of a good one. And the bytes of one. */
    @FuzzTest(maxDuration = TIME)
    @DictionaryEntries({"{key}", "-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----", "-----BEGIN RSA ", "\\\\n"})
    void pem(byte[] input) {
        var good =
                Base64.getEncoder().encodeToString(TestTokens.KEYS.getPublic().getEncoded());
        parsePem(text(input).replace("{key}", good), good);
        parsePem(Base64.getEncoder().encodeToString(input), good);
    }

    private static void parsePem(String text, String good) {
        try {
            assertThat(PemReader.parse(text).getModulus().bitLength()).isBetween(2048, 16_384);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotEmpty().doesNotContain(good);
        }
    }

    /** A key or a set of keys in JSON; {@code {n}} is the modulus of a good one. */
    @FuzzTest(maxDuration = TIME)
    @DictionaryEntries({
        "{n}",
        "\"keys\":[",
        "\"kty\":\"RSA\"",
        "\"n\":\"{n}\"",
        "\"e\":\"AQAB\"",
        "\"kid\":\"",
        "\"d\":1"
    })
    void jwks(byte[] input) {
        var modulus = String.valueOf(TestTokens.jwk(TestTokens.KEYS, "k").get("n"));
        var text = text(input).replace("{n}", modulus);
        try {
            VerificationKeys.ofJwk(text);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotEmpty().doesNotContain(modulus);
        }
        try {
            assertThat(VerificationKeys.ofJwks(text).has(null)).isFalse();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotEmpty().doesNotContain(modulus);
        }
    }

    /** A publishable key. */
    @FuzzTest(maxDuration = TIME)
    @DictionaryEntries({"pk_test_", "pk_live_", "Y2xlcmsuZXhhbXBsZS5jb20k", "==", "$"})
    void publishableKey(byte[] input) {
        try {
            var key = PublishableKey.parse(text(input));
            assertThat(key.frontendApi()).matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+(:[0-9]{1,5})?");
            assertThat(key.issuer()).isEqualTo("https://" + key.frontendApi());
            assertThat(key.cookieSuffix()).matches("[A-Za-z0-9_-]{8}");
            assertThat(PublishableKey.forHost(key.frontendApi()).frontendApi()).isEqualTo(key.frontendApi());
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).contains("Clerk Dashboard");
        }
    }

    /** A whole request, and the answers of Clerk: see {@link FuzzedRequest}. */
    @FuzzTest(maxDuration = TIME)
    @DictionaryEntries({
        "{token}",
        "{expired}",
        "{handshake}",
        "GET https://app.example.com/orgs/acme",
        "\\x0AAuthorization: Bearer ",
        "\\x0ACookie: __session=",
        "; __client_uat=",
        "\\x0ASec-Fetch-Dest: document",
        "\\x0AAccept: text/html",
        "\\x0AReferer: ",
        "\\x0AX-Forwarded-Host: ",
        "\\x0AX-Forwarded-Proto: ",
        "\\x0AHost: ",
        "__clerk_handshake=",
        "__clerk_handshake_nonce=n",
        "__clerk_db_jwt=",
        "__clerk_synced=false",
        "__clerk_redirect_url=",
        "__clerk_redirect_count=",
        "ak_1",
        "mt_1",
        "oat_1",
        "__refresh_{suffix}=",
        "__session_{suffix}={token}",
        "__client_uat_{suffix}=1",
        "\\x0A\\x0A{\"directives\":[\""
    })
    void request(byte[] input) {
        FuzzedRequest.of(text(input)).check();
    }

    /** If the kept requests did not get that far, mutations of them would not either. */
    @ParameterizedTest
    @CsvSource({
        "apiKey, SignedIn(api_key)",
        "bearer, SignedIn(session_token)",
        "cookies, Handshake(primary-domain-cross-origin-sync)",
        "handshake, SignedIn(session_token)",
        "nonce, SignedIn(session_token)",
        "organization, Handshake(active-organization-mismatch)",
        "primary, Handshake(primary-responds-to-syncing)",
        "refresh, SignedIn(session_token)",
        "refreshRefused, SignedOut(session-token-expired-refresh-session_gone)",
        "satellite, Handshake(satellite-needs-syncing)"
    })
    void theKeptRequestsReachWhatTheyAreNamedAfter(String name, String end) throws IOException {
        try (var kept = AuthFuzzTest.class.getResourceAsStream("AuthFuzzTestInputs/request/" + name)) {
            assertThat(FuzzedRequest.of(text(kept.readAllBytes())).check()).contains(end);
        }
    }

    /** Decodes bytes as text; bytes that are not UTF-8 as a header would have them. */
    private static String text(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : new String(input, StandardCharsets.ISO_8859_1);
    }
}
