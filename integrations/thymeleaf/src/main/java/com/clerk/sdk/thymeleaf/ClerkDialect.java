package com.clerk.sdk.thymeleaf;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.Has;
import com.clerk.sdk.web.ClerkComponent;
import com.clerk.sdk.web.ClerkScripts;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.standard.StandardDialect;
import org.thymeleaf.web.IWebExchange;

/**
 * A Thymeleaf dialect with Clerk's components, and with conditions about the caller:
 *
 * <pre>{@code
 * engine.addDialect(ClerkDialect.forServlets(ClerkScripts.of(authenticator)));
 * }</pre>
 *
 * <pre>{@code
 * <head><clerk:scripts/></head>
 * <clerk:user-button clerk:signed-in show-name="true"/>
 * <clerk:sign-in clerk:signed-out th:force-redirect-url="@{/app}"/>
 * <div clerk:has-role="org:admin">…</div>
 * <p th:if="${#clerk.signedIn}" th:text="${#clerk.userId}"></p>
 * }</pre>
 *
 * <p>An element {@code clerk:sign-in} is the place of a component. Its attributes are the properties of the component,
 * with hyphens: {@code force-redirect-url} is {@code forceRedirectUrl}. The value of an attribute is text, or a boolean
 * if it is {@code true} or {@code false}; with {@code th:} in front it is an expression, which is evaluated once. All
 * values are escaped.
 *
 * <p>{@code clerk:scripts} writes the script tags, once in a page, however many fragments have it. The variable
 * {@value #NONCE} is the nonce of its scripts, if there is one.
 *
 * <p>The conditions {@code clerk:signed-in}, {@code clerk:signed-out}, {@code clerk:has-role},
 * {@code clerk:has-permission}, {@code clerk:has-feature} and {@code clerk:has-plan} remove their element unless they
 * hold. They come before all other attributes of an element, and their values are text. A condition hides a part of a
 * page; the lock is where something is done.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ClerkDialect extends AbstractProcessorDialect implements IExpressionObjectDialect {
    /** The name of the variable or request attribute that holds the nonce of the response. */
    public static final String NONCE = "clerkNonce";

    private static final String PREFIX = "clerk";

    private final Supplier<ClerkScripts> scripts;
    private final Function<IWebExchange, @Nullable Auth> callers;

    /**
     * Creates a dialect.
     *
     * @param scripts the scripts of the pages
     * @param callers returns the caller of a request, or null if it is not signed in. It throws an exception if nobody
     *     has authenticated the request
     */
    public ClerkDialect(ClerkScripts scripts, Function<IWebExchange, @Nullable Auth> callers) {
        this(always(scripts), callers);
    }

    /**
     * Creates a dialect for an application that may have no publishable key, as one that uses the conditions alone.
     *
     * @param scripts returns the scripts of the pages; called for each element of Clerk's in a page
     * @param callers returns the caller of a request, or null if it is not signed in. It throws an exception if nobody
     *     has authenticated the request
     */
    public ClerkDialect(Supplier<ClerkScripts> scripts, Function<IWebExchange, @Nullable Auth> callers) {
        super("Clerk", PREFIX, StandardDialect.PROCESSOR_PRECEDENCE);
        this.scripts = Objects.requireNonNull(scripts, "scripts");
        this.callers = Objects.requireNonNull(callers, "callers");
    }

    /**
     * Returns a dialect for servlets behind a {@code ClerkFilter}, which needs the artifact {@code clerk-sdk-servlet}.
     *
     * @param scripts the scripts of the pages
     * @return the dialect
     */
    public static ClerkDialect forServlets(ClerkScripts scripts) {
        return new ClerkDialect(scripts, ServletCallers::of);
    }

    private static Supplier<ClerkScripts> always(ClerkScripts scripts) {
        Objects.requireNonNull(scripts, "scripts");
        return () -> scripts;
    }

    @Override
    public Set<IProcessor> getProcessors(String dialectPrefix) {
        var processors = new LinkedHashSet<IProcessor>();
        processors.add(new ScriptsProcessor(dialectPrefix, scripts));
        for (var component : ClerkComponent.values()) {
            processors.add(new ComponentProcessor(dialectPrefix, scripts, component));
        }
        processors.add(new ConditionProcessor(dialectPrefix, "signed-in", callers, (auth, text) -> auth != null));
        processors.add(new ConditionProcessor(dialectPrefix, "signed-out", callers, (auth, text) -> auth == null));
        addRequirement(processors, dialectPrefix, "has-role", (auth, text) -> auth.has(Has.role(text)));
        addRequirement(processors, dialectPrefix, "has-permission", (auth, text) -> auth.has(Has.permission(text)));
        addRequirement(processors, dialectPrefix, "has-feature", (auth, text) -> auth.has(Has.feature(text)));
        addRequirement(processors, dialectPrefix, "has-plan", (auth, text) -> auth.has(Has.plan(text)));
        return processors;
    }

    private interface Requires {
        boolean isMetBy(Auth auth, String text);
    }

    private void addRequirement(Set<IProcessor> processors, String prefix, String attribute, Requires requires) {
        processors.add(new ConditionProcessor(
                prefix, attribute, callers, (auth, text) -> auth != null && requires.isMetBy(auth, text)));
    }

    @Override
    public IExpressionObjectFactory getExpressionObjectFactory() {
        return new ClerkObjectFactory(callers);
    }
}
