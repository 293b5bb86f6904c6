package com.clerk.sdk.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.RequestAuthenticator;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A form that comes after its token has ended: what the user wrote is not lost. */
class LateFormTest {
    private static final Map<String, List<String>> FIELDS = Map.of("note", List.of("Written slowly"));

    private final RequestAuthenticator authenticator =
            TestInstance.authenticator().build();

    @AfterEach
    void close() {
        authenticator.close();
    }

    private static Map<String, List<String>> form() {
        var headers = new HashMap<String, List<String>>();
        headers.put("Content-Type", List.of("application/x-www-form-urlencoded;charset=UTF-8"));
        headers.put("Sec-Fetch-Site", List.of("same-origin"));
        headers.put("Sec-Fetch-Dest", List.of("document"));
        var expired = TestInstance.cookies(TestInstance.token("user_1").expired());
        headers.put("Cookie", List.of(expired.substring("Cookie: ".length())));
        return headers;
    }

    private WebResponse refused(String method, Map<String, List<String>> headers, Map<String, List<String>> fields) {
        var guard = RequestGuard.builder(authenticator).protect("/**").build();
        var request = ClerkRequest.of(method, "https://app.example.com/notes?a=b&c=%22", headers);
        var decision = guard.check(request, RequestPath.of("/notes"));
        return decision.keepingForm(Objects.requireNonNull(decision.response()), () -> fields);
    }

    private static String body(WebResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void thePageHasTheFieldsAndSendsThemToTheSameAddress() {
        var page = refused("POST", form(), FIELDS);

        assertThat(page.status()).isEqualTo(401);
        assertThat(page.headers())
                .containsEntry("content-type", List.of("text/html; charset=utf-8"))
                .containsEntry("cache-control", List.of("private, no-store"))
                .containsKey("www-authenticate");
        assertThat(page.headers().get("content-security-policy"))
                .containsExactly("default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(body(page))
                .contains("<form method=\"post\" action=\"https://app.example.com/notes?a=b&amp;c=%22\">")
                .contains("<input type=\"hidden\" name=\"note\" value=\"Written slowly\">")
                .contains("<a href=\"https://app.example.com/sign-in\" target=\"_blank\" rel=\"noopener\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "'", "<script>alert(1)</script>", "\"><script>", "&quot;", "a\r\nb", "\u2028", "ü"})
    void noFieldGetsOutOfItsPlace(String value) {
        var html = body(refused("POST", form(), Map.of(value, List.of(value, ""))));

        var inputs = Pattern.compile("<input type=\"hidden\" name=\"([^\"<>]*)\" value=\"([^\"<>]*)\">")
                .matcher(html);
        assertThat(inputs.find()).isTrue();
        assertThat(inputs.group(1)
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&#39;", "'")
                        .replace("&amp;", "&"))
                .isEqualTo(value);
        assertThat(inputs.group(2)).isEqualTo(inputs.group(1));
        assertThat(html).doesNotContain("<script");
    }

    private void assertNoPage(String method, String name, String... values) {
        var headers = form();
        headers.put(name, List.of(values));
        var response = refused(method, headers, FIELDS);
        assertThat(response.headers().get("content-type")).containsExactly("application/problem+json");
        assertThat(body(response)).doesNotContain("Written slowly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none", ""})
    void theFormOfAnotherSiteIsNotRepeated(String site) {
        assertNoPage("POST", "Sec-Fetch-Site", site);
        assertNoPage("POST", "Sec-Fetch-Site");
    }

    @Test
    void onlyFormsOfPeopleAreRepeated() {
        assertNoPage("PUT", "X-Other", "x");
        assertNoPage("POST", "Sec-Fetch-Dest", "empty");
        assertNoPage("POST", "Content-Type", "multipart/form-data; boundary=x");
        assertNoPage("POST", "Content-Type", "application/json");
        assertNoPage("POST", "Authorization", "Bearer x");
    }

    @Test
    void aFormWithoutFieldsAndOneWithoutEndAreNotRepeated() {
        for (var fields : List.of(
                Map.<String, List<String>>of(),
                Map.of("note", List.of("x".repeat(300_000))),
                Map.of("note", List.of("x".repeat(2000).split(""))))) {
            assertThat(refused("POST", form(), fields).headers().get("content-type"))
                    .containsExactly("application/problem+json");
        }
    }

    @Test
    void whoMayNotDoThisIsNotAskedToSendItAgain() {
        var guard = RequestGuard.builder(authenticator)
                .require("/**", com.clerk.sdk.auth.Has.role("org:admin"))
                .build();
        var headers = form();
        headers.put(
                "Cookie",
                List.of(TestInstance.cookies(TestInstance.token("user_1")).substring("Cookie: ".length())));
        var request = ClerkRequest.of("POST", "https://app.example.com/notes", headers);
        var decision = guard.check(request, RequestPath.of("/notes"));
        var refusal = Objects.requireNonNull(decision.response());

        assertThat(refusal.status()).isEqualTo(403);
        assertThat(decision.keepingForm(refusal, () -> FIELDS)).isSameAs(refusal);
    }
}
