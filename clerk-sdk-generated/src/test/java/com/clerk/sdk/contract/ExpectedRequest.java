package com.clerk.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.contract.Arguments.Argument;
import com.clerk.sdk.contract.Schema.Kind;
import com.clerk.sdk.runtime.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares what reached the server with what the contract says about the operation. */
final class ExpectedRequest {
    private final OperationCall call;
    private final Operation operation;

    ExpectedRequest(OperationCall call) {
        this.call = call;
        this.operation = call.operation();
    }

    void check(Sent sent) {
        assertThat(sent.method()).isEqualTo(operation.httpMethod());
        assertThat(sent.path()).isEqualTo(Server.BASE_PATH + path());
        assertThat(sent.query()).isEqualTo(query());
        for (var header : operation.parameters("header")) {
            assertThat(sent.header(header.wire()))
                    .as(header.wire())
                    .isEqualTo(argument(header.wire()).json().asString());
        }
        checkBody(sent);
    }

    /** The path with every id in its place, where it means nothing but itself. */
    String path() {
        var path = operation.path();
        for (var parameter : operation.parameters("path")) {
            path = path.replace("{" + parameter.wire() + "}", "a%2Fb%20%C3%BC%25" + parameter.wire());
        }
        assertThat(path).doesNotContain("{");
        return path;
    }

    private Map<String, List<String>> query() {
        var query = new LinkedHashMap<String, List<String>>();
        for (var parameter : operation.parameters("query")) {
            if (operation.countsOnlyIfFlagged() && parameter.wire().equals("paginated")) {
                query.put("paginated", List.of("true"));
            } else {
                query.put(parameter.wire(), texts(parameter));
            }
        }
        return query;
    }

    private List<String> texts(Operation.Parameter parameter) {
        var texts = argument(parameter.wire()).texts();
        assertThat(parameter.schema().kind() == Kind.LIST || texts.size() == 1).isTrue();
        var separator = parameter.separator();
        return separator.isEmpty() ? texts : List.of(String.join(separator, texts));
    }

    /** The values of a list of the query that was set twice to the same values. */
    List<String> textsTwice(String wire) {
        var parameter = operation.parameters("query").stream()
                .filter(each -> each.wire().equals(wire))
                .findFirst()
                .orElseThrow();
        var texts = new ArrayList<>(argument(wire).texts());
        texts.addAll(argument(wire).texts());
        var separator = parameter.separator();
        return separator.isEmpty() ? texts : List.of(String.join(separator, texts));
    }

    private Argument argument(String wire) {
        return call.arguments().stream()
                .filter(argument -> argument.field().wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> new AssertionError(operation + " cannot be given " + wire));
    }

    private void checkBody(Sent sent) {
        switch (operation.bodyType()) {
            case "" -> {
                assertThat(sent.body()).isEmpty();
                assertThat(sent.contentType()).isEmpty();
            }
            case "application/json" -> {
                assertThat(sent.contentType()).startsWith("application/json");
                assertThat(JsonValue.parse(sent.body()).toJson()).isEqualTo(json().toJson());
            }
            case "application/x-www-form-urlencoded" -> {
                assertThat(sent.contentType()).isEqualTo("application/x-www-form-urlencoded");
                assertThat(sent.form()).isEqualTo(form());
            }
            case "multipart/form-data" -> checkParts(sent.parts());
            default -> throw new AssertionError("no such body: " + operation.bodyType());
        }
    }

    private JsonValue json() {
        for (var place : List.of("items", "map")) {
            if (!call.arguments(place).isEmpty()) {
                return call.arguments(place).get(0).json();
            }
        }
        var fields = new LinkedHashMap<String, JsonValue>();
        call.arguments("body").forEach(argument -> fields.put(argument.field().wire(), argument.json()));
        return JsonValue.of(fields);
    }

    private Map<String, List<String>> form() {
        return call.arguments("body").stream()
                .collect(Collectors.toMap(argument -> argument.field().wire(), ExpectedRequest::formTexts));
    }

    /** In a form a list of texts repeats its field; any other value that is not plain is JSON. */
    private static List<String> formTexts(Argument argument) {
        var json = argument.json();
        var isListOfTexts = json.isArray() && json.items().stream().allMatch(JsonValue::isString);
        return isListOfTexts ? argument.texts() : List.of(Arguments.text(json));
    }

    private void checkParts(Map<String, String> parts) {
        var arguments = call.arguments("body");
        assertThat(parts.keySet())
                .containsExactlyInAnyOrderElementsOf(arguments.stream()
                        .map(argument -> argument.field().wire())
                        .toList());
        for (var argument : arguments) {
            var part = parts.get(argument.field().wire());
            if (argument.field().schema().kind() == Kind.FILE) {
                assertThat(part)
                        .contains("filename=\"canary.png\"", "Content-Type: image/png")
                        .endsWith("\r\n\r\n" + new String(Arguments.FILE, StandardCharsets.UTF_8) + "\r\n");
            } else {
                assertThat(part).endsWith("\r\n\r\n" + Arguments.text(argument.json()) + "\r\n");
            }
        }
    }
}
