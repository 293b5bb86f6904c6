package com.clerk.sdk.benchmarks.baseline;

import com.clerk.sdk.benchmarks.shared.Inputs;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The baseline of decoding events: every name and value of one of each is read. */
@State(Scope.Benchmark)
public class JsonEvents {
    private byte[] events;

    @Setup
    public void prepare() {
        events = Inputs.bytes(Inputs.EVENTS);
    }

    @Benchmark
    public int all() throws IOException {
        return JsonNames.read(events);
    }
}
