package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.state.TestingTokens;
import com.google.gson.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * The lists of who may sign up and where browsers may be sent: allow list, block list, redirect URLs, and testing
 * tokens.
 */
final class AccessLists {
    private final Backend backend;

    AccessLists(Backend backend) {
        this.backend = backend;
    }

    void register() {
        new Resource(backend, "allowlistIdentifiers", "AllowlistIdentifier", "alid_")
                .unique("identifier")
                .onCreate(this::addIdentifier)
                .register();
        new Resource(backend, "blocklistIdentifiers", "BlocklistIdentifier", "blid_")
                .unique("identifier")
                .onCreate(this::addIdentifier)
                .register();
        new Resource(backend, "redirectUrls", "RedirectUrl", "ru_")
                .unique("url")
                .onCreate((row, request) -> requireUrl(request.required("url"), "url"))
                .register();
        backend.operations().add("testingTokens.create", this::createTestingToken);
    }

    private void addIdentifier(JsonObject row, CheckedRequest request) {
        row.addProperty("identifier_type", identifierType(request.required("identifier")));
        row.addProperty("instance_id", InstanceSettingsResource.INSTANCE_ID);
    }

    private static String identifierType(String identifier) {
        if (identifier.contains("@") || identifier.startsWith("*")) {
            return "email_address";
        }
        return identifier.startsWith("+") ? "phone_number" : "web3_wallet";
    }

    static void requireUrl(String url, String parameter) {
        try {
            if (!new URI(url).isAbsolute()) {
                throw ErrorResponseException.malformed(parameter, "an absolute URL");
            }
        } catch (URISyntaxException e) {
            throw ErrorResponseException.malformed(parameter, "an absolute URL");
        }
    }

    private JsonObject createTestingToken(CheckedRequest request) {
        var instance = backend.instance();
        return new TestingTokens(instance).issue(backend.rows().make("TestingToken", instance.now()));
    }
}
