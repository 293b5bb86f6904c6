package com.clerk.sdk.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.junit.ClerkTest;
import org.junit.jupiter.api.Test;

class SharedServerTest {
    // snippet: shared-server
    @ClerkTest
    abstract static class ApplicationTest {
        static final ClerkServer CLERK = ClerkServer.start(); // give CLERK.apiUrl() to your framework
    }
    // end

    static class FirstTest extends ApplicationTest {}

    @Test
    void theServerIsThereBeforeAnyTest() {
        assertThat(FirstTest.CLERK.apiUrl()).startsWith("http://127.0.0.1:");
    }
}
