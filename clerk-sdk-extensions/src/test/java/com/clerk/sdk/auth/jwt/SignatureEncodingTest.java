package com.clerk.sdk.auth.jwt;

import static com.clerk.sdk.auth.jwt.EncodedMessages.OCTETS;
import static com.clerk.sdk.auth.jwt.EncodedMessages.SEQUENCE;
import static com.clerk.sdk.auth.jwt.EncodedMessages.algorithm;
import static com.clerk.sdk.auth.jwt.EncodedMessages.der;
import static com.clerk.sdk.auth.jwt.EncodedMessages.digestInfo;
import static com.clerk.sdk.auth.jwt.EncodedMessages.hash;
import static com.clerk.sdk.auth.jwt.EncodedMessages.hex;
import static com.clerk.sdk.auth.jwt.EncodedMessages.join;
import static com.clerk.sdk.auth.jwt.EncodedMessages.padded;
import static com.clerk.sdk.auth.jwt.EncodedMessages.padding;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.TestTokens;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Known forgeries of RSA signatures by PKCS#1 v1.5 are refused, with each provider and algorithm. Protocol: RFC 8017
 * sections 8.2.2 and 9.2.
 */
class SignatureEncodingTest {
    private static final RawRsa RSA = RawRsa.generate(2048, BigInteger.valueOf(65_537));
    private static final RawRsa OTHER_RSA = RawRsa.generate(2048, BigInteger.valueOf(65_537));

    /** The exponent that is easiest to forge for, and long enough to forge for the longest hash. */
    private static final RawRsa CUBIC = RawRsa.generate(3072, BigInteger.valueOf(3));

    private static final Map<SignatureAlgorithm, byte[]> TEXTS = new EnumMap<>(SignatureAlgorithm.class);
    private static final Map<SignatureAlgorithm, Map<String, byte[]>> FORGED = new EnumMap<>(SignatureAlgorithm.class);

    static {
        for (var algorithm : SignatureAlgorithm.values()) {
            var text = textWhere(candidate -> isOrdinary(RSA.sign(candidate, algorithm.jcaName())));
            TEXTS.put(algorithm, text);
            FORGED.put(algorithm, ForgedSignatures.of(RSA, OTHER_RSA, hashOf(algorithm), text));
        }
    }

