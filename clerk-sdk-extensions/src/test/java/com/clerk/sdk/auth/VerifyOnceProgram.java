package com.clerk.sdk.auth;

import java.nio.file.Files;
import java.nio.file.Path;

/** A program that verifies one token, for {@link ColdStartTest}. */
final class VerifyOnceProgram {
    private VerifyOnceProgram() {}

    /** Arguments: the kind of key (pem or jwks), a file with the key, and the token. */
    public static void main(String[] args) throws Exception {
        var key = Files.readString(Path.of(args[1]));
        var builder = SessionTokenVerifier.builder();
        var verifier = (args[0].equals("pem") ? builder.jwtKey(key) : builder.jwks(key)).build();
        System.out.println("verified " + verifier.verify(args[2]).userId());
    }
}
