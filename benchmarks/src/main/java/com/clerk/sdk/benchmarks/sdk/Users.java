package com.clerk.sdk.benchmarks.sdk;

import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.benchmarks.shared.Inputs;
import com.clerk.sdk.runtime.Codec;
import com.clerk.sdk.runtime.Codecs;
import com.clerk.sdk.runtime.JsonSource;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Full users from the bytes of an answer, as a client decodes them, and back to JSON. */
@State(Scope.Benchmark)
public class Users {
    private static final Codec<List<User>> CODEC = Codecs.list(User.CODEC);

    @Param("1")
    public int count = 1;

    @Param(Inputs.FULL)
    public String kind = Inputs.FULL;

    private byte[] json;
    private List<User> users;

    @Setup
    public void prepare() {
        json = Inputs.bytes(Inputs.users(kind, count));
        users = decode();
        if (users.size() != count) {
            throw new IllegalStateException("Not all users were decoded");
        }
    }

    @Benchmark
    public List<User> decode() {
        var in = JsonSource.of(json);
        var read = CODEC.read(in);
        in.endDocument();
        return read;
    }

    @Benchmark
    public String encode() {
        return CODEC.toJson(users);
    }
}