    private static String hashOf(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> "SHA-256";
            case RS384 -> "SHA-384";
            case RS512 -> "SHA-512";
        };
    }

    /** Returns the bytes that a token with this signature would have signed. */
    private static byte[] textWhere(Predicate<byte[]> condition) {
        return IntStream.range(0, 100_000)
                .mapToObj(number ->
                        TestTokens.utf8("e30." + TestTokens.base64Url(TestTokens.utf8("{\"n\":" + number + "}"))))
                .filter(condition)
                .findFirst()
                .orElseThrow();
    }

    /** So that each fault makes another signature of it, and the modulus can be added without a further byte. */
    private static boolean isOrdinary(byte[] signature) {
        return signature[0] != 0
                && signature[0] != signature[1]
                && new BigInteger(1, signature).add(RSA.modulus()).bitLength() == RSA.length() * 8;
    }

    private static boolean accepts(
            TestProvider provider, RawRsa rsa, SignatureAlgorithm algorithm, byte[] text, byte[] signature) {
        var token = new String(text, StandardCharsets.US_ASCII) + "." + TestTokens.base64Url(signature);
        try {
            provider.key(rsa.keys()).check(Jwt.decode(token), algorithm);
            return true;
        } catch (JwtException e) {
            assertThat(e.error()).isEqualTo(JwtError.TOKEN_INVALID_SIGNATURE);
            return false;
        }
    }

    /** Without the check of the length that comes before. */
    private static boolean acceptsAlone(
            TestProvider provider, RawRsa rsa, SignatureAlgorithm algorithm, byte[] text, byte[] signature)
            throws GeneralSecurityException {
        var signatures = provider.signatures();
        return signatures.verifies(signatures.adopt(rsa.publicKey()), algorithm, text, text.length, signature);
    }

    private static Stream<Arguments> everywhere() {
        return Stream.of(TestProvider.values())
                .flatMap(provider ->
                        Stream.of(SignatureAlgorithm.values()).map(algorithm -> Arguments.of(provider, algorithm)));
    }

    static Stream<Arguments> forged() {
        return everywhere()
                .flatMap(where -> FORGED.get((SignatureAlgorithm) where.get()[1]).entrySet().stream()
                        .map(entry -> Arguments.of(
                                where.get()[0], where.get()[1], Named.of(entry.getKey(), entry.getValue()))));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("forged")
    void aForgedSignatureIsRefused(TestProvider provider, SignatureAlgorithm algorithm, byte[] signature)
            throws GeneralSecurityException {
        assertThat(accepts(provider, RSA, algorithm, TEXTS.get(algorithm), signature))
                .isFalse();
        assertThat(acceptsAlone(provider, RSA, algorithm, TEXTS.get(algorithm), signature))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void theRightEncodingIsAccepted(TestProvider provider, SignatureAlgorithm algorithm)
            throws GeneralSecurityException {
        var text = TEXTS.get(algorithm);
        for (var rsa : List.of(RSA, CUBIC)) {
            var signature = rsa.sign(padded(rsa.length(), info(algorithm, text)));
            assertThat(signature).isEqualTo(rsa.sign(text, algorithm.jcaName()));
            assertThat(accepts(provider, rsa, algorithm, text, signature)).isTrue();
            assertThat(acceptsAlone(provider, rsa, algorithm, text, signature)).isTrue();
        }
    }

    private static byte[] info(SignatureAlgorithm algorithm, byte[] text) {
        return digestInfo(hashOf(algorithm), hash(hashOf(algorithm), text));
    }

    /**
     * RFC 8017 appendix A.2.4 has the signer write the null, and the verifier accept its absence. Java's provider does
     * so, the native ones do not. Both are safe, since only the holder of the private key can leave it out, and Clerk
     * writes it.
     */
    @ParameterizedTest
    @MethodSource("everywhere")
    void onlyJavasOwnProviderAcceptsADigestWithoutItsNull(TestProvider provider, SignatureAlgorithm algorithm) {
        var text = TEXTS.get(algorithm);
        var hash = hashOf(algorithm);
        var info = der(SEQUENCE, algorithm(hash), der(OCTETS, hash(hash, text)));
        var signature = RSA.sign(padded(RSA.length(), info));
        assertThat(accepts(provider, RSA, algorithm, text, signature)).isEqualTo(provider == TestProvider.JDK);
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void aLeadingZeroBelongsToTheSignature(TestProvider provider, SignatureAlgorithm algorithm) {
        var text = textWhere(candidate -> RSA.sign(candidate, algorithm.jcaName())[0] == 0);
        var signature = RSA.sign(text, algorithm.jcaName());
        var without = Arrays.copyOfRange(signature, 1, signature.length);
        assertThat(accepts(provider, RSA, algorithm, text, signature)).isTrue();
        assertThat(accepts(provider, RSA, algorithm, text, without)).isFalse();
        assertThat(accepts(provider, RSA, algorithm, text, join(without, hex("00"))))
                .isFalse();
        assertThat(accepts(provider, RSA, algorithm, text, join(hex("00"), signature)))
                .isFalse();
    }

    /**
     * Bleichenbacher's forgery of 2006: a verifier that does not look behind the digest accepts it, without any private
     * key.
     */
    @ParameterizedTest
    @MethodSource("everywhere")
    void aCubeRootWithGarbageBehindTheDigestIsRefused(TestProvider provider, SignatureAlgorithm algorithm) {
        var text = TEXTS.get(algorithm);
        for (int padding : new int[] {0, 1, 8}) {
            var start = join(hex("0001"), padding(padding), hex("00"), info(algorithm, text));
            var signature = cubeRootAtLeast(new BigInteger(1, Arrays.copyOf(start, CUBIC.length())));
            assertThat(CUBIC.bytes(CUBIC.open(signature))).startsWith(start);
            assertThat(accepts(provider, CUBIC, algorithm, text, CUBIC.bytes(signature)))
                    .isFalse();
        }
    }

    /** The same from the other end: a verifier that looks for the digest only there accepts it. */
    @ParameterizedTest
    @MethodSource("everywhere")
    void aCubeRootWithGarbageBeforeTheDigestIsRefused(TestProvider provider, SignatureAlgorithm algorithm) {
        var text = textWhere(candidate -> new BigInteger(info(algorithm, candidate)).testBit(0));
        var end = join(hex("0001"), padding(8), hex("00"), info(algorithm, text));
        var signature = cubeRootModulo(new BigInteger(1, end), end.length * 8);
        assertThat(CUBIC.bytes(CUBIC.open(signature))).endsWith(end);
        assertThat(accepts(provider, CUBIC, algorithm, text, CUBIC.bytes(signature)))
                .isFalse();
    }

    private static BigInteger cubeRootAtLeast(BigInteger cube) {
        var low = BigInteger.ZERO;
        var high = BigInteger.ONE.shiftLeft(cube.bitLength() / 3 + 1);
        while (low.compareTo(high) < 0) {
            var middle = low.add(high).shiftRight(1);
            if (middle.pow(3).compareTo(cube) < 0) {
                low = middle.add(BigInteger.ONE);
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Of an odd number, modulo a power of two. */
    private static BigInteger cubeRootModulo(BigInteger cube, int bits) {
        var exponent = BigInteger.valueOf(3).modInverse(BigInteger.ONE.shiftLeft(bits - 2));
        return cube.modPow(exponent, BigInteger.ONE.shiftLeft(bits));
    }
}
