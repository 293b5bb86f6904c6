package com.clerk.sdk.checks.platform;

import static com.clerk.sdk.checks.platform.ConsumerProgram.userPath;
import static com.clerk.sdk.checks.platform.ConsumerProgram.userPathWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** A program of a user runs on each platform and with each version of a library that another may force on it. */
class ConsumersTest {
    private static final String OKHTTP = "okhttp3.OkHttpClient from ";
    private static final String OKIO = "okio.Buffer from ";
    private static final String KOTLIN = "kotlin.Unit from ";
    private static final String GSON = "com.google.gson.Gson from ";

    /** Those that the SDK and the program need: java.sql is not among them. */
    private static final String MODULES = "java.logging,java.naming,jdk.httpserver,jdk.jfr";

    @TempDir
    private static Path folder;

    private static ConsumerProgram program;

    @BeforeAll
    static void compile() {
        program = ConsumerProgram.compile(folder);
    }

    @Test
    void itRunsOnTheClassPath() throws Exception {
        var output = program.run(userPath());

        assertThat(line(output, OKHTTP)).contains("okhttp-jvm-5.");
        assertThat(line(output, OKIO)).contains("okio-jvm-3.");
    }

    private static String line(String output, String start) {
        return output.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
    }

    /** A run-time image has the modules that a program requires. Nothing but the store of deliveries needs java.sql. */
    @Test
    void itRunsOnTheModulePathWithoutTheModuleForSql() throws Exception {
        var module = ConsumerProgram.compileModule(folder);

        var output = module.runModule(userPath(), "--limit-modules", "com.clerk.sdk.extensions," + MODULES);
        assertThat(line(output, "com.clerk.sdk.ClerkBackend from ")).endsWith("in module com.clerk.sdk.extensions");
        assertThat(line(output, OKHTTP)).endsWith("in module okhttp3");
    }

    @Test
    void itRunsOnTheClassPathWithoutTheModuleForSql() throws Exception {
        program.run(userPath(), "--limit-modules", MODULES);
    }

    @Test
    void itRunsWithOkHttp4InPlaceOf5() throws Exception {
        var output = program.run(userPathWith(
                List.of("okhttp-jvm-", "okio-jvm-"),
                Libraries.other("okhttp-4.12.0"),
                Libraries.other("okio-jvm-3.6.0")));

        assertThat(line(output, OKHTTP)).contains("/okhttp-4.12.0.jar");
        assertThat(line(output, OKIO)).contains("/okio-jvm-3.6.0.jar");
    }

    /** The exceptions of OkHttp that say so are not public types, and each version might call them otherwise. */
    @Test
    void aPostThatWasNotProcessedIsSentAgainByOkHttp4And5() throws Exception {
        program.runMain("RefusedStreams", userPath());
        program.runMain(
                "RefusedStreams",
                userPathWith(
                        List.of("okhttp-jvm-", "okio-jvm-"),
                        Libraries.other("okhttp-4.12.0"),
                        Libraries.other("okio-jvm-3.6.0")));
    }

    /** Maven and Gradle do not see that okhttp and okhttp-jvm have the same classes, and put both on the class path. */
    @Test
    void itRunsWithOkHttp4Beside5InEitherOrder() throws Exception {
        var last = userPathWith(List.of(), Libraries.other("okhttp-4.12.0"));
        var first = new ArrayList<>(last);
        Collections.rotate(first, 1);

        assertThat(line(program.run(last), OKHTTP)).contains("/okhttp-jvm-5.");
        assertThat(line(program.run(first), OKHTTP)).contains("/okhttp-4.12.0.jar");
    }

    @Test
    void itRunsWithTheVersionsThatSpringBootForces() throws Exception {
        var output = program.run(userPathWith(
                List.of("kotlin-stdlib-", "gson-"),
                Libraries.other("kotlin-stdlib-1.9.25"),
                Libraries.other("gson-2.13.2")));

        assertThat(line(output, KOTLIN)).contains("/kotlin-stdlib-1.9.25.jar");
        assertThat(line(output, GSON)).contains("/gson-2.13.2.jar");
    }

    @Test
    void itRunsFromOneShadedJar() throws Exception {
        var jar = ShadedJar.of(userPath(), folder.resolve("shaded.jar"));

        assertThat(line(program.run(List.of(jar)), OKHTTP)).endsWith("/shaded.jar");
    }

    /** As in a container with a read-only root: no file is written, not even a temporary one. */
    @Test
    void itRunsOnAReadOnlyFileSystem() throws Exception {
        var command = List.of(
                "unshare", "--map-root-user", "--mount", "sh", "-c", "mount -o remount,bind,ro / && exec \"$@\"", "sh");
        if (!System.getProperty("clerk.sdk.test.demanded", "").contains("read-only-file-system")) {
            assumeTrue(canRun(command), "this machine does not let us make the file system read-only");
        }

        program.runBy(command, userPath());
    }

    /** No thread of a client or an authenticator that is left open keeps the process alive. */
    @Test
    void itEndsWithoutClosingAnything() throws Exception {
        assertThat(program.endsByItself("NothingClosed", userPath()))
                .as("the process ended")
                .isTrue();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void itPinsNoVirtualThread() throws Exception {
        program.runMain(
                "VirtualThreads", userPath(), folder.resolve("pinned.jfr").toString());
    }

    /** Tells whether a command works and does what it says: it must not be able to write a file. */
    private static boolean canRun(List<String> command) throws IOException, InterruptedException {
        var touch = new ArrayList<>(command);
        touch.addAll(List.of("sh", "-c", "! touch /tmp/written && ! touch written"));
        try {
            return new ProcessBuilder(touch)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
