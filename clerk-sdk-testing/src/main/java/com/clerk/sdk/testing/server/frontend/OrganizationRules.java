package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.google.gson.JsonObject;

/** The rules of what members of an organization may do, by the permissions of their roles. */
final class OrganizationRules {
    static final String MANAGE_PROFILE = "org:sys_profile:manage";
    static final String DELETE = "org:sys_profile:delete";
    static final String READ_MEMBERS = "org:sys_memberships:read";
    static final String MANAGE_MEMBERS = "org:sys_memberships:manage";

    private OrganizationRules() {}

    /**
     * Returns the organization of a call.
     *
     * @throws ErrorResponseException if it does not exist, or the user is not a member or lacks a permission
     */
    static JsonObject organization(FrontendCall call, Instance instance, String permission) {
        var organization = ofMember(call, instance);
        var key = Memberships.key(organization.get("id").getAsString(), call.userId());
        var role = instance.memberships().get(key).get("role").getAsString();
        if (!instance.roles().permissions(role).contains(permission)) {
            throw new ErrorResponseException(
                    403, "missing_organization_permission", "The user's role " + role + " lacks " + permission + ".");
        }
        return organization;
    }

    /**
     * Returns the organization of a call.
     *
     * @throws ErrorResponseException if it does not exist, or the user is not a member
     */
    static JsonObject ofMember(FrontendCall call, Instance instance) {
        var userId = call.userId();
        var organization = instance.organizations().find(call.variable("organization_id"));
        if (organization == null
                || instance.memberships()
                                .find(Memberships.key(organization.get("id").getAsString(), userId))
                        == null) {
            throw new ErrorResponseException(
                    404,
                    "organization_not_found_or_unauthorized",
                    "The user is not a member of an organization with that id.");
        }
        return organization;
    }

    /**
     * Refuses to let an organization be without anybody who can manage its members.
     *
     * @param leaving the membership that goes, or changes its role
     */
    static void requireManagerWithout(
            Memberships memberships, Instance instance, JsonObject organization, JsonObject leaving) {
        var hasOther = memberships
                .in(organization)
                .filter(membership -> !leaving.get("id").equals(membership.get("id")))
                .anyMatch(membership -> instance.roles()
                        .permissions(membership.get("role").getAsString())
                        .contains(MANAGE_MEMBERS));
        if (!hasOther) {
            throw new ErrorResponseException(
                    400,
                    "organization_minimum_permissions_needed",
                    "Nobody else could manage the organization's members. Give somebody else the role first.");
        }
    }
}
