package com.clerk.sdk.client.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The browser of a desktop that is not there, in a program of its own. */
@Timeout(120)
class DesktopBrowserTest {
    private static final String URL = "http://127.0.0.1:1/begin";

    public static void main(String[] args) {
        DesktopBrowser.open(args[0]);
    }

    private static String errorsOf(boolean headless) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "-Djava.awt.headless=" + headless,
                "-cp",
                System.getProperty("java.class.path"),
                DesktopBrowserTest.class.getName(),
                URL);
        builder.environment().put("DISPLAY", ":77"); // nothing listens there
        var process = builder.start();
        var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return errors;
    }

    @Test
    void withoutADesktopTheUrlIsPrinted() throws Exception {
        assertThat(errorsOf(true)).contains(URL);
    }

    @Test
    void aDisplayThatIsGoneDoesNotEndTheProgram() throws Exception {
        // On Windows and macOS, DISPLAY means nothing, and the browser would open.
        assumeTrue(System.getProperty("os.name").equals("Linux"), "DISPLAY is a variable of Linux");

        assertThat(errorsOf(false)).contains(URL);
    }
}
