package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.errors.ClerkDecodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For any input, a reader returns a value or throws a {@link ClerkDecodingException} that does not quote the input. */
class HostileJsonTest {
    private static final int ROUNDS = 20_000;
    private static final byte[] PIECES = "{}[]:,\"\\u0e+-.19tfn \n\0".getBytes(StandardCharsets.UTF_8);
    private static final byte[] JSON = """
            {"id":"t_1\\u00e9\\n","created_at":1716883200123,"tags":["ada@canary.com","ü",null],"metadata":{"n":-1.5e3,"t":true},
             "owner":{"id":"t_2","owner":null,"metadata":[{},[],"\\ud83d\\ude00"]},"later":[1,2,{"x":false}]}
            """.getBytes(StandardCharsets.UTF_8);

    static List<Function<JsonSource, Object>> readers() {
        return List.of(
                Thing.CODEC::read,
                JsonSource::json,
                in -> {
                    in.peekDiscriminator("id");
                    return Thing.CODEC.read(in);
                },
                in -> {
                    in.peekDiscriminator("metadata", "later", "owner");
                    return in.json();
                },
                in -> {
                    in.peekPresentProperty("owner", "id");
                    return Thing.CODEC.read(in);
                },
                in -> {
                    in.skip();
                    return "skipped";
                });
    }

    @ParameterizedTest
    @MethodSource("readers")
    void nothingElseEverEscapes(Function<JsonSource, Object> reader) {
        var random = new Random(20260512);
        int read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            var in = JsonSource.of(spoilt(random));
            try {
                assertThat(reader.apply(in)).isNotNull();
                in.endDocument();
                read++;
            } catch (ClerkDecodingException e) {
                assertThat(e.getMessage()).hasSizeLessThan(400).doesNotContain("canary");
            }
        }
        assertThat(read).isBetween(1, ROUNDS - 1);
    }

    private static byte[] spoilt(Random random) {
        var json = random.nextInt(4) == 0 ? Arrays.copyOf(JSON, random.nextInt(JSON.length)) : JSON.clone();
        for (int i = random.nextInt(3); i > 0 && json.length > 0; i--) {
            byte piece = random.nextInt(4) == 0 ? (byte) random.nextInt(256) : PIECES[random.nextInt(PIECES.length)];
            json[random.nextInt(json.length)] = piece;
        }
        return json;
    }
}
