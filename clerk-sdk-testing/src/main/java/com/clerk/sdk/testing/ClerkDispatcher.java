package com.clerk.sdk.testing;

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

/** Receives requests from the web server, records them, and gives back what was programmed or else Clerk's answer. */
final class ClerkDispatcher extends Dispatcher {
    private final InProcessClerk clerk;
    private final ProgrammedAnswers programmed;
    private final Queue<ReceivedRequest> received = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    ClerkDispatcher(InProcessClerk clerk, ProgrammedAnswers programmed) {
        this.clerk = clerk;
        this.programmed = programmed;
    }

    List<ReceivedRequest> received() {
        return List.copyOf(received);
    }

    void forgetReceived() {
        received.clear();
    }

    @Override
    public MockResponse dispatch(RecordedRequest recorded) throws InterruptedException {
        var request = ReceivedRequest.of(recorded);
        received.add(request);
        try {
            return answer(request, recorded);
        } catch (RuntimeException e) {
            // Left to the web server, it would end the connection without a word about the cause.
            var message = "The in-process Clerk, or an answer programmed for it, failed on " + request + ": " + e;
            return response(new Problem(500, "in_process_failure", message).reply(new Ids().traceId()))
                    .build();
        }
    }

    private MockResponse answer(ReceivedRequest request, RecordedRequest recorded) throws InterruptedException {
        var answer = programmed.take(request);
        var usual =
                answer.isUsual() ? clerk.answer(request, recorded.getHeaders().get("Authorization")) : Reply.empty(200);
        await(answer.delay());
        var response = response(answer.over(usual));
        switch (answer.delivery()) {
            case CUT_OFF -> response.onResponseBody(new SocketEffect.CloseSocket());
            case NONE -> response.onResponseStart(new SocketEffect.CloseSocket());
            case WHOLE -> {}
        }
        return response.build();
    }

    /** Waits on the server's end rather than asleep, so that closing the server need not wait for the answer. */
    private void await(Duration delay) throws InterruptedException {
        closing.await(delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static MockResponse.Builder response(Reply reply) {
        var response = new MockResponse.Builder().code(reply.status());
        reply.headers().forEach(response::setHeader);
        return response.body(reply.body());
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
