package com.clerk.sdk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QuickstartTest {
    @Test
    void everyStepIsPrinted() {
        var bytes = new ByteArrayOutputStream();

        Quickstart.inProcess(new PrintStream(bytes, true, StandardCharsets.UTF_8));

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "CLERK_SECRET_KEY is not set",
                        "1. Create users",
                        "Ada, created",
                        "2. Update a user",
                        "now Ada Lovelace",
                        "3. Clear a field",
                        "now Ada (no last name)",
                        "4. Merge metadata and read it as a type",
                        "Plan[plan=gold, seats=3]",
                        "5. Page through users",
                        "page 3: [user_",
                        "6. Or iterate over all users",
                        "5 users; Clerk reports 5",
                        "7. Find out who sent a request",
                        "signed in:  user_",
                        "may read invoices: true",
                        "signed out: session-token-expired",
                        "signed out: dev-browser-missing",
                        "8. See what an error looks like",
                        "NotFoundException: GET /users/{user_id} -> 404 resource_not_found",
                        "trace id for Clerk's support: ",
                        "9. Clean up",
                        "5 users deleted");
    }

    @Test
    void noKeyIsPrinted() {
        var bytes = new ByteArrayOutputStream();

        Quickstart.inProcess(new PrintStream(bytes, true, StandardCharsets.UTF_8));

        assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("sk_test_");
    }
}
