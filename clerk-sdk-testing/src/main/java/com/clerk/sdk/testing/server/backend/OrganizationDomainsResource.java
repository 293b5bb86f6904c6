package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.DeletedObject;
import com.clerk.sdk.testing.server.state.Instance;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Email domains of organizations. */
final class OrganizationDomainsResource {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63}){1,10}");
    private static final List<String> MODES =
            List.of("manual_invitation", "automatic_invitation", "automatic_suggestion", "enterprise_sso");
    private static final List<String> COMMON =
            List.of("gmail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com", "aol.com", "gmx.de");
    private static final String MODE = "enrollment_mode";

    private final Backend backend;
    private final Instance instance;
    private final Resource domains;

    OrganizationDomainsResource(Backend backend) {
        this.backend = backend;
        this.instance = backend.instance();
        this.domains = new Resource(backend, "organizationDomains", "OrganizationDomain", "orgdmn_")
                .events("organizationDomain.created", "organizationDomain.updated", "organizationDomain.deleted")
                .shownAs(this::withOrganization);
        domains.table().index("organization_id", row -> Lists.textsOf(row, "organization_id"));
        domains.table().index("name", row -> Lists.textsOf(row, "name"));
    }

    void register() {
        var operations = backend.operations();
        operations.add("organizationDomains.create", this::create);
        operations.addList("organizationDomains.list", this::list, this::withOrganization);
        operations.addList("organizationDomains.listAll", this::listAll, this::withOrganization);
        operations.add("organizationDomains.update", this::update);
        operations.add("organizationDomains.delete", this::delete);
        operations.add("organizationDomains.verifyOwnership", request -> verify(find(request), true));
    }

    private JsonObject organization(CheckedRequest request) {
        return instance.organizations().get(request.variable("organization_id"));
    }

    private JsonObject find(CheckedRequest request) {
        organization(request);
        var domain = domains.table().get(request.variable("domain_id"));
        if (!request.variable("organization_id").equals(Json.text(domain, "organization_id"))) {
            throw ErrorResponseException.notFound("organization domain", request.variable("domain_id"));
        }
        return domain;
    }

    private JsonElement create(CheckedRequest request) {
        var organization = organization(request);
        var name = request.text("name");
        if (name == null) {
            throw ErrorResponseException.missing("name");
        }
        requireFree(name.toLowerCase(Locale.ROOT), Resource.id(organization));
        var row = domains.newRow(request, request.body());
        row.add("organization_id", organization.get("id"));
        row.addProperty("name", name.toLowerCase(Locale.ROOT));
        row.addProperty(MODE, request.text(MODE) == null ? MODES.get(0) : mode(request));
        setVerified(row, request.flag("verified"));
        return domains.show(domains.insert(row));
    }

    private void requireFree(String name, String organizationId) {
        if (!NAME.matcher(name).matches()) {
            throw ErrorResponseException.malformed("name", "a domain such as example.com");
        }
        if (COMMON.contains(name)) {
            throw ErrorResponseException.unprocessable(
                    "organization_domain_common", "Anybody can have an address of this domain.", "name");
        }
        for (var other : domains.table().by("name", name)) {
            var isOwn = organizationId.equals(Json.text(other, "organization_id"));
            throw ErrorResponseException.unprocessable(
                    isOwn
                            ? "organization_domain_already_exists_same_organization"
                            : "organization_domain_already_exists",
                    "The domain belongs to an organization already.",
                    "name");
        }
    }

    private static String mode(CheckedRequest request) {
        var mode = request.required(MODE);
        if (!MODES.contains(mode)) {
            throw ErrorResponseException.invalid(MODE, "one of " + String.join(", ", MODES));
        }
        return mode;
    }

    private JsonElement update(CheckedRequest request) {
        var row = find(request);
        if (request.text(MODE) != null) {
            row.addProperty(MODE, mode(request));
        }
        if (Json.value(request.body(), "verified") != null) {
            setVerified(row, request.flag("verified"));
        }
        return domains.show(domains.touch(row));
    }

    private JsonElement verify(JsonObject row, boolean verified) {
        setVerified(row, verified);
        return domains.show(domains.touch(row));
    }

    private void setVerified(JsonObject row, boolean verified) {
        var verification = backend.rows().make("OrganizationDomainVerification", instance.now());
        verification.addProperty("status", verified ? "verified" : "unverified");
        verification.addProperty("strategy", "manual_override");
        verification.add("verified_at", verified ? Json.of(instance.now()) : JsonNull.INSTANCE);
        row.add("verification", verification);
        row.add("affiliation_verification", verified ? verification.deepCopy() : JsonNull.INSTANCE);
        row.add("ownership_verification", verified ? verification.deepCopy() : JsonNull.INSTANCE);
    }

    private JsonElement delete(CheckedRequest request) {
        var row = find(request);
        domains.table().remove(Resource.id(row));
        var deleted = DeletedObject.of(row);
        instance.events().publish("organizationDomain.deleted", deleted);
        return deleted;
    }

    private JsonObject withOrganization(JsonObject row) {
        var shown = row.deepCopy();
        var organization =
                instance.organizations().find(row.get("organization_id").getAsString());
        if (organization != null) {
            var data = new JsonObject();
            backend.rows().copy(organization, data, "OrganizationInvitationPublicOrganizationData");
            shown.add("public_organization_data", data);
        }
        return shown;
    }

    private List<JsonObject> list(CheckedRequest request) {
        return select(request, domains.table().by("organization_id", Resource.id(organization(request))));
    }

    private List<JsonObject> listAll(CheckedRequest request) {
        return select(request, domains.table().all());
    }

    private List<JsonObject> select(CheckedRequest request, Collection<JsonObject> rows) {
        var verified = request.query().first("verified");
        var names = request.query().all("domains");
        var found = rows.stream()
                .filter(row -> verified == null || verified.equals(String.valueOf(isVerified(row))))
                .filter(row -> names.isEmpty() || names.contains(Json.text(row, "name")))
                .toList();
        return Lists.of(request, backend.operations().contract(), found, List.of("name"));
    }

    private static boolean isVerified(JsonObject row) {
        return "verified".equals(Json.text(Json.object(row, "verification"), "status"));
    }
}
