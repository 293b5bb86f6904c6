package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestKeysTest {
    private static final TestKeys KEYS = TestKeys.generate();

    @Test
    void thePemTextIsThePublicKey() throws Exception {
        var lines = KEYS.publicKeyPem().lines().toList();
        var base64 = String.join("", lines.subList(1, lines.size() - 1));
        var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));

        assertThat(lines).startsWith("-----BEGIN PUBLIC KEY-----").endsWith("-----END PUBLIC KEY-----");
        assertThat(KeyFactory.getInstance("RSA").generatePublic(spec)).isEqualTo(KEYS.publicKey());
    }

    @Test
    void theJwksHoldsThePublicKeyUnderItsId() throws Exception {
        var keys = JsonParser.parseString(KEYS.jwks()).getAsJsonObject().getAsJsonArray("keys");
        var key = keys.get(0).getAsJsonObject();
        var spec = new RSAPublicKeySpec(
                number(key.get("n").getAsString()), number(key.get("e").getAsString()));

        assertThat(keys).hasSize(1);
        assertThat(KeyFactory.getInstance("RSA").generatePublic(spec)).isEqualTo(KEYS.publicKey());
        assertThat(key.get("kid").getAsString()).isEqualTo(KEYS.keyId()).startsWith("ins_");
        assertThat(key.get("alg").getAsString()).isEqualTo("RS256");
        assertThat(key.get("use").getAsString()).isEqualTo("sig");
        assertThat(key.get("kty").getAsString()).isEqualTo("RSA");
    }

    private static BigInteger number(String base64Url) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64Url));
    }

    @Test
    void theModulusIsWrittenWithoutASignByte() {
        var keys = JsonParser.parseString(KEYS.jwks()).getAsJsonObject().getAsJsonArray("keys");
        var modulus = Base64.getUrlDecoder()
                .decode(keys.get(0).getAsJsonObject().get("n").getAsString());

        assertThat(modulus).hasSize(256);
    }

    @Test
    void everyCallMakesOtherKeys() {
        assertThat(TestKeys.generate().publicKey()).isNotEqualTo(KEYS.publicKey());
        assertThat(TestKeys.generate("ins_mine").keyId()).isEqualTo("ins_mine");
    }

    @ParameterizedTest
    @CsvSource({"RS256, SHA256withRSA", "RS384, SHA384withRSA", "RS512, SHA512withRSA"})
    void aTokenIsSignedWithTheAlgorithmOfItsHeader(String algorithm, String javaName) {
        var token = Token.of(KEYS.jwt(Map.of("alg", algorithm), Map.of("sub", "mch_1")));

        assertThat(token.isSignedBy(KEYS.publicKey(), javaName)).isTrue();
    }

    @Test
    void headerAndClaimsAreWrittenAsGiven() {
        var claims = Map.of("n", 1.5, "list", List.of("a", true), "map", Map.of("b", List.of()));
        var token = Token.of(KEYS.jwt(Map.of("alg", "RS256", "typ", "at+jwt"), claims));

        assertThat(token.headerText("typ")).isEqualTo("at+jwt");
        assertThat(token.header().size()).isEqualTo(2);
        assertThat(token.claims())
                .isEqualTo(JsonParser.parseString("{\"n\":1.5,\"list\":[\"a\",true],\"map\":{\"b\":[]}}"));
    }

    @Test
    void aHeaderThatNimbusRefusesIsWrittenAsGiven() {
        var header = "{\"alg\":\"RS256\",\"kid\":7,\"typ\":[\"JWT\"],\"crit\":null}";
        var given = new LinkedHashMap<String, Object>();
        given.put("alg", "RS256");
        given.put("kid", 7);
        given.put("typ", List.of("JWT"));
        given.put("crit", null);
        var token = Token.of(KEYS.jwt(given, Map.of()));

        assertThatThrownBy(() -> JWSHeader.parse(header)).isInstanceOf(ParseException.class);
        assertThat(token.header()).isEqualTo(JsonParser.parseString(header));
        assertThat(token.isSignedBy(KEYS.publicKey())).isTrue();
    }

    @Test
    void nimbusVerifiesTheTokensWithTheJwks() throws Exception {
        var jwt = SignedJWT.parse(SessionTokens.signedBy(KEYS).forUser("user_1").mint());
        var key = JWKSet.parse(KEYS.jwks()).getKeyByKeyId(jwt.getHeader().getKeyID());

        assertThat(jwt.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo("user_1");
    }

    @Test
    void theAlgorithmNoneLeavesTheSignatureEmpty() {
        assertThat(KEYS.jwt(Map.of("alg", "none"), Map.of())).endsWith(".");
    }

    @Test
    void aTokenThatCannotBeWrittenIsRefused() {
        assertThatThrownBy(() -> KEYS.jwt(Map.of("alg", "ES256"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ES256");
        assertThatThrownBy(() -> KEYS.jwt(Map.of(), Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KEYS.jwt(Map.of("alg", "RS256"), Map.of("x", new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
    }

    @Test
    void textIsSignedAsUtf8AndToStringShowsTheIdAlone() {
        assertThat(KEYS.sign("é")).isEqualTo(KEYS.sign("é".getBytes(StandardCharsets.UTF_8)));
        assertThat(KEYS).hasToString("TestKeys[" + KEYS.keyId() + "]");
    }
}
