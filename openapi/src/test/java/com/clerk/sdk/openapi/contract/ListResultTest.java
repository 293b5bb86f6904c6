package com.clerk.sdk.openapi.contract;

import static com.clerk.sdk.openapi.SampleDocuments.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.openapi.ImportFixture;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListResultTest {
    private static final String LIMIT_AND_OFFSET = """
            - {name: limit, in: query, schema: {type: integer}}
            - {name: offset, in: query, schema: {type: integer}}
            """;
    private static final String PAGINATED = "- {name: paginated, in: query, schema: {type: boolean}}\n";
    private static final String STARTING_AFTER = "- {name: starting_after, in: query, schema: {type: string}}\n";
    private static final String BARE = "type: array\nitems: {$ref: '#/components/schemas/Thing'}\n";
    private static final String PAGE = """
            type: object
            properties:
              data: {type: array, items: {$ref: '#/components/schemas/Thing'}}
              total_count: {type: integer}
            """;
    private static final String EITHER =
            "oneOf:\n- " + BARE.indent(2).strip() + "\n- " + PAGE.indent(2).strip() + "\n";
    private static final String THING = "Thing: {type: object, properties: {id: {type: string}}}\n";

    private ImportFixture fixture;

    @BeforeEach
    void fixture(@TempDir Path root) {
        fixture = new ImportFixture(root);
    }

    private Map<String, Object> list(String parameters, String result) {
        return fixture.imports(listing(parameters, result, THING)).operation("things.list");
    }

    @Test
    void dataWithATotalIsAPageThatIsPagedByOffset() {
        var operation = list(LIMIT_AND_OFFSET, PAGE);

        assertThat(operation.get("x-clerk-result")).isEqualTo(Map.of("page", true, "of", "Thing"));
        assertThat(operation.get("x-clerk-paging")).isEqualTo(Map.of("offset", true));
        assertThat(fixture.contract("backend").type("ThingPage")).containsEntry("x-clerk-page", true);
    }

    @Test
    void dataWithATotalIsAPageEvenWithoutAnOffset() {
        var operation = list("[]", PAGE);

        assertThat(operation.get("x-clerk-result")).isEqualTo(Map.of("page", true, "of", "Thing"));
        assertThat(operation.get("x-clerk-paging")).isEqualTo(Map.of("none", true));
    }

    @Test
    void aBareListWithoutParametersIsAList() {
        var operation = list("[]", BARE);

        assertThat(operation.get("x-clerk-result")).isEqualTo(Map.of("list", true, "of", "Thing"));
        assertThat(operation).doesNotContainKey("x-clerk-paging");
    }

    @Test
    void aBareListThatTakesAnOffsetIsAPage() {
        assertThat(list(LIMIT_AND_OFFSET, BARE))
                .containsEntry("x-clerk-result", Map.of("page", true, "of", "Thing"))
                .containsEntry("x-clerk-paging", Map.of("offset", true));
    }

    @Test
    void aBareListWithAPaginatedFlagIsAPageThatCanTellItsTotal() {
        assertThat(list(LIMIT_AND_OFFSET + PAGINATED, BARE)).containsEntry("x-clerk-paging", Map.of("flagged", true));
        assertThat(list(PAGINATED, BARE))
                .containsEntry("x-clerk-result", Map.of("page", true, "of", "Thing"))
                .containsEntry("x-clerk-paging", Map.of("flaggedWhole", true));
    }

    @Test
    void aListThatIsPagedByCursorMarksTheTypeOfItsElements() {
        var contract = fixture.imports(listing(STARTING_AFTER, BARE, THING));

        assertThat(contract.operation("things.list")).containsEntry("x-clerk-paging", Map.of("cursor", true));
        assertThat(contract.type("Thing")).containsEntry("x-clerk-cursor", true);
        assertThat(list(LIMIT_AND_OFFSET + STARTING_AFTER, BARE))
                .containsEntry("x-clerk-paging", Map.of("cursorOrOffset", true));
    }

    @Test
    void aCursorWithoutAnIdIsRefused() {
        assertThat(fixture.refusal(listing(STARTING_AFTER, BARE, THING.replace("id:", "name:"))))
                .contains("GET /things (list): it is paged by cursor, but its elements have no id");
        assertThat(fixture.refusal(listing(STARTING_AFTER, "type: array\nitems: {type: string}\n")))
                .contains("elements have no id");
    }

    @Test
    void aListThatComesBareOrAsAPageIsAPage() {
        var contract = fixture.imports(listing(LIMIT_AND_OFFSET + PAGINATED, EITHER, THING));

        assertThat(contract.operation("things.list"))
                .containsEntry("x-clerk-result", Map.of("page", true, "of", "Thing"))
                .containsEntry("x-clerk-paging", Map.of("flagged", true));
        assertThat(contract.type("ThingListOrPage"))
                .containsEntry("x-clerk-page", true)
                .containsKey("oneOf");
    }

    @Test
    void namesSayUnderWhichFieldTheItemsStand() {
        fixture.names("backend", "pages: {list: m2m_things}");

        var operation = list(LIMIT_AND_OFFSET, PAGE.replace("data:", "m2m_things:"));

        assertThat(operation)
                .containsEntry("x-clerk-result", Map.of("page", true, "of", "Thing", "field", "m2m_things"))
                .containsEntry("x-clerk-paging", Map.of("offset", true));
        assertThat(fixture.contract("backend").property("ThingNamedPage", "m2m_things"))
                .containsEntry("type", "array");
    }

    @Test
    void aFieldOfItemsThatIsNotAListIsRefused() {
        fixture.names("backend", "pages: {list: m2m_things}");

        assertThat(fixture.refusal(listing(LIMIT_AND_OFFSET, PAGE, THING)))
                .contains("list.result: its field m2m_things is not a list")
                .contains("pages in names/");
    }

    @Test
    void elementsThatAreInlineGetAName() {
        assertThat(list("[]", "type: array\nitems: {type: object, properties: {id: {type: string}}}\n"))
                .containsEntry("x-clerk-result", Map.of("list", true, "of", "ThingListItem"));
    }

    @Test
    void aListOfTextsHasNoType() {
        assertThat(list("[]", "type: array\nitems: {type: string}\n"))
                .containsEntry("x-clerk-result", Map.of("list", true));
    }

    @Test
    void aListWithoutItemsIsRefused() {
        assertThat(fixture.refusal(listing("[]", "type: array\n")))
                .contains("made-up.yml, list.result: an array without items")
                .contains("Declare its items in the document");
    }
}
