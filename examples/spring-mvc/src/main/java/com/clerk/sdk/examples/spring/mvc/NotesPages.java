package com.clerk.sdk.examples.spring.mvc;

import com.clerk.sdk.thymeleaf.ClerkDialect;
import com.clerk.sdk.web.ClerkScripts;
import com.clerk.sdk.web.ContentSecurityPolicy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The pages that need no controller, and their content security policy. */
@Configuration(proxyBeanMethods = false)
class NotesPages implements WebMvcConfigurer {
    private final ClerkScripts scripts;

    NotesPages(ClerkScripts scripts) {
        this.scripts = scripts;
    }

    @Override
    public void addViewControllers(ViewControllerRegistry pages) {
        pages.addViewController("/").setViewName("home");
        pages.addViewController("/sign-in").setViewName("sign-in");
        pages.addViewController("/sign-up").setViewName("sign-up");
        pages.addViewController("/private").setViewName("private");
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(
                new Policy(ContentSecurityPolicy.builder(scripts).build()));
    }

    // snippet: starter-policy
    /** Gives each page a nonce, for Clerk's scripts in the template and for the content security policy. */
    record Policy(ContentSecurityPolicy policy) implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            var nonce = ContentSecurityPolicy.nonce();
            request.setAttribute(ClerkDialect.NONCE, nonce);
            response.setHeader("Content-Security-Policy", policy.header(nonce));
            return true;
        }
    }
    // end
}
