package com.clerk.sdk.runtime;

import com.clerk.sdk.runtime.internal.NameTable;
import java.util.List;

/**
 * The names of the fields of a model, which {@link JsonSource#nextName(FieldNames)} finds. Immutable and thread-safe.
 */
public final class FieldNames {
    private final NameTable table;

    private FieldNames(NameTable table) {
        this.table = table;
    }

    /**
     * Creates the names of a model.
     *
     * @param names the names of the fields as Clerk sends them, in the order in which the model writes them
     * @return the names
     */
    public static FieldNames of(String... names) {
        return new FieldNames(new NameTable(List.of(names)));
    }

    NameTable table() {
        return table;
    }
}
