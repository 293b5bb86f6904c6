package com.clerk.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.contract.Operation.Answer;
import com.clerk.sdk.contract.Samples.Variety;
import com.clerk.sdk.contract.Schema.Kind;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Model;
import com.clerk.sdk.runtime.Page;
import com.clerk.sdk.runtime.Redirect;
import java.util.List;
import java.util.OptionalLong;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;

/** An answer as the contract has it, and what the caller must get for it. */
final class ExpectedAnswer {
    private static final String TEXT = "canary of a text";
    private static final String LOCATION = "https://example.com/canary";

    private final Operation operation;
    private final Answer answer;
    private final Variety variety;
    private final JsonValue json;

    ExpectedAnswer(Operation operation, Answer answer) {
        this(operation, answer, Variety.REQUIRED);
    }

    ExpectedAnswer(Operation operation, Answer answer, Variety variety) {
        this.operation = operation;
        this.answer = answer;
        this.variety = variety;
        this.json = answer.contentType().equals("application/json")
                ? new Samples(variety).of(answer.schema())
                : JsonValue.NULL;
    }

    MockResponse response() {
        var response = new MockResponse.Builder().code(answer.status());
        if (!json.isNull()) {
            response.addHeader("Content-Type", "application/json").body(json.toJson());
        } else if (answer.status() >= 300) {
            response.addHeader("Location", LOCATION).addHeader("Set-Cookie", "a=b");
        } else if (answer.status() == 200) {
            response.addHeader("Content-Type", "text/html; charset=utf-8").body(TEXT);
        }
        return response.build();
    }

    void check(@Nullable Object actual) {
        var result = operation.node().node("x-clerk-result");
        if (result.flag("none")) {
            assertThat(actual).isNull();
        } else if (result.flag("redirect")) {
            checkRedirect(actual);
        } else if (result.flag("text")) {
            assertThat(actual).isEqualTo(TEXT);
        } else if (result.flag("optional")) {
            checkNullable(actual);
        } else if (result.flag("page")) {
            checkPage(actual);
        } else {
            Expected.check(schema(), content(), actual);
        }
    }

    private void checkRedirect(@Nullable Object actual) {
        assertThat(actual).isInstanceOf(Redirect.class);
        if (actual instanceof Redirect redirect) {
            assertThat(redirect.status()).isEqualTo(answer.status());
            assertThat(redirect.location()).isEqualTo(answer.status() >= 300 ? LOCATION : null);
            assertThat(redirect.cookies()).isEqualTo(answer.status() >= 300 ? List.of("a=b") : List.of());
        }
    }

    private void checkNullable(@Nullable Object actual) {
        if (json.isNull()) {
            assertThat(actual).isNull();
        } else {
            Expected.check(schema(), content(), actual);
        }
    }

    private void checkPage(@Nullable Object actual) {
        assertThat(actual).isInstanceOf(Page.class);
        if (actual instanceof Page<?> page) {
            if (schema().kind() == Kind.LIST) {
                Expected.check(schema(), content(), page.items());
                assertThat(page.totalCount()).isEmpty();
            } else {
                checkCountedPage(page);
            }
        }
    }

    private void checkCountedPage(Page<?> page) {
        var pageSchema = schema().target();
        var counted = pageSchema.node().has("oneOf") ? pageOf(pageSchema) : pageSchema;
        for (var field : counted.fields()) {
            var value = content().entries().get(field.wire());
            if (field.wire().equals("total_count")) {
                assertThat(page.totalCount())
                        .isEqualTo(value.isNull() ? OptionalLong.empty() : OptionalLong.of(value.asLong()));
            } else {
                Expected.check(field.schema(), value, page.items());
            }
        }
    }

    /**
     * Checks that what was read is written as the JSON that it was read from. A null of a known field may be absent.
     */
    void checkWrittenBack(@Nullable Object actual) {
        if (actual instanceof Page<?> page) {
            checkEachWrittenBack(page.items());
        } else if (actual instanceof List<?> list) {
            checkEachWrittenBack(list);
        } else if (actual instanceof Model model) {
            checkWritten(model, content());
        }
    }

    private void checkEachWrittenBack(List<?> items) {
        var rows = rowsOf(content());
        assertThat(items).hasSameSizeAs(rows);
        for (var i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Model model) {
                checkWritten(model, rows.get(i));
            }
        }
    }

    /** Returns the rows of a list or a page that were read: those that are not null. */
    private static List<JsonValue> rowsOf(JsonValue listOrPage) {
        var list = listOrPage;
        for (var value : listOrPage.isObject() ? listOrPage.entries().values() : List.<JsonValue>of()) {
            list = value.isArray() ? value : list;
        }
        return list.items().stream().filter(item -> !item.isNull()).toList();
    }

    private void checkWritten(Model model, JsonValue read) {
        var written = JsonValue.parse(model.toJson());
        assertThat(written).isEqualTo(read);
    }

    private static Schema pageOf(Schema listOrPage) {
        return new Schema(
                        listOrPage.contract(),
                        null,
                        listOrPage.node().nodes("oneOf").get(0))
                .target();
    }

    private boolean isEnveloped() {
        return answer.schema().kind() == Kind.ENVELOPE;
    }

    private Schema schema() {
        return isEnveloped() ? answer.schema().target().field("response").schema() : answer.schema();
    }

    private JsonValue content() {
        return isEnveloped() ? json.entries().get("response") : json;
    }
}
