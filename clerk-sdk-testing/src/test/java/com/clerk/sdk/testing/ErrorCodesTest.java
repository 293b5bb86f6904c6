package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every error that the server sends has a code of Clerk's, under the status that Clerk gives it. */
class ErrorCodesTest {
    private static final Path SOURCES = Path.of("src/main/java/com/clerk/sdk/testing/server");
    private static final Pattern ERROR =
            Pattern.compile("new ErrorResponseException\\(\\s*([A-Z_]+|[0-9]+),\\s*\"([a-z_0-9]+)\"(?! \\+)");
    private static final Pattern UNPROCESSABLE = Pattern.compile("unprocessable\\(\\s*\"([a-z_0-9]+)\"(?! \\+)");
    /** The one code that is not Clerk's: Clerk supports its operations. */
    private static final String OWN = "not_supported_here 501";

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

        assertThat(used).hasSizeGreaterThan(40).contains(OWN);
        used.remove(OWN);
        assertThat(catalogue()).containsAll(used);
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

    private static Set<String> catalogue() throws IOException {
        try (var file = ErrorCodesTest.class.getResourceAsStream("error-codes.tsv")) {
            assertThat(file).isNotNull();
            var lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1);
            var codes = new ArrayList<String>();
            for (var line : lines) {
                codes.add(line.replace('\t', ' '));
            }
            return Set.copyOf(new TreeSet<>(codes));
        }
    }
}
