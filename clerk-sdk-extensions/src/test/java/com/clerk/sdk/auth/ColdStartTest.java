package com.clerk.sdk.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fresh Java runtime loads only the classes that it needs. */
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

    /** The first URL costs OkHttp up to 100 milliseconds, which an application pays with its first call. */
    @Test
    void aClientThatHasMadeNoCallLoadsNoKotlinAndNoTablesOfOkHttp() throws Exception {
        assertThat(loadedClasses("built", BuildOnceProgram.class))
                .contains("com.clerk.sdk.auth.RequestAuthenticator ")
                .doesNotContain(" kotlin.", " okio.", " okhttp3.internal.");
    }

    /** Runs a program that verifies one token, and returns its list of loaded classes. */
    private String loadedClasses(String kind, String key) throws IOException, InterruptedException {
        var keyFile = Files.writeString(folder.resolve("key"), key);
        return loadedClasses(
                "verified " + TestTokens.USER, VerifyOnceProgram.class, kind, keyFile.toString(), freshToken());
    }

    /** Runs a program that must print a text, and returns its list of loaded classes. */
    private String loadedClasses(String printed, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        var classes = folder.resolve("classes");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + classes,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains(printed);
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
