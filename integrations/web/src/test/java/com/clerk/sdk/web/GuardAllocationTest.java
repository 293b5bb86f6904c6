package com.clerk.sdk.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.Has;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The memory that a guard adds to the authentication of a request whose token was seen before. */
class GuardAllocationTest {
    private static final int ROUNDS = 20_000;
    private static final long MOST_BYTES = 2048;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Returns the bytes that this thread allocates in one round, once the code is compiled. */
    private static long bytes(Runnable round) {
        long last = 0;
        for (int repetition = 0; repetition < 3; repetition++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < ROUNDS; i++) {
                round.run();
            }
            last = (THREADS.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
        }
        return last;
    }

    @Test
    void aGuardAddsLittleMemoryToEachRequest() {
        try (var authenticator = TestInstance.authenticator().build()) {
            var guard = RequestGuard.builder(authenticator)
                    .protect("/app/**")
                    .open("/app/assets/**")
                    .require("/app/admin/**", Has.role("org:admin"))
                    .build();
            var token =
                    TestInstance.admin().lifetime(java.time.Duration.ofHours(1)).mint();
            var request = ClerkRequest.of(
                    "GET", "https://app.example.com/app/admin/x", Map.of("authorization", List.of("Bearer " + token)));
            var passed = guard.check(request, RequestPath.of("/app/admin/x"));
            assertThat(passed.response()).isNull();

            long alone = bytes(() -> authenticator.authenticate(request));
            long guarded = bytes(() -> guard.check(request, RequestPath.of("/app/admin/x", "/app/admin/x")));

            assertThat(guarded - alone).isLessThanOrEqualTo(MOST_BYTES);
        }
    }
}
