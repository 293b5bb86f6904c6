package com.clerk.sdk.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An operation of the contract. */
record Operation(Contract contract, String method, String path, Node node) {
    /** A parameter beside the body. */
    record Parameter(Contract contract, Node node) {
        String wire() {
            return node.text("name");
        }

        Schema schema() {
            return new Schema(contract, null, node.node("schema"));
        }

        /** The separator of the values of a list; empty if each value is a separate parameter. */
        String separator() {
            if (!node.has("explode") || node.flag("explode")) {
                return "";
            }
            return node.text("style").equals("spaceDelimited") ? " " : ",";
        }
    }

    /** A successful answer. */
    record Answer(int status, String contentType, Schema schema) {}

    String id() {
        return node.text("operationId");
    }

    String group() {
        return node.text("x-clerk-group");
    }

    String javaMethod() {
        return node.text("x-clerk-method");
    }

    boolean isDeprecated() {
        return node.flag("deprecated");
    }

    boolean countsOnlyIfFlagged() {
        return node.node("x-clerk-paging").flag("flagged");
    }

    List<Parameter> parameters(String place) {
        return node.nodes("parameters").stream()
                .filter(parameter -> parameter.text("in").equals(place))
                .map(parameter -> new Parameter(contract, parameter))
                .toList();
    }

    boolean hasParams() {
        return node.has("x-clerk-params");
    }

    /** The parameters by this operation's own document, even if the Java type is the Backend's. */
    Schema params() {
        return contract.ownSchema(node.node("x-clerk-params").text("params"));
    }

    boolean needsParams() {
        return hasParams() && params().fields().stream().anyMatch(Field::required);
    }

    /** The media type of the body; empty where there is none. */
    String bodyType() {
        return String.join(
                " or ", node.node("requestBody").node("content").children().keySet());
    }

    /** The body if none of its fields is set: a required one is sent all the same. */
    String emptyBody() {
        return isBodyRequired() && bodyType().equals("application/json") ? "{}" : "";
    }

    /** The media type of that body. */
    String emptyBodyType() {
        return isBodyRequired() ? bodyType() : "";
    }

    private boolean isBodyRequired() {
        return node.node("requestBody").flag("required");
    }

    /** The answers from which a caller gets a result. */
    List<Answer> answers() {
        var answers = new ArrayList<Answer>();
        node.node("responses").children().forEach((status, response) -> {
            int code = Integer.parseInt(status);
            if (code >= 200 && code < (isRedirect() ? 400 : 300)) {
                var content = response.node("content").children();
                content.forEach((type, media) ->
                        answers.add(new Answer(code, type, new Schema(contract, null, media.node("schema")))));
                if (content.isEmpty()) {
                    answers.add(new Answer(code, "", new Schema(contract, null, Node.of(null))));
                }
            }
        });
        return answers;
    }

    private boolean isRedirect() {
        return node.node("x-clerk-result").flag("redirect");
    }

    String httpMethod() {
        return method.toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return contract.name() + "." + id();
    }
}
