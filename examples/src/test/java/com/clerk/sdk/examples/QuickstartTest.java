package com.clerk.sdk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QuickstartTest {
    @Test
    void theTourSaysWhatItDidStepByStep() {
        var bytes = new ByteArrayOutputStream();

        Quickstart.inProcess(new PrintStream(bytes, true, StandardCharsets.UTF_8));

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "CLERK_SECRET_KEY is not set",
                        "1. Create users",
                        "Ada, created",
                        "2. Change one",
                        "now Ada Lovelace",
                        "3. Clear a field",
                        "now Ada (no last name)",
                        "4. Merge metadata and read it as a type",
                        "Plan[plan=gold, seats=3]",
                        "5. Page through users",
                        "page 3: [user_",
                        "6. Or walk through all of them",
                        "5 users; Clerk counts 5",
                        "7. Tell who sent a request",
                        "signed in:  user_",
                        "may read invoices: true",
                        "signed out: session-token-expired",
                        "signed out: dev-browser-missing",
                        "8. See what an error looks like",
                        "NotFoundException: GET /users/{user_id} -> 404 resource_not_found",
                        "trace id for Clerk's support: ",
                        "9. Tidy up",
                        "5 users deleted");
    }

    @Test
    void itShowsNoKey() {
        var bytes = new ByteArrayOutputStream();

        Quickstart.inProcess(new PrintStream(bytes, true, StandardCharsets.UTF_8));

        assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("sk_test_");
    }
}
