package com.clerk.sdk.openapi.contract;

import static com.clerk.sdk.openapi.ImportedContract.typeOf;
import static com.clerk.sdk.openapi.SampleDocuments.answering;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.openapi.ImportFixture;
import com.clerk.sdk.openapi.ImportedContract;
import com.clerk.sdk.openapi.upstream.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnionsTest {
    private static final String SHAPE = answering("""
            type: object
            properties:
              shape:
                oneOf:
                  - {$ref: '#/components/schemas/Circle'}
                  - {$ref: '#/components/schemas/Square'}
            """, """
            Circle:
              type: object
              properties:
                object: {type: string, enum: [circle]}
                strategy: {type: string, enum: [round]}
                label: {type: string}
                radius: {type: integer}
            Square:
              type: object
              properties:
                object: {type: string, enum: [square]}
                strategy: {type: string, enum: [edges, corners]}
                label: {type: string}
                radius: {type: string}
            """);

    private static final String ROUND_PATTERN = "strategy: {type: string, pattern: '^round_[a-z]+$'}";

    private ImportFixture fixture;

    @BeforeEach
    void fixture(@TempDir Path root) {
        fixture = new ImportFixture(root);
    }

    @Test
    void aUnionWithoutASelectorIsRefused() {
        assertThat(fixture.refusal(SHAPE))
                .contains("made-up.yml, Thing.shape: this union (ThingShape) has no selector")
                .contains("Declare under unions in names/ which property identifies its members");
        assertThat(fixture.bytes()).isEmpty();
    }

    @Test
    void membersAreIdentifiedByTheirKindOrElseByTheirStrategy() {
        fixture.names("backend", "unions: {ThingShape: {by: [object, strategy]}}");

        var contract = fixture.imports(SHAPE);

        var union = contract.type("ThingShape");
        assertThat(union.get("oneOf")).isEqualTo(List.of(Types.reference("Circle"), Types.reference("Square")));
        assertThat(union.get("x-clerk-union"))
                .isEqualTo(Map.of(
                        "by", List.of("object", "strategy"),
                        "members",
                                List.of(
                                        Map.of("type", "Circle", "values", List.of("circle", "round")),
                                        Map.of("type", "Square", "values", List.of("square", "edges", "corners")))));
        assertThat(contract.type("Circle")).containsEntry("x-clerk-unions", List.of("ThingShape"));
        assertThat(contract.type("Square")).containsEntry("x-clerk-unions", List.of("ThingShape"));
    }

    @Test
    void aUnionOffersWhatAllItsMembersHaveWithTheSameType() {
        fixture.names("backend", "unions: {ThingShape: {by: [object]}}");

        var common = Yaml.list(fixture.imports(SHAPE).type("ThingShape").get("x-clerk-common")).stream()
                .map(field -> Yaml.map(field).get("wire"))
                .toList();

        assertThat(common).contains("object", "label").doesNotContain("radius");
    }

    @Test
    void aValueOfSeveralMembersIdentifiesNone() {
        fixture.names("backend", "unions: {ThingShape: {by: [object]}}");

        assertThat(fixture.refusal(SHAPE.replace("[square]", "[circle]")))
                .contains("ThingShape: no value identifies the member Circle")
                .contains("unions in names/");
    }

    @Test
    void membersCanBeIdentifiedByThePresenceOfAProperty() {
        fixture.names("backend", "unions: {ThingShape: {present: [radius, side]}}");

        var contract = fixture.imports(answering("""
                type: object
                properties:
                  shape:
                    anyOf:
                      - {type: object, properties: {radius: {type: integer}}}
                      - {type: object, properties: {side: {type: integer}}}
                """));

        assertThat(contract.type("ThingShape").get("x-clerk-union"))
                .isEqualTo(Map.of(
                        "present", List.of("radius", "side"),
                        "members",
                                List.of(
                                        Map.of("type", "ThingShapeVariant1", "values", List.of("radius")),
                                        Map.of("type", "ThingShapeVariant2", "values", List.of("side")))));
    }

    @Test
    void aPropertyWithATypeOfItsOwnIdentifiesMembersByItsValuesInThatMember() {
        fixture.names("backend", """
                inline: {Circle.strategy: Strategy, Square.strategy: Strategy}
                unions: {ThingShape: {by: [strategy]}}
                """);

        var contract = fixture.imports(SHAPE);

        assertThat(contract.constants("Strategy")).containsOnlyKeys("round", "edges", "corners");
        assertThat(ImportedContract.map(contract.type("ThingShape"), "x-clerk-union")
                        .get("members"))
                .isEqualTo(List.of(
                        Map.of("type", "Circle", "values", List.of("round")),
                        Map.of("type", "Square", "values", List.of("edges", "corners"))));
        assertThat(contract.property("Circle", "strategy")).doesNotContainKey("x-clerk-selects");
    }

    @Test
    void aPatternThatBeginsWithALiteralTextIdentifiesTheMemberByThatText() {
        fixture.names("backend", "unions: {ThingShape: {by: [object, strategy]}}");

        var contract = fixture.imports(SHAPE.replace("strategy: {type: string, enum: [round]}", ROUND_PATTERN));

        assertThat(ImportedContract.map(contract.type("ThingShape"), "x-clerk-union"))
                .containsEntry("prefixed", true)
                .containsEntry(
                        "members",
                        List.of(
                                Map.of("type", "Circle", "values", List.of("circle"), "prefixes", List.of("round_")),
                                Map.of("type", "Square", "values", List.of("square", "edges", "corners"))));
        assertThat(contract.property("Circle", "strategy")).doesNotContainKey("x-clerk-selects");
    }

    @Test
    void aPatternOfAnEnumIdentifiesTheMemberToo() {
        fixture.names("backend", """
                inline: {Circle.strategy: Strategy, Square.strategy: Strategy}
                unions: {ThingShape: {by: [strategy]}}
                """);

        var contract = fixture.imports(SHAPE.replace("strategy: {type: string, enum: [round]}", ROUND_PATTERN));

        assertThat(ImportedContract.map(contract.type("ThingShape"), "x-clerk-union")
                        .get("members"))
                .isEqualTo(List.of(
                        Map.of("type", "Circle", "prefixes", List.of("round_")),
                        Map.of("type", "Square", "values", List.of("edges", "corners"))));
    }

    @Test
    void aPrefixThatBeginsThePrefixOfAnotherMemberIdentifiesNeither() {
        fixture.names("backend", "unions: {ThingShape: {by: [object, strategy]}}");

        var union = fixture.imports(SHAPE.replace("strategy: {type: string, enum: [round]}", ROUND_PATTERN)
                        .replace(
                                "strategy: {type: string, enum: [edges, corners]}",
                                "strategy: {type: string, pattern: '^round_edges_.+$'}"))
                .type("ThingShape");

        assertThat(ImportedContract.map(union, "x-clerk-union"))
                .doesNotContainKey("prefixed")
                .containsEntry(
                        "members",
                        List.of(
                                Map.of("type", "Circle", "values", List.of("circle")),
                                Map.of("type", "Square", "values", List.of("square"))));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "^from_oauth_(?:(?:token_)|(?:custom_))?[a-z]+$, from_oauth_",
                "^oauth_.+, oauth_",
                "^ab*$, a",
                "^ab{2}$, a",
                "^ab?$, a",
                "^ab+$, ab",
                "^abc$, abc",
                "abc, ``",
                "^[ab]c$, ``",
                "^a|b$, ``",
                "^a[|]b$, a",
                "^a\\|b$, a",
                "^(a|b)$, ``",
                "^a*$, ``",
            })
    void theLiteralTextEndsWhereThePatternAllowsMore(String pattern, String prefix) {
        assertThat(UnionSelector.literalPrefix(pattern)).isEqualTo(prefix);
    }

    @Test
    void aUnionCanBeDeclaredToBeOneObjectWithTheFieldsOfAllItsMembers() {
        fixture.names("backend", "merge: [ThingShape]");

        var contract = fixture.imports(SHAPE.replace("radius: {type: string}", "side: {type: integer}")
                .replace("[edges, corners]", "[edges]"));

        assertThat(ImportedContract.map(contract.type("ThingShape"), "properties"))
                .containsOnlyKeys("object", "strategy", "label", "radius", "side");
        assertThat(contract.property("ThingShape", "strategy")).containsEntry("enum", List.of("round", "edges"));
    }

    @Test
    void aMemberThatIsNotAnObjectIsRefused() {
        fixture.names("backend", "unions: {ThingShape: {by: [object]}}");

        assertThat(fixture.refusal(answering("""
                type: object
                properties:
                  shape:
                    oneOf:
                      - {type: object, properties: {object: {type: string, enum: [circle]}}}
                      - {type: integer}
                """))).contains("Thing.shape: a member of the union is not an object");
    }

    @Test
    void aSingleBranchIsNotAUnionAndKeepsItsNull() {
        var contract = fixture.imports(answering("""
                type: object
                properties:
                  error: {nullable: true, oneOf: [{$ref: '#/components/schemas/Problem'}]}
                  cause: {allOf: [{$ref: '#/components/schemas/Problem'}], nullable: true}
                  label: {oneOf: [{type: string, nullable: true}]}
                """, "Problem: {type: object, properties: {code: {type: string}}}\n"));

        for (var name : List.of("error", "cause")) {
            assertThat(typeOf(contract.property("Thing", name))).isEqualTo("Problem");
            assertThat(contract.property("Thing", name)).containsEntry("nullable", true);
        }
        assertThat(contract.property("Thing", "label"))
                .containsEntry("type", "string")
                .containsEntry("nullable", true);
    }

    @Test
    void branchesThatOnlyRequireSomethingAreNotAUnion() {
        var contract = fixture.imports(answering("""
                type: object
                properties: {id: {type: string}, url: {type: string}}
                anyOf: [{required: [id]}, {required: [url]}]
                """));

        assertThat(ImportedContract.map(contract.type("Thing"), "properties")).containsOnlyKeys("id", "url");
        assertThat(contract.type("Thing")).doesNotContainKeys("anyOf", "required");
    }

    @Test
    void objectsJoinedByAllOfBecomeOneObject() {
        var contract = fixture.imports(answering("""
                allOf:
                  - {$ref: '#/components/schemas/Base'}
                  - type: object
                    required: [size]
                    properties:
                      size: {type: integer}
                      state: {type: string, enum: [open, closed]}
                """, """
                Base:
                  type: object
                  required: [id]
                  properties: {id: {type: string}, state: {type: string}}
                """));

        assertThat(contract.type("Thing")).containsEntry("required", List.of("id", "size"));
        assertThat(ImportedContract.map(contract.type("Thing"), "properties")).containsOnlyKeys("id", "state", "size");
        assertThat(contract.constants("ThingState")).containsOnlyKeys("open", "closed");
    }

    @Test
    void allOfWithAPartThatIsNotAnObjectIsRefused() {
        assertThat(fixture.refusal(answering("""
                allOf:
                  - {type: object, properties: {id: {type: string}}}
                  - {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
                """, """
                A: {type: object, properties: {a: {type: string}}}
                B: {type: object, properties: {b: {type: string}}}
                """))).contains("allOf joins a schema that is not an object");
    }

    @Test
    void anObjectThatIsAlsoAUnionIsRefused() {
        assertThat(fixture.refusal(answering("""
                type: object
                properties: {id: {type: string}}
                oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]
                """, """
                A: {type: object, properties: {a: {type: string}}}
                B: {type: object, properties: {b: {type: string}}}
                """))).contains("an object that is also a union");
    }

    @Test
    void oneOfBesideAnyOfIsRefused() {
        assertThat(fixture.refusal(answering("""
                oneOf: [{type: string}, {type: integer}]
                anyOf: [{type: string}, {type: integer}]
                """))).contains("oneOf and anyOf are used together");
    }
}
