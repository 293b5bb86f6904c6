package com.clerk.sdk.openapi;

import static com.clerk.sdk.openapi.Contract.typeOf;
import static com.clerk.sdk.openapi.Upstreams.answering;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private Workplace workplace;

    @BeforeEach
    void workplace(@TempDir Path root) {
        workplace = new Workplace(root);
    }

    @Test
    void aUnionWithoutASelectorIsRefused() {
        assertThat(workplace.refusal(SHAPE))
                .contains("made-up.yml, Thing.shape: this union (ThingShape) has no selector")
                .contains("Declare under unions in names/ by which property it is told apart");
        assertThat(workplace.bytes()).isEmpty();
    }

    @Test
    void membersAreToldApartByTheirKindAndWithoutOneByTheirStrategy() {
        workplace.names("backend", "unions: {ThingShape: {by: [object, strategy]}}");

        var contract = workplace.imports(SHAPE);

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
        workplace.names("backend", "unions: {ThingShape: {by: [object]}}");

        var common = Yaml.list(workplace.imports(SHAPE).type("ThingShape").get("x-clerk-common")).stream()
                .map(field -> Yaml.map(field).get("wire"))
                .toList();

        assertThat(common).contains("object", "label").doesNotContain("radius");
    }

    @Test
    void aValueThatSeveralMembersHaveTellsNothing() {
        workplace.names("backend", "unions: {ThingShape: {by: [object]}}");

        assertThat(workplace.refusal(SHAPE.replace("[square]", "[circle]")))
                .contains("ThingShape: nothing tells the member Circle from the others")
                .contains("unions in names/");
    }

    @Test
    void membersCanBeToldApartByWhichPropertyIsThere() {
        workplace.names("backend", "unions: {ThingShape: {present: [radius, side]}}");

        var contract = workplace.imports(answering("""
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
    void aValueThatIsATypeOfItsOwnTellsMembersApartByTheValuesInThatPlace() {
        workplace.names("backend", """
                inline: {Circle.strategy: Strategy, Square.strategy: Strategy}
                unions: {ThingShape: {by: [strategy]}}
                """);

        var contract = workplace.imports(SHAPE);

        assertThat(contract.constants("Strategy")).containsOnlyKeys("round", "edges", "corners");
        assertThat(Contract.map(contract.type("ThingShape"), "x-clerk-union").get("members"))
                .isEqualTo(List.of(
                        Map.of("type", "Circle", "values", List.of("round")),
                        Map.of("type", "Square", "values", List.of("edges", "corners"))));
        assertThat(contract.property("Circle", "strategy")).doesNotContainKey("x-clerk-selects");
    }

    @Test
    void aUnionCanBeDeclaredToBeOneObjectWithTheFieldsOfAllItsMembers() {
        workplace.names("backend", "merge: [ThingShape]");

        var contract = workplace.imports(SHAPE.replace("radius: {type: string}", "side: {type: integer}")
                .replace("[edges, corners]", "[edges]"));

        assertThat(Contract.map(contract.type("ThingShape"), "properties"))
                .containsOnlyKeys("object", "strategy", "label", "radius", "side");
        assertThat(contract.property("ThingShape", "strategy")).containsEntry("enum", List.of("round", "edges"));
    }

    @Test
    void aMemberThatIsNoObjectIsRefused() {
        workplace.names("backend", "unions: {ThingShape: {by: [object]}}");

        assertThat(workplace.refusal(answering("""
                type: object
                properties:
                  shape:
                    oneOf:
                      - {type: object, properties: {object: {type: string, enum: [circle]}}}
                      - {type: integer}
                """))).contains("Thing.shape: a member of the union is no object");
    }

    @Test
    void aSingleBranchIsNoUnionAndKeepsItsNull() {
        var contract =
                workplace.imports(answering("""
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
    void branchesThatOnlyRequireSomethingAreNoUnion() {
        var contract = workplace.imports(answering("""
                type: object
                properties: {id: {type: string}, url: {type: string}}
                anyOf: [{required: [id]}, {required: [url]}]
                """));

        assertThat(Contract.map(contract.type("Thing"), "properties")).containsOnlyKeys("id", "url");
        assertThat(contract.type("Thing")).doesNotContainKeys("anyOf", "required");
    }

    @Test
    void objectsJoinedByAllOfBecomeOneObject() {
        var contract = workplace.imports(answering("""
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
        assertThat(Contract.map(contract.type("Thing"), "properties")).containsOnlyKeys("id", "state", "size");
        assertThat(contract.constants("ThingState")).containsOnlyKeys("open", "closed");
    }

    @Test
    void allOfWithAPartThatIsNoObjectIsRefused() {
        assertThat(workplace.refusal(answering("""
                allOf:
                  - {type: object, properties: {id: {type: string}}}
                  - {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
                """, """
                A: {type: object, properties: {a: {type: string}}}
                B: {type: object, properties: {b: {type: string}}}
                """))).contains("allOf joins something that is no object");
    }

    @Test
    void anObjectThatIsAlsoAUnionIsRefused() {
        assertThat(workplace.refusal(answering("""
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
        assertThat(workplace.refusal(answering("""
                oneOf: [{type: string}, {type: integer}]
                anyOf: [{type: string}, {type: integer}]
                """))).contains("oneOf and anyOf stand side by side");
    }
}
