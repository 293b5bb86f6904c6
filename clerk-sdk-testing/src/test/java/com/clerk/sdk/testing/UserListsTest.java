package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserListsTest {
    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final ClerkServer server = ClerkServer.builder().clock(clock).start();
    private final Client client = new Client(server);
    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    void createThree() {
        create("ada", "Ada", "Lovelace", "+15555550100");
        create("grace", "Grace", "Hopper", "+15555550101");
        create("alan", "alan", null, "+15555550102");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void create(String name, String first, String last, String phone) {
        var lastName = last == null ? "null" : "\"" + last + "\"";
        var body = """
                {"email_address":["%s@example.com"],"username":"%s","external_id":"crm-%s","first_name":"%s",
                "last_name":%s,"phone_number":["%s"]}""".formatted(name, name, name, first, lastName, phone);
        ids.add(client.post("/v1/users", body).text("id"));
        clock.advance(Duration.ofSeconds(1));
    }

    private List<String> list(String query) {
        var result = client.get("/v1/users" + query);
        assertThat(result.status()).as(result.response().body()).isEqualTo(200);
        return StreamSupport.stream(result.body().getAsJsonArray().spliterator(), false)
                .map(user -> user.getAsJsonObject().get("username").getAsString())
                .toList();
    }

    @Test
    void theNewestUsersComeFirst() {
        assertThat(list("")).containsExactly("alan", "grace", "ada");
    }

    @ParameterizedTest
    @CsvSource({
        "created_at, ada grace alan",
        "%2Bcreated_at, ada grace alan",
        "+created_at, ada grace alan",
        "-created_at, alan grace ada",
        "first_name, ada alan grace",
        "-last_name, alan ada grace",
        "last_name, grace ada alan",
        "email_address, ada alan grace",
        "-phone_number, alan grace ada",
        "username, ada alan grace",
    })
    void usersCanBeOrdered(String order, String expected) {
        assertThat(String.join(" ", list("?order_by=" + order))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "email_address=ada@example.com&email_address=GRACE@example.com&email_address=no@example.com, grace ada",
        "phone_number=%2B15555550102, alan",
        "username=ada&username=alan, alan ada",
        "external_id=crm-ada, ada",
        "external_id=-crm-ada, alan grace",
        "query=hop, grace",
        "query=example.com, alan grace ada",
        "query=55550101, grace",
        "email_address_query=GRACE, grace",
        "username_query=a, alan grace ada",
        "name_query=ada%20love, ada",
        "phone_number_query=5550102, alan",
        "banned=false, alan grace ada",
        "web3_wallet=0x1, ''",
        "provider=oauth_google&provider_user_id=1, ''",
        "last_sign_in_at_after=0, ''",
    })
    void usersCanBeFiltered(String filter, String expected) {
        assertThat(String.join(" ", list("?" + filter))).isEqualTo(expected);
        assertThat(client.get("/v1/users/count?" + filter)
                        .object()
                        .get("total_count")
                        .getAsInt())
                .isEqualTo(expected.isEmpty() ? 0 : expected.split(" ").length);
    }

    @Test
    void usersCanBeIncludedAndExcludedById() {
        assertThat(list("?user_id=" + ids.get(0) + "&user_id=" + ids.get(2))).containsExactly("alan", "ada");
        assertThat(list("?user_id=%2B" + ids.get(0))).containsExactly("ada");
        assertThat(list("?user_id=-" + ids.get(0))).containsExactly("alan", "grace");
        assertThat(list("?user_id=user_unknown")).isEmpty();
    }

    @Test
    void usersCanBeFoundByTheirOrganization() {
        var acme = client.createOrganization("Acme");
        client.post(
                "/v1/organizations/" + acme + "/memberships",
                "{\"user_id\":\"" + ids.get(1) + "\",\"role\":\"org:member\"}");

        assertThat(list("?organization_id=" + acme)).containsExactly("grace");
        assertThat(list("?organization_id=-" + acme)).containsExactly("alan", "ada");
    }

    @Test
    void usersCanBeFoundByTime() {
        var second = clock.millis() - 2000;

        assertThat(list("?created_at_after=" + second)).containsExactly("alan");
        assertThat(list("?created_at_before=" + second)).containsExactly("ada");
        assertThat(client.get("/v1/users?created_at_before=noon").code()).isEqualTo("form_param_format_invalid");
    }

    @Test
    void aPageIsSelectedByLimitAndOffset() {
        assertThat(list("?limit=2")).containsExactly("alan", "grace");
        assertThat(list("?limit=2&offset=2")).containsExactly("ada");
        assertThat(list("?offset=3")).isEmpty();
        assertThat(list("?limit=500")).hasSize(3);
    }

    @Test
    void withoutALimitOrWithOneThatIsTooLargeAPageHasTenUsers() {
        IntStream.range(0, 9).forEach(i -> create("extra" + i, "Extra", null, "+1555555020" + i));

        assertThat(list("")).hasSize(10);
        assertThat(list("?limit=501")).hasSize(10);
        assertThat(list("?limit=500")).hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=-1", "limit=ten", "offset=-1", "order_by=nickname", "banned=perhaps"})
    void anInvalidParameterIsRefused(String parameter) {
        var refused = client.get("/v1/users?" + parameter);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.parameter()).isEqualTo(parameter.substring(0, parameter.indexOf('=')));
    }

    @Test
    void aCursorWorksInBothDirections() {
        assertThat(list("?limit=2&starting_after=" + ids.get(2))).containsExactly("grace", "ada");
        assertThat(list("?starting_after=" + ids.get(0))).isEmpty();
        assertThat(list("?order_by=%2Bcreated_at&limit=1&starting_after=" + ids.get(0)))
                .containsExactly("grace");
        assertThat(list("?offset=0&starting_after=" + ids.get(1))).containsExactly("ada");
    }

    @Test
    void aCursorNeedNotMatchTheFilter() {
        assertThat(list("?username=ada&starting_after=" + ids.get(2))).containsExactly("ada");
    }

    @Test
    void usersOfTheSameTimeAreListedOnceEach() {
        for (var i = 0; i < 7; i++) {
            client.createUser("same" + i + "@example.com");
        }
        var seen = new ArrayList<String>();
        var cursor = "";
        while (true) {
            var page = client.get("/v1/users?limit=3" + cursor).body().getAsJsonArray();
            page.forEach(user -> seen.add(user.getAsJsonObject().get("id").getAsString()));
            if (page.size() < 3) {
                break;
            }
            cursor = "&starting_after=" + seen.get(seen.size() - 1);
        }

        assertThat(seen).hasSize(10).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"&order_by=username", "&offset=1", "&order_by=-updated_at"})
    void aCursorNeedsTheOrderOfCreationWithoutAnOffset(String other) {
        var refused = client.get("/v1/users?starting_after=" + ids.get(1) + other);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.parameter()).isEqualTo("starting_after");
    }

    @Test
    void aCursorThatIsNotAUserIsRefused() {
        assertThat(client.get("/v1/users?starting_after=user_0").status()).isEqualTo(422);
    }

    @Test
    void usersAreABareArrayEvenIfAPageIsRequested() {
        assertThat(client.get("/v1/users?paginated=true").body().isJsonArray()).isTrue();
    }

    @Test
    void aFilterIsDecoded() {
        client.createUser("a+b@example.com");

        var found = client.get(
                "/v1/users/count?email_address=" + URLEncoder.encode("a+b@example.com", StandardCharsets.UTF_8));

        assertThat(found.object().get("total_count").getAsInt()).isEqualTo(1);
        assertThat(found.text("object")).isEqualTo("total_count");
    }
}
