package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.internal.Utf8JsonReader;

/** A place where JSON does not fit a class of a user, on its way to the exception that the user gets. */
final class BindingFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int PATH_LIMIT = 200;

    private final String path;
    private final String problem;
    private final String remedy;

    BindingFailure(String path, String problem, String remedy) {
        super(problem, null, false, false);
        this.path = path;
        this.problem = problem;
        this.remedy = remedy;
    }

    /** Creates a failure for a value that does not fit. */
    static BindingFailure unfit(String path, String problem) {
        return new BindingFailure(path, problem, "change the class, or the value");
    }

    /** Creates a failure for a class that gson cannot create or whose fields it cannot set. */
    static BindingFailure inaccessible(String path) {
        return new BindingFailure(
                path,
                "gson cannot create its class or set its fields",
                "use a record, or a class with a constructor without parameters, and open its package to"
                        + " com.google.gson if it is in a named module; see the value");
    }

    /** Creates a failure for JSON that gson does not read: {@link JsonValue} has fewer limits. */
    static BindingFailure tooLarge(String path) {
        return new BindingFailure(
                path,
                "found a number of more than 1023 characters, or more than " + Limits.BINDING_DEPTH
                        + " levels of objects and arrays",
                "use as(Codec) or toJson()");
    }

    /** Returns this failure as seen from the object that contains the place. */
    BindingFailure within(String outerPath) {
        return new BindingFailure(outerPath + path.substring(1), problem, remedy);
    }

    /** Returns the exception for the user. */
    ClerkDecodingException of(Class<?> type) {
        return new ClerkDecodingException(
                "the JSON does not fit " + type.getName() + ": " + problem + "; " + remedy, safe(path));
    }

    /** Returns the path up to the first name that is not a plain identifier: a name in the JSON can be data. */
    private static String safe(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (i == PATH_LIMIT || !Utf8JsonReader.isPlainName(path.charAt(i))) {
                return path.substring(0, path.lastIndexOf('.', i) + 1) + '…';
            }
        }
        return path;
    }
}
