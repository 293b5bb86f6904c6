package com.clerk.sdk.auth.jwt;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactorySpi;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.KeySpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A provider that checks signatures as it should, except for one fault. */
public class FaultyProvider extends Provider {
    private static final long serialVersionUID = 1;

    /** The fault. */
    public interface Fault {
        boolean answer(VerificationAttempt attempt) throws SignatureException;
    }

    /** A signature to be checked. */
    public record VerificationAttempt(String algorithm, PublicKey key, byte[] text, byte[] signature) {
        public boolean isGood() {
            return isGoodWith(algorithm);
        }

        boolean isGoodWith(String other) {
            try {
                var honest = Signature.getInstance(other);
                honest.initVerify(key);
                honest.update(text);
                return honest.verify(signature);
            } catch (SignatureException e) {
                return false;
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }

    public FaultyProvider(Fault fault) {
        super("Faulty", "1", "");
        putService(new Service(this, "KeyFactory", "RSA", Keys.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) {
                return new Keys();
            }
        });
        for (var algorithm : SignatureAlgorithm.values()) {
            var name = algorithm.jcaName();
            putService(new Service(this, "Signature", name, Checker.class.getName(), null, null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new Checker(name, fault);
                }
            });
        }
    }

    private static final class Keys extends KeyFactorySpi {
        @Override
        protected Key engineTranslateKey(Key key) {
            return key;
        }

        @Override
        protected PublicKey engineGeneratePublic(KeySpec spec) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected PrivateKey engineGeneratePrivate(KeySpec spec) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> type) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Checker extends SignatureSpi {
        private final String algorithm;
        private final Fault fault;
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private @Nullable PublicKey key;

        Checker(String algorithm, Fault fault) {
            this.algorithm = algorithm;
            this.fault = fault;
        }

        @Override
        protected void engineInitVerify(PublicKey given) {
            key = given;
        }

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) {
            text.write(bytes, offset, length);
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            return fault.answer(
                    new VerificationAttempt(algorithm, Objects.requireNonNull(key), text.toByteArray(), signature));
        }

        @Override
        protected void engineUpdate(byte oneByte) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineInitSign(PrivateKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected byte[] engineSign() {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
