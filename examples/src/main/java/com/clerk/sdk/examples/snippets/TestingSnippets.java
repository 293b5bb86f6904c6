package com.clerk.sdk.examples.snippets;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.SessionTokens;
import com.clerk.sdk.testing.StubResponse;
import com.clerk.sdk.testing.TestKeys;
import com.clerk.sdk.testing.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The snippets of docs/testing.md, except its test classes. */
final class TestingSnippets {
    private TestingSnippets() {}

    static void failures(ClerkServer server, ClerkBackend clerk) {
        // snippet: failures
        server.failNext(503); // the next request, of any operation
        server.stubNext("GET /users/{user_id}", StubResponse.rateLimited(Duration.ofSeconds(1)));
        server.stubNext(
                "POST /users", StubResponse.passThrough().truncated()); // the user is created, the response is lost
        server.stubNext(StubResponse.passThrough().delayed(Duration.ofMillis(200)));
        // end
        clerk.close();
    }

    static void lacking(ClerkServer server) {
        // snippet: lacking
        server.stub("GET /jwt_templates", StubResponse.json(200, "[]"));
        // end
    }

    static void requests(ClerkServer server) {
        // snippet: requests
        var request = server.requests().get(0);
        System.out.println(request.method() + " " + request.path() + " " + request.query("limit"));
        System.out.println(request.bodyText());
        // end
    }

    static ClerkBackend otherContainer() {
        // snippet: other-container
        var clerk = ClerkBackend.builder()
                .secretKey("sk_test_fake")
                .apiUrl("http://clerk:8080")
                .allowPlainHttp()
                .build();
        // end
        return clerk;
    }

    static String tokens(ClerkServer server) {
        // snippet: tokens
        String valid = server.sessionToken("user_1");
        String expired = server.expiredSessionToken("user_1");
        String admin = server.sessionTokens()
                .forUser("user_1")
                .organization("org_1", "acme", "org:admin")
                .permissions("org:invoices:read")
                .authorizedParty("https://app.example.com")
                .mint();
        String forged = server.sessionToken().forgedBy(TestKeys.generate()).mint();
        // end
        return valid + expired + admin + forged;
    }

    static void tokensWithoutServer() {
        // snippet: tokens-without-server
        var keys = TestKeys.generate();
        var token = SessionTokens.signedBy(keys).forUser("user_1").mint();
        var verifier =
                SessionTokenVerifier.builder().jwtKey(keys.publicKeyPem()).build();
        System.out.println(verifier.verify(token).userId());
        // end
    }

    static void webhooks() {
        // snippet: webhooks
        var signer = WebhookSigner.create(); // give signer.secret() to the endpoint under test
        var delivery = signer.event("user.deleted", "{\"id\":\"user_1\",\"object\":\"user\",\"deleted\":true}");
        byte[] body = delivery.body();
        var headers = delivery.headers(); // svix-id, svix-timestamp, svix-signature
        // end
        System.out.println(headers + " " + body.length);
    }

    static void badWebhooks(WebhookSigner signer, byte[] body) {
        // snippet: bad-webhooks
        var wrongSignature = signer.sign(body).wrongSignature();
        var changedOnTheWay = signer.sign(body).tampered("{}".getBytes(StandardCharsets.UTF_8));
        var replayed = signer.tooOld(body);
        var withoutSignature = signer.sign(body).withoutHeader("svix-signature");
        // end
        System.out.println(wrongSignature + "" + changedOnTheWay + replayed + withoutSignature);
    }
}
