package com.clerk.sdk.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The JSON of a field whose value does not hold all of it, such as the nulls of a list or a value of another type.
 *
 * @param json the JSON as it was read
 * @param problem why the field has no value, or null if it has one
 */
record RawField(JsonValue json, @Nullable String problem) {}
