package com.clerk.sdk.auth;

import com.clerk.sdk.runtime.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keys and tokens of these tests. */
public final class TestTokens {
    public static final long NOW = 1_700_000_000L;
    public static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
    public static final KeyPair KEYS = keys("RSA", 2048);
    public static final KeyPair OTHER_KEYS = keys("RSA", 2048);
    public static final String KEY_ID = "ins_test";
    public static final String PARTY = "https://app.example.com";
    public static final String ISSUER = "https://clerk.example.com";
    public static final String USER = "user_2aBcTestOnly";

    private TestTokens() {}

    public static KeyPair keys(String algorithm, int size) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static Map<String, @Nullable Object> header() {
        var header = new LinkedHashMap<String, @Nullable Object>();
        header.put("alg", "RS256");
        header.put("cat", "cl_B7d4PD111AAA");
        header.put("kid", KEY_ID);
        header.put("typ", "JWT");
        return header;
    }

    public static Map<String, @Nullable Object> claims() {
        var claims = new LinkedHashMap<String, @Nullable Object>();
        claims.put("azp", PARTY);
        claims.put("exp", NOW + 60);
        claims.put("iat", NOW);
        claims.put("iss", ISSUER);
        claims.put("nbf", NOW - 10);
        claims.put("sid", "sess_test");
        claims.put("sub", USER);
        return claims;
    }

    public static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> values, String name, @Nullable Object value) {
        values.put(name, value);
        return values;
    }

    public static Map<String, @Nullable Object> without(Map<String, @Nullable Object> values, String name) {
        values.remove(name);
        return values;
    }

    public static String token() {
        return signed(header(), claims());
    }

    public static String signed(Map<String, @Nullable Object> header, Map<String, @Nullable Object> claims) {
        return signed(JsonValue.of(header).toJson(), JsonValue.of(claims).toJson());
    }

    /** Signs exactly this text, which need not be JSON. */
    public static String signed(String header, String claims) {
        return signed(header, claims, "SHA256withRSA", KEYS.getPrivate());
    }

    public static String signed(String header, String claims, String algorithm, PrivateKey key) {
        var text = base64Url(utf8(header)) + "." + base64Url(utf8(claims));
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(utf8(text));
            return text + "." + base64Url(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static String pem(String label, byte[] der) {
        var body = Base64.getMimeEncoder(64, utf8("\n")).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    public static String pem() {
        return pem("PUBLIC KEY", KEYS.getPublic().getEncoded());
    }

    public static Map<String, @Nullable Object> jwk(KeyPair keys, String id) {
        var key = (RSAPublicKey) keys.getPublic();
        var jwk = new LinkedHashMap<String, @Nullable Object>();
        jwk.put("kty", "RSA");
        jwk.put("use", "sig");
        jwk.put("kid", id);
        jwk.put("alg", "RS256");
        jwk.put("n", base64Url(unsigned(key.getModulus().toByteArray())));
        jwk.put("e", base64Url(unsigned(key.getPublicExponent().toByteArray())));
        return jwk;
    }

    /** Returns the keys as a JWKS, as Clerk publishes them. */
    public static String jwks(Map<String, KeyPair> keys) {
        var list = keys.entrySet().stream()
                .map(key -> jwk(key.getValue(), key.getKey()))
                .toList();
        return JsonValue.of(Map.of("keys", list)).toJson();
    }

    /** Returns a valid token signed with the key of this id. */
    public static String token(KeyPair keys, @Nullable String id) {
        return token(keys, id, claims());
    }

    public static String token(KeyPair keys, @Nullable String id, Map<String, @Nullable Object> claims) {
        return signed(
                JsonValue.of(with(header(), "kid", id)).toJson(),
                JsonValue.of(claims).toJson(),
                "SHA256withRSA",
                keys.getPrivate());
    }

    /** Returns the result of verifying a token: {@code ok}, or the reason why it is refused. */
    public static String outcome(SessionTokenVerifier verifier, String token) {
        try {
            verifier.verify(token);
            return "ok";
        } catch (TokenVerificationException e) {
            return e.reason().value();
        }
    }

    private static byte[] unsigned(byte[] number) {
        return number[0] == 0 ? java.util.Arrays.copyOfRange(number, 1, number.length) : number;
    }

    public static SessionTokenVerifier.Builder verifier() {
        return SessionTokenVerifier.builder().jwtKey(pem()).clock(CLOCK);
    }
}
