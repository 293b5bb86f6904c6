package com.clerk.sdk.benchmarks.peers;

import com.clerk.sdk.benchmarks.shared.Inputs;
import com.clerk.sdk.benchmarks.shared.TokenPeer;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;

/** JJWT with Jackson, its usual companion; the parser is kept. */
public class Jjwt extends TokenPeer {
    private JwtParser parser;

    @Override
    protected void open() {
        parser = Jwts.parser()
                .verifyWith(Inputs.publicKey())
                .requireIssuer(Inputs.ISSUER)
                .require("azp", Inputs.PARTY)
                .clockSkewSeconds(5)
                .build();
    }

    @Override
    protected Object verify(String token) {
        return parser.parseSignedClaims(token);
    }
}
