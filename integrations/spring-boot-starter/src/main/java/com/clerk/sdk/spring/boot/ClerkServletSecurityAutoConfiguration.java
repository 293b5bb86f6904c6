package com.clerk.sdk.spring.boot;

import static org.springframework.security.config.Customizer.withDefaults;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.spring.security.ClerkExpressions;
import com.clerk.sdk.spring.security.ClerkHttpConfigurer;
import com.clerk.sdk.spring.security.ClerkMethodSecurity;
import com.clerk.sdk.spring.security.ClerkWebMvc;
import com.clerk.sdk.web.FrontendApiProxy;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * The protection of a servlet application that has no {@code SecurityFilterChain} of its own: Clerk authenticates each
 * request, and a caller may do all that is not public. It stands before Spring Boot's own configuration of security.
 */
@AutoConfiguration(
        after = ClerkAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.oauth2.client.servlet.OAuth2ClientWebSecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({HttpSecurity.class, SecurityFilterChain.class})
@ConditionalOnProperty(prefix = "clerk", name = "enabled", matchIfMissing = true)
public class ClerkServletSecurityAutoConfiguration {
    private static final String EXPRESSIONS = "clerk";

    /** Makes the configuration. Spring Boot does so. */
    public ClerkServletSecurityAutoConfiguration() {}

    /** Says so if no chain of the application has Clerk. */
    @Bean
    SmartInitializingSingleton clerkChainCheck(ObjectProvider<SecurityFilterChain> chains) {
        return new ClerkChainCheck(chains);
    }

    /** The chain of an application that has none of its own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(prefix = "clerk.security", name = "enabled", matchIfMissing = true)
    static class ChainConfiguration {
        /** Mappings of Spring MVC know the CORS settings of controllers. */
        private static final List<String> CORS_BEANS =
                List.of("corsFilter", "corsConfigurationSource", "mvcHandlerMappingIntrospector");

        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        @ConditionalOnMissingBean(SecurityFilterChain.class)
        SecurityFilterChain clerkSecurityFilterChain(
                HttpSecurity http,
                ClerkProperties properties,
                RequestAuthenticator authenticator,
                ObjectProvider<FrontendApiProxy> proxy,
                ApplicationContext context)
                throws Exception {
            var security = properties.security();
            var open = matchers(PublicPaths.of(security.publicPaths(), context.getEnvironment()));
            var pages = readable(PublicPaths.pages(properties, contextPath(context), context.getEnvironment()));
            if (CORS_BEANS.stream().anyMatch(context::containsBean)) {
                http.cors(withDefaults());
            }
            return http.with(ClerkHttpConfigurer.clerk(), clerk -> {
                        clerk.authenticator(authenticator);
                        clerk.withoutRedirects(PublicPaths.operators(context.getEnvironment()));
                        clerk.withoutRedirects(
                                PropertyValues.find(security.withoutRedirects()).toArray(new String[0]));
                        proxy.ifUnique(clerk::frontendApiProxy);
                    })
                    .authorizeHttpRequests(requests -> requests.requestMatchers(open)
                            .permitAll()
                            .requestMatchers(pages)
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .build();
        }

        /** Keeps Spring Boot from making a user with a generated password, which nobody needs. */
        @Bean
        @ConditionalOnMissingBean
        AuthenticationManagerResolver<HttpServletRequest> clerkAuthenticationManagerResolver() {
            return request -> authentication -> {
                throw new ProviderNotFoundException(
                        "Clerk authenticates by the token of a request, and knows no passwords.");
            };
        }
    }

    /** The annotations of methods, and parameters of handlers. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DispatcherServlet.class)
    @Import({ClerkMethodSecurity.class, ClerkWebMvc.class})
    static class MethodConfiguration {
        /** For expressions such as {@code @PreAuthorize("@clerk.role('org:admin')")}, unless the name is taken. */
        @Bean(EXPRESSIONS)
        @ConditionalOnMissingBean(value = ClerkExpressions.class, name = EXPRESSIONS)
        ClerkExpressions clerk() {
            return new ClerkExpressions();
        }
    }

    private static String contextPath(ApplicationContext context) {
        var servlets = context instanceof WebApplicationContext web ? web.getServletContext() : null;
        return servlets == null ? "" : servlets.getContextPath();
    }

    private static RequestMatcher[] matchers(Collection<String> paths) {
        var builder = PathPatternRequestMatcher.withDefaults();
        return paths.stream().map(builder::matcher).toArray(RequestMatcher[]::new);
    }

    /** Returns matchers of requests that read a page. */
    private static RequestMatcher[] readable(Collection<String> paths) {
        var builder = PathPatternRequestMatcher.withDefaults();
        var matchers = new ArrayList<RequestMatcher>();
        for (var path : paths) {
            matchers.add(builder.matcher(HttpMethod.GET, path));
            matchers.add(builder.matcher(HttpMethod.HEAD, path));
        }
        return matchers.toArray(new RequestMatcher[0]);
    }
}
