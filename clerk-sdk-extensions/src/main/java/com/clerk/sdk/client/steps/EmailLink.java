package com.clerk.sdk.client.steps;

import com.clerk.sdk.client.steps.LoopbackServer.Return;
import com.clerk.sdk.frontend.model.SignUp;
import com.clerk.sdk.runtime.Codecs;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Params;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A link in an email, which comes back to this program through the browser. The mail program opens the browser, so that
 * no cookie tells whose request it is: the proof key (PKCE, RFC 7636, method S256) does. A request whose approval Clerk
 * refuses ends nothing, whatever the code of the refusal: any page can send it.
 */
final class EmailLink {
    private static final int VERIFIER_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final StepCalls calls;
    private final String verifier = verifier();

    EmailLink(StepCalls calls) {
        this.calls = calls;
    }

    private static String verifier() {
        var bytes = new byte[VERIFIER_BYTES];
        RANDOM.nextBytes(bytes);
        return base64(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String challenge() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return base64(digest.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime does not support SHA-256", e);
        }
    }

    /**
     * Sends the link, and waits until the user has followed it.
     *
     * @param send sends the link by the fields
     * @param emailAddressId id of the address in a sign-in, or null
     */
    Step follow(BrowserRedirect redirect, Consumer<Params> send, @Nullable String emailAddressId) {
        try (var server = new LoopbackServer<Supplier<Step>>(redirect, this::received)) {
            send.accept(Fields.of(
                    "strategy",
                    "email_link",
                    "email_address_id",
                    emailAddressId,
                    "redirect_uri",
                    server.url(),
                    "code_challenge",
                    challenge(),
                    "code_challenge_method",
                    "S256"));
            return server.await().get();
        }
    }

    private @Nullable Supplier<Step> received(Return back) {
        var flowId = back.parameter("flow_id");
        var approval = back.parameter("approval_token");
        if (flowId == null || approval == null) {
            return null;
        }
        return completed(flowId, approval);
    }

    /** The answer has a ticket that signs in, or the sign-up whose address is verified now. */
    private Supplier<Step> completed(String flowId, String approval) {
        var fields = Fields.of("flow_id", flowId, "approval_token", approval, "code_verifier", verifier);
        var request = calls.api()
                .post("client.completeMagicLink", "/v1/client/magic_links/complete")
                .form(fields);
        JsonValue answer = StepCalls.execute(request.envelope().returns(Codecs.JSON));
        var ticket = answer.isObject() ? VerificationView.text(answer, "ticket") : null;
        return ticket == null
                ? () -> calls.step(answer.as(SignUp.CODEC))
                : () -> new Steps(calls).signInWithTicket(ticket);
    }
}
