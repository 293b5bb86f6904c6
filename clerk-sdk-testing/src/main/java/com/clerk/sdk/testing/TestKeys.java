package com.clerk.sdk.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pair of RSA keys that signs tokens in tests, where Clerk would sign with the keys of an instance. The private key
 * leaves this object only as signatures.
 *
 * <p>Immutable and safe for all threads. Making one costs some 100 ms, so tests do well to share it.
 */
public final class TestKeys {
    private static final int BITS = 2048;
    private static final int PEM_LINE = 64;

    private final String keyId;
    private final KeyPair pair;

    private TestKeys(String keyId, KeyPair pair) {
        this.keyId = keyId;
        this.pair = pair;
    }

    /**
     * Makes new keys with a random key id.
     *
     * @return RSA keys of 2048 bits
     */
    public static TestKeys generate() {
        return generate(new Ids().id("ins_"));
    }

    /**
     * Makes new keys.
     *
     * @param keyId the {@code kid} that tokens and the key set name these keys by
     * @return RSA keys of 2048 bits
     */
    public static TestKeys generate(String keyId) {
        Objects.requireNonNull(keyId, "keyId");
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new TestKeys(keyId, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime makes no RSA keys", e);
        }
    }

    /**
     * The id of the keys.
     *
     * @return what goes into the {@code kid} of a token's header and of a key set
     */
    public String keyId() {
        return keyId;
    }

    /**
     * The public key.
     *
     * @return the key that checks what {@link #sign} signs
     */
    public RSAPublicKey publicKey() {
        return (RSAPublicKey) pair.getPublic();
    }

    /**
     * The public key as text, in the form of {@code CLERK_JWT_KEY}: a verifier that is given it needs no network.
     *
     * @return an X.509 public key in PEM form, with line breaks
     */
    public String publicKeyPem() {
        var lineBreak = new byte[] {'\n'};
        var base64 = Base64.getMimeEncoder(PEM_LINE, lineBreak)
                .encodeToString(publicKey().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    }

    /**
     * The public key as a key set of one key, as {@code GET /v1/jwks} answers.
     *
     * @return JSON: an object with {@code keys}
     */
    public String jwks() {
        return jwks(List.of(this)).toString();
    }

    static JsonObject jwks(Collection<TestKeys> keys) {
        var array = new JsonArray();
        keys.forEach(one -> array.add(one.jwk()));
        var set = new JsonObject();
        set.add("keys", array);
        return set;
    }

    private JsonElement jwk() {
        var jwk = new JsonObject();
        jwk.addProperty("use", "sig");
        jwk.addProperty("kty", "RSA");
        jwk.addProperty("kid", keyId);
        jwk.addProperty("alg", "RS256");
        jwk.addProperty("n", unsigned(publicKey().getModulus()));
        jwk.addProperty("e", unsigned(publicKey().getPublicExponent()));
        return jwk;
    }

    private static String unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        var sign = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return Jws.base64Url(Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    /**
     * Signs with the private key.
     *
     * @param data what to sign
     * @return an RS256 signature (RSASSA-PKCS1-v1_5 over SHA-256)
     */
    public byte[] sign(byte[] data) {
        return sign("SHA256withRSA", data);
    }

    /**
     * Signs text with the private key.
     *
     * @param text what to sign, taken as UTF-8
     * @return an RS256 signature (RSASSA-PKCS1-v1_5 over SHA-256)
     */
    public byte[] sign(String text) {
        return sign(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] sign(String algorithm, byte[] data) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime does not sign with " + algorithm, e);
        }
    }

    /**
     * Writes and signs any JSON Web Token, such as a machine token. For session tokens see {@link SessionTokens}.
     *
     * @param header the header, exactly as it shall be; its {@code alg} is RS256, RS384, RS512, {@code none} for a
     *     token with an empty signature, or HS256 for one whose HMAC secret is the public key's PEM text, as an
     *     attacker would try
     * @param claims the claims: null, text, numbers, booleans, or maps and lists of such
     * @return the token in compact form
     * @throws IllegalArgumentException when {@code alg} is none of these, or a value has no JSON form
     */
    public String jwt(Map<String, ? extends @Nullable Object> header, Map<String, ? extends @Nullable Object> claims) {
        return Jws.write(this, Json.ofMap(header), Json.ofMap(claims));
    }

    /** Shows the key id alone. */
    @Override
    public String toString() {
        return "TestKeys[" + keyId + "]";
    }
}
