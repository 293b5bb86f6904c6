package com.clerk.sdk.servlet;

import static com.clerk.sdk.servlet.TestInstance.admin;
import static com.clerk.sdk.servlet.TestInstance.bearer;
import static com.clerk.sdk.servlet.TestInstance.cookies;
import static com.clerk.sdk.servlet.TestInstance.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.Has;
import com.clerk.sdk.web.RequestGuard;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The annotation for resources of Jakarta REST, in Jersey. */
class RequireAuthTest {
    private final RequestGuard guard =
            RequestGuard.builder(TestInstance.authenticator().build()).build();
    private Container container = start(List.of(new ClerkFilter(guard)), resources());

    private static ResourceConfig resources() {
        return new ResourceConfig(Open.class, Members.class, Implementing.class, Notes.class, OtherFailures.class);
    }

    private static Container start(List<Filter> filters, ResourceConfig resources) {
        var all = new ArrayList<>(filters);
        all.add(new ServletContainer(resources)); // which is a servlet and a filter
        return JettyEe10.start(new Container.Application(all, new TestServlet(), ""));
    }

    @AfterEach
    void stop() {
        container.close();
    }

    private RawHttp.Response get(String path, String... headers) {
        return RawHttp.send(container.port(), "GET", path, headers);
    }

    /** A resource with methods of several kinds. */
    @Path("/open")
    public static final class Open {
        @GET
        public String all() {
            return "open";
        }

        @GET
        @Path("me")
        @RequireAuth
        public String me(@Context HttpServletRequest request) {
            return request.getRemoteUser();
        }

        @GET
        @Path("admin")
        @RequireAuth(role = "org:admin")
        public String admin() {
            return "admin";
        }

        @GET
        @Path("invoices")
        @RequireAuth(role = "org:admin", permission = "org:invoices:read")
        public String invoices() {
            return "invoices";
        }

        /** Of docs/servers.md. */
        @Path("documented")
        public Documented documented() {
            return new Documented();
        }

        @GET
        @Path("locked")
        public String locked(@Context HttpServletRequest request) {
            return Clerk.require(request, Has.role("org:admin")).subject();
        }

        @Path("below")
        public Below below() {
            return new Below();
        }

        @Path("led")
        @RequireAuth(role = "org:admin")
        public Bare led() {
            return new Bare();
        }

        @Path("led-by-class")
        @RequireAuth(role = "org:admin")
        public Class<Bare> ledByClass() {
            return Bare.class;
        }

        @Path("led-twice")
        public Middle ledTwice() {
            return new Middle();
        }
    }

    /** A resource that requires nothing itself. */
    public static final class Bare {
        @GET
        public String get() {
            return "bare";
        }
    }

    /** A resource between two others. */
    public static final class Middle {
        @Path("end")
        @RequireAuth(role = "org:admin")
        public Object end() {
            return new Bare();
        }
    }

    /** A generic resource, whose method has another signature than what overrides it. */
    public abstract static class Crud<T> {
        @GET
        @RequireAuth(role = "org:admin")
        public abstract String list(@QueryParam("after") T after);
    }

    /** A resource whose annotations are at its generic parent. */
    @Path("/notes")
    public static final class Notes extends Crud<String> {
        @Override
        public String list(String after) {
            return "notes";
        }
    }

    /** A resource to which another leads. */
    public static final class Below {
        @GET
        @RequireAuth(role = "org:admin")
        public String get() {
            return "below";
        }
    }

    /** The resource of docs/servers.md. */
    public static final class Documented {
        // snippet: servers-rest
        @GET
        @RequireAuth(permission = "org:invoices:read")
        public String invoices() {
            return "[]";
        }
        // end
    }

    /** A resource that is for signed-in callers as a whole. */
    @Path("/members")
    @RequireAuth
    public static class Members {
        @GET
        public String all() {
            return "members";
        }

        @GET
        @Path("admin")
        @RequireAuth(role = "org:admin")
        public String admin() {
            return "admin";
        }

        @Path("led")
        public Bare led() {
            return new Bare();
        }
    }

    /** An interface that says what its implementation requires. */
    public interface Described {
        @GET
        @RequireAuth(role = "org:admin")
        String get();
    }

    /** A resource whose annotations are at its interface. */
    @Path("/described")
    public static final class Implementing implements Described {
        @Override
        public String get() {
            return "described";
        }
    }

    /** An application that has a response to every exception. */
    public static final class OtherFailures implements ExceptionMapper<Throwable> {
        @Override
        public Response toResponse(Throwable failure) {
            return Response.status(500).entity(failure.getMessage()).build();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/open,           200, 200, 200",
        "/open/me,        401, 200, 200",
        "/open/admin,     401, 403, 200",
        "/open/invoices,  401, 403, 403",
        "/open/locked,    401, 403, 200",
        "/open/below,     401, 403, 200",
        "/members,        401, 200, 200",
        "/members/admin,  401, 403, 200",
        "/described,      401, 403, 200",
        "/notes,          401, 403, 200",
        "/open/led,       401, 403, 200",
        "/members/led,    401, 200, 200",
        "/open/led-by-class,  401, 403, 200",
        "/open/led-twice/end, 401, 403, 200",
    })
    void whatIsRequiredIsRequiredOfEverybody(String path, int nobody, int user, int admin) {
        assertThat(get(path).status()).as("nobody").isEqualTo(nobody);
        assertThat(get(path, bearer(token("user_1"))).status()).as("user").isEqualTo(user);
        assertThat(get(path, bearer(admin())).status()).as("admin").isEqualTo(admin);
    }

    @Test
    void allThatIsNamedMustBeMet() {
        var accountant = admin().permissions("org:invoices:read");

        assertThat(get("/open/invoices", bearer(accountant)).body()).isEqualTo("invoices");
        assertThat(get("/open/documented", bearer(accountant)).body()).isEqualTo("[]");
        assertThat(get("/open/documented", bearer(admin())).status()).isEqualTo(403);
    }

    @Test
    void theRefusalIsThatOfTheFilter() {
        var refused = get("/open/me");

        assertThat(refused.first("content-type")).isEqualTo("application/problem+json");
        assertThat(refused.all("www-authenticate")).containsExactly("Bearer");
        assertThat(refused.all("cache-control")).containsExactly("private, no-store");
        assertThat(refused.body()).contains("\"reason\":\"session-token-and-uat-missing\"");
    }

    @Test
    void aPersonIsSentToSignIn() {
        var sent = get("/open/me", "Sec-Fetch-Dest: document", "Accept: text/html");

        assertThat(sent.status()).isEqualTo(307);
        assertThat(sent.all("location")).hasSize(1).first().asString().contains("/sign-in?redirect_url=");
    }

    @Test
    void theCallerIsKnownToTheResource() {
        assertThat(get("/open/me", cookies(token("user_7"))).body()).isEqualTo("user_7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open/me",
                "/open/admin",
                "/members",
                "/described",
                "/open/below",
                "/open/led",
                "/members/led",
                "/notes"
            })
    void withoutTheFilterNobodyGetsThrough(String path) {
        container.close();
        container = start(List.of(), resources());

        var response = get(path, bearer(admin()));

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).contains("Add a ClerkFilter for /*");
    }

    @Test
    void theFeatureMayBeRegisteredToo() {
        container.close();
        container = start(List.of(new ClerkFilter(guard)), resources().register(RequireAuthFeature.class));

        assertThat(get("/open/admin").status()).isEqualTo(401);
        assertThat(get("/open/admin", bearer(admin())).body()).isEqualTo("admin");
    }
}
