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
 * Looks for a native provider that can be trusted with signatures. When there is none, it costs a look at the class
 * path; the providers that this Java is set up with stay as they are in any case.
 */
public final class NativeProviders {
    /** Set to {@code false}, no native provider is looked for. */
    public static final String SWITCH = "com.clerk.sdk.nativeCrypto";

    /** Both check a signature in the same time; the first is ready sooner and leaves less garbage. */
    public static final List<Candidate> KNOWN = List.of(
            new Candidate("Conscrypt", "org.conscrypt.OpenSSLProvider"),
            new Candidate(
                    "AmazonCorrettoCryptoProvider",
                    "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider"));

    private NativeProviders() {}

    /** The first that passes the test, those that are installed before others; the standard provider if none does. */
    public static SignatureProvider find(List<Candidate> candidates) {
        if ("false".equalsIgnoreCase(System.getProperty(SWITCH))) {
            return SignatureProvider.standard();
        }
        var present = new ArrayList<Candidate>();
        for (var candidate : candidates) {
            if (candidate.isPresent()) {
                present.add(candidate);
            }
        }
        return present.isEmpty() ? SignatureProvider.standard() : firstSound(present);
    }

    private static SignatureProvider firstSound(List<Candidate> present) {
        present.sort(Comparator.comparing(candidate -> !candidate.isInstalled()));
        for (var candidate : present) {
            try {
                return tested(candidate.provider());
            } catch (Throwable e) { // whatever a native library that does not fit this machine may come up with
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
                                + " checked without it: " + problem + ". Take it off the class path, or set the system"
                                + " property " + SWITCH + "=false.");
    }

    /** A provider by its name and its class, which may be on the class path or not. */
    public record Candidate(String name, String type) {
        public boolean isPresent() {
            try {
                load();
                return true;
            } catch (ClassNotFoundException | LinkageError e) {
                return false;
            }
        }

        /** Asked only of those that are present: Java makes all providers that are set up before it can tell. */
        public boolean isInstalled() {
            return Security.getProvider(name) != null;
        }

        public Provider provider() throws ReflectiveOperationException {
            var installed = Security.getProvider(name);
            return installed != null
                    ? installed
                    : load().asSubclass(Provider.class).getDeclaredConstructor().newInstance();
        }

        /** By name, since the SDK does not depend on any of them, and not all are registered as services. */
        private Class<?> load() throws ClassNotFoundException {
            return Class.forName(type, false, NativeProviders.class.getClassLoader());
        }
    }
}
