package com.clerk.sdk.client.steps;

import com.clerk.sdk.client.steps.LoopbackServer.Return;
import com.clerk.sdk.frontend.model.ExternalAccount;
import com.clerk.sdk.frontend.model.SignIn;
import com.clerk.sdk.frontend.model.SignInFactor;
import com.clerk.sdk.frontend.model.SignUp;
import com.clerk.sdk.frontend.model.User;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in or sign-up through a provider: Clerk says where the provider is, the user signs in there in a browser, and
 * the browser comes back with a nonce that is exchanged for the client of the completed sign-in.
 */
final class BrowserFlow {
    private final StepCalls calls;

    BrowserFlow(StepCalls calls) {
        this.calls = calls;
    }

    /** Returns the fields that ask Clerk where a provider is. */
    static Fields fields(String strategy, String url, @Nullable SignInFactor factor, @Nullable String identifier) {
        return Fields.of(
                "strategy",
                strategy,
                "identifier",
                identifier,
                "redirect_url",
                url,
                "action_complete_redirect_url",
                url,
                "enterprise_connection_id",
                factor == null ? null : factor.enterpriseConnectionId());
    }

    /**
     * Signs in.
     *
     * @param begin begins the sign-in for the URL that the browser comes back to
     */
    Step signIn(BrowserRedirect redirect, Function<String, SignIn> begin) {
        return run(redirect, url -> {
            var signIn = begin.apply(url);
            var first = VerificationView.of(signIn, "first_factor_verification");
            var factorCalls = new FactorCalls(calls, signIn);
            return new Begun<>(first, calls.step(signIn, null), nonce -> {
                var next = factorCalls.get(nonce);
                requireOwn(next.id(), signIn.id());
                return () -> ended(next);
            });
        });
    }

    /**
     * Signs up.
     *
     * @param begin begins the sign-up for the URL that the browser comes back to
     */
    Step signUp(BrowserRedirect redirect, Function<String, SignUp> begin) {
        return run(redirect, url -> {
            var signUpCalls = new SignUpCalls(calls, begin.apply(url));
            var step = calls.step(signUpCalls.signUp());
            return new Begun<>(signUpCalls.externalAccount(), step, nonce -> {
                var next = signUpCalls.get(nonce);
                requireOwn(next.id(), signUpCalls.signUp().id());
                return () -> ended(next);
            });
        });
    }

    /** Connects an account of a provider with the signed-in user. */
    ExternalAccount connect(BrowserRedirect redirect, String strategy) {
        var user = calls.state().user();
        return run(redirect, url -> {
            var request = calls.api()
                    .post("externalAccounts.create", "/v1/me/external_accounts")
                    .form(fields(strategy, url, null, null));
            var account = StepCalls.execute(request.envelope().returns(ExternalAccount.CODEC));
            var verification = VerificationView.of(account, "verification");
            return new Begun<>(verification, account, nonce -> {
                var next = user(nonce);
                if (user != null) {
                    requireOwn(next.id(), user.id());
                }
                return () -> connected(account.id(), next);
            });
        });
    }

    private User user(String nonce) {
        var request = calls.api().get("me.get", "/v1/me").query("rotating_token_nonce", nonce);
        return StepCalls.execute(request.envelope().returns(User.CODEC));
    }

    /** Requires that a nonce led to what was begun here, and not to what somebody else began. */
    private static void requireOwn(String id, String begun) {
        if (!id.equals(begun)) {
            throw StepException.of(StepReason.PROVIDER_REFUSED, "the nonce belongs to another client");
        }
    }

    private static ExternalAccount connected(String accountId, User user) {
        for (var account : user.externalAccounts()) {
            if (account.id().equals(accountId)) {
                requireNoError(VerificationView.of(account, "verification"));
                return account;
            }
        }
        throw StepException.of(StepReason.PROVIDER_REFUSED, "the user does not have the account");
    }

    /**
     * A request to sign in, sign up or connect that was begun.
     *
     * @param verification the verification by the provider
     * @param present the present result
     * @param exchange exchanges the nonce; the end of the wait turns what it led to into the next result
     */
    private record Begun<T>(VerificationView verification, T present, Function<String, Supplier<T>> exchange) {}

    private <T> T run(BrowserRedirect redirect, Function<String, Begun<T>> begin) {
        var begun = new AtomicReference<@Nullable Begun<T>>();
        try (var server = new LoopbackServer<Supplier<T>>(redirect, back -> received(back, begun.get()))) {
            var now = begin.apply(server.url());
            var provider = now.verification().redirectUrl();
            if (provider == null) {
                return now.present(); // Clerk asks for something else first
            }
            begun.set(now);
            server.start(provider);
            return server.await().get();
        }
    }

    private static <T> @Nullable Supplier<T> received(Return back, @Nullable Begun<T> begun) {
        if (begun == null || !back.known()) {
            return null;
        }
        var nonce = back.parameter("rotating_token_nonce");
        if (nonce == null) {
            var url = back.url().newBuilder().query(null).build();
            throw StepException.of(
                    StepReason.REDIRECT_NOT_LISTED,
                    "add exactly " + url + " in the Clerk Dashboard, under Native applications");
        }
        return begun.exchange().apply(nonce);
    }

    private Step ended(SignIn signIn) {
        var step = calls.step(signIn, null);
        return ended(step, VerificationView.of(signIn, "first_factor_verification"));
    }

    private Step ended(SignUp signUp) {
        return ended(calls.step(signUp), VerificationView.of(signUp, "verifications", "external_account"));
    }

    private static Step ended(Step step, VerificationView verification) {
        if (verification.isCancelled()) {
            return new Cancelled(step.status());
        }
        requireNoError(verification);
        return step;
    }

    private static void requireNoError(VerificationView verification) {
        var code = verification.errorCode();
        if (code != null && !verification.isTransferable() && !verification.isVerified()) {
            throw StepException.of(StepReason.PROVIDER_REFUSED, code);
        }
    }
}
