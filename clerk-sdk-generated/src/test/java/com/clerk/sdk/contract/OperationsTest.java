package com.clerk.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.runtime.Page;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every operation of the contract, called over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsTest {
    private final Server server = new Server();

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void thereAreAllOperations() {
        assertThat(Contract.apis().stream()
                        .collect(Collectors.toMap(
                                Contract::name, api -> api.operations().size())))
                .isEqualTo(Map.of("backend", 249, "frontend", 202, "platform", 51));
    }

    @TestFactory
    Stream<DynamicTest> theRequestAndTheResultAreThoseOfTheContract() {
        return forEachOperation(call -> {
            var answer = new ExpectedAnswer(
                    call.operation(), call.operation().answers().get(0));
            server.answers(answer.response());

            var result = call.execute();

            new ExpectedRequest(call).check(server.takeRequest());
            answer.check(result);
        });
    }

    @TestFactory
    Stream<DynamicTest> aCallSendsAndGivesTheSame() {
        return forEachOperation(call -> {
            for (var each : call.operation().answers()) {
                var answer = new ExpectedAnswer(call.operation(), each);
                server.answers(answer.response());

                var response = call.call().executeRaw();

                new ExpectedRequest(call).check(server.takeRequest());
                assertThat(response.status()).isEqualTo(each.status());
                answer.check(response.value());
            }
            assertThat(call.call().operation()).isEqualTo(call.operation().id());
        });
    }

    @TestFactory
    Stream<DynamicTest> parametersAreBuiltInPlaceToo() {
        return forEachOperation(call -> {
            if (!call.operation().hasParams()) {
                return;
            }
            var answer = new ExpectedAnswer(
                    call.operation(), call.operation().answers().get(0));
            server.answers(answer.response());
            Consumer<Object> setsAll =
                    builder -> call.arguments().forEach(argument -> Arguments.set(builder, argument));

            var result = call.executeWith(lastTakes(call, Consumer.class), setsAll);

            new ExpectedRequest(call).check(server.takeRequest());
            answer.check(result);
        });
    }

    @TestFactory
    Stream<DynamicTest> parametersAreLeftOutWhereNoneIsRequired() {
        return forEachOperation(call -> {
            var operation = call.operation();
            var forms = call.blocking().stream()
                    .filter(form -> takesIdsAlone(form, call))
                    .toList();
            if (operation.needsParams()) {
                assertThat(forms).isEmpty();
                return;
            }
            var answer = new ExpectedAnswer(operation, operation.answers().get(0));
            server.answers(answer.response());

            answer.check(call.executeWith(forms.get(0)));

            var sent = server.takeRequest();
            assertThat(sent.body()).isEqualTo(operation.emptyBody());
            assertThat(sent.contentType()).startsWith(operation.emptyBodyType());
            assertThat(sent.query())
                    .isEqualTo(operation.countsOnlyIfFlagged() ? Map.of("paginated", List.of("true")) : Map.of());
        });
    }

    @TestFactory
    Stream<DynamicTest> everyListOfTheQueryCanBeSetTwiceAndAnyOtherFieldOnlyOnce() {
        return forEachOperation(call -> {
            var operation = call.operation();
            for (var argument : call.arguments("query")) {
                var builder = Arguments.builder(operation.params());
                call.arguments().forEach(each -> Arguments.set(builder, each));
                if (argument.field().schema().kind() == Schema.Kind.LIST) {
                    Arguments.set(builder, argument);
                    server.answers(
                            new ExpectedAnswer(operation, operation.answers().get(0)).response());

                    call.executeWith(lastTakes(call, operation.params().javaType()), Arguments.build(builder));

                    assertThat(server.takeRequest().query().get(argument.field().wire()))
                            .as(argument.field().toString())
                            .isEqualTo(new ExpectedRequest(call)
                                    .textsTwice(argument.field().wire()));
                } else {
                    assertThatThrownBy(() -> Arguments.set(builder, argument))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage(argument.field().wire() + " is set twice, but takes one value: set it once");
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> thereIsNoOtherWayToCallAndDeprecationIsMarked() {
        return forEachOperation(call -> {
            var operation = call.operation();
            int ways = operation.hasParams() ? operation.needsParams() ? 2 : 3 : 1;

            assertThat(call.blocking())
                    .hasSize(ways)
                    .allMatch(form -> form.isAnnotationPresent(Deprecated.class) == operation.isDeprecated());
        });
    }

    @TestFactory
    Stream<DynamicTest> everyListGoesOnAsTheContractSays() {
        var lists = Contract.apis().stream()
                .flatMap(api -> api.operations().stream())
                .filter(operation -> operation.node().has("x-clerk-paging"));
        return Cases.each(lists, operation -> {
            var call = OperationCall.withLimitOfOne(operation, server.client());
            server.answers(new ExpectedAnswer(operation, operation.answers().get(0)).response());

            var page = (Page<?>) Objects.requireNonNull(call.execute());

            var expected = new LinkedHashMap<>(server.takeRequest().query());
            var paging = operation.node().node("x-clerk-paging");
            assertThat(page.hasNext()).isEqualTo(!paging.flag("none"));
            if (page.hasNext()) {
                page.next();
                expected.putAll(paging.flag("offset") || paging.flag("flagged") ? offset(page) : cursor(page));
                var sent = server.takeRequest();
                assertThat(sent.query()).isEqualTo(expected);
                assertThat(sent.path()).endsWith(new ExpectedRequest(call).path());
            }
        });
    }

    private static Map<String, List<String>> offset(Page<?> page) {
        return Map.of("offset", List.of(String.valueOf(page.items().size())));
    }

    private static Map<String, List<String>> cursor(Page<?> page) {
        var last = page.items().get(page.items().size() - 1);
        return Map.of("starting_after", List.of(String.valueOf(Java.get(last, "id"))));
    }

    private static Method lastTakes(OperationCall call, Class<?> type) {
        return call.blocking().stream()
                .filter(form -> {
                    var types = form.getParameterTypes();
                    return types.length > 0 && types[types.length - 1] == type;
                })
                .findFirst()
                .orElseThrow(() -> new AssertionError(call.operation() + " does not take a " + type));
    }

    private static boolean takesIdsAlone(Method form, OperationCall call) {
        return form.getParameterCount() == call.ids().size()
                && Stream.of(form.getParameterTypes()).allMatch(type -> type == String.class);
    }

    private Stream<DynamicTest> forEachOperation(Consumer<OperationCall> test) {
        var operations = Contract.apis().stream().flatMap(api -> api.operations().stream());
        return Cases.each(operations, operation -> test.accept(OperationCall.withAll(operation, server.client())));
    }
}
