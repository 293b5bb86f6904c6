package com.clerk.sdk.benchmarks.peers;

import com.clerk.sdk.benchmarks.shared.Inputs;
import com.clerk.sdk.benchmarks.shared.TokenPeer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwt.consumer.Validator;

/** jose4j's consumer. */
public class Jose4j extends TokenPeer {
    private JwtConsumer consumer;

    @Override
    protected void open() {
        consumer = new JwtConsumerBuilder()
                .setVerificationKey(Inputs.publicKey())
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(5)
                .setExpectedIssuer(Inputs.ISSUER)
                .registerValidator((Validator) Jose4j::party)
                .build();
    }

    private static String party(JwtContext context) {
        var party = context.getJwtClaims().getClaimValueAsString("azp");
        return Inputs.PARTY.equals(party) ? null : "another party";
    }

    @Override
    protected Object verify(String token) throws Exception {
        return consumer.processToClaims(token);
    }
}
