package com.clerk.sdk.benchmarks.peers;

import com.clerk.backend_api.models.components.User;
import com.clerk.backend_api.utils.Utils;
import com.clerk.sdk.benchmarks.shared.Inputs;
import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Full users as the published Clerk SDK decodes them: by its own mapper, from the bytes of an answer. */
@State(Scope.Benchmark)
public class IncumbentUsers {
    private static final TypeReference<List<User>> USERS = new TypeReference<>() {};

    @Param("1")
    public int count = 1;

    @Param(Inputs.FULL)
    public String kind = Inputs.FULL;

    private byte[] json;

    @Setup
    public void prepare() throws Exception {
        json = Inputs.bytes(Inputs.users(kind, count));
        if (decode().size() != count) {
            throw new IllegalStateException("Not all users were decoded");
        }
    }

    @Benchmark
    public List<User> decode() throws Exception {
        return Utils.mapper().readValue(new String(json, StandardCharsets.UTF_8), USERS);
    }
}
