package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.spring.security.RequireRole;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.samples.Pets;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;
import reactor.core.publisher.Mono;

/** A word at the start of an application whose {@code @PreAuthorize} nobody checks. */
@ExtendWith(OutputCaptureExtension.class)
class MethodSecurityCheckTest {
    private static final String SECRET = "clerk.secret-key=" + Keys.SECRET;
    private static final String WARNING = "which nobody checks";

    @ParameterizedTest
    @ValueSource(
            classes = {
                OnMethod.class,
                OnType.class,
                OnInterface.class,
                OnInheritedInterface.class,
                ByAnotherAnnotation.class,
                OfASample.class
            })
    void theBeanIsNamedOnce(Class<?> application, CapturedOutput output) {
        RunningApplication.servlet(application, SECRET).close();
        assertThat(output.getAll())
                .containsOnlyOnce(WARNING)
                .contains("The bean annotated has the annotation @PreAuthorize", "Add @EnableMethodSecurity");
    }

    /** Spring knows such a bean by an interface alone, but notes the class behind the proxy. */
    @Test
    void theClassBehindAProxyOfAnInterfaceIsSearchedToo(CapturedOutput output) {
        RunningApplication.servlet(BehindAProxy.class, SECRET, "spring.aop.proxy-target-class=false")
                .close();
        assertThat(output.getAll()).containsOnlyOnce(WARNING).contains("The bean annotated has the annotation");
    }

    @Test
    void inWebFluxToo(CapturedOutput output) {
        RunningApplication.reactive(OnMethod.class, SECRET).close();
        assertThat(output.getAll()).containsOnlyOnce(WARNING).contains("@EnableReactiveMethodSecurity with WebFlux");
    }

    @Test
    void nothingIsSaidWhereTheyAreCheckedOrAbsent(CapturedOutput output) {
        RunningApplication.servlet(Checked.class, SECRET).close();
        RunningApplication.reactive(CheckedReactive.class, SECRET).close();
        RunningApplication.servlet(ConditionsTest.Plain.class, SECRET).close();
        assertThat(output.getAll()).contains("Started").doesNotContain(WARNING);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OnMethod {
        @Bean
        Reports annotated() {
            return new Reports();
        }
    }

    static class Reports {
        @PreAuthorize("hasRole('org:admin')")
        public Mono<String> read() {
            return Mono.just("report");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OnType {
        @Bean
        Type annotated() {
            return new Type();
        }

        @PostAuthorize("returnObject != null")
        static class Type {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OnInterface {
        interface Api {
            @PreAuthorize("hasRole('org:admin')")
            String read();
        }

        @Bean
        Api annotated() {
            return () -> "report";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OnInheritedInterface {
        interface SubApi extends OnInterface.Api {
            @Override
            String read();
        }

        static class Base implements SubApi {
            @Override
            public String read() {
                return "report";
            }
        }

        static class Bottom extends Base {}

        @Bean
        Bottom annotated() {
            return new Bottom();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class ByAnotherAnnotation {
        @Retention(RetentionPolicy.RUNTIME)
        @PreAuthorize("hasRole('org:admin')")
        @interface Admins {}

        static class Bottom {
            @Admins
            void read() {}
        }

        @Bean
        Bottom annotated() {
            return new Bottom();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class BehindAProxy {
        interface Api {
            String read();
        }

        static class Implementation implements Api {
            @Override
            @RequireRole("org:admin")
            @PreAuthorize("hasRole('org:admin')")
            public String read() {
                return "report";
            }
        }

        @Bean
        Api annotated() {
            return new Implementation();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OfASample {
        @Bean
        Pets annotated() {
            return new Pets();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableMethodSecurity
    @Import(OnMethod.class)
    static class Checked {}

    @Configuration(proxyBeanMethods = false)
    @EnableReactiveMethodSecurity
    @Import(OnMethod.class)
    static class CheckedReactive {}
}
