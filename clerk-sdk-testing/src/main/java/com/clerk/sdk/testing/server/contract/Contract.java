package com.clerk.sdk.testing.server.contract;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The operations and types of Clerk's Backend API. Immutable. */
public final class Contract {
    private static final class Holder {
        private static final Contract BACKEND = new Contract(BackendTable.operations(), BackendTable.types());
    }

    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, Type> types = new LinkedHashMap<>();

    private Contract(List<String> operationLines, List<String> typeLines) {
        for (var line : operationLines) {
            if (!line.isEmpty()) {
                var operation = Operation.parse(line);
                operations.put(operation.name(), operation);
            }
        }
        var fields = new LinkedHashMap<String, Field>();
        for (var line : typeLines) {
            if (line.startsWith(".")) {
                var field = Field.parse(line);
                fields.put(field.name(), field);
            } else if (!line.isEmpty()) {
                fields = new LinkedHashMap<>();
                add(line.split("\\|", -1), fields);
            }
        }
    }

    private void add(String[] parts, Map<String, Field> fields) {
        types.put(parts[0], new Type(parts[0], Field.words(parts[1]), Collections.unmodifiableMap(fields)));
    }

    /** Returns the contract of the Backend API, which is read once. */
    public static Contract backend() {
        return Holder.BACKEND;
    }

    /** Returns all operations. */
    public Collection<Operation> operations() {
        return Collections.unmodifiableCollection(operations.values());
    }

    /** Returns the operation of a name such as {@code users.get}, which must exist. */
    public Operation operation(String name) {
        return Objects.requireNonNull(operations.get(name), name);
    }

    /** Returns whether there is an operation of that name. */
    public boolean has(String name) {
        return operations.containsKey(name);
    }

    /** Returns the type of a name, which must exist. */
    public Type type(String name) {
        return Objects.requireNonNull(types.get(name), name);
    }

    /** Returns the type of an operation's parameters; one without fields if it has none. */
    public Type parameters(Operation operation) {
        return operation.parameters().isEmpty() ? new Type("", List.of(), Map.of()) : type(operation.parameters());
    }
}
