package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsersTest {
    @Test
    void smoke() {
        try (var server = ClerkServer.start()) {
            var client = new Client(server);
            var id = client.createUser("ada@example.com");
            System.out.println(ClerkServer.class.getModule() + " " + mockwebserver3.MockWebServer.class.getModule()
                    + okhttp3.OkHttpClient.class.getModule());
            assertThat(client.get("/v1/users/" + id).text("id")).isEqualTo(id);
        }
    }
}
