package com.clerk.sdk.auth.jwt;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The search for a native provider that can be trusted with signatures. It leaves the providers that are installed in
 * this Java runtime as they are. Without a candidate it costs only a class path look-up.
 */
final class NativeProviders {
    /** The system property that turns the search off if it is {@code false}. */
    static final String OFF_SWITCH = "com.clerk.sdk.nativeCrypto";

    /** The known providers. Both verify a signature in the same time; the first starts faster and allocates less. */
    static final List<Candidate> KNOWN = List.of(
            new Candidate("Conscrypt", "org.conscrypt.OpenSSLProvider"),
            new Candidate(
                    "AmazonCorrettoCryptoProvider",
                    "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider"));

    private NativeProviders() {}

    /**
     * Returns the first candidate that passes the self-test, installed ones first; the standard provider if none does.
     */
    static SignatureProvider find(List<Candidate> candidates) {
        if ("false".equalsIgnoreCase(System.getProperty(OFF_SWITCH))) {
            return SignatureProvider.standard();
        }
        var present = new ArrayList<Candidate>();
        for (var candidate : candidates) {
            if (candidate.isPresent()) {
                present.add(candidate);
            }
        }
        return present.isEmpty() ? SignatureProvider.standard() : firstWorking(present);
    }

    private static SignatureProvider firstWorking(List<Candidate> present) {
        present.sort(Comparator.comparing(candidate -> !candidate.isInstalled()));
        for (var candidate : present) {
            try {
                return tested(candidate.provider());
            } catch (Throwable e) { // a native library that does not fit this machine may throw anything
                warn(candidate, e);
            }
        }
        return SignatureProvider.standard();
    }

    private static SignatureProvider tested(Provider provider) throws GeneralSecurityException {
        var signatures = SignatureProvider.of(provider);
        SignatureSelfTest.run(signatures);
        return signatures;
    }

    private static void warn(Candidate candidate, Throwable failure) {
        var problem = failure instanceof InvocationTargetException ? failure.getCause() : failure;
        System.getLogger("com.clerk.sdk.auth")
                .log(
                        Level.WARNING,
                        "The cryptographic provider " + candidate.name() + " does not work here, so signatures are"
                                + " verified without it: " + problem + ". Remove it from the class path, or set the"
                                + " system property " + OFF_SWITCH + "=false.");
    }

    /** A provider by its name and its class, which may be missing from the class path. */
    record Candidate(String name, String type) {
        boolean isPresent() {
            try {
                load();
                return true;
            } catch (ClassNotFoundException | LinkageError e) {
                return false;
            }
        }

        /**
         * Tells whether the provider is installed. Asked only about providers on the class path, because it makes Java
         * load all installed providers.
         */
        boolean isInstalled() {
            return Security.getProvider(name) != null;
        }

        Provider provider() throws ReflectiveOperationException {
            var installed = Security.getProvider(name);
            return installed != null
                    ? installed
                    : load().asSubclass(Provider.class).getDeclaredConstructor().newInstance();
        }

        /**
         * Loads the class by its name, because the SDK depends on none of the providers, and not all of them are
         * registered as services.
         */
        private Class<?> load() throws ClassNotFoundException {
            return Class.forName(type, false, NativeProviders.class.getClassLoader());
        }
    }
}
