package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.Contract;
import com.clerk.sdk.testing.server.contract.Operations;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Router;
import com.clerk.sdk.testing.server.http.ServerRequest;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.clerk.sdk.testing.server.state.Identifications.Kind;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.clerk.sdk.testing.server.tokens.HandshakeCookies;
import com.clerk.sdk.testing.server.tokens.SessionTokenMinter;
import com.clerk.sdk.testing.server.tokens.TokenSigner;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The Backend API of one instance. To add an operation, write a class like {@code UsersResource}, registered here. */
public final class BackendApi {
    private static final String BEARER = "Bearer ";

    private final String secretKey;
    private final Instance instance;
    private final Router router = new Router();
    private final ApiKeysResource apiKeys;
    private final M2mTokensResource m2mTokens;
    private final OAuthApplicationsResource oauthApplications;
    private final Operations operations = new Operations(Contract.backend());

    /**
     * Makes the API.
     *
     * @param instance the state
     * @param secretKey the key that requests must carry
     * @param signer publishes the keys
     * @param minter mints the tokens of sessions
     * @param cookies the cookies of the instance
     * @param templates the claims of each JWT template that exists from the start
     */
    public BackendApi(
            Instance instance,
            String secretKey,
            TokenSigner signer,
            SessionTokenMinter minter,
            HandshakeCookies cookies,
            Map<String, JsonObject> templates) {
        this.instance = instance;
        this.secretKey = secretKey;
        var backend = new Backend(instance, operations);
        this.apiKeys = new ApiKeysResource(backend);
        this.m2mTokens = new M2mTokensResource(backend, signer);
        this.oauthApplications = new OAuthApplicationsResource(backend);
        registerUsers(backend, minter);
        registerOrganizations(backend);
        registerMachines(backend);
        new InvitationsResource(backend).register();
        new TicketsResource(backend).register();
        new AccessLists(backend).register();
        new JwtTemplatesResource(backend, templates).register();
        new InstanceSettingsResource(backend).register();
        new TemplatesResource(backend).register();
        new AgentsResource(backend).register();
        new CreditsResource(backend).register();
        new BillingResource(backend).register();
        operations.add("jwks.get", request -> signer.jwks());
        new HandshakeResource(instance, minter, cookies).registerIn(operations, router);
        operations.addRoutes(router);
        router.addPublic("GET /.well-known/jwks.json", request -> signer.jwks());
    }

    private void registerUsers(Backend backend, SessionTokenMinter minter) {
        new UsersResource(instance).registerIn(operations);
        new UserSecurityResource(instance).registerIn(operations);
        new IdentificationsResource(instance, Kind.EMAIL_ADDRESS, "emailAddresses").registerIn(operations);
        new IdentificationsResource(instance, Kind.PHONE_NUMBER, "phoneNumbers").registerIn(operations);
        new SessionsResource(instance, minter).registerIn(operations);
        new ClientsResource(backend).register();
    }

    private void registerOrganizations(Backend backend) {
        var memberships = new Memberships(instance);
        new MembershipsResource(instance, memberships).registerIn(operations);
        new OrganizationsResource(instance, memberships).registerIn(operations);
        new OrganizationDomainsResource(backend).register();
        new OrganizationInvitationsResource(backend).register();
        new RolesResource(backend).register();
        new RoleSetsResource(backend).register();
        new EnterpriseResource(backend).register();
        new DirectoriesResource(backend, "directories", "Directory").register();
        new DirectoriesResource(backend, "scimDirectories", "ScimDirectory").register();
    }

    private void registerMachines(Backend backend) {
        new MachinesResource(backend).register();
        m2mTokens.register();
        apiKeys.register();
        oauthApplications.register();
    }

    /** Returns the secret of a new API key of a user, an organization or a machine. */
    public String newApiKey(String subject, List<String> scopes) {
        return apiKeys.create(subject, scopes).get("secret").getAsString();
    }

    /** Returns a new M2M token of a machine. */
    public String newM2mToken(String machineId) {
        return m2mTokens.create(machineId).get("token").getAsString();
    }

    /** Returns a new OAuth access token, which a user has granted to an application. */
    public String newOAuthAccessToken(String clientId, String userId, List<String> scopes) {
        return oauthApplications
                .createToken(clientId, userId, scopes)
                .get("access_token")
                .getAsString();
    }

    /** Returns the operations of the API: which of them have code, and which were called without. */
    public Operations operations() {
        return operations;
    }

    /** Returns whether the API has an operation at the path of a request, of any method. */
    public boolean hasPath(ServerRequest request) {
        return router.hasPath(request);
    }

    /**
     * Executes an operation, under the lock of the instance.
     *
     * @return the response, which is written outside the lock
     * @throws ErrorResponseException if the request is refused
     */
    public Supplier<ServerResponse> handle(ServerRequest request) {
        var route = router.find(request);
        if (route.needsSecretKey()) {
            checkSecretKey(request);
        }
        return route.handle(request);
    }

    /** The operations on M2M tokens also take the secret key of a machine. */
    private boolean isKnown(String key, ServerRequest request) {
        return key.equals(secretKey)
                || (request.segments().contains("m2m_tokens") && MachinesResource.bySecretKey(instance, key) != null);
    }

    private void checkSecretKey(ServerRequest request) {
        var authorization = request.header("authorization");
        if (authorization == null || !authorization.startsWith(BEARER)) {
            throw new ErrorResponseException(
                    401,
                    "authentication_invalid",
                    "The request has no secret key. Send the header Authorization: Bearer, followed by the key.");
        }
        if (!isKnown(authorization.substring(BEARER.length()), request)) {
            throw new ErrorResponseException(
                    401,
                    "clerk_key_invalid",
                    "The secret key is not that of the instance "
                            + instance.settings().frontendApi()
                            + ", which answers here. Use ClerkServer.secretKey(), or the URL of the key's instance.");
        }
    }
}
