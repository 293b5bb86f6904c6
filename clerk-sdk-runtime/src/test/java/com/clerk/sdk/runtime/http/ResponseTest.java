package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.errors.InvalidRequestException;
import com.clerk.sdk.runtime.Codecs;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.RetryPolicy;
import com.clerk.sdk.runtime.Thing;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTest extends HttpTest {
    private ApiRequest get() {
        return client.get("things.get", "/things/{thing_id}", "thing_canary");
    }

    private Thing read() {
        return get().returns(Thing.CODEC).execute();
    }

    private void answerWithType(String contentType, String body) {
        var response = new MockResponse.Builder().code(200).body(body);
        server.enqueue(
                contentType == null
                        ? response.build()
                        : response.addHeader("Content-Type", contentType).build());
    }

    @Test
    void aResultIsRead() {
        answer(200, "{\"id\":\"t_ü\"}");
        assertThat(read().id()).isEqualTo("t_ü");
        answer(201, thing("t_2"));
        assertThat(read().id()).isEqualTo("t_2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "APPLICATION/JSON",
                "application/json;charset=\"UTF-8\"",
                "application/jwk-set+json",
                "application/problem+json; x=y"
            })
    void jsonIsKnownByTheBeginningOrTheEndOfItsType(String type) {
        answerWithType(type, thing("t_1"));
        assertThat(read().id()).isEqualTo("t_1");
    }

    @Test
    void anAnswerWithoutATypeIsTriedAsJson() {
        answerWithType(null, thing("t_1"));
        assertThat(read().id()).isEqualTo("t_1");
        answerWithType(null, "<html>canary");
        assertThatThrownBy(this::read)
                .isInstanceOf(ClerkDecodingException.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void anAnswerOfAnotherTypeIsRefusedByItsName() {
        answerWithType("text/html; charset=utf-8", "<html>canary</html>");
        assertThatThrownBy(this::read)
                .isInstanceOf(ClerkDecodingException.class)
                .hasMessage("things.get: expected JSON, found text/html");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204, 205})
    void anEmptyAnswerIsNoResult(int status) {
        server.enqueue(new MockResponse.Builder().code(status).build());
        assertThatThrownBy(this::read)
                .isInstanceOf(ClerkDecodingException.class)
                .hasMessage("things.get: expected JSON, found an empty body");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204, 205})
    void anEmptyAnswerIsWelcomeWhereNothingIsExpected(int status) {
        server.enqueue(new MockResponse.Builder().code(status).build());
        assertThat(get().returnsVoid().execute()).isNull();
        server.enqueue(new MockResponse.Builder().code(status).build());
        assertThat(get().returnsNullable(Thing.CODEC).execute()).isNull();
    }

    @Test
    void whereNothingIsExpectedAnythingIsDropped() {
        answerWithType("text/html", "<html>");
        assertThat(get().returnsVoid().execute()).isNull();
        answer(200, thing("t_1"));
        assertThat(get().returnsNullable(Thing.CODEC).execute())
                .satisfies(thing -> assertThat(thing.id()).isEqualTo("t_1"));
    }

    @Test
    void textIsTakenWhateverItsType() {
        answerWithType("text/plain", "ünï");
        assertThat(get().returnsText().execute()).isEqualTo("ünï");
        answerWithType(null, "");
        assertThat(get().returnsText().execute()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"id\":\"canary           | things.get: the JSON ends too early (byte 13) at $.id",
                "{\"id\":\"t_1\"            | things.get: the JSON ends too early (byte 11) at $.id",
                "[]                         | things.get: expected an object, found an array",
                "null                       | things.get: expected an object, found null",
                "{\"id\":\"t_1\"} canary    | things.get: this is not JSON (byte 13)",
                "{\"id\":\"t_1\"}{}         | things.get: this is not JSON (byte 12)",
            })
    void whatCannotBeReadIsToldByOperationAndPath(String body, String message) {
        answer(200, body);
        assertThatThrownBy(this::read)
                .isInstanceOf(ClerkDecodingException.class)
                .hasMessageNotContaining("canary")
                .hasMessage(message)
                .satisfies(e ->
                        assertThat(((ClerkDecodingException) e).operation()).isEqualTo("things.get"));
    }

    @Test
    void anEnvelopeIsOpenedWhereOneIsExpected() {
        for (var body : List.of(
                "{\"response\":{\"id\":\"t_1\"},\"client\":{\"id\":\"c\",\"deep\":[{}]}}",
                "{\"client\":null,\"response\":{\"id\":\"t_1\"}}",
                "{\"id\":\"t_1\"}")) {
            answer(200, body);
            assertThat(get().envelope().returns(Thing.CODEC).execute().id()).isEqualTo("t_1");
        }
    }

    @Test
    void anEnvelopeWithNothingInItIsNoModelButJsonNull() {
        answer(200, "{\"response\":null,\"client\":null}");
        var call = get().envelope().returns(Thing.CODEC);
        assertThatThrownBy(call::execute).hasMessage("things.get: expected an object, found null at $.response");
        answer(200, "{\"response\":null,\"client\":null}");
        assertThat(get().envelope().returns(Codecs.JSON).execute()).isEqualTo(JsonValue.NULL);
    }

    @Test
    void whereAResultMayBeNullANullInTheEnvelopeIsOne() {
        for (var body : List.of("{\"response\":null,\"client\":null}", "{\"client\":{},\"response\":null}", "null")) {
            answer(200, body);
            assertThat(get().envelope().returnsNullable(Thing.CODEC).execute()).isNull();
        }
        answer(200, "null");
        assertThat(get().returnsNullable(Thing.CODEC).execute()).isNull();
        answer(200, "{\"response\":{\"id\":\"t_1\"}}");
        assertThat(get().envelope().returnsNullable(Thing.CODEC).execute()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"client\":null}",
                "{\"client\":{\"id\":\"canary\"}}",
                "{\"meta\":{\"client\":{}},\"client\":null}",
            })
    void anEnvelopeWithoutAResultIsNoEmptyResult(String body) {
        for (var call : List.of(
                get().envelope().returns(Thing.CODEC),
                get().envelope().returnsNullable(Thing.CODEC),
                get().envelope().returns(Codecs.JSON))) {
            answer(200, body);
            assertThatThrownBy(call::execute)
                    .isInstanceOf(ClerkDecodingException.class)
                    .hasMessage("things.get: expected a result, found an envelope without the field response");
        }
        answer(200, body);
        var page = get().envelope().returnsPage(Thing.CODEC, Paging.OFFSET);
        assertThatThrownBy(page::execute).isInstanceOf(ClerkDecodingException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errors\":[{\"code\":\"bad\",\"message\":\"No.\"}]}",
                " \n{\t\"errors\":[{\"code\":\"bad\",\"message\":\"No.\"}],\"clerk_trace_id\":\"x\"}",
                "{\"errors\":[{\"code\":\"bad\",\"message\":\"No.\"}],\"meta\":{},\"client\":null}",
                "{\"clerk_trace_id\":\"x\",\"errors\":[{\"code\":\"bad\",\"message\":\"No.\"}]}",
                "{\"status\":422,\"errors\":[{\"code\":\"bad\",\"message\":\"No.\"}]}",
                "{\"meta\":{},\"clerk_trace_id\":\"x\",\"errors\":[{\"code\":\"bad\",\"message\":\"No.\"}]}",
            })
    void anErrorWithTheStatusOfASuccessIsAnError(String body) {
        for (var call : List.of(
                get().returns(Thing.CODEC),
                get().envelope().returns(Thing.CODEC),
                get().returnsNullable(Thing.CODEC),
                get().returnsPage(Thing.CODEC, Paging.OFFSET),
                get().envelope().returnsPage(Thing.CODEC, Paging.SINGLE_PAGE))) {
            answer(200, body);
            assertThatThrownBy(call::execute)
                    .isInstanceOf(ClerkApiException.class)
                    .hasMessageStartingWith("GET /things/{thing_id} -> 200 bad: No.")
                    .satisfies(e -> assertThat(((ClerkApiException) e).errors()).hasSize(1));
            answer(200, body);
            assertThatThrownBy(call.executeAsync()::join).hasCauseInstanceOf(ClerkApiException.class);
        }
    }

    @Test
    void aResultMayHaveAFieldOfErrors() {
        answer(200, "{\"errors\":[{\"code\":\"x\"}],\"data\":[],\"id\":\"t_1\"}");
        assertThat(read().id()).isEqualTo("t_1");
        answer(200, "{\"errors\":{},\"client\":null}");
        assertThat(read().extra("errors")).isNotNull();
        answer(200, "{\"errors\":[],\"data\":[" + thing("t_1") + "]}");
        assertThat(get().returnsPage(Thing.CODEC, Paging.OFFSET).execute().items())
                .hasSize(1);
    }

    @Test
    void aResultMayBeginLikeAnError() {
        answer(200, "{\"status\":\"active\",\"id\":\"t_1\"}");
        assertThat(read().id()).isEqualTo("t_1");
        answer(200, "{\"status\":\"pass\"}");
        assertThat(get().envelope().returns(Codecs.JSON).execute().get("status"))
                .isEqualTo(JsonValue.of("pass"));
    }

    @Test
    void aBareArrayNeedsNoEnvelope() {
        answer(200, "[1,2]");
        assertThat(get().envelope().returns(Codecs.list(Codecs.INTEGER)).execute())
                .containsExactly(1L, 2L);
    }

    @Test
    void withoutEnvelopeAFieldNamedResponseIsAField() {
        answer(200, "{\"id\":\"t_1\",\"response\":{\"id\":\"t_2\"}}");
        assertThat(read().id()).isEqualTo("t_1");
    }

    @Test
    void theRawResponseHasStatusAndHeaders() {
        server.enqueue(json(201, thing("t_1"))
                .addHeader("CF-Ray", "ray-1")
                .addHeader("X-Two", "canary")
                .addHeader("X-Two", "b")
                .build());
        var response = get().returns(Thing.CODEC).executeRaw();
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.value().id()).isEqualTo("t_1");
        assertThat(response.headers().get("x-TWO")).containsExactly("canary", "b");
        assertThat(response.traceId()).isEqualTo("ray-1");
        assertThat(response).hasToString("ApiResponse(status=201)");
        assertThatThrownBy(() -> response.headers().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aRawResponseWithoutTraceHasNone() {
        answer(200, "{}");
        assertThat(get().returnsVoid().executeRaw().traceId()).isNull();
    }

    @Test
    void anErrorIsAnExceptionOfItsKind() {
        server.enqueue(json(422, "{\"errors\":[{\"code\":\"bad\",\"message\":\"No.\"}]}")
                .addHeader("X-Thing", "y")
                .build());
        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("GET /things/{thing_id} -> 422 bad: No.")
                .satisfies(e -> {
                    var failure = (ClerkApiException) e;
                    assertThat(failure.operation()).isEqualTo("things.get");
                    assertThat(failure.path()).isEqualTo("/things/{thing_id}");
                    assertThat(failure.header("x-thing")).isEqualTo("y");
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowedAndTheSecretStaysHere(int status) {
        client = client(b -> b.authorization(() -> "Bearer canary"));
        for (var call : List.of(
                get().returns(Thing.CODEC),
                get().returnsText(),
                client.post("x", "/x").returnsVoid())) {
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .addHeader("Location", server.url("/elsewhere"))
                    .build());
            assertThatThrownBy(call::execute)
                    .isExactlyInstanceOf(ClerkApiException.class)
                    .satisfies(e -> assertThat(((ClerkApiException) e).header("location"))
                            .endsWith("/elsewhere"));
        }
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void whereARedirectIsTheResultItIsTakenAndNotFollowed() {
        server.enqueue(new MockResponse.Builder()
                .code(303)
                .addHeader("Location", "https://app.example.com/?token=canary")
                .addHeader("Set-Cookie", "a=1")
                .addHeader("Set-Cookie", "b=2")
                .build());
        var redirect = get().returnsRedirect().execute();
        assertThat(redirect.status()).isEqualTo(303);
        assertThat(redirect.location()).isEqualTo("https://app.example.com/?token=canary");
        assertThat(redirect.cookies()).containsExactly("a=1", "b=2");
        assertThat(redirect).hasToString("Redirect(303)");
        answer(404, "");
        assertThatThrownBy(get().returnsRedirect()::execute).isInstanceOf(ClerkApiException.class);
    }

    @Test
    void anAnswerThatBreaksOffIsAConnectionFailure() {
        client = client(b -> b.retryPolicy(RetryPolicy.never()));
        server.enqueue(json(200, "{\"id\":\"" + "x".repeat(100_000) + "\"}")
                .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        assertThatThrownBy(this::read)
                .isInstanceOf(ClerkConnectionException.class)
                .hasMessageStartingWith("GET /things/{thing_id} -> connection to localhost failed (try 1, ");
    }

    @Test
    void aLargeErrorPageIsNotReadToItsEnd() {
        answer(400, "{\"errors\":[{\"code\":\"" + "x".repeat(2 << 20) + "\"}]}");
        assertThatThrownBy(this::read).hasMessage("GET /things/{thing_id} -> 400");
    }

    @Test
    void aPageIsNeverMadeOfNothing() {
        server.enqueue(new MockResponse.Builder().code(204).build());
        var call = get().returnsPage(Thing.CODEC, Paging.OFFSET);
        assertThatThrownBy(call::execute).isInstanceOf(ClerkDecodingException.class);
    }
}
