package com.clerk.sdk.auth.jwt;

import static com.clerk.sdk.auth.TestTokens.utf8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.clerk.sdk.auth.jwt.FaultyProvider.Fault;
import com.clerk.sdk.auth.jwt.FaultyProvider.VerificationAttempt;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The self-test finds each fault that a provider may have. */
class SignatureSelfTestTest {
    private static final int LENGTH = 256;
    private static final byte[] TEXT = utf8("Test only: signed with a key that nobody has.");

    private static void run(Fault fault) throws GeneralSecurityException {
        SignatureSelfTest.run(SignatureProvider.of(new FaultyProvider(fault)));
    }

    @ParameterizedTest
    @EnumSource
    void soundProvidersPass(TestProvider provider) throws GeneralSecurityException {
        SignatureSelfTest.run(provider.signatures());
    }

    @Test
    void aProviderThatThrowsASignatureExceptionPasses() {
        assertThatCode(() -> run(attempt -> {
                    if (!attempt.isGood()) {
                        throw new SignatureException("bad");
                    }
                    return true;
                }))
                .doesNotThrowAnyException();
    }

    static Stream<Named<Fault>> overlooked() {
        return Stream.of(
                accepts("all", attempt -> true),
                accepts("another text", attempt -> attempt.text().length == TEXT.length && !isOverText(attempt)),
                accepts("a part of the text", attempt -> attempt.text().length < TEXT.length),
                accepts("a signature too short", attempt -> attempt.signature().length == LENGTH - 1),
                accepts("a signature too long", attempt -> attempt.signature().length == LENGTH + 1),
                accepts("zeros", attempt -> Arrays.equals(attempt.signature(), new byte[LENGTH])),
                accepts("no signature", attempt -> attempt.signature().length == 0),
                accepts("the first bit flipped", attempt -> isGoodWhenFlipped(attempt, 0)),
                accepts("a bit in the middle flipped", attempt -> isGoodWhenFlipped(attempt, LENGTH / 2)),
                accepts("the last bit flipped", attempt -> isGoodWhenFlipped(attempt, LENGTH - 1)),
                accepts("another algorithm", SignatureSelfTestTest::isGoodWithAny));
    }

    private static Named<Fault> accepts(String what, Predicate<VerificationAttempt> condition) {
        return Named.of(what, attempt -> attempt.isGood() || condition.test(attempt));
    }

    private static boolean isOverText(VerificationAttempt attempt) {
        return Arrays.equals(attempt.text(), TEXT);
    }

    private static boolean isGoodWhenFlipped(VerificationAttempt attempt, int index) {
        if (attempt.signature().length != LENGTH) {
            return false;
        }
        var signature = attempt.signature().clone();
        signature[index] ^= 1;
        return new VerificationAttempt(attempt.algorithm(), attempt.key(), attempt.text(), signature).isGood();
    }

    private static boolean isGoodWithAny(VerificationAttempt attempt) {
        return Stream.of(SignatureAlgorithm.values()).anyMatch(each -> attempt.isGoodWith(each.jcaName()));
    }

    @ParameterizedTest
    @MethodSource("overlooked")
    void aProviderThatAcceptsAForgedSignatureFails(Fault fault) {
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> run(fault))
                .withMessage("RS256: a forged signature was accepted");
    }

    @ParameterizedTest
    @EnumSource
    void aProviderThatRejectsAValidSignatureFails(SignatureAlgorithm refused) {
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() ->
                        run(attempt -> attempt.isGood() && !attempt.algorithm().equals(refused.jcaName())))
                .withMessage(refused + ": a valid signature was rejected");
    }

    @Test
    void aProviderThatThrowsSomethingElseFails() {
        assertThatIllegalStateException()
                .isThrownBy(() -> run(attempt -> {
                    if (!attempt.isGood()) {
                        throw new IllegalStateException("crash");
                    }
                    return true;
                }));
    }
}
