package com.clerk.sdk.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClerkApiExceptionTest {
    private static final String TAKEN = """
            {"errors":[{"code":"form_identifier_exists","message":"That email address is taken.",
              "long_message":"Really.","meta":{"param_name":"email_address"}}],"clerk_trace_id":"abc123"}
            """;

    private static ClerkApiException failure(int status, String body) {
        return failure(status, Map.of(), body);
    }

    private static ClerkApiException failure(int status, Map<String, List<String>> headers, String body) {
        return ClerkApiException.of("users.create", "POST", "/users", status, headers, body);
    }

    @ParameterizedTest
    @CsvSource({
        "400,InvalidRequestException",
        "413,InvalidRequestException",
        "422,InvalidRequestException",
        "401,AuthenticationException",
        "402,PlanLimitException",
        "403,PermissionException",
        "404,NotFoundException",
        "410,NotFoundException",
        "409,ConflictException",
        "423,ConflictException",
        "429,RateLimitException",
        "500,ServerException",
        "501,ServerException",
        "503,ServerException",
        "599,ServerException",
        "301,ClerkApiException",
        "304,ClerkApiException",
        "405,ClerkApiException",
        "418,ClerkApiException",
    })
    void eachKindOfAnswerHasItsType(int status, String type) {
        var failure = failure(status, "");
        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure).isInstanceOf(ClerkException.class);
    }

    @Test
    void theMessageSaysItAllInOneLine() {
        assertThat(failure(422, TAKEN))
                .hasMessage("POST /users -> 422 form_identifier_exists: That email address is taken."
                        + " (param=email_address, trace=abc123)");
    }

    @Test
    void theDetailsCanBeAskedFor() {
        var failure = failure(422, Map.of("X-Thing", List.of("a", "b")), TAKEN);
        assertThat(failure.operation()).isEqualTo("users.create");
        assertThat(failure.method()).isEqualTo("POST");
        assertThat(failure.path()).isEqualTo("/users");
        assertThat(failure.traceId()).isEqualTo("abc123");
        assertThat(failure.errors()).hasSize(1);
        assertThat(failure.errors().get(0).longMessage()).isEqualTo("Really.");
        assertThat(failure.header("x-thing")).isEqualTo("a");
        assertThat(failure.header("x-other")).isNull();
    }

    @Test
    void ofSeveralErrorsTheFirstIsToldAndTheOthersAreCounted() {
        assertThat(failure(422, "{\"errors\":[{\"code\":\"a\"},{\"code\":\"b\"}]}"))
                .hasMessage("POST /users -> 422 a (first of 2 errors)");
    }

    @Test
    void theLongMessageStandsInForTheShortOne() {
        assertThat(failure(403, "{\"errors\":[{\"long_message\":\"Not allowed.\"}]}"))
                .hasMessage("POST /users -> 403: Not allowed.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "[]",
                "{}",
                "\"text\"",
                "<html><body>502</body></html>",
                "{\"errors\":[{\"code\":\"x\"",
                "{\"errors\":null}",
                "{\"errors\":{}}",
                "{\"errors\":[]}",
                "{\"errors\":[7,null,\"x\"]}",
                "{\"errors\":[],\"clerk_trace_id\":7}"
            })
    void anUnreadableBodyGivesAnExceptionWithoutDetail(String body) {
        var failure = failure(502, body);
        assertThat(failure).hasMessage("POST /users -> 502");
        assertThat(failure.errors()).isEmpty();
        assertThat(failure.traceId()).isNull();
    }

    @Test
    void aFieldOfAnotherTypeDoesNotHideTheError() {
        var failure = failure(502, "{\"errors\":[{\"code\":7,\"message\":\"m\"}]}");
        assertThat(failure).hasMessage("POST /users -> 502: m");
        assertThat(failure.errors()).hasSize(1);
        assertThat(failure.errors().get(0).code()).isNull();
        assertThat(failure.errors().get(0).toJson()).isEqualTo("{\"code\":7,\"message\":\"m\"}");
    }

    @Test
    void anErrorOfAnotherShapeDoesNotHideTheOthers() {
        assertThat(failure(400, "{\"errors\":[7,{\"code\":\"x\"}]}").errors()).hasSize(1);
    }

    @Test
    void theTraceComesFromTheBodyOrElseFromAHeader() {
        var headers = Map.of("CF-Ray", List.of("ray-1"));
        assertThat(failure(500, headers, "").traceId()).isEqualTo("ray-1");
        assertThat(failure(500, headers, "").getMessage()).isEqualTo("POST /users -> 500 (trace=ray-1)");
        assertThat(failure(500, headers, "{\"clerk_trace_id\":\"t\"}").traceId())
                .isEqualTo("t");
        assertThat(failure(500, headers, "{\"clerk_trace_id\":\"\"}").traceId()).isEqualTo("ray-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no key sk_test_canary here                 | no key … here",
                "sk_te\\u0000st_canary                       | …",
                "ak_canary, mt_canary, oat_canary           | …, …, …",
                "whsec_canary                               | …",
                "Authorization: bearer canary-1+/=          | Authorization: bearer …",
                "token eyJhbGciOiJub25lIn0.eyJjYW5hcnki.x-y | token …",
                "token eyJhbGciOiJub25lIn0.eyJjYW5hcnki     | token …",
                "they say: task_key. Go on.                 | they say: task_key. Go on."
            })
    void aCredentialThatTheAnswerRepeatsIsNotInTheMessage(String text, String shown) {
        var failure = failure(400, "{\"errors\":[{\"code\":\"x\",\"message\":\"" + text + "\"}]}");
        assertThat(failure).hasMessage("POST /users -> 400 x: " + shown);
    }

    @Test
    void aCredentialThatWouldBeCutIsLeftOutAsAWhole() {
        var text = "y".repeat(290) + " eyJhbGciOiJub25lIn0.eyJjYW5hcnki.x";
        var failure = failure(400, "{\"errors\":[{\"code\":\"x\",\"message\":\"" + text + "\"}]}");
        assertThat(failure).hasMessage("POST /users -> 400 x: " + "y".repeat(290) + " …");
    }

    @Test
    void longTextIsCutAndControlCharactersAreGone() {
        var text = "x\\r\\n\\u2028\\u202e" + "y".repeat(1000);
        var failure = failure(400, "{\"errors\":[{\"code\":\"ab\",\"message\":\"" + text + "\"}]}");
        assertThat(failure.getMessage()).isEqualTo("POST /users -> 400 ab: x" + "y".repeat(299) + "…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\\u0000b",
                "a b",
                "a\\r\\nSet-Cookie: x",
                "sk_test_canary",
                "eyJhbGciOiJub25lIn0.eyJjYW5hcnki.x",
                "https://x/?t=canary",
            })
    void aNameOrAnIdThatIsNoneIsNotInTheMessage(String text) {
        var error = "{\"code\":\"" + text + "\",\"meta\":{\"param_name\":\"" + text + "\"}}";
        assertThat(failure(400, "{\"errors\":[" + error + "],\"clerk_trace_id\":\"" + text + "\"}"))
                .hasMessage("POST /users -> 400 … (param=…, trace=…)");
        assertThat(failure(502, Map.of("cf-ray", List.of("sk_test_canary")), ""))
                .hasMessage("POST /users -> 502 (trace=…)");
    }

    @Test
    void onlyTheFirstErrorsAreReadAndAllAreCounted() {
        var many = "{\"code\":\"x\"},".repeat(999) + "{\"code\":\"y\"}";
        var failure = failure(422, "{\"errors\":[" + many + "]}");
        assertThat(failure.errors()).hasSize(20);
        assertThat(failure).hasMessage("POST /users -> 422 x (first of 1000 errors)");
    }

    /** A pattern whose work grows with the square of the text would take minutes here. */
    @ParameterizedTest
    @Timeout(60)
    @ValueSource(strings = {"ey-", "eyJa.", "bearer ", "\\u0000ey-"})
    void maskingALongMessageTakesLittleTime(String part) {
        var body = "{\"errors\":[{\"code\":\"x\",\"message\":\"" + part.repeat(1_000_000) + "\"}]}";
        assertThat(failure(422, body).getMessage()).hasSizeLessThan(400);
    }

    @Test
    void theMessageSaysHowLongToWait() {
        var body = "{\"errors\":[{\"code\":\"too_many_requests\"}],\"clerk_trace_id\":\"t\"}";
        assertThat(failure(429, Map.of("Retry-After", List.of("7")), body))
                .hasMessage("POST /users -> 429 too_many_requests (retry after 7 s, trace=t)");
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(3600).atOffset(ZoneOffset.UTC));
        assertThat(failure(503, Map.of("Retry-After", List.of(date)), "").getMessage())
                .matches("POST /users -> 503 \\(retry after (3600|35\\d\\d) s\\)");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "7,7", "120,120", "1000000000,999999999", "99999999999999999999,999999999"})
    void retryAfterCanBeSeconds(String header, long seconds) {
        assertThat(failure(429, Map.of("Retry-After", List.of(header)), "").retryAfter())
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void retryAfterCanBeADate() {
        var now = Instant.parse("2026-05-12T08:00:00Z");
        var date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(now.plusSeconds(90).atOffset(ZoneOffset.UTC));
        assertThat(RetryAfter.parse(date, now)).isEqualTo(Duration.ofSeconds(90));
        assertThat(RetryAfter.parse("Tue, 12 May 2026 08:00:30 GMT", now)).isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("Tue, 12 May 2026 07:00:00 GMT", now)).isEqualTo(Duration.ZERO);
    }

    // RFC 9110 section 5.6.7
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Tuesday, 12-May-26 08:00:30 GMT | PT30S",
                "Tue May 12 08:00:30 2026 | PT30S",
                "Sat May  2 08:00:00 2026 | PT0S",
                "Mon Jun  1 08:00:00 2026 | PT480H",
                "Tuesday, 12-May-76 08:00:00 GMT | PT438312H",
                "Sunday, 06-Nov-94 08:49:37 GMT | PT0S",
                "Wednesday, 12-May-77 08:00:00 GMT | ",
                "Thursday, 12-May-77 08:00:00 GMT | PT0S"
            })
    void retryAfterCanBeADateOfAnObsoleteForm(String header, @Nullable Duration wait) {
        assertThat(RetryAfter.parse(header, Instant.parse("2026-05-12T08:00:00Z")))
                .isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "Tue, 99 May 2026 08:00:30 GMT"})
    void anotherRetryAfterCountsAsNone(String header) {
        assertThat(failure(429, Map.of("Retry-After", List.of(header)), "").retryAfter())
                .isNull();
        assertThat(failure(429, "").retryAfter()).isNull();
    }

    @Test
    void anExceptionThatTravelsKeepsItsMessageAndItsErrors() throws IOException, ClassNotFoundException {
        var original = failure(422, Map.of("X", List.of("canary"), "Retry-After", List.of("7")), TAKEN);
        var copy = copied(original);
        assertThat(copy.getClass()).isEqualTo(original.getClass());
        assertThat(copy.getMessage()).isEqualTo(original.getMessage());
        assertThat(copy.status()).isEqualTo(422);
        assertThat(copy.traceId()).isEqualTo("abc123");
        assertThat(copy.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(copy.errors()).isNotEmpty().isEqualTo(original.errors());
        assertThat(copy.errors().get(0).paramName()).isEqualTo("email_address");
        assertThat(copy.header("x")).isNull();
        assertThat(copied(copy).errors()).isEqualTo(original.errors());
        assertThat(copied(failure(500, "")).errors()).isEmpty();
    }

    private static ClerkApiException copied(ClerkApiException failure) throws IOException, ClassNotFoundException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (ClerkApiException) in.readObject();
        }
    }
}
