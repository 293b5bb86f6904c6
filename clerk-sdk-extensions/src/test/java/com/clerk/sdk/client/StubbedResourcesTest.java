package com.clerk.sdk.client;

import static com.clerk.sdk.client.FrontendStub.answer;
import static com.clerk.sdk.client.FrontendStub.client;
import static com.clerk.sdk.client.FrontendStub.envelope;
import static com.clerk.sdk.client.FrontendStub.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkFrontend;
import com.clerk.sdk.backend.model.BillingPlanPeriod;
import com.clerk.sdk.backend.model.EnterpriseConnectionProvider;
import com.clerk.sdk.errors.InvalidRequestException;
import com.clerk.sdk.runtime.RetryPolicy;
import com.clerk.sdk.runtime.Upload;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The signed-in user's resources that the local Clerk does not have, and the bodies of requests, over real HTTP. */
@Timeout(60)
class StubbedResourcesTest {
    private static final String PASSKEY = "{\"object\":\"passkey\",\"id\":\"idn_1\",\"name\":\"Laptop\"}";

    private final FrontendStub stub = new FrontendStub();
    private final ClerkFrontend clerk = ClerkFrontend.builder()
            .apiUrl(stub.url())
            .clientToken("token_1")
            .retryPolicy(RetryPolicy.never())
            .build();

    @BeforeEach
    void signIn() {
        answers("{}", named("Ada"));
        clerk.refreshState();
    }

    @AfterEach
    void close() {
        clerk.close();
        stub.close();
    }

    /** Returns a client whose user has a name, so that a test sees which client the state has. */
    private static String named(String name) {
        var user = "\"user\":{\"object\":\"user\",\"id\":\"user_1\",\"first_name\":\"" + name + "\"}";
        return client("client_1", session("sess_1", "active").replaceFirst("\"user\":\\{[^}]*}", user));
    }

    private void answers(String response, String client) {
        stub.answering(request -> answer(
                200,
                request.getUrl().encodedPath().equals("/v1/client")
                        ? envelope(named("Ada"), "null")
                        : envelope(response, client)));
    }

    private RecordedRequest last() {
        return stub.requests().get(stub.requests().size() - 1);
    }

    private String lastForm() {
        return last().getBody() == null ? "" : last().getBody().utf8();
    }

    private String userName() {
        return String.valueOf(Objects.requireNonNull(clerk.state().user()).firstName());
    }

    @Test
    void aPasskeyKeepsTheStateUpToDate() {
        answers(PASSKEY, named("with passkey"));

        var passkey = clerk.passkeys().create();
        clerk.passkeys()
                .attemptVerification(passkey.id(), p -> p.strategy("passkey").publicKeyCredential("{\"id\":\"x\"}"));

        assertThat(lastForm()).isEqualTo("strategy=passkey&public_key_credential=%7B%22id%22%3A%22x%22%7D");
        assertThat(userName()).isEqualTo("with passkey");
    }

    @Test
    void billingKeepsTheStateUpToDate() {
        answers("{\"object\":\"commerce_checkout\",\"id\":\"chk_1\"}", named("paying"));

        clerk.billing().createCheckout(c -> c.planId("cplan_1").planPeriod(BillingPlanPeriod.MONTH));

        assertThat(lastForm()).isEqualTo("plan_id=cplan_1&plan_period=month");
        assertThat(userName()).isEqualTo("paying");
    }

    @Test
    void anEnterpriseConnectionIsMadeWithRepeatedDomains() {
        answers("{\"object\":\"enterprise_connection\",\"id\":\"ec_1\"}", named("connected"));

        clerk.organizationEnterpriseConnections()
                .create(
                        "org_1",
                        c -> c.provider(EnterpriseConnectionProvider.of("saml_okta"))
                                .name("Okta")
                                .domains("a.example.com", "b.example.com"));

        assertThat(lastForm())
                .contains("domains=a.example.com&domains=b.example.com")
                .doesNotContain("[", "%5B");
        assertThat(userName()).isEqualTo("connected");
    }

    @Test
    void anApiKeyIsJsonAndLeavesTheStateAlone() {
        stub.answering(request -> answer(200, "{\"object\":\"api_key\",\"id\":\"ak_1\",\"secret\":\"s\"}"));
        var before = clerk.state();

        clerk.apiKeys().create(k -> k.name("CI").subject("user_1"));

        assertThat(last().getUrl().encodedPath()).isEqualTo("/api_keys");
        assertThat(last().getHeaders().get("Content-Type")).startsWith("application/json");
        assertThat(lastForm()).isEqualTo("{\"name\":\"CI\",\"subject\":\"user_1\"}");
        assertThat(clerk.state()).isSameAs(before);
    }

    @Test
    void anEmptyFieldIsSentAndAnAbsentOneIsNot() {
        answers("{\"object\":\"user\",\"id\":\"user_1\"}", "null");
        clerk.me().update(u -> u.firstName("").clearLastName());
        assertThat(lastForm()).isEqualTo("first_name=&last_name=");

        answers(session("sess_1", "active"), "null");
        clerk.setActive("sess_1", "");
        assertThat(lastForm()).isEqualTo("active_organization_id=&intent=select_org");

        clerk.setActive("sess_1");
        assertThat(lastForm()).isEqualTo("intent=select_session");
    }

    @Test
    void metadataIsJsonInOneField() {
        answers("{\"object\":\"user\",\"id\":\"user_1\"}", "null");

        clerk.me().mergeMetadata(m -> m.unsafeMetadata("{\"a\":1}"));

        assertThat(lastForm()).isEqualTo("unsafe_metadata=%7B%22a%22%3A1%7D");
        assertThat(last().getMethod()).isEqualTo("PATCH");
    }

    @Test
    void aPictureIsAPartWithItsOwnType() {
        answers("{\"object\":\"image\",\"id\":\"img_1\"}", "null");

        clerk.me()
                .setProfileImage(
                        i -> i.file(Upload.of("ada.png", "image/png", "PNG".getBytes(StandardCharsets.US_ASCII))));

        assertThat(last().getHeaders().get("Content-Type")).startsWith("multipart/form-data; boundary=");
        assertThat(lastForm())
                .contains("Content-Disposition: form-data; name=\"file\"; filename=\"ada.png\"")
                .contains("Content-Type: image/png")
                .contains("PNG");
    }

    @Test
    void aRefusalInOneCallLeavesTheOthersAlone() {
        stub.answering(request -> answer(
                422,
                "{\"errors\":[{\"code\":\"form_param_invalid\",\"message\":\"m\"}]," + "\"meta\":{\"client\":"
                        + named("from the refusal") + "}}"));

        assertThatThrownBy(() -> clerk.me().update(u -> u.firstName("x"))).isInstanceOf(InvalidRequestException.class);

        assertThat(userName()).isEqualTo("from the refusal");
    }
}
