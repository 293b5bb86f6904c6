package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.IdGenerator;
import com.clerk.sdk.testing.server.InProcessClerk;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.ServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/** Takes requests from the web server, records them, and returns the stubbed response or else that of the Clerk. */
final class ClerkDispatcher extends Dispatcher {
    private final InProcessClerk clerk;
    private final StubbedResponses stubs;
    private final Queue<ReceivedRequest> received = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    ClerkDispatcher(InProcessClerk clerk, StubbedResponses stubs) {
        this.clerk = clerk;
        this.stubs = stubs;
    }

    List<ReceivedRequest> received() {
        return List.copyOf(received);
    }

    void clearReceived() {
        received.clear();
    }

    @Override
    public MockResponse dispatch(RecordedRequest recorded) throws InterruptedException {
        var request = ReceivedRequest.of(recorded);
        received.add(request);
        try {
            return respond(request, recorded);
        } catch (RuntimeException e) {
            // The web server would close the connection without saying why.
            var message = "The in-process Clerk, or a stub of it, failed on " + request + ": " + e;
            var error = new ErrorResponseException(500, "in_process_failure", message);
            return toMockResponse(error.toResponse(new IdGenerator().traceId())).build();
        }
    }

    private MockResponse respond(ReceivedRequest request, RecordedRequest recorded) throws InterruptedException {
        var stub = stubs.take(request);
        var response = stub.isPassThrough() ? stub.decorate(handle(request, recorded)) : stub.response();
        await(stub.delay());
        var mock = toMockResponse(response);
        switch (stub.fault()) {
            case TRUNCATION -> mock.onResponseBody(new SocketEffect.CloseSocket());
            case DISCONNECT -> mock.onResponseStart(new SocketEffect.CloseSocket());
            case NONE -> {}
        }
        return mock.build();
    }

    private ServerResponse handle(ReceivedRequest request, RecordedRequest recorded) {
        return clerk.handle(request.toServerRequest(), recorded.getHeaders().get("Authorization"));
    }

    /** Waits for the server to close, for at most the delay, so that closing need not wait for a late response. */
    private void await(Duration delay) throws InterruptedException {
        closing.await(delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static MockResponse.Builder toMockResponse(ServerResponse response) {
        var mock = new MockResponse.Builder().code(response.status());
        response.headers().forEach(mock::setHeader);
        return mock.body(response.body());
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
