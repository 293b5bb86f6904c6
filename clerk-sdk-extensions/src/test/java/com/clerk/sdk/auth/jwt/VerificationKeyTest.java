package com.clerk.sdk.auth.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.clerk.sdk.auth.TestTokens;
import com.clerk.sdk.runtime.JsonValue;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.ProviderException;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The signatures that a key accepts, with each provider. */
class VerificationKeyTest {
    private static final KeyPair KEYS = TestTokens.KEYS;
    private static final BigInteger LONG_EXPONENT = BigInteger.ONE.shiftLeft(64).add(BigInteger.valueOf(13));

    private static Jwt signed(KeyPair keys, SignatureAlgorithm algorithm) {
        return Jwt.decode(TestTokens.signed(
                JsonValue.of(TestTokens.header()).toJson(),
                JsonValue.of(TestTokens.claims()).toJson(),
                algorithm.jcaName(),
                keys.getPrivate()));
    }

    private static void assertInvalid(VerificationKey key, Jwt jwt, SignatureAlgorithm algorithm) {
        assertThatExceptionOfType(JwtException.class)
                .isThrownBy(() -> key.check(jwt, algorithm))
                .satisfies(e -> assertThat(e.error()).isEqualTo(JwtError.TOKEN_INVALID_SIGNATURE));
    }

