package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonNull;
import com.google.gson.JsonParser;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTokensTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final SessionTokens tokens = SessionTokens.signedBy(KEYS).clock(new MutableClock(NOW));

    @Test
    void aTokenIsValidOfVersionTwoAndSignedWithRs256() {
        var token = Token.of(tokens.forUser("user_1").sessionId("sess_1").mint());

        assertThat(token.isSignedBy(KEYS.publicKey())).isTrue();
        assertThat(token.header())
                .isEqualTo(JsonParser.parseString(
                        "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"cat\":\"cl_B7d4PD111AAA\",\"kid\":\"" + KEYS.keyId()
                                + "\"}"));
        assertThat(token.text("iss")).isEqualTo(tokens.issuer()).startsWith("https://");
        assertThat(token.text("sub")).isEqualTo("user_1");
        assertThat(token.text("sid")).isEqualTo("sess_1");
        assertThat(token.text("sts")).isEqualTo("active");
        assertThat(token.number("v")).isEqualTo(2);
        assertThat(token.claims().get("fva")).isEqualTo(JsonParser.parseString("[0,-1]"));
        assertThat(token.claims().keySet()).doesNotContain("azp", "aud", "o", "fea", "pla", "org_id");
    }

    @Test
    void aTokenLivesSixtySecondsUnlessToldOtherwise() {
        var token = Token.of(tokens.token().mint());
        var longer = Token.of(tokens.token().lifetime(Duration.ofMinutes(5)).mint());
        var fixed = Token.of(tokens.token().expiresAt(NOW.plusSeconds(7)).mint());

        assertThat(token.number("iat")).isEqualTo(NOW.getEpochSecond());
        assertThat(token.number("exp")).isEqualTo(NOW.getEpochSecond() + 60);
        assertThat(token.number("nbf")).isEqualTo(NOW.getEpochSecond() - 10);
        assertThat(longer.number("exp")).isEqualTo(NOW.getEpochSecond() + 300);
        assertThat(fixed.number("exp")).isEqualTo(NOW.getEpochSecond() + 7);
    }

    @Test
    void everyTokenIsDifferent() {
        var builder = tokens.forUser("user_1");

        assertThat(builder.mint()).isNotEqualTo(builder.mint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"export", "", " ", "export:o", "x:export", "o:", "o:a,u:b", "org:export", "o:a b", "u:a:b"})
    void aFeatureOrAPlanThatNobodyWouldHaveIsRefused(String item) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens.token().features("o:search", item))
                .withMessageContainingAll("feature '" + item + "' has no scope", "o:name", "u:name", "ou:name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens.token().plans(item))
                .withMessageContaining("plan '" + item + "' has no scope");
    }

    @Test
    void permissionsBecomeMasksOverTheFeaturesOfTheOrganization() {
        var token = Token.of(tokens.token()
                .organization("org_1", "acme", "org:admin")
                .features("u:export", "ou:invoices", "o:search")
                .plans("o:pro", "u:free")
                .permissions("org:invoices:read", "org:members:manage", "org:invoices:write", "org:members:read")
                .mint());
        var organization = token.claims().getAsJsonObject("o");

        assertThat(token.text("fea")).isEqualTo("u:export,ou:invoices,o:search,o:members");
        assertThat(token.text("pla")).isEqualTo("o:pro,u:free");
        assertThat(organization.get("id").getAsString()).isEqualTo("org_1");
        assertThat(organization.get("slg").getAsString()).isEqualTo("acme");
        assertThat(organization.get("rol").getAsString()).isEqualTo("admin");
        assertThat(organization.get("per").getAsString()).isEqualTo("read,manage,write");
        assertThat(organization.get("fpm").getAsString()).isEqualTo("5,0,3");
    }

    @Test
    void aMaskHoldsMorePermissionsThanALongHasBits() {
        var permissions =
                IntStream.range(0, 80).mapToObj(i -> "org:vault:p" + i).toArray(String[]::new);
        var token = Token.of(tokens.token()
                .organization("org_1", "acme", "org:admin")
                .permissions(permissions)
                .mint());

        assertThat(decoded(token)).isEqualTo(Set.of(permissions));
    }

    private static Set<String> decoded(Token token) {
        var organization = token.claims().getAsJsonObject("o");
        var names = organization.get("per").getAsString().split(",");
        var masks = organization.get("fpm").getAsString().split(",");
        var features = Arrays.stream(token.text("fea").split(","))
                .filter(feature -> feature.startsWith("o"))
                .map(feature -> feature.substring(feature.indexOf(':') + 1))
                .toList();
        var decoded = new HashSet<String>();
        for (var i = 0; i < features.size(); i++) {
            var mask = new BigInteger(masks[i]);
            for (var bit = 0; bit < names.length; bit++) {
                if (mask.testBit(bit)) {
                    decoded.add("org:" + features.get(i) + ":" + names[bit]);
                }
            }
        }
        return decoded;
    }

    @Test
    void anOrganizationWithoutPermissionsHasNoMasks() {
        var token = Token.of(
                tokens.token().organization("org_1", "acme", "org:member").mint());

        assertThat(token.claims().getAsJsonObject("o").keySet()).containsExactlyInAnyOrder("id", "slg", "rol");
    }

    @Test
    void aPermissionOfAnotherFormIsRefused() {
        assertThatThrownBy(() -> tokens.token().permissions("invoices:read"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("org:feature:name");
    }

    @Test
    void versionOneHasTheOlderClaims() {
        var token = Token.of(tokens.token()
                .organization("org_1", "acme", "org:admin")
                .permissions("org:invoices:read")
                .features("u:export")
                .plans("u:free")
                .versionOne()
                .mint());

        assertThat(token.text("org_id")).isEqualTo("org_1");
        assertThat(token.text("org_slug")).isEqualTo("acme");
        assertThat(token.text("org_role")).isEqualTo("org:admin");
        assertThat(token.claims().get("org_permissions")).isEqualTo(JsonParser.parseString("[\"org:invoices:read\"]"));
        assertThat(token.claims().keySet()).doesNotContain("v", "sts", "o", "fea", "pla");
    }

    @Test
    void claimsCanBeSetAndOmitted() {
        var token = Token.of(tokens.token()
                .authorizedParty("https://app.test")
                .audience("one", "two")
                .status("pending")
                .factorAges(3, 4)
                .claim("plan", Map.of("seats", 3))
                .claim("sub", 7)
                .claim("nothing", null)
                .withoutClaim("exp")
                .header("typ", "at+jwt")
                .withoutHeader("cat")
                .mint());

        assertThat(token.text("azp")).isEqualTo("https://app.test");
        assertThat(token.claims().get("aud")).isEqualTo(JsonParser.parseString("[\"one\",\"two\"]"));
        assertThat(token.text("sts")).isEqualTo("pending");
        assertThat(token.claims().get("fva")).isEqualTo(JsonParser.parseString("[3,4]"));
        assertThat(token.claims().getAsJsonObject("plan").get("seats").getAsInt())
                .isEqualTo(3);
        assertThat(token.number("sub")).isEqualTo(7);
        assertThat(token.claims().get("nothing")).isEqualTo(JsonNull.INSTANCE);
        assertThat(token.claims().has("exp")).isFalse();
        assertThat(token.headerText("typ")).isEqualTo("at+jwt");
        assertThat(token.header().has("cat")).isFalse();
        assertThat(Token.of(tokens.token().audience("one").mint()).text("aud")).isEqualTo("one");
    }

    @Test
    void anExpiredTokenExpiredLongAgo() {
        var token = Token.of(tokens.token().expired().mint());

        assertThat(token.number("exp")).isEqualTo(NOW.minus(Duration.ofHours(1)).getEpochSecond());
        assertThat(token.number("iat")).isEqualTo(token.number("exp") - 60);
        assertThat(token.isSignedBy(KEYS.publicKey())).isTrue();
    }

    @Test
    void aTokenCanLieInTheFuture() {
        var inactive = Token.of(tokens.token().notYetActive().mint());
        var future = Token.of(tokens.token().issuedInTheFuture().mint());
        var hence = NOW.plus(Duration.ofHours(1)).getEpochSecond();

        assertThat(inactive.number("nbf")).isEqualTo(hence);
        assertThat(inactive.number("iat")).isEqualTo(NOW.getEpochSecond());
        assertThat(inactive.number("exp")).isGreaterThan(hence);
        assertThat(future.number("iat")).isEqualTo(hence);
        assertThat(future.number("nbf")).isLessThan(NOW.getEpochSecond());
        assertThat(future.number("exp")).isGreaterThan(hence);
    }

    @Test
    void aWrongSignatureIsWellFormedAndDoesNotMatch() {
        var token = Token.of(tokens.token().wrongSignature().mint());

        assertThat(token.signature()).hasSize(256);
        assertThat(token.isSignedBy(KEYS.publicKey())).isFalse();
    }

    @Test
    void aForgedTokenNamesTheRightKeyAndIsSignedByAnother() {
        var forger = TestKeys.generate();
        var token = Token.of(tokens.token().forgedBy(forger).mint());

        assertThat(token.headerText("kid")).isEqualTo(KEYS.keyId());
        assertThat(token.isSignedBy(KEYS.publicKey())).isFalse();
        assertThat(token.isSignedBy(forger.publicKey())).isTrue();
    }

    @Test
    void anotherKeyIdLeavesTheSignatureRight() {
        var token = Token.of(tokens.token().keyId("ins_unknown").mint());

        assertThat(token.headerText("kid")).isEqualTo("ins_unknown");
        assertThat(token.isSignedBy(KEYS.publicKey())).isTrue();
    }

    @Test
    void anUnsignedTokenSaysNoneAndHasNoSignature() {
        var token = Token.of(tokens.token().unsigned().mint());

        assertThat(token.headerText("alg")).isEqualTo("none");
        assertThat(token.signature()).isEmpty();
        assertThat(Token.of(tokens.token().unsigned().wrongSignature().mint()).signature())
                .isNotEmpty();
    }

    @Test
    void thePublicKeyCanServeAsAnHmacSecret() throws Exception {
        var token = Token.of(tokens.token().hmacSignedWithPublicKey().mint());
        var secret = KEYS.publicKeyPem().getBytes(StandardCharsets.US_ASCII);

        assertThat(token.headerText("alg")).isEqualTo("HS256");
        assertThat(token.signature()).isEqualTo(hmac(secret, token.content()));
    }

    private static byte[] hmac(byte[] secret, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void factoriesOfTokensAreImmutable() {
        var other = tokens.issuer("https://clerk.example.com");

        assertThat(Token.of(other.token().mint()).text("iss")).isEqualTo("https://clerk.example.com");
        assertThat(Token.of(tokens.token().mint()).text("iss")).isEqualTo("https://in-process.clerk.accounts.dev");
    }
}
