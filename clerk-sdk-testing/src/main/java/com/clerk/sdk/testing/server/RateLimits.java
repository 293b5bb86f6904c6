package com.clerk.sdk.testing.server;

import com.clerk.sdk.testing.server.http.ServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * The rate limits that Clerk documents (page "Rate limits" of its documentation, read in November 2026), each in
 * windows of a fixed length by the server's clock. Safe for use by several threads.
 */
public final class RateLimits {
    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofHours(1);
    private static final int LIVE = 1000;
    private static final int DEVELOPMENT = 100;
    private static final String INVITATIONS = "POST /v1/invitations";
    private static final String OF_ORGANIZATION = "POST /v1/organizations/[^/]+/invitations";
    /** More counters than this are cleared of those whose window is over. */
    private static final int MANY = 10_000;

    /**
     * A limit.
     *
     * @param requests method and path of the requests that count; a group in it counts them by its text
     * @param limit the number of requests in a window
     * @param window the length of a window
     */
    private record Rule(Pattern requests, int limit, Duration window) {
        private static Rule of(String requests, int limit, Duration window) {
            return new Rule(Pattern.compile(requests), limit, window);
        }
    }

    private record Key(Rule rule, String group) {}

    private static final class Counter {
        private final long start;
        private int count;

        private Counter(long start) {
            this.start = start;
        }
    }

    private final Clock clock;
    private final List<Rule> rules = new ArrayList<>();
    private final Map<Key, Counter> counters = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    private RateLimits(Clock clock) {
        this.clock = clock;
    }

    /** Returns no limits. */
    public static RateLimits none() {
        return new RateLimits(Clock.systemUTC());
    }

    /** Returns Clerk's limits for a development or a production instance. */
    public static RateLimits ofClerk(boolean live, Clock clock) {
        var limits = new RateLimits(clock);
        // The names of the Frontend API's paths; every other path but that of the keys is the Backend API's.
        var isBackend = "(?!(?:client|me|environment|dev_browser|oauth_callback|tickets)(?:/|$))";
        limits.rules.addAll(List.of(
                Rule.of("POST /v1/client/sign_ins", 5, SHORT),
                Rule.of("POST /v1/client/sign_ups", 5, SHORT),
                Rule.of("POST /v1/client/sign_ins/[^/]+/attempt_(?:first|second)_factor", 3, SHORT),
                Rule.of("POST /v1/client/sign_ups/[^/]+/attempt_verification", 3, SHORT),
                Rule.of(INVITATIONS, 100, LONG),
                Rule.of(INVITATIONS + "/bulk", 25, LONG),
                Rule.of(OF_ORGANIZATION, 250, LONG),
                Rule.of(OF_ORGANIZATION + "/bulk", 50, LONG),
                Rule.of("(?:PATCH|PUT) /v1/users/([^/]+)(?:/metadata)?", 10, SHORT),
                Rule.of("(?!GET /v1/jwks$)[A-Z]+ /v1/" + isBackend + ".*", live ? LIVE : DEVELOPMENT, SHORT)));
        return limits;
    }

    /**
     * Counts a request.
     *
     * @return the seconds until its window is over if there were too many requests; empty if it may go on
     */
    OptionalLong secondsToWait(ServerRequest request) {
        if (rules.isEmpty()) {
            return OptionalLong.empty();
        }
        lock.lock();
        try {
            var longest = 0L;
            for (var rule : rules) {
                longest = Math.max(longest, count(rule, request));
            }
            return longest == 0 ? OptionalLong.empty() : OptionalLong.of(longest);
        } finally {
            lock.unlock();
        }
    }

    private long count(Rule rule, ServerRequest request) {
        var matcher = rule.requests().matcher(request.toString());
        if (!matcher.matches()) {
            return 0;
        }
        var group = matcher.groupCount() > 0 ? matcher.group(1) : "";
        var now = clock.millis();
        var window = rule.window().toMillis();
        if (counters.size() > MANY) {
            counters.entrySet()
                    .removeIf(one -> now - one.getValue().start
                            >= one.getKey().rule().window().toMillis());
        }
        var key = new Key(rule, group);
        var counter = counters.get(key);
        if (counter == null || now - counter.start >= window || now < counter.start) {
            counter = new Counter(now);
            counters.put(key, counter);
        }
        counter.count++;
        return counter.count <= rule.limit() ? 0 : (counter.start + window - now + 999) / 1000;
    }
}
