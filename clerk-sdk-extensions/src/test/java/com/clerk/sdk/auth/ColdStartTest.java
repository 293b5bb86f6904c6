package com.clerk.sdk.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fresh Java runtime loads only the classes that its kind of key needs. */
class ColdStartTest {
    private static final String NIMBUS = "com.nimbusds.";

    @TempDir
    private Path folder;

    @Test
    void aPemKeyLoadsNoClassOfNimbus() throws Exception {
        assertThat(loadedClasses("pem", TestTokens.pem())).doesNotContain(NIMBUS);
    }

    /** The test above looks for the right name. */
    @Test
    void aJwksLoadsNimbus() throws Exception {
        var jwks = TestTokens.jwks(Map.of(TestTokens.KEY_ID, TestTokens.KEYS));
        assertThat(loadedClasses("jwks", jwks)).contains(NIMBUS);
    }

    /** Runs a program that verifies one token, and returns its list of loaded classes. */
    private String loadedClasses(String kind, String key) throws IOException, InterruptedException {
        var keyFile = Files.writeString(folder.resolve("key"), key);
        var classes = folder.resolve("classes");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + classes,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        VerifyOnceProgram.class.getName(),
                        kind,
                        keyFile.toString(),
                        freshToken())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("verified " + TestTokens.USER);
        return Files.readString(classes);
    }

    private static String freshToken() {
        long now = Instant.now().getEpochSecond();
        var claims = TestTokens.claims();
        claims.put("iat", now);
        claims.put("nbf", now);
        claims.put("exp", now + 3600);
        return TestTokens.signed(TestTokens.header(), claims);
    }
}
