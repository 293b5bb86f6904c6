package com.clerk.sdk.auth.jwt;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/**
 * Who does the arithmetic when a signature is checked: the provider that this Java has set up, or a native one that
 * takes half the time. Immutable and safe for all threads.
 */
public final class SignatureProvider {
    private static final SignatureProvider STANDARD = new SignatureProvider(null);

    private final @Nullable Provider provider;

    private SignatureProvider(@Nullable Provider provider) {
        this.provider = provider;
    }

    /** The provider that this Java is set up to use. */
    public static SignatureProvider standard() {
        return STANDARD;
    }

    public static SignatureProvider of(Provider provider) {
        return new SignatureProvider(provider);
    }

    /**
     * A native provider if there is one that passes its test and none has been forbidden, otherwise the standard. It is
     * looked for once, when this is first called.
     */
    public static SignatureProvider fastest() {
        return Fastest.FOUND;
    }

    /** Puts a key into the provider's own form, so that it need not do so for each signature. */
    public PublicKey adopt(RSAPublicKey key) throws GeneralSecurityException {
        return provider == null
                ? key
                : (PublicKey) KeyFactory.getInstance("RSA", provider).translateKey(key);
    }

    /** Whether this is the signature of the first bytes of a text. */
    public boolean verifies(PublicKey key, SignatureAlgorithm algorithm, byte[] text, int length, byte[] signature)
            throws GeneralSecurityException {
        try {
            // A new one each time: it is cheap beside its work, and must never be used by two threads at once.
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

    /** Initialized by the first who asks, while others wait. */
    private static final class Fastest {
        static final SignatureProvider FOUND = NativeProviders.find(NativeProviders.KNOWN);
    }
}
