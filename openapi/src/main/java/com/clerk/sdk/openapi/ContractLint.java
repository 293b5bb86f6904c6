package com.clerk.sdk.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a contract must be, so that every template can rely on it. */
final class ContractLint {
    private final String file;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * A breach of a rule.
     *
     * @param file the contract
     * @param location where in it
     * @param problem what was found
     * @param remedy what to do
     */
    record Finding(String file, String location, String problem, String remedy) {
        @Override
        public String toString() {
            return file + ", " + location + ": " + problem + ". " + remedy;
        }
    }

    private ContractLint(String file) {
        this.file = file;
    }

    /** Every breach of a rule; empty when the contract is sound. */
    static List<Finding> check(String file, Map<String, Object> contract) {
        var lint = new ContractLint(file);
        var types = Yaml.map(Yaml.map(contract.get("components")).get("schemas"));
        new OperationRules(lint, types).check(contract);
        new TypeRules(lint).check(types);
        new SchemaRules(lint, contract).check(types);
        return List.copyOf(lint.findings);
    }

    void report(String location, String problem, String remedy) {
        findings.add(new Finding(file, location, problem, remedy));
    }

    static boolean isBlank(Object text) {
        return text == null || String.valueOf(text).isBlank();
    }
}
