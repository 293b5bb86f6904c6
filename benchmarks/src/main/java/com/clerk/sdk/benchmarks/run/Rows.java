package com.clerk.sdk.benchmarks.run;

import com.clerk.sdk.benchmarks.kit.BareSignature;
import com.clerk.sdk.benchmarks.limit.JsonNames;
import com.clerk.sdk.benchmarks.ours.Users;
import com.clerk.sdk.benchmarks.ours.VerifyToken;
import java.util.List;

/** All that is measured. */
final class Rows {
    private static final String SIGNATURE = name(BareSignature.class, "verify");

    private Rows() {}

    /** What the guard measures in every build; each has a bound. */
    static List<Row> guarded() {
        return List.of(verify(), decode());
    }

    private static Row verify() {
        return Row.of("verify", "verify, first sight, key by PEM", SIGNATURE, name(VerifyToken.class, "byPem"));
    }

    private static Row decode() {
        return Row.of(
                "decode-100-users",
                "decode 100 full users",
                name(JsonNames.class, "hundredUsers"),
                name(Users.class, "decodeHundred"));
    }

    static String name(Class<?> benchmark, String method) {
        return benchmark.getName() + "." + method;
    }
}
