package com.clerk.sdk.openapi.contract;

import static com.clerk.sdk.openapi.SampleDocuments.answering;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.openapi.ImportFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputedMembersTest {
    private static final String THING = answering("""
            type: object
            properties:
              first_name: {type: string}
              last_name: {type: string, nullable: true}
              size: {type: integer}
              born: {type: string, format: date-time}
              main_part_id: {type: string, nullable: true}
              parts: {type: array, items: {$ref: '#/components/schemas/Part'}}
              pins: {type: array, items: {$ref: '#/components/schemas/Pin'}}
              tags: {type: array, items: {type: string}}
            """, """
            Part: {type: object, properties: {id: {type: string}}}
            Pin: {type: object, properties: {number: {type: string}}}
            """);

    private ImportFixture fixture;

    @BeforeEach
    void fixture(@TempDir Path root) {
        fixture = new ImportFixture(root);
    }

    @Test
    void anElementIsFoundByItsId() {
        fixture.names("backend", "computed: {Thing: {mainPart: {find: parts, by: main_part_id}}}");
        fixture.docs("backend", "types: {Thing: {fields: {mainPart: The main part.}}}");

        assertThat(fixture.imports(THING).type("Thing").get("x-clerk-computed"))
                .isEqualTo(List.of(Map.of(
                        "name", "mainPart",
                        "description", "The main part.",
                        "find", Map.of("list", "parts", "of", "Part", "id", "id", "equals", "mainPartId"))));
    }

    @Test
    void textsAreJoined() {
        fixture.names("backend", "computed: {Thing: {fullName: {join: [first_name, last_name]}}}");

        var thing = fixture.imports(THING).type("Thing");

        assertThat(thing.get("x-clerk-computed"))
                .isEqualTo(List.of(Map.of("name", "fullName", "join", List.of("firstName", "lastName"))));
        assertThat(thing.get("x-clerk-uses").toString()).contains("join=true").contains("optionalField=true");
    }

    @Test
    void aTypeThatHasNothingComputedIsNotMarked() {
        assertThat(fixture.imports(THING).type("Thing")).doesNotContainKey("x-clerk-computed");
    }

    @Test
    void aTypeIsSharedAlthoughOnlyTheBackendComputesItsMembers() {
        fixture.names("backend", "computed: {Thing: {fullName: {join: [first_name, last_name]}}}");
        fixture.imports(THING);

        assertThat(fixture.imports("platform", THING).type("Thing"))
                .containsEntry("x-clerk-shared", "backend")
                .doesNotContainKey("x-clerk-computed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Lost  | whole     | {join: [first_name, last_name]}      | Lost is not an object that the API returns",
                "Thing | size      | {join: [first_name, last_name]}      | a field has this name already",
                "Thing | firstName | {join: [first_name, last_name]}      | a field has this name already",
                "Thing | object    | {join: [first_name, last_name]}      | this is not a valid name of a member",
                "Thing | whole     | {join: [first_name, lost]}           | the field lost does not exist",
                "Thing | whole     | {join: [first_name, size]}           | the field size is not a text",
                "Thing | whole     | {join: [first_name, born]}           | the field born is not a text",
                "Thing | whole     | {join: [first_name]}                 | join needs a list of two fields or more",
                "Thing | whole     | {join: first_name}                   | join needs a list of two fields or more",
                "Thing | whole     | {find: lost, by: main_part_id}       | the field lost does not exist",
                "Thing | whole     | {find: first_name, by: main_part_id} | first_name is not a list of objects",
                "Thing | whole     | {find: tags, by: main_part_id}       | tags is not a list of objects",
                "Thing | whole     | {find: pins, by: main_part_id}       | the field id does not exist",
                "Thing | whole     | {find: parts, by: lost}              | the field lost does not exist",
                "Thing | whole     | {find: parts, by: size}              | the field size is not a text",
                "Thing | whole     | {find: parts}                        | the rule [find] is unknown",
                "Thing | whole     | {sum: [size]}                        | the rule [sum] is unknown"
            })
    void aWrongRuleIsRefusedWithItsPlace(String type, String name, String rule, String problem) {
        fixture.names("backend", "computed: {%s: {%s: %s}}".formatted(type, name, rule));
        var before = fixture.bytes();

        assertThat(fixture.refusal(THING))
                .contains("names/backend.yaml, computed." + type + "." + name + ": " + problem + ". ");
        assertThat(fixture.bytes()).isEqualTo(before);
    }
}
