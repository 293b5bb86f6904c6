package com.clerk.sdk.runtime;

import com.clerk.sdk.runtime.internal.Headers;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is different for one call. Immutable; no method touches the network; {@link #toString()} shows no values. */
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
     * No difference.
     *
     * @return options that change nothing
     */
    public static CallOptions none() {
        return NONE;
    }

    /**
     * Begins new options.
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
     * Headers that replace the client's of the same name. May hold a secret.
     *
     * @return an immutable map that finds names in any case
     */
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public String toString() {
        return "CallOptions(timeout=" + timeout + ", headers=" + headers.keySet() + ")";
    }

    /** Collects options. */
    public static final class Builder {
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private @Nullable Duration timeout;

        private Builder() {}

        /**
         * Limits the whole call, retries and the waits between them included.
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
         * Sends a header, in place of the client's of the same name.
         *
         * @param name name of the header
         * @param value its value
         * @return this
         * @throws IllegalArgumentException if HTTP does not allow the name or the value
         */
        public Builder header(String name, String value) {
            Headers.check(name, value);
            headers.put(name, value);
            return this;
        }

        /**
         * Sends another key than the client's, such as the secret key of a machine.
         *
         * @param secret the key, without the word Bearer
         * @return this
         * @throws IllegalArgumentException if the key is blank or no header can hold it
         */
        public Builder bearer(String secret) {
            if (secret.isBlank()) {
                throw new IllegalArgumentException("The secret must not be blank");
            }
            return header("Authorization", "Bearer " + secret);
        }

        /**
         * Finishes.
         *
         * @return the options
         */
        public CallOptions build() {
            return new CallOptions(this);
        }
    }
}
