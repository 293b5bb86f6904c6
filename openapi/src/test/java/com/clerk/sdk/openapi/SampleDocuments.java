package com.clerk.sdk.openapi;

/** Small upstream documents. */
public final class SampleDocuments {
    private SampleDocuments() {}

    /** Returns a document with these paths and schemas, each indented by two. */
    public static String document(String paths, String schemas) {
        return "openapi: 3.0.3\ninfo: {title: Made up, version: '1'}\n"
                + "paths:\n" + paths.indent(2)
                + "components:\n  schemas:\n" + (schemas.isBlank() ? "    {}\n" : schemas.indent(4));
    }

    /** Returns a document in which {@code things.get} returns this {@code Thing}, beside other schemas. */
    public static String answering(String thing, String... others) {
        return document("""
                /things:
                  get:
                    operationId: getThing
                    tags: [Things]
                    responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
                """, "Thing:\n" + thing.indent(2) + String.join("", others));
    }

    /** Returns a document in which {@code things.send} takes this body. */
    public static String taking(String method, String mediaType, String body, String... schemas) {
        return document("""
                /things:
                  %s:
                    operationId: send
                    tags: [Things]
                    requestBody:
                      content:
                        %s:
                          schema:
                %s    responses: {'204': {description: Done}}
                """.formatted(method, mediaType, body.indent(12)), String.join("", schemas));
    }

    /** Returns a document in which {@code things.list} takes these parameters and returns this. */
    public static String listing(String parameters, String result, String... schemas) {
        return document("""
                /things:
                  get:
                    operationId: list
                    tags: [Things]
                    parameters:
                %s    responses:
                      '200':
                        content:
                          application/json:
                            schema:
                %s""".formatted(parameters.indent(6), result.indent(14)), String.join("", schemas));
    }
}
