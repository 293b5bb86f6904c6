package com.clerk.sdk.auth.jwt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * A self-test of a provider: whether it accepts valid signatures and rejects forged ones. It runs before the provider
 * may verify tokens.
 */
final class SignatureSelfTest {
    /** A key for this test only. Its private key was destroyed after the signatures below were made. */
    private static final String TEST_KEY =
            "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsKYE7SwaUCGC/wx8yKUew6md1GX/NPZ/UpWR"
                    + "3dYnqufXL4bAWm/S1EHncaSNejvQGUngPnbYdXS92Dguouie1RUQdZccwnpRgKhW6LMqMeC+qnFGXluN"
                    + "//xzGlYaqOqQEspZd9E/jOLUmiYIZ/J7shJ40tmP4Tw9b3O0fu7w6/g0Fnhk6bFV5KaCUK4K6vMiIDfb"
                    + "GknqnnhZKQ6C+rvMjgyWx7W/1zXpgfmHTnBoBgRA0FbAtr3zA1X9q2lnO5FohbMAQVQRSHRnkhHz8yrJ"
                    + "b0Dlp8PclpmDsrz7iLrLh6YJtBu8HInCDBW8kPsbf/lUkbvk+azhrm5DJUlRIYjuEwIDAQAB";

    private static final byte[] TEXT =
            "Test only: signed with a key that nobody has.".getBytes(StandardCharsets.US_ASCII);

    private static final String RS256 =
            "X4q1uWcQNOPnJ0cVPAJ082KgUA95GStnydNhvfLuDrrhyjtvwfOHSiihLdJ7xtF/2yWjRaERU0xcl7T8"
                    + "bYzLkWf8Y7+S886NGZxb2Jtei5cgPGs38mcRurOzMSyHTDHb9BMrqsrkn7/VTdMM4i6kLk+IOFlTbkNX"
                    + "xSoQ/J9TAu+K9ZRBlEPpuZ8bRYmNaatfK3zyqGFbMQH1FBtnaljYrd7YwkXQT1kZhBeCO4tFRvzna4eW"
                    + "VxIrhGYn6+OgP5WkSvY/hWGYTYGqVnWySoeCb7LiDJqHvAChQJPY4F5YRayJKcHkBP/ETbcNWFFq0ynp"
                    + "ldUoD/D5Uz8YN3/U8hJbaQ==";
    private static final String RS384 =
            "R+oNfljYjNo77zqvcJuok+QGONswOM4NEjv9/thWQtNMnM5JDHgWAAfkZ06Hu3SMLLaafJQWZ7xODFT/"
                    + "gWFP/gZ/fg/J6MEzOHSHtxrak1zOgZrxu8UIIyPSTK7FMh3t4lRRCloMFhYBiJWEmvVNcKhVG5XmSBxK"
                    + "1NskdBVy6bYtIwYTtd0zIZ7UQSKUT2TtumAq0e+0j0t+LXt1U9aCiCgyfL/ZwAr+L48lOaWVg7W8EdTR"
                    + "Cp93LvH5f1jTBuGVsYOlxtFBfgBe2+7WGcqAVxR+YCCgrtldWXBjtTN9/zH6lQWyB3WzaQPYgbvFTQ0m"
                    + "h0BlPxqeUq8i1WuruVqxfw==";
    private static final String RS512 =
            "SmoS5anMKfqdXN0RVRUizRHcgmaKm5wHMFFIRX0iw691Inz2oU/SBlETBv8O2bnIX1I3nuSZ/mxShGfF"
                    + "OlWdPfSjsF3epwkbxCSndMEJrCjqcrPLWxDfcuajnV+2O9Q5r2FcDhyjolrYHv5ewFR75UUeKFbPxPcr"
                    + "eakPkndGKe7H5BUFU9FCZpVXBIeHszghN3W4lzn2Tnnw8bWFG6FNA3qw4qhGd4eUYqn4dnvS6r6nMNju"
                    + "7eYvAsxuJWbK0F4oluq02b2DjC4giMRjbbFogFM4zpbYmqW+jO1bpnBie1f/GkG92BXXBEkNs+oEt1ZJ"
                    + "SB0nDmYIIyyMHOg5SrkmvA==";

    private final SignatureProvider provider;
    private final SignatureAlgorithm algorithm;
    private final PublicKey key;

    private SignatureSelfTest(SignatureProvider provider, SignatureAlgorithm algorithm)
            throws GeneralSecurityException {
        this.provider = provider;
        this.algorithm = algorithm;
        this.key = provider.adopt(RsaKeys.ofSpki(decode(TEST_KEY)));
    }

    /**
     * Runs the test.
     *
     * @throws GeneralSecurityException if the provider cannot verify a signature or gives a wrong result; a broken
     *     provider may throw anything else
     */
    static void run(SignatureProvider provider) throws GeneralSecurityException {
        for (var algorithm : SignatureAlgorithm.values()) {
            new SignatureSelfTest(provider, algorithm).run();
        }
    }

    private void run() throws GeneralSecurityException {
        var good = decode(goodSignature(algorithm));
        expect(false, flipped(TEXT, 0), good);
        expect(false, Arrays.copyOf(TEXT, TEXT.length - 1), good);
        expect(false, TEXT, flipped(good, 0));
        expect(false, TEXT, flipped(good, good.length / 2));
        expect(false, TEXT, flipped(good, good.length - 1));
        expect(false, TEXT, Arrays.copyOf(good, good.length - 1));
        expect(false, TEXT, Arrays.copyOf(good, good.length + 1));
        expect(false, TEXT, new byte[good.length]);
        expect(false, TEXT, new byte[0]);
        for (var other : SignatureAlgorithm.values()) {
            expect(other == algorithm, TEXT, decode(goodSignature(other)));
        }
    }

    private void expect(boolean good, byte[] text, byte[] signature) throws GeneralSecurityException {
        if (provider.verifies(key, algorithm, text, text.length, signature) != good) {
            throw new GeneralSecurityException(
                    algorithm + ": a " + (good ? "valid signature was rejected" : "forged signature was accepted"));
        }
    }

    private static String goodSignature(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> RS256;
            case RS384 -> RS384;
            case RS512 -> RS512;
        };
    }

    private static byte[] flipped(byte[] bytes, int index) {
        var changed = bytes.clone();
        changed[index] ^= 1;
        return changed;
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
