package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.TestInstances.SECRET;
import static com.clerk.sdk.auth.TestInstances.live;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.webhooks.WebhookVerificationReason;
import com.google.gson.Gson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The results of authentication, written by the JSON mappers of users: Jackson 2, Jackson 3 and gson. */
class AuthMappersTest {
    private final TestClerk clerk = new TestClerk();
    private final RequestAuthenticator authenticator =
            live().secretKey(SECRET).apiUrl(clerk.url()).acceptAnyToken().build();

    /** A type of an application that contains results of authentication. */
    public record Answer(Auth auth, RequestState state, SessionClaims claims) {}

    interface Mapper {
        String write(Object value) throws Exception;
    }

    static List<Mapper> mappers() {
        return List.of(
                new com.fasterxml.jackson.databind.ObjectMapper()::writeValueAsString,
                new tools.jackson.databind.ObjectMapper()::writeValueAsString,
                new Gson()::toJson);
    }

    @AfterEach
    void close() {
        authenticator.close();
        clerk.close();
    }

    private RequestState state(String token) {
        return authenticator.authenticate(TestRequest.api().bearer(token));
    }

    private Auth machine(String token, String path, String answer) {
        clerk.answers(path, answer);
        return ((SignedIn) state(token)).auth();
    }

    private static JsonValue written(Mapper mapper, Object value) throws Exception {
        return JsonValue.parse(mapper.write(value));
    }

    private static JsonValue json(String json) {
        return JsonValue.parse(json.replace('\'', '"'));
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void aSessionIsWrittenWithoutItsToken(Mapper mapper) throws Exception {
        var claims = with(with(claims(), "sid", "sess_1"), "role", "admin");
        var token = signed(header(), claims);
        var state = state(token);
        var auth = ((SignedIn) state).auth();

        var expected = json("{'token_type':'session_token','user_id':'" + TestTokens.USER + "','session_id':'sess_1',"
                + "'org_id':null,'org_slug':null,'org_role':null,'claims':"
                + JsonValue.of(claims).toJson() + "}");
        assertThat(written(mapper, auth)).isEqualTo(expected).isEqualTo(auth.json());
        assertThat(JsonValue.of(List.of(auth))).isEqualTo(JsonValue.of(List.of(expected)));
        assertThat(written(mapper, state)).isEqualTo(JsonValue.of(Map.of("signed_in", true, "auth", expected)));
        var answer = new Answer(auth, state, ((SessionAuth) auth).claims());
        var written = written(mapper, answer);
        assertThat(written.get("auth")).isEqualTo(expected);
        assertThat(written.get("claims")).isEqualTo(JsonValue.of(claims));
        assertThat(written.toJson()).doesNotContain(token).doesNotContain(SECRET);
        assertThat(written(mapper, List.of(auth))).isEqualTo(JsonValue.of(List.of(expected)));
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void aMachineIsWrittenWithoutItsToken(Mapper mapper) throws Exception {
        var fields = "{\"id\":\"id_1\",\"name\":\"n\",\"subject\":\"user_1\",\"scopes\":[\"a\"],"
                + "\"client_id\":\"c\",\"claims\":{\"b\":1},\"secret\":\"canary\",\"token\":\"canary\"}";

        assertThat(written(mapper, machine("ak_canary", "/api_keys/verify", fields)))
                .isEqualTo(json("{'token_type':'api_key','id':'id_1','name':'n','user_id':'user_1','org_id':null,"
                        + "'scopes':['a'],'claims':{'b':1}}"));
        assertThat(written(mapper, machine("mt_canary", "/m2m_tokens/verify", fields)))
                .isEqualTo(json("{'token_type':'m2m_token','id':'id_1','machine_id':'user_1','scopes':['a'],"
                        + "'claims':{'b':1}}"));
        assertThat(written(mapper, machine("oat_canary", "/oauth_applications/access_tokens/verify", fields)))
                .isEqualTo(json("{'token_type':'oauth_token','id':'id_1','user_id':'user_1','client_id':'c',"
                        + "'scopes':['a']}"));
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void aStateWithoutACallerIsWrittenWithItsReason(Mapper mapper) throws Exception {
        var out = (SignedOut) state("not a token");
        var json = written(mapper, out);
        assertThat(json.get("signed_in")).isEqualTo(JsonValue.of(false));
        assertThat(json.get("reason")).isEqualTo(JsonValue.of(out.reason().value()));
        assertThat(json.get("message")).isEqualTo(JsonValue.of(out.message()));
        assertThat(json.entries()).containsOnlyKeys("signed_in", "token_type", "reason", "message");

        var handshake = authenticator.authenticate(TestRequest.page().cookies("__client_uat=" + TestTokens.NOW));
        assertThat(handshake).isInstanceOf(Handshake.class);
        assertThat(written(mapper, handshake).get("reason"))
                .isEqualTo(JsonValue.of(((Handshake) handshake).reason().value()));
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void aReasonIsWrittenAsItsText(Mapper mapper) throws Exception {
        assertThat(mapper.write(AuthErrorReason.DEV_BROWSER_MISSING)).isEqualTo("\"dev-browser-missing\"");
        assertThat(mapper.write(TokenVerificationReason.TOKEN_EXPIRED)).isEqualTo("\"token-expired\"");
        assertThat(mapper.write(WebhookVerificationReason.BODY_EMPTY)).isEqualTo("\"body-empty\"");
    }

    @Test
    void noMapperReadsThem() {
        var jackson2 = new com.fasterxml.jackson.databind.ObjectMapper();
        var jackson3 = new tools.jackson.databind.ObjectMapper();
        for (var type : List.of(SessionAuth.class, SignedIn.class, RequestState.class, SessionClaims.class)) {
            assertThat(catchThrowable(() -> jackson2.readValue("{}", type))).isNotNull();
            assertThat(catchThrowable(() -> jackson3.readValue("{}", type))).isNotNull();
            assertThat(catchThrowable(() -> new Gson().fromJson("{}", type)))
                    .hasMessageContaining("authenticate the request");
        }
    }
}
