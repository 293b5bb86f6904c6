package com.clerk.sdk.benchmarks.peers;

import com.clerk.sdk.benchmarks.shared.Inputs;
import com.clerk.sdk.benchmarks.shared.TokenPeer;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.Set;

/** Nimbus' processor. */
public class Nimbus extends TokenPeer {
    private DefaultJWTProcessor<SecurityContext> processor;

    @Override
    protected void open() throws Exception {
        var keys = new ImmutableJWKSet<SecurityContext>(JWKSet.parse(Inputs.text(Inputs.JWKS)));
        var expected = new JWTClaimsSet.Builder()
                .issuer(Inputs.ISSUER)
                .claim("azp", Inputs.PARTY)
                .build();
        var claims = new DefaultJWTClaimsVerifier<SecurityContext>(expected, Set.of("sub", "exp"));
        claims.setMaxClockSkew(5);
        processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        processor.setJWTClaimsSetVerifier(claims);
    }

    @Override
    protected Object verify(String token) throws Exception {
        return processor.process(token, null);
    }
}
