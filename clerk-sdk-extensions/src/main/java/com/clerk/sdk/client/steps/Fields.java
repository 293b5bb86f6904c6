package com.clerk.sdk.client.steps;

import com.clerk.sdk.runtime.Params;
import org.jspecify.annotations.Nullable;

/** The fields of a form. */
final class Fields extends Params {
    private Fields(Form form) {
        super(form);
    }

    /**
     * Returns fields.
     *
     * @param namesAndValues name, value, name, value …; a field whose value is null is left out
     */
    static Fields of(@Nullable String... namesAndValues) {
        var form = new Form();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            var name = namesAndValues[i];
            var value = namesAndValues[i + 1];
            if (name != null && value != null) {
                form.field(name, value);
            }
        }
        return new Fields(form);
    }

    private static final class Form extends Builder<Form> {
        void field(String name, String value) {
            body(name, value);
        }
    }
}
