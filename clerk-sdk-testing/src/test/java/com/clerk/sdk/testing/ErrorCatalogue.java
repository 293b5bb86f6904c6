package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The codes of Clerk's errors with the status that each of them comes with. */
public final class ErrorCatalogue {
    /** The one code that is not Clerk's: Clerk supports its operations. */
    static final String OWN = "not_supported_here 501";

    private static final Set<String> ALL = read();

    private ErrorCatalogue() {}

    /** Returns each code with its status, such as {@code resource_not_found 404}. */
    static Set<String> all() {
        return ALL;
    }

    /** Returns whether Clerk sends a code under a status. */
    public static boolean has(String code, int status) {
        var error = code + " " + status;
        return ALL.contains(error) || error.equals(OWN);
    }

    private static Set<String> read() {
        try (var file = ErrorCatalogue.class.getResourceAsStream("error-codes.tsv")) {
            assertThat(file).isNotNull();
            var lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1);
            return Arrays.stream(lines).map(line -> line.replace('\t', ' ')).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
