package com.clerk.sdk.contract;

import com.clerk.sdk.backend.BackendResources;
import com.clerk.sdk.contract.Arguments.Argument;
import com.clerk.sdk.frontend.FrontendResources;
import com.clerk.sdk.platform.PlatformResources;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.http.ApiClient;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One operation with its arguments, and the ways to call it. */
final class OperationCall {
    private final Operation operation;
    private final Object api;
    private final List<String> ids = new ArrayList<>();
    private final List<Argument> arguments;

    private OperationCall(Operation operation, ApiClient client, List<Argument> arguments) {
        this.operation = operation;
        this.api = api(operation, client);
        this.arguments = arguments;
        for (var parameter : operation.parameters("path")) {
            ids.add("a/b ü%" + parameter.wire());
        }
    }

    /** With every argument there is, but for what the SDK sends of itself. */
    static OperationCall withAll(Operation operation, ApiClient client) {
        var arguments = all(operation)
                .filter(argument -> !(operation.countsOnlyIfFlagged() && isFlag(argument.field())))
                .toList();
        return new OperationCall(operation, client, arguments);
    }

    /** With what is required, and with a limit of one where there can be a limit. */
    static OperationCall withLimitOfOne(Operation operation, ApiClient client) {
        var arguments = all(operation)
                .map(argument -> argument.field().wire().equals("limit") ? one(argument.field()) : argument)
                .filter(argument ->
                        argument.field().required() || argument.field().wire().equals("limit"))
                .toList();
        return new OperationCall(operation, client, arguments);
    }

    private static Stream<Argument> all(Operation operation) {
        return operation.hasParams() ? new Arguments().of(operation.params()).stream() : Stream.of();
    }

    private static Argument one(Field limit) {
        Object one = limit.schema().kind() == Schema.Kind.DECIMAL ? (Object) 1.0 : (Object) 1L;
        return new Argument(limit, one, JsonValue.of(1));
    }

    private static boolean isFlag(Field field) {
        return field.wire().equals("paginated");
    }

    private static Object api(Operation operation, ApiClient client) {
        Object resources = switch (operation.contract().name()) {
            case "backend" -> new BackendResources(client) {};
            case "frontend" -> new FrontendResources(client) {};
            default -> new PlatformResources(client) {};
        };
        var accessor = Java.method(resources.getClass(), operation.group());
        return Objects.requireNonNull(Java.call(accessor, resources));
    }

    Operation operation() {
        return operation;
    }

    /** The ids in the path, in their order. */
    List<String> ids() {
        return ids;
    }

    List<Argument> arguments() {
        return arguments;
    }

    List<Argument> arguments(String place) {
        return arguments.stream()
                .filter(argument -> argument.field().place().equals(place))
                .toList();
    }

    /** All ways to call it that block. */
    List<Method> blocking() {
        return Java.methods(api.getClass(), operation.javaMethod());
    }

    /** Calls it with all its arguments. */
    @Nullable
    Object execute() {
        return Java.call(Java.method(api.getClass(), operation.javaMethod(), types()), api, values());
    }

    /** Calls it by the form that takes the ids and then this. */
    @Nullable
    Object executeWith(Method form, @Nullable Object... more) {
        var all = new ArrayList<@Nullable Object>(ids);
        all.addAll(Arrays.asList(more));
        return Java.call(form, api, all.toArray());
    }

    /** The same, not yet executed. */
    ApiCall<?> call() {
        var calls = Objects.requireNonNull(Java.get(api, "calls"));
        var forms = Java.methods(calls.getClass(), operation.javaMethod());
        if (forms.size() != 1) {
            throw new AssertionError(operation + " has " + forms.size() + " calls");
        }
        var call = Java.call(Java.method(calls.getClass(), operation.javaMethod(), types()), calls, values());
        return (ApiCall<?>) Objects.requireNonNull(call);
    }

    private Class<?>[] types() {
        var types = new ArrayList<Class<?>>();
        ids.forEach(id -> types.add(String.class));
        if (operation.hasParams()) {
            types.add(operation.params().javaType());
        }
        return types.toArray(Class<?>[]::new);
    }

    private Object[] values() {
        var values = new ArrayList<Object>(ids);
        if (operation.hasParams()) {
            values.add(Arguments.build(operation.params(), arguments));
        }
        return values.toArray();
    }
}
