package com.clerk.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.contract.Operation.Answer;
import com.clerk.sdk.contract.Samples.Variety;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.JsonValue;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every JSON answer of every operation, in each shape that it can come in, read through every accessor, and written.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersTest {
    private final Server server = new Server();

    @AfterAll
    void close() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> anAnswerOfAnyShapeIsRead() {
        return forEachJsonAnswer((call, answer) -> {
            for (var variety : Variety.values()) {
                var expected = new ExpectedAnswer(call.operation(), answer, variety);
                server.answers(expected.response());

                var result = call.execute();

                expected.check(result);
                expected.checkWrittenBack(result);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> anAnswerThatIsNullIsNullWhereTheContractAllowsItAndElseNoticed() {
        return forEachJsonAnswer((call, answer) -> {
            var body = answer.schema().kind() == Schema.Kind.ENVELOPE ? "{\"response\":null,\"client\":null}" : "null";
            server.answers(new MockResponse.Builder()
                    .code(answer.status())
                    .addHeader("Content-Type", "application/json")
                    .body(body)
                    .build());
            var result = call.operation().node().node("x-clerk-result");

            if (result.flag("optional")) {
                assertThat(call.execute()).isNull();
            } else if (result.flag("json")) {
                assertThat(call.execute()).isEqualTo(JsonValue.NULL);
            } else {
                assertThatThrownBy(call::execute)
                        .isInstanceOf(ClerkDecodingException.class)
                        .hasMessageContaining(call.operation().id());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aResultThatMayBeNullInTheContractIsOptional() {
        return forEachJsonAnswer((call, answer) -> {
            var schema = answer.schema().kind() == Schema.Kind.ENVELOPE
                    ? answer.schema().target().field("response").schema()
                    : answer.schema();
            var result = call.operation().node().node("x-clerk-result");
            if (schema.isNullable()) {
                assertThat(result.flag("optional") || result.flag("json")).isTrue();
            }
        });
    }

    private Stream<DynamicTest> forEachJsonAnswer(BiConsumer<OperationCall, Answer> test) {
        var operations = Contract.apis().stream()
                .flatMap(api -> api.operations().stream())
                .filter(operation -> jsonAnswers(operation).findAny().isPresent());
        return Cases.each(
                operations,
                operation -> jsonAnswers(operation)
                        .forEach(answer -> test.accept(OperationCall.withAll(operation, server.client()), answer)));
    }

    private static Stream<Answer> jsonAnswers(Operation operation) {
        return operation.answers().stream()
                .filter(answer -> answer.contentType().equals("application/json"));
    }
}
