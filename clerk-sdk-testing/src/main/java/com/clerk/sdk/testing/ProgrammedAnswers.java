package com.clerk.sdk.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;

/** The answers that the test has asked for: each once in the order it was asked for, or for good. */
final class ProgrammedAnswers {
    private record Once(Predicate<ReceivedRequest> matches, Answer answer) {}

    private record Always(Predicate<ReceivedRequest> matches, Function<ReceivedRequest, Answer> answer) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Once> once = new ArrayList<>();
    private final List<Always> always = new ArrayList<>();

    void addOnce(Predicate<ReceivedRequest> matches, Answer answer) {
        locked(() -> once.add(new Once(matches, answer)));
    }

    /** What was programmed last comes first, so that a test can override its set-up. */
    void addAlways(Predicate<ReceivedRequest> matches, Function<ReceivedRequest, Answer> answer) {
        locked(() -> always.add(0, new Always(matches, answer)));
    }

    void clear() {
        locked(() -> {
            once.clear();
            always.clear();
        });
    }

    int unusedCount() {
        lock.lock();
        try {
            return once.size();
        } finally {
            lock.unlock();
        }
    }

    Answer take(ReceivedRequest request) {
        lock.lock();
        Function<ReceivedRequest, Answer> answer;
        try {
            answer = next(request);
        } finally {
            lock.unlock();
        }
        return answer.apply(request);
    }

    private Function<ReceivedRequest, Answer> next(ReceivedRequest request) {
        for (var i = 0; i < once.size(); i++) {
            if (once.get(i).matches().test(request)) {
                var answer = once.remove(i).answer();
                return anyRequest -> answer;
            }
        }
        for (var one : always) {
            if (one.matches().test(request)) {
                return one.answer();
            }
        }
        return anyRequest -> Answer.asUsual();
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
