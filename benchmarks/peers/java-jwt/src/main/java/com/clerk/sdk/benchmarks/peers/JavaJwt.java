package com.clerk.sdk.benchmarks.peers;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.clerk.sdk.benchmarks.shared.Inputs;
import com.clerk.sdk.benchmarks.shared.TokenPeer;
import java.security.interfaces.RSAPublicKey;

/** Auth0's java-jwt. */
public class JavaJwt extends TokenPeer {
    private JWTVerifier verifier;

    @Override
    protected void open() {
        verifier = JWT.require(Algorithm.RSA256((RSAPublicKey) Inputs.publicKey(), null))
                .withIssuer(Inputs.ISSUER)
                .withClaim("azp", Inputs.PARTY)
                .acceptLeeway(5)
                .build();
    }

    @Override
    protected Object verify(String token) {
        return verifier.verify(token);
    }
}
