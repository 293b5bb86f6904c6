package com.clerk.sdk.runtime;

import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.clerk.sdk.runtime.internal.Headers;
import com.google.gson.annotations.JsonAdapter;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The options of one call, which override those of the client. Immutable. {@link #toString()} shows no header values.
 */
@JsonAdapter(GsonAdapter.class)
public final class CallOptions {
    private static final CallOptions NONE = new Builder().build();

    private final @Nullable Duration timeout;
    private final Map<String, String> headers;

    private CallOptions(Builder builder) {
        this.timeout = builder.timeout;
        var copy = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(builder.headers);
        this.headers = Collections.unmodifiableMap(copy);
    }

    /**
     * Returns options that override nothing.
     *
     * @return the options
     */
    public static CallOptions none() {
        return NONE;
    }

    /**
     * Returns a builder without options.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the time that the whole call may take.
     *
     * @return the time, retries included, or null to use the client's own
     */
    public @Nullable Duration timeout() {
        return timeout;
    }

    /**
     * Returns the headers that replace the client's headers of the same name. They may contain a secret.
     *
     * @return an immutable map with case-insensitive names
     */
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public String toString() {
        return "CallOptions(timeout=" + timeout + ", headers=" + headers.keySet() + ")";
    }

    /** Builds options. Not thread-safe. */
    @JsonAdapter(GsonAdapter.class)
    public static final class Builder {
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private @Nullable Duration timeout;

        private Builder() {}

        /**
         * Sets the timeout of the whole call, including retries and the waits between them.
         *
         * @param timeout more than zero
         * @return this
         * @throws IllegalArgumentException if the time is zero or negative
         */
        public Builder timeout(Duration timeout) {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new IllegalArgumentException("timeout must be more than zero");
            }
            this.timeout = timeout;
            return this;
        }

        /**
         * Sends a header in place of the client's header of the same name.
         *
         * @param name name of the header
         * @param value its value
         * @return this
         * @throws IllegalArgumentException if the name or the value is not allowed in HTTP
         */
        public Builder header(String name, String value) {
            Headers.check(name, value);
            headers.put(name, value);
            return this;
        }

        /**
         * Sends another key in place of the client's, such as the secret key of a machine.
         *
         * @param secret the key, without the word Bearer
         * @return this
         * @throws IllegalArgumentException if the key is blank or is not allowed in a header
         */
        public Builder bearer(String secret) {
            if (secret.isBlank()) {
                throw new IllegalArgumentException("The secret must not be blank");
            }
            return header("Authorization", "Bearer " + secret);
        }

        /**
         * Returns the options.
         *
         * @return the options
         */
        public CallOptions build() {
            return new CallOptions(this);
        }
    }
}
