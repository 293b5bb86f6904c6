package com.clerk.sdk.auth.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResponseHeadersTest {
    @Test
    void aResponseHeaderHoldsNoControlCharacters() {
        var headers = new ResponseHeaders();
        for (var value : List.of("a\r\nb: c", "a\n", "\ta", "a\u0000", "a\u007f", "a\u0100", "")) {
            headers.add("name", value);
        }
        assertThat(headers.build()).isEmpty();
        headers.add("name", " ~\u0080\u00ff").add("name", "second").add("other", "x");
        var built = headers.build();
        assertThat(built).isEqualTo(Map.of("name", List.of(" ~\u0080\u00ff", "second"), "other", List.of("x")));
        assertThat(built.keySet()).containsExactly("name", "other");
        assertThatThrownBy(() -> built.put("x", List.of())).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> built.get("name").add("x")).isInstanceOf(UnsupportedOperationException.class);
        headers.add("name", "later");
        assertThat(built.get("name")).hasSize(2);
    }

    @Test
    void aResponseThatSetsACookieOrRedirectsIsNeverStoredByACache() {
        for (var name : List.of("set-cookie", "location")) {
            var headers =
                    new ResponseHeaders().add(name, "a=b").add("other", "x").build();
            assertThat(headers).containsEntry("cache-control", List.of("private, no-store"));
            assertThat(new ResponseHeaders().addAll(headers).build().get("cache-control"))
                    .as("once, also in headers made from others")
                    .containsExactly("private, no-store");
        }
        assertThat(new ResponseHeaders()
                        .add("set-cookie", "a\nb")
                        .add("other", "x")
                        .build())
                .as("a cookie that was left out")
                .doesNotContainKey("cache-control");
    }
}
