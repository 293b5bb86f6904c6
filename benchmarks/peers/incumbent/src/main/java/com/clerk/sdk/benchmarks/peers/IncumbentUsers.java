package com.clerk.sdk.benchmarks.peers;

import com.clerk.backend_api.models.components.User;
import com.clerk.backend_api.utils.Utils;
import com.clerk.sdk.benchmarks.shared.Inputs;
import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Full users as the published Clerk SDK decodes them: by its own mapper, from the bytes of an answer. */
@State(Scope.Benchmark)
public class IncumbentUsers {
    private static final TypeReference<List<User>> USERS = new TypeReference<>() {};

    private byte[] one;
    private byte[] hundred;
    private byte[] fiveHundred;

    @Setup
    public void prepare() throws Exception {
        one = Inputs.bytes(Inputs.users(1));
        hundred = Inputs.bytes(Inputs.users(100));
        fiveHundred = Inputs.bytes(Inputs.users(500));
        if (decode(hundred).size() != 100) {
            throw new IllegalStateException("Not all users were decoded");
        }
    }

    @Benchmark
    public List<User> decodeOne() throws Exception {
        return decode(one);
    }

    @Benchmark
    public List<User> decodeHundred() throws Exception {
        return decode(hundred);
    }

    @Benchmark
    public List<User> decodeFiveHundred() throws Exception {
        return decode(fiveHundred);
    }

    private static List<User> decode(byte[] json) throws Exception {
        return Utils.mapper().readValue(new String(json, StandardCharsets.UTF_8), USERS);
    }
}