    private static Stream<Arguments> everywhere() {
        return Stream.of(TestProvider.values())
                .flatMap(provider ->
                        Stream.of(SignatureAlgorithm.values()).map(algorithm -> Arguments.of(provider, algorithm)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void aGoodSignatureIsAccepted(TestProvider provider, SignatureAlgorithm algorithm) {
        var jwt = signed(KEYS, algorithm);
        provider.key(KEYS).check(jwt, algorithm);
        provider.key((RSAPublicKey) KEYS.getPublic(), algorithm).check(jwt, algorithm);
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void theSignatureOfAnotherKeyIsRefused(TestProvider provider, SignatureAlgorithm algorithm) {
        assertInvalid(provider.key(KEYS), signed(TestTokens.OTHER_KEYS, algorithm), algorithm);
        assertInvalid(provider.key(TestTokens.OTHER_KEYS), signed(KEYS, algorithm), algorithm);
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void anotherAlgorithmIsRefused(TestProvider provider, SignatureAlgorithm algorithm) {
        for (var other : SignatureAlgorithm.values()) {
            if (other != algorithm) {
                assertInvalid(provider.key(KEYS), signed(KEYS, algorithm), other);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyForOneAlgorithmVerifiesOnlyThat(TestProvider provider) {
        var key = provider.key((RSAPublicKey) KEYS.getPublic(), SignatureAlgorithm.RS384);
        assertThatExceptionOfType(JwtException.class)
                .isThrownBy(() -> key.check(signed(KEYS, SignatureAlgorithm.RS256), SignatureAlgorithm.RS256))
                .withMessageContaining("RS384 only")
                .satisfies(e -> assertThat(e.error()).isEqualTo(JwtError.TOKEN_VERIFICATION_FAILED));
    }

    @ParameterizedTest
    @EnumSource
    void noBitOfTheSignatureMayChange(TestProvider provider) {
        var key = provider.key(KEYS);
        var jwt = signed(KEYS, SignatureAlgorithm.RS256);
        for (int bit = 0; bit < jwt.signature().length * 8; bit++) {
            jwt.signature()[bit / 8] ^= (byte) (1 << bit % 8);
            assertInvalid(key, jwt, SignatureAlgorithm.RS256);
            jwt.signature()[bit / 8] ^= (byte) (1 << bit % 8);
        }
        key.check(jwt, SignatureAlgorithm.RS256);
    }

    @ParameterizedTest
    @EnumSource
    void noByteOfTheTextMayChange(TestProvider provider) {
        var key = provider.key(KEYS);
        var jwt = signed(KEYS, SignatureAlgorithm.RS256);
        for (int index = 0; index < jwt.signedLength(); index++) {
            jwt.text()[index] ^= 1;
            assertInvalid(key, jwt, SignatureAlgorithm.RS256);
            jwt.text()[index] ^= 1;
        }
        key.check(jwt, SignatureAlgorithm.RS256);
    }

    @ParameterizedTest
    @EnumSource
    void keysMayHaveAnyLengthInBytesAndBetween(TestProvider provider) {
        for (int bits : new int[] {2048, 2049, 2055, 3072, 4096}) {
            var keys = TestTokens.keys("RSA", bits);
            var key = provider.key(keys);
            key.check(signed(keys, SignatureAlgorithm.RS512), SignatureAlgorithm.RS512);
            assertInvalid(key, signed(KEYS, SignatureAlgorithm.RS512), SignatureAlgorithm.RS512);
        }
    }

    /** Native providers allow exponents of 33 bits at most. */
    @ParameterizedTest
    @EnumSource
    void aKeyThatTheProviderDoesNotTakeIsLeftToTheStandard(TestProvider provider) {
        var rsa = RawRsa.generate(2048, LONG_EXPONENT);
        var key = new VerificationKey(rsa.publicKey(), SignatureAlgorithm.RS256).with(provider.signatures());
        assertThat(key.provider()).isSameAs(SignatureProvider.standard());
        key.check(signed(rsa.keys(), SignatureAlgorithm.RS256), SignatureAlgorithm.RS256);
        assertInvalid(key, signed(KEYS, SignatureAlgorithm.RS256), SignatureAlgorithm.RS256);
        assertThatExceptionOfType(JwtException.class)
                .isThrownBy(() -> key.check(signed(rsa.keys(), SignatureAlgorithm.RS512), SignatureAlgorithm.RS512))
                .withMessageContaining("RS256 only");
    }

    @ParameterizedTest
    @EnumSource
    void aKeyCanBePassedOnToAnotherProvider(TestProvider provider) {
        var jwt = signed(KEYS, SignatureAlgorithm.RS256);
        var back = provider.key(KEYS).with(SignatureProvider.standard());
        assertThat(back.provider()).isSameAs(SignatureProvider.standard());
        back.check(jwt, SignatureAlgorithm.RS256);
        back.with(provider.signatures()).check(jwt, SignatureAlgorithm.RS256);
    }

    @Test
    void aProviderWithoutTheAlgorithmIsNoReasonToTrustAndLeavesItToTheStandard() {
        var key = new VerificationKey((RSAPublicKey) KEYS.getPublic(), null).with(SignatureProvider.of(new KeysOnly()));
        key.check(signed(KEYS, SignatureAlgorithm.RS256), SignatureAlgorithm.RS256);
        assertInvalid(key, signed(TestTokens.OTHER_KEYS, SignatureAlgorithm.RS256), SignatureAlgorithm.RS256);
    }

    private static final class KeysOnly extends FaultyProvider {
        private static final long serialVersionUID = 1;

        KeysOnly() {
            super(attempt -> true);
            List.copyOf(getServices()).stream()
                    .filter(service -> service.getType().equals("Signature"))
                    .forEach(this::removeService);
        }
    }

    @ParameterizedTest
    @EnumSource
    void threadsShareAKey(TestProvider provider) throws Exception {
        var key = provider.key(KEYS);
        var good = signed(KEYS, SignatureAlgorithm.RS256);
        var bad = signed(TestTokens.OTHER_KEYS, SignatureAlgorithm.RS256);
        Callable<Void> task = () -> {
            for (int round = 0; round < 500; round++) {
                assertThatCode(() -> key.check(good, SignatureAlgorithm.RS256)).doesNotThrowAnyException();
                assertInvalid(key, bad, SignatureAlgorithm.RS256);
            }
            return null;
        };
        var threads = Executors.newFixedThreadPool(4);
        try {
            for (var result : threads.invokeAll(List.of(task, task, task, task))) {
                result.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwAny(Throwable failure) throws E {
        throw (E) failure;
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new ProviderException("the token of the HSM is gone"),
                new IllegalStateException("closed"),
                new UnsatisfiedLinkError("no conscrypt in java.library.path"),
                new NoClassDefFoundError("org/conscrypt/NativeCrypto"),
                new InternalError("a fault occurred in a recent unsafe memory access operation"),
                new AssertionError("unexpected result of EVP_DigestVerifyFinal"),
                new InvalidKeyException("no such key"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aProviderThatBreaksAfterItsSelfTestIsGivenUpWithOneWarning(Throwable failure) {
        var broken = new AtomicBoolean();
        var asked = new AtomicInteger();
        var provider = SignatureProvider.of(new FaultyProvider(attempt -> {
            asked.incrementAndGet();
            if (broken.get()) {
                VerificationKeyTest.<RuntimeException>throwAny(failure);
            }
            return attempt.isGood();
        }));
        var key = new VerificationKey((RSAPublicKey) KEYS.getPublic(), null).with(provider);
        var good = Jwt.decode(TestTokens.token());
        var forged = Jwt.decode(TestTokens.token(TestTokens.OTHER_KEYS, TestTokens.KEY_ID));
        key.check(good, SignatureAlgorithm.RS256);
        assertThat(asked).hasValue(1);
        broken.set(true);
        var warnings = new ArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                warnings.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var logger = Logger.getLogger("com.clerk.sdk.auth");
        logger.addHandler(handler);
        try {
            for (int i = 0; i < 3; i++) {
                key.check(good, SignatureAlgorithm.RS256);
                assertInvalid(key, forged, SignatureAlgorithm.RS256);
            }
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(asked).as("asked no more after its failure").hasValue(2);
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("The cryptographic provider Faulty failed, so signatures are verified without it")
                .contains(failure.getClass().getSimpleName(), "com.clerk.sdk.nativeCrypto=false");
    }
}
