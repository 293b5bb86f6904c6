package com.clerk.sdk.examples.snippets;

// snippet: test-class
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.errors.ServerException;
import com.clerk.sdk.testing.ClerkServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GreetingTest {
    private final ClerkServer server = ClerkServer.start();
    private final ClerkBackend clerk = ClerkBackend.builder()
            .apiUrl(server.apiUrl())
            .secretKey(server.secretKey())
            .build();

    @AfterEach
    void close() {
        clerk.close();
        server.close();
    }

    @Test
    void aUserIsGreetedByFirstName() {
        var ada = clerk.users().create(u -> u.firstName("Ada").emailAddress("ada@example.com"));

        assertThat(greeting(ada.id())).isEqualTo("Hello Ada");
    }

    @Test
    void anOutageOfClerkIsPassedOn() {
        server.failNext(500, 3); // the SDK tries a GET three times

        assertThatThrownBy(() -> greeting("user_1")).isInstanceOf(ServerException.class);
    }

    private String greeting(String userId) {
        return "Hello " + clerk.users().get(userId).firstName();
    }
}
// end
