package com.clerk.sdk.auth.jwt;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reader of a JWK or a JWKS (RFC 7517, RFC 7518 section 6.3). Nimbus JOSE+JWT parses each key; the limits on sizes,
 * on the strength of a key and on its base64url are ours. Nothing else in this package refers to Nimbus, so a program
 * that verifies with a PEM key loads no class of it. No message holds a part of a key.
 */
final class JwkReader {
    /** Clerk's sets have one key, or two during a rotation. */
    private static final int MAX_KEYS = 100;

    private static final int MAX_LENGTH = 1 << 18;
    private static final List<String> PRIVATE_MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private JwkReader() {}

    /**
     * Reads one key.
     *
     * @throws IllegalArgumentException if it is not an RSA public key for the signatures that Clerk makes
     */
    static VerificationKey readKey(String json) {
        var jwk = parse(json);
        if (jwk.has("keys")) {
            throw invalid("This is a JWKS, a set of keys. Use jwks(…) for a set.");
        }
        return key(jwk);
    }

    /**
     * Reads the usable keys of a set by their ids. RFC 7517 section 5: keys that cannot be used are ignored, so one bad
     * entry locks nobody out.
     *
     * @throws IllegalArgumentException if this is not a set, or no key in it can be used
     */
    static Map<String, VerificationKey> readSet(String json) {
        var keys = new LinkedHashMap<String, VerificationKey>();
        var problems = new ArrayList<String>();
        for (var entry : entries(json)) {
            try {
                var jwk = entry(entry);
                keys.putIfAbsent(id(jwk), key(jwk));
            } catch (IllegalArgumentException e) {
                problems.add(e.getMessage());
            }
        }
        if (!keys.isEmpty()) {
            return keys;
        }
        throw invalid("The JWKS has no RSA signature key that the SDK can use."
                + (problems.isEmpty() ? "" : " Its first entry: " + problems.get(0)));
    }

    /** Refuses a set that has a private key, to tell the person who configured it that the key may have leaked. */
    static void refusePrivateKeys(String json) {
        for (var entry : entries(json)) {
            if (entry instanceof Map<?, ?>) {
                requirePublic(entry(entry));
            }
        }
    }

    private static List<?> entries(String json) {
        if (json.length() > MAX_LENGTH) {
            throw invalid("The JWKS is longer than " + MAX_LENGTH + " characters.");
        }
        if (!(parse(json).get("keys") instanceof List<?> entries)) {
            throw invalid("The JWKS has no list \"keys\". A single key is not a set.");
        }
        if (entries.size() > MAX_KEYS) {
            throw invalid("The JWKS has more than " + MAX_KEYS + " keys.");
        }
        return entries;
    }

    private static Claims parse(String json) {
        try {
            return Claims.parse(json.strip().getBytes(StandardCharsets.UTF_8));
        } catch (MalformedException e) {
            throw invalid("The key is not a JSON object: " + e.getMessage() + ".");
        }
    }

    @SuppressWarnings("unchecked") // ClaimsReader makes objects with text keys only
    private static Claims entry(@Nullable Object entry) {
        if (entry instanceof Map<?, ?> members) {
            return new Claims((Map<String, @Nullable Object>) members);
        }
        throw invalid("This entry is not a key.");
    }

    private static String id(Claims jwk) {
        var id = jwk.text("kid");
        if (id == null) {
            throw invalid("This JWK has no key id (kid), so no token can refer to it.");
        }
        return id;
    }

    private static VerificationKey key(Claims jwk) {
        requirePublic(jwk);
        if ("RSA".equals(jwk.text("kty"))) {
            requireBase64Url(jwk, "n");
            requireBase64Url(jwk, "e");
        }
        var key = rsaKey(jwk);
        if (key == null || !isForSignatures(jwk)) {
            throw invalid("This JWK does not fit Clerk's signatures: its kty is " + LogSafe.value(jwk.get("kty"))
                    + ", its use is " + LogSafe.value(jwk.get("use")) + ", its alg is " + LogSafe.value(jwk.get("alg"))
                    + ". Expected kty RSA, use sig, key_ops with verify, and alg RS256, RS384 or RS512.");
        }
        var strong = RsaKeys.of(
                key.getModulus().decodeToBigInteger(), key.getPublicExponent().decodeToBigInteger());
        return new VerificationKey(strong, SignatureAlgorithm.named(jwk.get("alg")));
    }

    /** RFC 7517 sections 4.2 to 4.4: a key may say what it is for, in words of which others may be unknown. */
    private static boolean isForSignatures(Claims jwk) {
        return (!jwk.has("use") || "sig".equals(jwk.text("use")))
                && (!jwk.has("key_ops") || (jwk.get("key_ops") instanceof List<?> uses && uses.contains("verify")))
                && (!jwk.has("alg") || SignatureAlgorithm.named(jwk.get("alg")) != null);
    }

    /** Has Nimbus parse the members that make the key; it would refuse the whole key for an unknown word in another. */
    private static @Nullable RSAKey rsaKey(Claims jwk) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        for (var name : List.of("kty", "n", "e")) {
            members.put(name, jwk.get(name));
        }
        try {
            return JWK.parse(members) instanceof RSAKey key ? key : null;
        } catch (ParseException | RuntimeException e) {
            // The message of the caller says what a key needs; the message of Nimbus could contain a part of the key.
            return null;
        }
    }

    private static void requirePublic(Claims jwk) {
        if (PRIVATE_MEMBERS.stream().anyMatch(jwk::has)) {
            throw invalid("This JWK is a private or secret key. Only the public key is needed to verify tokens. "
                    + "If the private key got here by mistake, treat it as leaked.");
        }
    }

    /**
     * Checks the encoding of a member, because the decoder of Nimbus ignores invalid characters and a key must have
     * only one spelling.
     */
    private static void requireBase64Url(Claims jwk, String member) {
        try {
            var text = jwk.text(member);
            if (text != null && Base64Url.decode(text).length > 0) {
                return;
            }
        } catch (MalformedException e) {
            // The message below says the same.
        }
        throw invalid("This JWK's \"" + member + "\" is missing or not base64url.");
    }

    private static IllegalArgumentException invalid(String problem) {
        return new IllegalArgumentException(problem);
    }
}
