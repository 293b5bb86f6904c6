package com.clerk.sdk.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;

/** The stubs that a test has set: one-time ones, used in the order they were set, and permanent ones. */
final class StubbedResponses {
    private record OneTime(Predicate<ReceivedRequest> matches, StubResponse response) {}

    private record Permanent(Predicate<ReceivedRequest> matches, Function<ReceivedRequest, StubResponse> responder) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final List<OneTime> oneTime = new ArrayList<>();
    private final List<Permanent> permanent = new ArrayList<>();

    void addOneTime(Predicate<ReceivedRequest> matches, StubResponse response) {
        locked(() -> oneTime.add(new OneTime(matches, response)));
    }

    /** The stub added last is tried first, so that a test can override its set-up. */
    void addPermanent(Predicate<ReceivedRequest> matches, Function<ReceivedRequest, StubResponse> responder) {
        locked(() -> permanent.add(0, new Permanent(matches, responder)));
    }

    void clear() {
        locked(() -> {
            oneTime.clear();
            permanent.clear();
        });
    }

    int pendingCount() {
        lock.lock();
        try {
            return oneTime.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the response for a request and uses up its one-time stub. Passes the request through if no stub matches.
     */
    StubResponse take(ReceivedRequest request) {
        lock.lock();
        Function<ReceivedRequest, StubResponse> responder;
        try {
            responder = takeResponder(request);
        } finally {
            lock.unlock();
        }
        return responder.apply(request);
    }

    private Function<ReceivedRequest, StubResponse> takeResponder(ReceivedRequest request) {
        for (var i = 0; i < oneTime.size(); i++) {
            if (oneTime.get(i).matches().test(request)) {
                var response = oneTime.remove(i).response();
                return anyRequest -> response;
            }
        }
        for (var stub : permanent) {
            if (stub.matches().test(request)) {
                return stub.responder();
            }
        }
        return anyRequest -> StubResponse.passThrough();
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
