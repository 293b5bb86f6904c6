package com.clerk.sdk.examples.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.examples.webhooks.Program.Starter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {
    @Test
    void withoutASecretEachProgramPrintsHowDeliveriesAreAnswered() {
        for (var starter : List.<Starter>of(HttpServerReceiver::start, JettyReceiver::start)) {
            assertThat(output(starter))
                    .containsSubsequence(
                            "CLERK_WEBHOOK_SIGNING_SECRET is not set",
                            "  created user_1",
                            "a user is created: 204",
                            "the same delivery again: 204",
                            "a forged delivery: 400",
                            "an old delivery: 400",
                            "  deleted user_1",
                            "the user is deleted: 204")
                    .containsOnlyOnce("  created user_1")
                    .doesNotContain("whsec_");
        }
    }

    private static String output(Starter starter) {
        var before = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            Program.demonstrate(starter, Program.printing());
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
