package com.clerk.sdk.benchmarks.shared;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The baseline of token verification: the signature of the same token, its bytes at hand, and nothing else. */
@State(Scope.Benchmark)
public class BareSignature {
    /** The class of a provider, or an empty text for Java's own. */
    @Param("")
    public String provider = "";

    private Provider signatures;
    private PublicKey key;
    private Signed token;
    private Signed large;

    /** The parts of a token. */
    private record Signed(byte[] text, byte[] signature) {
        static Signed of(String token) {
            int end = token.lastIndexOf('.');
            return new Signed(
                    token.substring(0, end).getBytes(StandardCharsets.US_ASCII),
                    Base64.getUrlDecoder().decode(token.substring(end + 1)));
        }
    }

    @Setup
    public void prepare() throws ReflectiveOperationException, GeneralSecurityException {
        signatures = signatures();
        // In the provider's own form, or it would be converted for every signature.
        key = KeyFactory.getInstance("RSA", keyProvider())
                .generatePublic(new X509EncodedKeySpec(Inputs.publicKey().getEncoded()));
        token = Signed.of(Inputs.text(Inputs.TOKEN));
        large = Signed.of(Inputs.text(Inputs.LARGE_TOKEN));
        if (!verify() || !verifyLarge()) {
            throw new IllegalStateException(signatures + " refuses the token");
        }
    }

    private Provider keyProvider() throws GeneralSecurityException {
        return signatures.getService("KeyFactory", "RSA") == null
                ? KeyFactory.getInstance("RSA").getProvider()
                : signatures;
    }

    private Provider signatures() throws ReflectiveOperationException, GeneralSecurityException {
        if (provider.isEmpty()) {
            return Signature.getInstance("SHA256withRSA").getProvider();
        }
        return Class.forName(provider)
                .asSubclass(Provider.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    @Benchmark
    public boolean verify() throws GeneralSecurityException {
        return verify(token);
    }

    @Benchmark
    public boolean verifyLarge() throws GeneralSecurityException {
        return verify(large);
    }

    private boolean verify(Signed signed) throws GeneralSecurityException {
        var verifier = Signature.getInstance("SHA256withRSA", signatures);
        verifier.initVerify(key);
        verifier.update(signed.text);
        return verifier.verify(signed.signature);
    }
}
