package com.clerk.sdk.javalin;

import com.clerk.sdk.auth.Requirement;
import com.clerk.sdk.servlet.Clerk;
import com.clerk.sdk.servlet.ClerkFilter;
import com.clerk.sdk.web.AccessRefusedException;
import com.clerk.sdk.web.RequestGuard;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import io.javalin.security.RouteRole;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.jspecify.annotations.Nullable;

/**
 * A plugin for Javalin 7 that authenticates each request, and makes roles for routes:
 *
 * <pre>{@code
 * Javalin.create(config -> {
 *     var plugin = ClerkPlugin.register(config, RequestGuard.builder(authenticator).build());
 *     config.routes.get("/me", context -> context.result(Clerk.require(context.req()).subject()));
 *     config.routes.get("/admin", context -> …, plugin.has(role("org:admin")));
 * });
 * }</pre>
 *
 * <p>The rules of the guard hold as behind a {@link ClerkFilter}, which the plugin adds to the servlet context, also
 * for WebSockets. A caller who lacks all roles of a route gets 401 or 403, or is sent to sign in. Roles of your own are
 * left to you.
 *
 * <p>Safe for use by several threads.
 */
public final class ClerkPlugin extends Plugin<Void> {
    private static final String SET_COOKIE = "set-cookie";

    private final ClerkFilter filter;

    /**
     * A role of a route.
     *
     * @param requirement the requirement of the caller, or null if it must be signed in
     */
    private record ClerkRole(@Nullable Requirement requirement) implements RouteRole {}

    private ClerkPlugin(RequestGuard guard) {
        this.filter = new ClerkFilter(guard);
    }

    /**
     * Registers a plugin. There is no other way to get one, so that no role exists that nobody checks.
     *
     * @param config the configuration of the application
     * @param guard decides about the requests
     * @return the plugin, which makes the roles of the routes
     */
    public static ClerkPlugin register(JavalinConfig config, RequestGuard guard) {
        var plugin = new ClerkPlugin(guard);
        config.registerPlugin(plugin);
        return plugin;
    }

    /**
     * Returns the role of callers who are signed in.
     *
     * @return a role for a route
     */
    public RouteRole signedIn() {
        return new ClerkRole(null);
    }

    /**
     * Returns the role of callers who meet a requirement.
     *
     * @param requirement the requirement, made with {@link com.clerk.sdk.auth.Has}
     * @return a role for a route
     */
    public RouteRole has(Requirement requirement) {
        return new ClerkRole(Objects.requireNonNull(requirement, "requirement"));
    }

    @Override
    public void onInitialize(JavalinState state) {
        state.jetty.modifyServletContextHandler(this::addFilter);
        state.routes.beforeMatched(ClerkPlugin::check);
        state.routes.wsBeforeUpgrade(ClerkPlugin::check);
        state.routes.exception(AccessRefusedException.class, this::refuse);
    }

    private void addFilter(ServletContextHandler handler) {
        var holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        handler.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
    }

    /** Lets a caller through who has one of the roles of the route, as Javalin means them. */
    private static void check(Context context) {
        var roles = context.routeRoles().stream()
                .filter(ClerkRole.class::isInstance)
                .map(ClerkRole.class::cast)
                .toList();
        if (!roles.isEmpty()) {
            require(context, roles);
        }
    }

    private static void require(Context context, List<ClerkRole> roles) {
        var auth = Clerk.require(context.req());
        for (var role : roles) {
            var requirement = role.requirement();
            if (requirement == null || auth.has(requirement)) {
                return;
            }
        }
        Clerk.require(context.req(), Objects.requireNonNull(roles.get(0).requirement()));
    }

    private void refuse(AccessRefusedException refused, Context context) {
        var decision = filter.decision(context.req());
        var refusal = refused.response();
        var instead = decision == null ? refusal : decision.keepingForm(refusal, context::formParamMap);
        context.status(instead.status()).result(instead.body());
        instead.headers().forEach((name, values) -> {
            // The filter has added the cookies before it passed the request on.
            if (!name.equals(SET_COOKIE)) {
                context.header(name, values.get(0));
            }
        });
    }
}
