package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import okhttp3.HttpUrl;
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
    @ValueSource(
            strings = {"http://", "http:///v1", "http://a:canary@clerk:8080", "http://clerk?canary", "ftp://clerk"})
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

    /** Usual URLs have the same parts with and without OkHttp. */
    @Test
    void usualUrlsAreReadAsOkHttpReadsThem() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int usual = 0;
        for (int i = 0; i < 100_000; i++) {
            var text = randomUrl(random);
            var url = BaseUrl.usual(text);
            if (url != null) {
                usual++;
                var expected = BaseUrl.parseUnusual(text);
                assertThat(url.hasSameOrigin(expected) && url.path().equals(expected.path()))
                        .as("seed %d, URL %s", seed, text)
                        .isTrue();
                assertThat(url.toHttpUrl()).as("seed %d, URL %s", seed, text).isEqualTo(expected.toHttpUrl());
            }
        }
        assertThat(usual).as("seed %d", seed).isGreaterThan(1000);
    }

    private static String randomUrl(Random random) {
        var text = new StringBuilder(pick(random, "http https https HTTPS")).append("://");
        for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
            text.append(pick(random, "api clerk com dev a1 b com a-b -a a--b xn--nxasmq6b 1 0x7f 127 A \u00e4 _"));
            text.append(parts > 1 ? "." : "");
        }
        text.append(
                pick(random, "none none :8 :0 :080 :9999 :65535 :65536 :99999").replace("none", ""));
        for (int parts = random.nextInt(4); parts > 0; parts--) {
            text.append(pick(random, "/ /v1 /__a /v1 /a.b /. /.. /... /%2e /%2E%2e/ /a%20b /~_- /;a // /\u00e4"));
        }
        return text.append(pick(random, "/ / / ?a #a \\")).toString();
    }

    private static String pick(Random random, String choices) {
        var all = choices.split(" ");
        return all[random.nextInt(all.length)];
    }

    @Test
    void aUrlOfAnyLengthIsReadOrRefused() {
        for (var text : List.of("https://" + "a.".repeat(100_000) + "com", "https://a.com" + "/a".repeat(100_000))) {
            assertThat(BaseUrl.usual(text)).isNull();
            assertThat(BaseUrl.isAbsolute(text)).isEqualTo(HttpUrl.parse(text) != null);
        }
    }
}
