package com.clerk.sdk.benchmarks.sdk;

import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.benchmarks.shared.Inputs;
import com.clerk.sdk.runtime.Codec;
import com.clerk.sdk.runtime.Codecs;
import com.clerk.sdk.runtime.JsonSource;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Full users from the bytes of an answer, as a client decodes them, and back to JSON. */
@State(Scope.Benchmark)
public class Users {
    private static final Codec<List<User>> CODEC = Codecs.list(User.CODEC);

    private byte[] one;
    private byte[] hundred;
    private byte[] fiveHundred;
    private List<User> oneUser;
    private List<User> hundredUsers;
    private List<User> fiveHundredUsers;

    @Setup
    public void prepare() {
        one = Inputs.bytes(Inputs.users(1));
        hundred = Inputs.bytes(Inputs.users(100));
        fiveHundred = Inputs.bytes(Inputs.users(500));
        oneUser = decode(one);
        hundredUsers = decode(hundred);
        fiveHundredUsers = decode(fiveHundred);
    }

    @Benchmark
    public List<User> decodeOne() {
        return decode(one);
    }

    @Benchmark
    public List<User> decodeHundred() {
        return decode(hundred);
    }

    @Benchmark
    public List<User> decodeFiveHundred() {
        return decode(fiveHundred);
    }

    @Benchmark
    public String encodeOne() {
        return CODEC.toJson(oneUser);
    }

    @Benchmark
    public String encodeHundred() {
        return CODEC.toJson(hundredUsers);
    }

    @Benchmark
    public String encodeFiveHundred() {
        return CODEC.toJson(fiveHundredUsers);
    }

    private static List<User> decode(byte[] json) {
        var in = JsonSource.of(json);
        var users = CODEC.read(in);
        in.endDocument();
        return users;
    }
}
