package com.clerk.sdk.openapi.contract;

import com.clerk.sdk.openapi.upstream.Yaml;
import java.util.Map;

/** Recognizes the types of a contract for which no code is generated. */
public final class TypesWithoutCode {
    private TypesWithoutCode() {}

    /**
     * Returns the ignore file of the generator: types that another contract has already, and wrappers that a client
     * removes.
     *
     * @param contract the contract
     * @return a pattern for each type, one on each line
     */
    public static String ignoreFile(Map<String, Object> contract) {
        var lines = new StringBuilder("# Types without code of their own. Written by the importer: do not edit.\n");
        Yaml.map(Yaml.map(contract.get("components")).get("schemas")).forEach((type, value) -> {
            var schema = Yaml.map(value);
            if (schema.containsKey("x-clerk-shared") || isWrapper(schema)) {
                lines.append("**/").append(type).append(".*\n");
            }
        });
        return lines.toString();
    }

    /**
     * Tells whether a type is a page or an envelope. Callers see only its content.
     *
     * @param schema a schema of the contract
     * @return whether it is a wrapper
     */
    public static boolean isWrapper(Map<String, Object> schema) {
        return schema.containsKey("x-clerk-page") || schema.containsKey("x-clerk-envelope");
    }
}
