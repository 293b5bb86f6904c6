package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.Codecs;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.RetryPolicy;
import com.clerk.sdk.runtime.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestTest extends HttpTest {
    private RecordedRequest sent(ApiRequest request) {
        answer(200, "{}");
        request.returnsVoid().execute();
        return taken();
    }

    private ApiRequest get() {
        return client.get("things.list", "/things");
    }

    private ApiRequest post() {
        return client.post("things.create", "/things");
    }

    @Test
    void eachMethodIsSentAsItself() {
        assertThat(sent(client.get("x", "/x")).getMethod()).isEqualTo("GET");
        assertThat(sent(client.post("x", "/x")).getMethod()).isEqualTo("POST");
        assertThat(sent(client.put("x", "/x")).getMethod()).isEqualTo("PUT");
        assertThat(sent(client.patch("x", "/x")).getMethod()).isEqualTo("PATCH");
        assertThat(sent(client.delete("x", "/x")).getMethod()).isEqualTo("DELETE");
    }

    @Test
    void theQueryIsEncodedStrictlyAndListsRepeat() {
        var request = sent(get().params(params(p -> p.inQuery("q", "a b+c&d=ü%")
                .inQuery("id", List.of("x", "y,z"))
                .inQuery("flag", false)
                .inQuery("offset", 0)
                .inQuery("since", Instant.ofEpochMilli(7))
                .inQuery("odd[name]", Map.of("k", 1))
                .inQuery("none", List.of()))));
        assertThat(request.getTarget())
                .isEqualTo("/v1/things?q=a%20b%2Bc%26d%3D%C3%BC%25&id=x&id=y%2Cz&flag=false&offset=0&since=7"
                        + "&odd%5Bname%5D=%7B%22k%22%3A1%7D");
        assertThat(request.getUrl().queryParameter("q")).isEqualTo("a b+c&d=ü%");
        assertThat(request.getUrl().queryParameterValues("id")).containsExactly("x", "y,z");
    }

    @Test
    void aQueryOfEveryClientRequestYieldsToTheCallsOwn() {
        client = client(b -> b.query("_is_native", "true").query("lang", "a b"));
        assertThat(sent(get()).getTarget()).isEqualTo("/v1/things?_is_native=true&lang=a%20b");
        assertThat(sent(get().params(params(p -> p.inQuery("lang", "x")))).getTarget())
                .isEqualTo("/v1/things?_is_native=true&lang=x");
    }

    @Test
    void aJsonBodyHoldsWhatWasSetAndNothingElse() {
        var request = sent(post().params(params(p -> p.inBody("name", "Ü\"")
                .cleared("last")
                .inBody("at", Instant.ofEpochMilli(7))
                .inBody("nested", params(n -> n.inBody("a", List.of(1, 2))))
                .extra("later", true)
                .inQuery("q", 1)
                .inHeader("X-Thing", "yes"))));
        assertThat(body(request))
                .isEqualTo("{\"name\":\"Ü\\\"\",\"last\":null,\"at\":7,\"nested\":{\"a\":[1,2]},\"later\":true}");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(request.getHeaders().get("X-Thing")).isEqualTo("yes");
        assertThat(request.getTarget()).isEqualTo("/v1/things?q=1");
    }

    @Test
    void aBodyCanBeAnArrayAndExtraGoesIntoTheQueryThen() {
        var request = sent(post().params(params(
                p -> p.asItems(List.of("a", Map.of("b", 1))).extra("later", true))));
        assertThat(body(request)).isEqualTo("[\"a\",{\"b\":1}]");
        assertThat(request.getTarget()).isEqualTo("/v1/things?later=true");
    }

    @Test
    void aPostWithNothingSetSendsAnEmptyBodyWithoutType() {
        for (var request : List.of(
                sent(post()),
                sent(post().params(params(p -> {}))),
                sent(post().form(params(p -> {}))),
                sent(post().multipart(params(p -> {}))),
                sent(client.put("x", "/x")),
                sent(client.patch("x", "/x")))) {
            assertThat(request.getHeaders().get("Content-Length")).isEqualTo("0");
            assertThat(request.getHeaders().get("Content-Type")).isNull();
        }
    }

    @Test
    void aGetOrDeleteWithoutFieldsHasNoBody() {
        for (var request : List.of(
                sent(get().params(params(p -> p.extra("later", "x")))),
                sent(client.delete("x", "/things").params(params(p -> p.extra("later", "x")))))) {
            assertThat(request.getTarget()).isEqualTo("/v1/things?later=x");
            assertThat(request.getBodySize()).isZero();
            assertThat(request.getHeaders().get("Content-Type")).isNull();
        }
    }

    @Test
    void aDeleteCanHaveABody() {
        var request = sent(
                client.delete("x", "/x").params(params(p -> p.inBody("a", 1).extra("b", 2))));
        assertThat(body(request)).isEqualTo("{\"a\":1,\"b\":2}");
    }

    @Test
    void aFormRepeatsListsOfTextAndHoldsOtherStructuresAsJson() {
        var request = sent(post().form(params(p -> p.inBody("email_address", List.of("a@b.co", "ü"))
                .inBody("unsafe_metadata", Map.of("a", 1))
                .inBody("numbers", List.of(1, 2))
                .inBody("yes", true)
                .inBody("plus", "1+1 = 2")
                .cleared("organization_id")
                .extra("later", "x")
                .inQuery("q", "y"))));
        assertThat(body(request))
                .isEqualTo("email_address=a%40b.co&email_address=%C3%BC&unsafe_metadata=%7B%22a%22%3A1%7D"
                        + "&numbers=%5B1%2C2%5D&yes=true&plus=1%2B1%20%3D%202&organization_id=&later=x");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.getTarget()).isEqualTo("/v1/things?q=y");
    }

    @Test
    void aMultipartBodyHoldsFieldsAndFiles(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("logo.png"), "PNG");
        var request = sent(client.put("x", "/x")
                .multipart(params(p -> p.inBody("uploader", "user_1").file("file", Upload.of(file)))));
        assertThat(request.getHeaders().get("Content-Type")).startsWith("multipart/form-data; boundary=");
        assertThat(body(request))
                .contains("Content-Disposition: form-data; name=\"uploader\"", "user_1")
                .contains("Content-Disposition: form-data; name=\"file\"; filename=\"logo.png\"", "PNG");
    }

    @Test
    void aFieldNameCannotAddHeadersToItsPart() {
        var upload = Upload.of("a.png", "image/png; x=\"y\"", new byte[0]);
        var request = sent(post().multipart(
                        params(p -> p.file("file", upload).extra("a\"\r\nX-Evil: 1", "canary"))));
        assertThat(body(request)).contains("canary", "Content-Type: image/png; x=\"y\"").doesNotContain("\nX-Evil");
    }

    @Test
    void aStreamOfUnknownSizeIsSentInChunksAloneAndInAForm() {
        var progress = new ArrayList<Long>();
        var upload = Upload.of("a.png", "image/png", () -> new ByteArrayInputStream(new byte[100_000]))
                .onProgress((sent, total) -> {
                    assertThat(total).isEmpty();
                    progress.add(sent);
                });
        var whole = sent(post().binary(upload));
        assertThat(whole.getHeaders().get("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(whole.getBody().size()).isEqualTo(100_000);
        assertThat(progress).isSorted().endsWith(100_000L).hasSizeGreaterThan(1);
        progress.clear();
        var form = sent(post().multipart(params(p -> p.inBody("a", "b").file("file", upload))));
        assertThat(form.getHeaders().get("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(form.getBody().size()).isGreaterThan(100_000);
        assertThat(progress).isSorted().endsWith(100_000L);
    }

    @Test
    void aStreamThatWasSentAlreadyFailsTheCallInPlaceOfSendingNothing() {
        var stream = new ByteArrayInputStream(new byte[] {1});
        var upload = Upload.of("a.png", "image/png", () -> stream);
        sent(post().binary(upload));
        client = client(b -> b.retryPolicy(RetryPolicy.never()));
        var again = post().binary(upload).returnsVoid();
        assertThatThrownBy(again::execute)
                .isInstanceOf(ClerkConnectionException.class)
                .hasRootCauseMessage("The content of the upload was sent already: open a new stream each time");
    }

    @Test
    void aFileCanBeTheWholeBody() {
        var bytes = "PNG".getBytes(StandardCharsets.UTF_8);
        var request = sent(post().binary(Upload.of("a.png", "image/png", bytes)));
        assertThat(body(request)).isEqualTo("PNG");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("image/png");
        assertThat(request.getHeaders().get("Content-Length")).isEqualTo("3");
    }

    @Test
    void everyRequestHasTheHeadersOfTheClient() {
        client = client(b -> b.authorization(() -> "Bearer sk_test_1")
                .header("Clerk-API-Version", "2026-05-12")
                .userAgent("thing/1"));
        var headers = sent(get()).getHeaders();
        assertThat(headers.get("Authorization")).isEqualTo("Bearer sk_test_1");
        assertThat(headers.get("Clerk-API-Version")).isEqualTo("2026-05-12");
        assertThat(headers.get("User-Agent")).isEqualTo("thing/1");
        assertThat(headers.get("Accept")).isEqualTo("application/json");
    }

    @Test
    void withoutAuthorizationNoneIsSent() {
        assertThat(sent(get()).getHeaders().get("Authorization")).isNull();
        assertThat(sent(get()).getHeaders().get("User-Agent")).startsWith("clerk-sdk-java");
    }

    @Test
    void theAuthorizationIsAskedForBeforeEachTry() {
        var values = new ArrayList<>(List.of("one", "two"));
        client = client(b -> b.authorization(() -> values.remove(0)));
        server.enqueue(json(429, "").addHeader("Retry-After", "0").build());
        answer(200, "{}");
        get().returnsVoid().execute();
        assertThat(taken().getHeaders().get("Authorization")).isEqualTo("one");
        assertThat(taken().getHeaders().get("Authorization")).isEqualTo("two");
    }

    @Test
    void anAuthorizationThatNoHeaderCanHoldIsRefusedAndNotShown() {
        client = client(b -> b.authorization(() -> "canary\n"));
        var call = get().returnsVoid();
        assertThatThrownBy(call::execute)
                .isInstanceOf(ClerkConnectionException.class)
                .hasMessageNotContaining("canary")
                .cause()
                .hasMessage(
                        "The value of the header Authorization has a character at index 6 that HTTP does not allow");
        assertThatThrownBy(() -> call.executeAsync().join())
                .hasCauseInstanceOf(ClerkConnectionException.class)
                .hasMessageNotContaining("canary");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void oneCallCanHaveAnotherKeyAndHeadersOfItsOwn() {
        client = client(b -> b.authorization(() -> "Bearer sk_test_1").header("X-Thing", "client"));
        var call = get().returnsVoid();
        answer(200, "{}");
        call.with(CallOptions.builder().bearer("ak_2").header("x-thing", "call").build())
                .execute();
        var headers = taken().getHeaders();
        assertThat(headers.values("Authorization")).containsExactly("Bearer ak_2");
        assertThat(headers.values("X-Thing")).containsExactly("call");
        answer(200, "{}");
        call.execute();
        assertThat(taken().getHeaders().get("Authorization")).isEqualTo("Bearer sk_test_1");
    }

    @Test
    void aCallCanBeExecutedManyTimes() {
        var call = post().params(params(p -> p.inBody("a", 1))).returnsVoid();
        for (int i = 0; i < 3; i++) {
            answer(200, "{}");
            call.execute();
            assertThat(body(taken())).isEqualTo("{\"a\":1}");
        }
        assertThat(call.operation()).isEqualTo("things.create");
        assertThat(call).hasToString("ApiCall(things.create)");
    }

    @Test
    void makingACallTouchesNoNetwork() {
        post().params(params(p -> p.inBody("a", 1))).returns(Codecs.JSON);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void anotherTypeOfAnswerCanBeAskedFor() {
        assertThat(sent(get().accept("application/jwk-set+json")).getHeaders().values("Accept"))
                .containsExactly("application/jwk-set+json");
    }

    @Test
    void anEmptyFormFieldIsNotTheSameAsNone() {
        assertThat(body(sent(post().form(params(p -> p.inBody("a", "")))))).isEqualTo("a=");
        assertThat(body(sent(post().form(params(p -> p.inBody("a", List.of()).inBody("b", JsonValue.NULL))))))
                .isEqualTo("b=");
    }
}
