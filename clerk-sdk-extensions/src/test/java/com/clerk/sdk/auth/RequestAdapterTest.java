package com.clerk.sdk.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request by lambda may be sensitive to case, and may return null for an absent header. */
class RequestAdapterTest {
    private final HashMap<String, List<String>> headers = new HashMap<>();
    private final RequestAdapter request = new RequestAdapter(headers::get);

    @ParameterizedTest
    @ValueSource(strings = {"x-forwarded-host", "X-Forwarded-Host", "X-forwarded-host", "X-FORWARDED-HOST"})
    void aHeaderIsFoundInEachUsualSpelling(String spelling) {
        headers.put(spelling, List.of("app.example.com"));

        assertThat(request.headers("x-forwarded-host")).containsExactly("app.example.com");
    }

    @Test
    void anAbsentHeaderHasNoValues() {
        headers.put("Cookie", List.of("a=1"));

        assertThat(request.headers("authorization")).isEmpty();
        assertThat(request.headers("cookie")).containsExactly("a=1");
    }

    /** A request that ignores case has the same values under each spelling: they are not joined. */
    @Test
    void theFirstSpellingWithValuesIsTheOnlyOneRead() {
        headers.put("Authorization", List.of("Bearer a", "Bearer b"));
        headers.put("AUTHORIZATION", List.of("Bearer c"));

        assertThat(request.headers("authorization")).containsExactly("Bearer a", "Bearer b");
    }

    @Test
    void aHeaderThatIsFoundIsAskedForOnce() {
        var asked = new ArrayList<String>();
        new RequestAdapter(name -> {
                    asked.add(name);
                    return List.of("found");
                })
                .headers("cookie");

        assertThat(asked).containsExactly("cookie");
        assertThat(new RequestAdapter(ClerkRequest.of(headers)).headers("cookie"))
                .isEmpty();
    }
}
