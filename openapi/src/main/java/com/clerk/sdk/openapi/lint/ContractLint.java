package com.clerk.sdk.openapi.lint;

import com.clerk.sdk.openapi.upstream.PlainNames;
import com.clerk.sdk.openapi.upstream.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks the rules that every contract keeps and every template relies on. */
public final class ContractLint {
    private final String file;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * A violation of a rule.
     *
     * @param file the contract
     * @param location the place in it
     * @param problem the problem
     * @param remedy the action that solves it
     */
    public record Finding(String file, String location, String problem, String remedy) {
        @Override
        public String toString() {
            return file + ", " + location + ": " + problem + ". " + remedy;
        }
    }

    private ContractLint(String file) {
        this.file = file;
    }

    /**
     * Checks a contract.
     *
     * @param file its file name, for messages
     * @param contract its content
     * @return every violation of a rule; empty if the contract is sound
     */
    public static List<Finding> check(String file, Map<String, Object> contract) {
        var lint = new ContractLint(file);
        var types = Yaml.map(Yaml.map(contract.get("components")).get("schemas"));
        new OperationRules(lint, types).check(contract);
        new TypeRules(lint).check(types);
        new SchemaRules(lint, contract).check(types);
        new SpecificationRules(lint).check(contract);
        PlainNames.violations(contract)
                .forEach(location -> lint.report(
                        location, "this is not a plain name", "Change it in names/ if it is ours, then import again"));
        return List.copyOf(lint.findings);
    }

    void report(String location, String problem, String remedy) {
        findings.add(new Finding(file, location, problem, remedy));
    }

    static boolean isBlank(Object text) {
        return text == null || String.valueOf(text).isBlank();
    }
}
