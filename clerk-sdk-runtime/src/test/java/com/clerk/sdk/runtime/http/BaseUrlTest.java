package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest extends HttpTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.clerk.com/v1",
                "https://api.clerk.com",
                "https://proxy.example.com:8443/__clerk/",
                "http://localhost:8080",
                "http://127.0.0.1:8080/v1",
                "http://127.1.2.3",
                "http://127.255.255.254",
                "http://[::1]:8080",
                "http://[::ffff:127.0.0.1]",
                "HTTPS://api.clerk.com",
            })
    void httpsIsAllowedAnywhereAndHttpOnThisMachine(String url) {
        ApiClient.builder().baseUrl(url).build().close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.clerk.com/v1",
                "http://127.example.com",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "http://0.0.0.0",
                "http://[::2]",
                "http://10.0.0.1",
                "https://canary@api.clerk.com",
                "https://a:canary@api.clerk.com",
                "https://:canary@api.clerk.com",
                "https://api.clerk.com?canary",
                "https://api.clerk.com/v1?a=canary",
                "https://api.clerk.com#canary",
                "ftp://api.clerk.com",
                "file:///canary",
                "api.clerk.com",
                "http://127.",
                "http://127.1",
                "http://127.0.0.",
                "http://127.999.1.1",
                "http://127.0.0.256",
                "http://127.1.2.3.4",
                "http://127.0.0.01",
                "http://127.0.0.1.",
                "https://",
                "https:",
                "https:/",
                "https:///",
                "https:///v1",
                "https:////api.clerk.com",
                "https:api.clerk.com",
                "https:/api.clerk.com",
                "https:\\\\api.clerk.com",
                "https://\\api.clerk.com",
                "https://:443",
                "https://@",
                "https://?v1",
                "https://#v1",
                "https://api..clerk.com",
                "https://.clerk.com",
                "https://api.clerk.com:0",
                "https://api.clerk.com:port",
                "https://api clerk.com",
                " https://api.clerk.com",
                "https://api.clerk.com\n",
                "//api.clerk.com",
                "",
            })
    void anythingElseIsRefusedAndNotShown(String url) {
        var builder = ApiClient.builder().baseUrl(url);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The base URL ")
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://clerk:8080", "http://10.0.0.1/v1", "http://localhost", "https://api.clerk.com"})
    void plainHttpToAnyHostIsAllowedWhereItWasAskedFor(String url) {
        ApiClient.builder().baseUrl(url).allowPlainHttp().build().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "http:///v1", "http://a:canary@clerk:8080", "http://clerk?canary", "ftp://clerk"})
    void allowingPlainHttpAllowsNothingElse(String url) {
        var builder = ApiClient.builder().baseUrl(url).allowPlainHttp();
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The base URL ")
                .hasMessageNotContaining("canary");
    }

    @Test
    void aClientNeedsOne() {
        assertThatThrownBy(() -> ApiClient.builder().build()).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pre/fix", "/pre/fix/"})
    void aPathInItComesBeforeThatOfTheOperation(String prefix) {
        answer(200, "{}");
        client(b -> b.baseUrl(server.url(prefix).toString()))
                .get("things.list", "/things")
                .returnsVoid()
                .execute();
        assertThat(taken().getTarget()).isEqualTo("/pre/fix/things");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void withoutAPathTheOperationHasItAlone(String prefix) {
        answer(200, "{}");
        client(b -> b.baseUrl("http://localhost:" + server.getPort() + prefix))
                .get("things.list", "/v1/things")
                .returnsVoid()
                .execute();
        assertThat(taken().getTarget()).isEqualTo("/v1/things");
    }
}
