package com.clerk.sdk.auth.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.auth.jwt.JwtError;
import com.clerk.sdk.auth.jwt.JwtException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One decision, run with blocking and with replaying lookups. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClerkLookupsTest {
    private final CompletableFuture<String> one = new CompletableFuture<>();
    private final CompletableFuture<String> two = new CompletableFuture<>();
    private final ArrayList<String> asked = new ArrayList<>();

    private ClerkLookups.Outcome<String> ask(ClerkLookups network, String question, CompletableFuture<String> answer) {
        return network.lookup(question, () -> {
            asked.add(question);
            return answer;
        });
    }

    private String both(ClerkLookups network) {
        return ask(network, "one", one).value() + ask(network, "two", two).value();
    }

    @Test
    void blockingReturnsTheAnswerOrTheFailureItself() {
        one.complete("1");
        var failure = new IllegalStateException();
        two.completeExceptionally(failure);
        assertThat(ask(ClerkLookups.BLOCKING, "one", one)).isEqualTo(new ClerkLookups.Outcome<>("1", null));
        assertThat(ask(ClerkLookups.BLOCKING, "two", two)).isEqualTo(new ClerkLookups.Outcome<>(null, failure));
    }

    @Test
    void replayDecidesOnceAllAnswersHaveArrived() {
        var decision = ClerkLookups.replay(this::both);
        assertThat(decision).isNotDone();
        assertThat(asked).containsExactly("one");
        one.complete("1");
        assertThat(decision).isNotDone();
        two.complete("2");
        assertThat(decision.join()).isEqualTo("12");
        assertThat(asked).as("nothing is asked twice").containsExactly("one", "two");
    }

    @Test
    void answersThatAreThereAreNotWaitedFor() {
        one.complete("1");
        two.complete("2");
        assertThat(ClerkLookups.replay(this::both)).isCompletedWithValue("12");
    }

    @Test
    void aFailureIsAnAnswerToo() {
        var failure = new IllegalStateException();
        var decision = ClerkLookups.replay(network -> ask(network, "one", one));
        one.completeExceptionally(failure);
        assertThat(decision.join()).isEqualTo(new ClerkLookups.Outcome<>(null, failure));
        assertThat(ClerkLookups.replay(network -> ask(network, "one", one)).join())
                .isEqualTo(new ClerkLookups.Outcome<>(null, failure));
    }

    @Test
    void aFailureWithoutCauseIsGivenAsItIs() {
        var failure = new CompletionException(null);
        one.completeExceptionally(failure);
        assertThat(ClerkLookups.replay(network -> ask(network, "one", one)).join())
                .isEqualTo(new ClerkLookups.Outcome<>(null, failure));
    }

    /** A handler must see the same exception, with an answer that is pending and with one that has arrived. */
    @Test
    void aRefusalReachesTheCallerUnwrappedWhetherItHadToWaitOrNot() {
        var refusal = new JwtException(JwtError.TOKEN_INVALID, "no");
        Function<ClerkLookups, String> decision = network -> {
            ask(network, "one", one);
            throw refusal;
        };
        var late = ClerkLookups.replay(decision);
        one.complete("1");
        for (var future : new CompletableFuture<?>[] {late, ClerkLookups.replay(decision)}) {
            var seen = new AtomicReference<Throwable>();
            future.whenComplete((value, failure) -> seen.set(failure));
            assertThat(seen.get()).isSameAs(refusal);
            assertThatThrownBy(future::join).hasCause(refusal);
        }
    }

    @Test
    void anErrorReachesTheCallerToo() {
        Function<ClerkLookups, String> decision = network -> {
            ask(network, "one", one);
            throw new StackOverflowError();
        };
        var late = ClerkLookups.replay(decision);
        one.complete("1");
        assertThatThrownBy(late::join).hasRootCauseInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> ClerkLookups.replay(decision).join()).hasRootCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void cancellingADecisionLeavesTheAnswerToOthers() {
        var cancelled = ClerkLookups.replay(network -> ask(network, "one", one));
        var other = ClerkLookups.replay(network -> ask(network, "one", one));
        assertThat(cancelled.cancel(true)).isTrue();
        one.complete("1");
        assertThat(other.join().value()).isEqualTo("1");
    }

    @Test
    void blockingKeepsAnEarlierInterrupt() {
        Thread.currentThread().interrupt();
        var outcome = ask(ClerkLookups.BLOCKING, "one", one);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome.value()).isNull();
        assertThat(outcome.failure()).isInstanceOf(InterruptedException.class);
        two.complete("2");
        Thread.currentThread().interrupt();
        assertThat(ask(ClerkLookups.BLOCKING, "two", two).value()).isEqualTo("2");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptGivesThePlaceOfTheCallToTheNextRequest() {
        var gate = new CallGate(1, 0, Duration.ofMinutes(1), Duration.ZERO, Runnable::run);

        Thread.currentThread().interrupt();
        ClerkLookups.BLOCKING.lookup("one", () -> gate.call(() -> one));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(one).isCancelled();
        assertThat(gate.call(() -> CompletableFuture.completedFuture("next"))).isCompletedWithValue("next");
    }
}
