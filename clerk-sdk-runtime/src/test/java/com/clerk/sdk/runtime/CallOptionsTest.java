package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallOptionsTest {
    @Test
    void nothingIsSetAtFirst() {
        assertThat(CallOptions.none().timeout()).isNull();
        assertThat(CallOptions.none().headers()).isEmpty();
    }

    @Test
    void aHeaderReplacesOneOfTheSameNameInAnyCase() {
        var options = CallOptions.builder()
                .bearer("ak_1")
                .header("authorization", "x")
                .build();
        assertThat(options.headers()).hasSize(1).containsEntry("Authorization", "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary\n", "canary\r\nX: y", "canary\0", "canaryü", "canary\u007f"})
    void aValueThatHttpDoesNotAllowIsRefusedAndNotShown(String value) {
        var builder = CallOptions.builder();
        assertThatThrownBy(() -> builder.header("X-Thing", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("X-Thing")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> builder.bearer(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:b", "a\nb", "ü"})
    void aNameThatHttpDoesNotAllowIsRefused(String name) {
        var builder = CallOptions.builder();
        assertThatThrownBy(() -> builder.header(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBlankSecretIsRefused() {
        var builder = CallOptions.builder();
        assertThatThrownBy(() -> builder.bearer(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTimeoutIsMoreThanZero() {
        var builder = CallOptions.builder();
        assertThat(builder.timeout(Duration.ofSeconds(1)).build().timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThatThrownBy(() -> builder.timeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.timeout(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void toStringShowsNoValueOfAHeader() {
        var options = CallOptions.builder()
                .bearer("canary")
                .timeout(Duration.ofSeconds(2))
                .build();
        assertThat(options).hasToString("CallOptions(timeout=PT2S, headers=[Authorization])");
    }
}
