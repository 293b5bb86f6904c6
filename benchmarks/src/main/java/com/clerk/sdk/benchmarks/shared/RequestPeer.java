package com.clerk.sdk.benchmarks.shared;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A library that authenticates requests, its token in a header or in a cookie among twenty. */
@State(Scope.Benchmark)
public abstract class RequestPeer {
    private static final int COOKIES = 20;
    private static final int UPDATED = 7;
    private static final int PLACE = 12;

    private Map<String, List<String>> byHeader;
    private Map<String, List<String>> byCookie;

    /** Sets the library up. */
    protected abstract void open() throws Exception;

    /** Returns the state of a request that is signed in, or null. */
    protected abstract Object authenticate(Map<String, List<String>> headers) throws Exception;

    @Setup
    public final void prepare() throws Exception {
        open();
        byHeader = byHeader(Inputs.text(Inputs.TOKEN));
        byCookie = byCookie(Inputs.text(Inputs.TOKEN));
        SelfTest.of(getClass().getSimpleName() + " by header", token -> authenticate(byHeader(token)));
        SelfTest.of(getClass().getSimpleName() + " by cookie", token -> authenticate(byCookie(token)));
    }

    @Benchmark
    public Object header() throws Exception {
        return authenticate(byHeader);
    }

    @Benchmark
    public Object cookie() throws Exception {
        return authenticate(byCookie);
    }

    private static Map<String, List<String>> byHeader(String token) {
        var headers = usual();
        headers.put("authorization", List.of("Bearer " + token));
        return headers;
    }

    private static Map<String, List<String>> byCookie(String token) {
        var headers = usual();
        var cookies =
                IntStream.range(0, COOKIES).mapToObj(i -> cookie(i, token)).collect(Collectors.joining("; "));
        headers.put("cookie", List.of(cookies));
        return headers;
    }

    private static String cookie(int place, String token) {
        return switch (place) {
            case UPDATED -> "__client_uat=1790000000";
            case PLACE -> "__session=" + token;
            default -> "preference_" + place + "=value-of-" + place;
        };
    }

    private static Map<String, List<String>> usual() {
        var headers = new LinkedHashMap<String, List<String>>();
        headers.put("host", List.of("app.benchmarks.test"));
        headers.put("user-agent", List.of("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"));
        headers.put("accept", List.of("application/json"));
        headers.put("accept-language", List.of("en-GB,en;q=0.8"));
        headers.put("x-forwarded-for", List.of("203.0.113.7"));
        headers.put("x-forwarded-proto", List.of("https"));
        return headers;
    }
}
