package com.clerk.sdk.benchmarks.sdk;

import com.clerk.sdk.benchmarks.shared.Inputs;
import com.clerk.sdk.runtime.Codec;
import com.clerk.sdk.runtime.Codecs;
import com.clerk.sdk.runtime.JsonSource;
import com.clerk.sdk.webhooks.event.UnknownEvent;
import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One of every webhook event. */
@State(Scope.Benchmark)
public class Events {
    private static final Codec<List<WebhookEvent>> CODEC = Codecs.list(WebhookEvent.CODEC);

    private byte[] json;
    private List<WebhookEvent> events;

    @Setup
    public void prepare() {
        json = Inputs.bytes(Inputs.EVENTS);
        events = decode();
        if (events.isEmpty() || events.stream().anyMatch(UnknownEvent.class::isInstance)) {
            throw new IllegalStateException("Not every event is known");
        }
    }

    @Benchmark
    public List<WebhookEvent> decode() {
        var in = JsonSource.of(json);
        var read = CODEC.read(in);
        in.endDocument();
        return read;
    }

    @Benchmark
    public String encode() {
        return CODEC.toJson(events);
    }
}
