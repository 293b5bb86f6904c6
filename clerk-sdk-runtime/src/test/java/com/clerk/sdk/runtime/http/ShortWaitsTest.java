package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.RateLimitException;
import com.clerk.sdk.errors.ServerException;
import com.clerk.sdk.runtime.RetryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The retries of calls that hold one of a few places while they last. */
class ShortWaitsTest extends HttpTest {
    private static Object get(ApiClient client, boolean async) {
        return run(client.get("things.get", "/things").returnsText(), async);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRateLimitIsNotTriedAgain(boolean async) {
        var held = client(b -> b.retryPolicy(attempt -> millis(0))).withShortWaits();
        answer(429, "");
        assertThatThrownBy(() -> get(held, async)).isInstanceOf(RateLimitException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLongWaitIsNotBegun(boolean async) {
        var held = client(b -> b.retryPolicy(attempt -> millis(501))).withShortWaits();
        answer(503, "");
        assertThatThrownBy(() -> get(held, async)).isInstanceOf(ServerException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void otherwiseThePolicyOfTheClientDecides() {
        answer(503, "");
        answer(200, "done");
        assertThat(get(client(b -> b.retryPolicy(attempt -> millis(1))).withShortWaits(), false))
                .isEqualTo("done");
        answer(503, "");
        var never = client(b -> b.retryPolicy(RetryPolicy.never())).withShortWaits();
        assertThatThrownBy(() -> get(never, false)).isInstanceOf(ServerException.class);
        assertThat(server.getRequestCount()).isEqualTo(3);
    }
}
