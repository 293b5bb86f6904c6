package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every error that the server sends has a code of Clerk's, under the status that Clerk gives it. */
class ErrorCodesTest {
    private static final Path SOURCES = Path.of("src/main/java/com/clerk/sdk/testing");
    private static final Pattern ERROR =
            Pattern.compile("new ErrorResponseException\\(\\s*([A-Z_]+|[0-9]+),\\s*\"([a-z_0-9]+)\"(?! \\+)");
    private static final Pattern UNPROCESSABLE = Pattern.compile("unprocessable\\(\\s*\"([a-z_0-9]+)\"(?! \\+)");

    @Test
    void everyCodeIsOneOfClerksUnderItsStatus() throws IOException {
        var used = new TreeSet<String>();
        for (var source : sources()) {
            var code = Files.readString(source);
            var error = ERROR.matcher(code);
            while (error.find()) {
                used.add(error.group(2) + " " + status(code, error.group(1)));
            }
            var unprocessable = UNPROCESSABLE.matcher(code);
            while (unprocessable.find()) {
                used.add(unprocessable.group(1) + " 422");
            }
        }

        assertThat(used).hasSizeGreaterThan(40).contains(ErrorCatalogue.OWN);
        used.remove(ErrorCatalogue.OWN);
        assertThat(ErrorCatalogue.all()).containsAll(used);
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static String status(String code, String numberOrName) {
        var constant = Pattern.compile("int " + numberOrName + " = ([0-9]+);").matcher(code);
        return constant.find() ? constant.group(1) : numberOrName;
    }
}
