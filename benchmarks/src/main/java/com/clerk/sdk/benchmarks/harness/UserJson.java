package com.clerk.sdk.benchmarks.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes full users as Clerk sends them: two email addresses, a phone number, an account elsewhere, metadata. */
public final class UserJson {
    private static final int FIRST = 100;

    private final String template;

    public UserJson() throws IOException {
        try (var in = UserJson.class.getResourceAsStream("/com/clerk/sdk/benchmarks/user.json")) {
            template = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "");
        }
    }

    /** The user of a number, which stands in its id, and its end in all else that would differ. */
    String user(int number) {
        return template.replace("#", Integer.toString(FIRST + number % 900))
                .replace("~", String.format("%07d", number));
    }

    String array(int count) {
        return array(0, count);
    }

    /** The users of the numbers from one up to another, which is left out. */
    public String array(int from, int to) {
        return IntStream.range(from, to).mapToObj(this::user).collect(Collectors.joining(",", "[", "]"));
    }
}
