package com.clerk.sdk.client.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.clerk.sdk.ClerkFrontend;
import com.clerk.sdk.client.ClientState;
import com.clerk.sdk.client.StoredClient;
import com.clerk.sdk.frontend.model.Client;
import com.google.gson.Gson;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The values that a program keeps of a client, written by the JSON mappers of users: Jackson 2, Jackson 3 and gson. */
class ClientMappersTest {
    interface Mapper {
        String write(Object value) throws Exception;
    }

    static Stream<Mapper> mappers() {
        return Stream.of(
                new com.fasterxml.jackson.databind.ObjectMapper()::writeValueAsString,
                new tools.jackson.databind.ObjectMapper()::writeValueAsString,
                new Gson()::toJson);
    }

    /** A type of an application that contains a step. */
    public record Answer(Step step) {}

    @ParameterizedTest
    @MethodSource("mappers")
    void aStepIsWrittenAsItsStatus(Mapper mapper) throws Exception {
        var step = new Cancelled("needs_first_factor");

        assertThat(mapper.write(step)).isEqualTo("\"needs_first_factor\"");
        assertThat(mapper.write(new Answer(step))).isEqualTo("{\"step\":\"needs_first_factor\"}");
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void aValueWithATokenIsNotWritten(Mapper mapper) {
        try (var clerk = ClerkFrontend.builder()
                .publishableKey("pk_live_Y2xlcmsuZXhhbXBsZS5jb20k")
                .clientToken("canary")
                .build()) {
            var client = Client.fromJson("{\"id\":\"canary\"}");
            for (var value : List.of(new StoredClient("d", "canary", "canary"), ClientState.of(client), clerk)) {
                assertThat(catchThrowable(() -> mapper.write(value)))
                        .hasMessageContaining("write the values of it that you need")
                        .hasMessageNotContaining("canary");
            }
        }
    }

    @Test
    void gsonDoesNotReadAStep() {
        assertThat(catchThrowable(() -> new Gson().fromJson("\"complete\"", Step.class)))
                .hasMessageContaining("begin the sign-in");
    }
}
