package com.clerk.sdk.auth.jwt;

import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The cryptographic provider that verifies signatures: the default of this Java runtime, or a native one that takes
 * half the time. A native one that fails is given up for good. Safe for use by several threads.
 */
public final class SignatureProvider {
    private static final SignatureProvider STANDARD = new SignatureProvider(null);

    private final @Nullable Provider provider;
    private final AtomicBoolean givenUp = new AtomicBoolean();

    private SignatureProvider(@Nullable Provider provider) {
        this.provider = provider;
    }

    /** Returns the default provider of this Java runtime. */
    public static SignatureProvider standard() {
        return STANDARD;
    }

    public static SignatureProvider of(Provider provider) {
        return new SignatureProvider(provider);
    }

    /**
     * Returns a native provider if one passes the self-test and is not turned off, otherwise the standard provider. The
     * first call searches for it; later calls return the same.
     */
    public static SignatureProvider fastest() {
        return Fastest.FOUND;
    }

    /** Tells whether this is a native provider that has not failed. */
    boolean isUsable() {
        return provider != null && !givenUp.get();
    }

    /** Gives up this native provider, because it failed although it had passed its self-test, and says so once. */
    void giveUp(Throwable failure) {
        if (givenUp.compareAndSet(false, true)) {
            System.getLogger("com.clerk.sdk.auth")
                    .log(
                            Level.WARNING,
                            "The cryptographic provider " + this + " failed, so signatures are verified without it from"
                                    + " now on: " + failure + ". Remove it from the class path, or set the system"
                                    + " property " + NativeProviders.OFF_SWITCH + "=false.");
        }
    }

    /** Converts a key to the form of the provider, so that the provider does not convert it for each signature. */
    PublicKey adopt(RSAPublicKey key) throws GeneralSecurityException {
        return provider == null
                ? key
                : (PublicKey) KeyFactory.getInstance("RSA", provider).translateKey(key);
    }

    /** Tells whether this is a valid signature of the first {@code length} bytes of a text. */
    boolean verifies(PublicKey key, SignatureAlgorithm algorithm, byte[] text, int length, byte[] signature)
            throws GeneralSecurityException {
        try {
            // A new object each time: it is cheap compared with its work, and not safe for use by two threads at once.
            var checker = checker(algorithm.jcaName());
            checker.initVerify(key);
            checker.update(text, 0, length);
            return checker.verify(signature);
        } catch (SignatureException e) {
            return false;
        }
    }

    private Signature checker(String name) throws NoSuchAlgorithmException {
        return provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
    }

    @Override
    public String toString() {
        return provider == null ? "standard" : provider.getName();
    }

    /** Holder that is initialized on first use, once, while other threads wait. */
    private static final class Fastest {
        static final SignatureProvider FOUND = NativeProviders.find(NativeProviders.KNOWN);
    }
}
