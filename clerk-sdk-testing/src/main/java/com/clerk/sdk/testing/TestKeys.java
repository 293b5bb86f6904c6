package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.IdGenerator;
import com.google.gson.JsonObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An RSA key pair that signs tokens in tests, as the keys of a Clerk instance do in production. Signatures come from
 * the library nimbus-jose-jwt, so that a verifier under test meets code other than its own. The private key cannot be
 * read.
 *
 * <p>Generating a pair takes 100 to 200 ms, so share it between tests.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class TestKeys {
    private static final int BITS = 2048;
    private static final int PEM_LINE_LENGTH = 64;

    private final String keyId;
    private final RSAPublicKey publicKey;
    private final RSASSASigner signer;
    private final PrivateKey privateKey;

    private TestKeys(String keyId, KeyPair pair) {
        this.keyId = keyId;
        this.publicKey = (RSAPublicKey) pair.getPublic();
        this.privateKey = pair.getPrivate();
        this.signer = new RSASSASigner(privateKey);
    }

    /**
     * Generates a key pair with a random key id.
     *
     * @return an RSA key pair of 2048 bits
     */
    public static TestKeys generate() {
        return generate(new IdGenerator().id("ins_"));
    }

    /**
     * Generates a key pair with a given key id.
     *
     * @param keyId the {@code kid} in the headers of tokens and in the JWKS
     * @return an RSA key pair of 2048 bits
     */
    public static TestKeys generate(String keyId) {
        Objects.requireNonNull(keyId, "keyId");
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new TestKeys(keyId, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime does not support RSA keys", e);
        }
    }

    /**
     * Returns the key id.
     *
     * @return the {@code kid} in the headers of tokens and in the JWKS
     */
    public String keyId() {
        return keyId;
    }

    /**
     * Returns the public key.
     *
     * @return the key that verifies signatures of {@link #sign}
     */
    public RSAPublicKey publicKey() {
        return publicKey;
    }

    /**
     * Returns the public key as PEM text, the form of {@code CLERK_JWT_KEY}. A verifier that has it fetches no keys.
     *
     * @return an X.509 public key in PEM form, with line breaks
     */
    public String publicKeyPem() {
        var lineBreak = new byte[] {'\n'};
        var base64 = Base64.getMimeEncoder(PEM_LINE_LENGTH, lineBreak).encodeToString(publicKey.getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    }

    /**
     * Returns a JWKS that holds the public key alone, in the form of {@code GET /v1/jwks}.
     *
     * @return JSON: an object with an array {@code keys}
     */
    public String jwks() {
        return jwks(List.of(this)).toString();
    }

    /** Returns both keys for a state file: another server must sign and verify with them after a restart. */
    JsonObject toState() {
        var state = new JsonObject();
        state.addProperty("kid", keyId);
        state.addProperty("public", Base64.getEncoder().encodeToString(publicKey.getEncoded()));
        state.addProperty("private", Base64.getEncoder().encodeToString(privateKey.getEncoded()));
        return state;
    }

    /**
     * Reads the keys of a state file.
     *
     * @throws IllegalArgumentException if they are not RSA keys
     */
    static TestKeys ofState(JsonObject state) {
        try {
            var factory = KeyFactory.getInstance("RSA");
            var publicKey = factory.generatePublic(new X509EncodedKeySpec(decoded(state, "public")));
            var privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(decoded(state, "private")));
            return new TestKeys(String.valueOf(Json.text(state, "kid")), new KeyPair(publicKey, privateKey));
        } catch (GeneralSecurityException | IllegalStateException | UnsupportedOperationException e) {
            throw new IllegalArgumentException("The keys of the state file are not RSA keys.");
        }
    }

    private static byte[] decoded(JsonObject state, String name) {
        return Base64.getDecoder().decode(String.valueOf(Json.text(state, name)));
    }

    static JsonObject jwks(Collection<TestKeys> keys) {
        var set = new JsonObject();
        set.add("keys", Json.array(keys.stream().map(TestKeys::jwk).toList()));
        return set;
    }

    private JsonObject jwk() {
        var jwk = new RSAKey.Builder(publicKey)
                .keyUse(KeyUse.SIGNATURE)
                .keyID(keyId)
                .algorithm(JWSAlgorithm.RS256)
                .build();
        return Json.ofMap(jwk.toJSONObject());
    }

    /**
     * Signs bytes with the private key.
     *
     * @param data the bytes to sign
     * @return an RS256 signature (RSASSA-PKCS1-v1_5 with SHA-256, RFC 7518 section 3.3)
     */
    public byte[] sign(byte[] data) {
        return sign(JWSAlgorithm.RS256, data).decode();
    }

    /**
     * Signs text with the private key.
     *
     * @param text the text to sign, encoded as UTF-8
     * @return an RS256 signature (RSASSA-PKCS1-v1_5 with SHA-256, RFC 7518 section 3.3)
     */
    public byte[] sign(String text) {
        return sign(text.getBytes(StandardCharsets.UTF_8));
    }

    Base64URL sign(JWSAlgorithm algorithm, byte[] data) {
        return JwtWriter.sign(signer, algorithm, data);
    }

    /**
     * Writes and signs any JSON Web Token, such as a machine token. For session tokens use {@link SessionTokens}.
     *
     * @param header the header, written exactly as given. Its {@code alg} is RS256, RS384 or RS512; {@code none} for an
     *     empty signature; or HS256 for an HMAC whose secret is the public key's PEM text, as an attacker would try
     * @param claims the claims: null, text, numbers, booleans, or maps and lists of such
     * @return the token in compact form
     * @throws IllegalArgumentException if {@code alg} is missing or not one of these, or a value has no JSON form
     */
    public String jwt(Map<String, ? extends @Nullable Object> header, Map<String, ? extends @Nullable Object> claims) {
        return JwtWriter.write(this, Json.ofMap(header), Json.ofMap(claims));
    }

    /** Shows the key id only. */
    @Override
    public String toString() {
        return "TestKeys[" + keyId + "]";
    }
}
