package com.clerk.sdk.benchmarks.shared;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A client that gets one full user over the loopback interface, on a connection that is kept. */
@State(Scope.Benchmark)
public abstract class CallPeer {
    private Loopback server;

    /** Sets the client up; the server gives the user at {@code /v1/users/user_1} as at any other path. */
    protected abstract void open(String url) throws Exception;

    /** Gets the user. */
    protected abstract Object get() throws Exception;

    @Setup
    public final void prepare() throws Exception {
        var array = Inputs.text(Inputs.users(Inputs.FULL, 1));
        var user = array.substring(1, array.length() - 1).getBytes(StandardCharsets.UTF_8);
        server = new Loopback(uri -> user);
        open(server.url());
        if (get() == null) {
            throw new IllegalStateException(getClass().getSimpleName() + " gets nothing");
        }
    }

    @Benchmark
    public Object call() throws Exception {
        return get();
    }

    @TearDown
    public final void close() throws IOException {
        server.close();
    }
}
