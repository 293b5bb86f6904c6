package com.clerk.sdk.auth.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.jwt.NativeProviders.Candidate;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A native provider is used if it is present and passes the self-test, and does no harm otherwise. */
class NativeProvidersTest {
    private static final Logger LOGGER = Logger.getLogger("com.clerk.sdk.auth");
    private static final Candidate ABSENT = new Candidate("Absent", "com.example.AbsentProvider");

    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void startWithTheSwitchUnset() {
        System.clearProperty(NativeProviders.OFF_SWITCH);
        LOGGER.addHandler(handler);
        LOGGER.setUseParentHandlers(false);
    }

    @AfterEach
    void switchOffForOtherTests() {
        System.setProperty(NativeProviders.OFF_SWITCH, "false");
        LOGGER.removeHandler(handler);
        LOGGER.setUseParentHandlers(true);
    }

    private static Candidate candidate(Class<?> type) {
        return new Candidate(type.getSimpleName(), type.getName());
    }

    @ParameterizedTest
    @EnumSource(
            value = TestProvider.class,
            names = {"CONSCRYPT", "CORRETTO"})
    void eachNativeProviderIsChosenIfPresent(TestProvider provider) {
        var candidate = provider.candidate();
        assertThat(NativeProviders.find(List.of(ABSENT, candidate))).hasToString(candidate.name());
        assertThat(logged).isEmpty();
    }

    @Test
    void theFirstOfTwoIsChosen() {
        TestProvider.CONSCRYPT.candidate();
        assertThat(NativeProviders.find(NativeProviders.KNOWN)).hasToString("Conscrypt");
    }

    @Test
    void anInstalledProviderComesFirstAndIsReused() {
        var corretto = TestProvider.CORRETTO.provider();
        Security.addProvider(corretto);
        try {
            assertThat(NativeProviders.find(NativeProviders.KNOWN)).hasToString(corretto.getName());
            assertThat(TestProvider.CORRETTO.provider()).isSameAs(corretto);
        } finally {
            Security.removeProvider(corretto.getName());
        }
        assertThat(TestProvider.CORRETTO.provider()).isNotSameAs(corretto);
    }

    @Test
    void theProvidersOfThisJavaStayAsTheyAre() {
        var before = List.of(Security.getProviders());
        NativeProviders.find(NativeProviders.KNOWN);
        assertThat(Security.getProviders()).containsExactlyElementsOf(before);
    }

    @Test
    void withoutANativeProviderTheStandardIsUsedSilently() {
        assertThat(NativeProviders.find(List.of(ABSENT))).isSameAs(SignatureProvider.standard());
        assertThat(NativeProviders.find(List.of())).isSameAs(SignatureProvider.standard());
        assertThat(logged).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", "False"})
    void theSystemPropertyTurnsAllOff(String off) {
        System.setProperty(NativeProviders.OFF_SWITCH, off);
        assertThat(NativeProviders.find(NativeProviders.KNOWN)).isSameAs(SignatureProvider.standard());
        assertThat(NativeProviders.find(List.of(candidate(MissingLibrary.class))))
                .isSameAs(SignatureProvider.standard());
        assertThat(logged).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "", "no"})
    void anyOtherValueOfTheSwitchTurnsNothingOff(String value) {
        TestProvider.CONSCRYPT.candidate();
        System.setProperty(NativeProviders.OFF_SWITCH, value);
        assertThat(NativeProviders.find(NativeProviders.KNOWN)).hasToString("Conscrypt");
    }

    @Test
    void theTestsOfThisModuleRunOnTheStandardUnlessTheySayOtherwise() {
        switchOffForOtherTests();
        assertThat(SignatureProvider.fastest()).isSameAs(SignatureProvider.standard());
    }

    static Stream<Class<?>> broken() {
        return Stream.of(
                MissingLibrary.class,
                FailingInitializer.class,
                NoConstructor.class,
                NotAProvider.class,
                Empty.class,
                AcceptsAll.class,
                Crashes.class);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenProviderIsSkippedWithOneWarning(Class<?> type) {
        var candidate = candidate(type);
        assertThat(NativeProviders.find(List.of(candidate))).isSameAs(SignatureProvider.standard());
        assertThat(logged).hasSize(1);
        assertThat(logged.get(0).getLevel()).isEqualTo(Level.WARNING);
        assertThat(logged.get(0).getMessage())
                .contains(candidate.name(), "com.clerk.sdk.nativeCrypto=false")
                .doesNotContain("\n");
    }

    @Test
    void theWarningNamesTheCause() {
        NativeProviders.find(List.of(candidate(MissingLibrary.class)));
        NativeProviders.find(List.of(candidate(AcceptsAll.class)));
        assertThat(logged.get(0).getMessage()).contains("UnsatisfiedLinkError: no crypto in java.library.path.");
        assertThat(logged.get(1).getMessage()).contains("RS256: a forged signature was accepted.");
    }

    @Test
    void theNextProviderIsTriedAfterABrokenOne() {
        var sound = TestProvider.CORRETTO.candidate();
        assertThat(NativeProviders.find(List.of(candidate(MissingLibrary.class), sound)))
                .hasToString(sound.name());
        assertThat(logged).hasSize(1);
    }

    public static class MissingLibrary extends Provider {
        private static final long serialVersionUID = 1;

        public MissingLibrary() {
            super("MissingLibrary", "1", "");
            throw new UnsatisfiedLinkError("no crypto in java.library.path");
        }
    }

    public static class FailingInitializer extends Provider {
        private static final long serialVersionUID = 1;
        private static final int LOADED = Integer.parseInt("not loaded");

        public FailingInitializer() {
            super("FailingInitializer", "1", "" + LOADED);
        }
    }

    public static class NoConstructor extends Provider {
        private static final long serialVersionUID = 1;

        public NoConstructor(String name) {
            super(name, "1", "");
        }
    }

    public static class NotAProvider {}

    public static class Empty extends Provider {
        private static final long serialVersionUID = 1;

        public Empty() {
            super("Empty", "1", "");
        }
    }

    public static class AcceptsAll extends FaultyProvider {
        private static final long serialVersionUID = 1;

        public AcceptsAll() {
            super(attempt -> true);
        }
    }

    public static class Crashes extends FaultyProvider {
        private static final long serialVersionUID = 1;

        public Crashes() {
            super(attempt -> {
                throw new IllegalStateException("crash");
            });
        }
    }
}
