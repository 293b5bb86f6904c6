package com.clerk.sdk.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.TestAuth;
import com.clerk.sdk.auth.TokenCarrier;
import com.clerk.sdk.auth.TokenType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.AliasFor;
import org.springframework.integration.samples.Orders;
import org.springframework.samples.Clinic;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.method.AuthorizeReturnObject;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Annotated methods: each way to annotate one denies, or is refused when the application starts. */
class MethodSecurityTest {
    private static final Auth ADMIN =
            TestAuth.session(Map.of("sub", "user_1", "org_id", "org_1", "org_role", "org:admin"));
    private static final Auth MEMBER =
            TestAuth.session(Map.of("sub", "user_2", "org_id", "org_1", "org_role", "org:member"));

    @Configuration
    @EnableMethodSecurity(proxyTargetClass = true)
    @Enabled
    static class Secured {}

    @Configuration
    @EnableMethodSecurity
    @Enabled
    static class SecuredByInterfaces {}

    /** The configurations of {@link EnableClerkSecurity}, without the part for Spring MVC. */
    @Retention(RetentionPolicy.RUNTIME)
    @Import({ClerkMethodSecurity.class, ClerkExpressions.Registration.class})
    @interface Enabled {}

    interface Api {
        String call();
    }

    interface AnnotatedApi extends Api {
        @Override
        @RequireRole("org:admin")
        String call();
    }

    interface SubApi extends AnnotatedApi {}

    @RequireRole("org:admin")
    interface AnnotatedType extends Api {}

    static class OnMethod implements Api {
        @Override
        @RequireRole("org:admin")
        public String call() {
            return "called";
        }
    }

    @RequireRole("org:admin")
    static class OnClass implements Api {
        @Override
        public String call() {
            return "called";
        }
    }

    static class OnInterfaceMethod implements AnnotatedApi {
        @Override
        public String call() {
            return "called";
        }
    }

    static class OnSuperInterfaceMethod implements SubApi {
        @Override
        public String call() {
            return "called";
        }
    }

    static class OnInterface implements AnnotatedType {
        @Override
        public String call() {
            return "called";
        }
    }

    static class Inherited extends OnMethod {}

    static class InheritedFromClass extends OnClass {}

    static class Overridden extends OnMethod {
        @Override
        public String call() {
            return "called";
        }
    }

    static class Plain implements Api {
        @Override
        public String call() {
            return "called";
        }
    }

    @RequireRole("org:admin")
    static class InheritsPlain extends Plain {}

    abstract static class Generic<T> {
        @RequireRole("org:admin")
        public abstract String take(T value);
    }

    static class OfGeneric extends Generic<String> implements Api {
        @Override
        public String take(String value) {
            return "called";
        }

        @Override
        public String call() {
            throw new UnsupportedOperationException();
        }
    }

    interface GenericApi<T> {
        @RequireRole("org:admin")
        String take(T value);
    }

    static class OfGenericApi implements GenericApi<String> {
        @Override
        public String take(String value) {
            return "called";
        }
    }

    @RequireRole("org:admin")
    static class BothOnClassAndMethod implements Api {
        @Override
        @RequireRole("org:member")
        public String call() {
            return "called";
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @RequireRole("org:admin")
    @interface AdminOnly {}

    @Retention(RetentionPolicy.RUNTIME)
    @RequireRole("")
    @interface Only {
        @AliasFor(annotation = RequireRole.class, attribute = "value")
        String role();
    }

    static class Composed implements Api {
        @Override
        @AdminOnly
        public String call() {
            return "called";
        }
    }

    static class ComposedWithAlias implements Api {
        @Override
        @Only(role = "org:admin")
        public String call() {
            return "called";
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Repeatable(Roles.class)
    @RequireRole("")
    @interface Role {
        @AliasFor(annotation = RequireRole.class, attribute = "value")
        String value();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Roles {
        Role[] value();
    }

    static class Repeated implements Api {
        @Override
        @Role("org:admin")
        @Role("org:admin")
        public String call() {
            return "called";
        }
    }

    @Role("org:admin")
    @Role("org:admin")
    static class RepeatedOnClass implements Api {
        @Override
        public String call() {
            return "called";
        }
    }

    /** The method is of a class that does not know the interface. */
    static class ImplementedByBase extends BaseOfEveryone implements AnnotatedApi {}

    /** Public, as a base class of another package is, so that the compiler adds no method to the class below it. */
    public abstract static class BaseOfEveryone {
        public String call() {
            return "called";
        }
    }

    static class WithExpression implements Api {
        @Override
        @RequireRole("org:admin")
        @PreAuthorize("authentication.name == 'user_1'")
        public String call() {
            return "called";
        }
    }

    static class Expression implements Api {
        @Override
        @PreAuthorize("@clerk.role('org:admin') and @clerk.signedIn()")
        public String call() {
            return "called";
        }
    }

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    private static void be(Auth auth) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(ClerkAuthentication.of(auth, TokenCarrier.HEADER));
        SecurityContextHolder.setContext(context);
    }

    static List<Class<? extends Api>> apis() {
        return List.of(
                OnMethod.class,
                OnClass.class,
                OnInterfaceMethod.class,
                OnSuperInterfaceMethod.class,
                OnInterface.class,
                Inherited.class,
                InheritedFromClass.class,
                Overridden.class,
                InheritsPlain.class,
                ImplementedByBase.class,
                Composed.class,
                ComposedWithAlias.class,
                Repeated.class,
                RepeatedOnClass.class,
                WithExpression.class,
                Expression.class);
    }

    @ParameterizedTest
    @MethodSource("apis")
    void eachWayToAnnotateAMethodDenies(Class<? extends Api> type) {
        for (var configuration : List.of(Secured.class, SecuredByInterfaces.class)) {
            try (var context = new AnnotationConfigApplicationContext(configuration, type)) {
                var api = context.getBean(Api.class);
                be(ADMIN);
                assertThat(api.call()).isEqualTo("called");
                be(MEMBER);
                assertThatThrownBy(api::call).isInstanceOf(AccessDeniedException.class);
                SecurityContextHolder.clearContext();
                assertThatThrownBy(api::call).isInstanceOf(RuntimeException.class);
            }
        }
    }

    static class Returning {
        @AuthorizeReturnObject
        OnMethod find() {
            return new OnMethod();
        }
    }

    @Test
    void theMethodsOfAReturnedObjectDeny() {
        try (var context = new AnnotationConfigApplicationContext(Secured.class, Returning.class)) {
            be(MEMBER);
            var found = context.getBean(Returning.class).find();
            assertThatThrownBy(found::call).isInstanceOf(AccessDeniedException.class);
            be(ADMIN);
            assertThat(found.call()).isEqualTo("called");
        }
    }

    @Configuration
    @EnableReactiveMethodSecurity
    @Import(ClerkReactiveMethodSecurity.class)
    static class SecuredReactive {}

    static class Reactive {
        @RequireRole("org:admin")
        public Mono<String> call() {
            return Mono.just("called");
        }
    }

    static class ReturningReactive {
        @AuthorizeReturnObject
        public Mono<Reactive> find() {
            return Mono.just(new Reactive());
        }
    }

    @Test
    void theMethodsOfAReturnedObjectDenyInWebFluxToo() {
        try (var context = new AnnotationConfigApplicationContext(SecuredReactive.class, ReturningReactive.class)) {
            var called = context.getBean(ReturningReactive.class).find().flatMap(Reactive::call);
            assertThatThrownBy(() -> called.contextWrite(as(MEMBER)).block()).isInstanceOf(AccessDeniedException.class);
            assertThat(called.contextWrite(as(ADMIN)).block()).isEqualTo("called");
        }
    }

    private static Context as(Auth auth) {
        return ReactiveSecurityContextHolder.withAuthentication(ClerkAuthentication.of(auth, TokenCarrier.HEADER));
    }

    @Test
    void aMethodWithTypeVariablesDenies() {
        try (var context = new AnnotationConfigApplicationContext(Secured.class, OfGeneric.class, OfGenericApi.class)) {
            be(MEMBER);
            Generic<String> generic = context.getBean(OfGeneric.class);
            assertThatThrownBy(() -> generic.take("x")).isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> context.getBean(OfGeneric.class).take("x"))
                    .isInstanceOf(AccessDeniedException.class);
            GenericApi<String> api = context.getBean(OfGenericApi.class);
            assertThatThrownBy(() -> api.take("x")).isInstanceOf(AccessDeniedException.class);
            be(ADMIN);
            assertThat(generic.take("x")).isEqualTo("called");
            assertThat(api.take("x")).isEqualTo("called");
        }
    }

    /** Public, so that the compiler adds no method to the classes below it. */
    public abstract static class BaseWithVariable<T> {
        public String take(T value) {
            return "called";
        }
    }

    static class OfBaseWithVariable extends BaseWithVariable<String> implements GenericApi<String> {}

    interface TakesNumber {
        @RequireRole("org:admin")
        String take(Integer value);
    }

    static class Overloaded extends BaseWithVariable<String> implements TakesNumber {
        @Override
        public String take(Integer value) {
            return "called with a number";
        }
    }

    @Test
    void aMethodWithTypeVariablesOfABaseClassThatDoesNotKnowTheInterfaceDenies() {
        try (var context = new AnnotationConfigApplicationContext(Secured.class, OfBaseWithVariable.class)) {
            be(MEMBER);
            GenericApi<String> api = context.getBean(OfBaseWithVariable.class);
            assertThatThrownBy(() -> api.take("x")).isInstanceOf(AccessDeniedException.class);
            BaseWithVariable<String> base = context.getBean(OfBaseWithVariable.class);
            assertThatThrownBy(() -> base.take("x")).isInstanceOf(AccessDeniedException.class);
            be(ADMIN);
            assertThat(api.take("x")).isEqualTo("called");
        }
    }

    @Test
    void anAnnotationDoesNotHoldForAnotherMethodOfTheSameName() {
        try (var context = new AnnotationConfigApplicationContext(Secured.class, Overloaded.class)) {
            be(MEMBER);
            var overloaded = context.getBean(Overloaded.class);
            assertThat(overloaded.take("x")).isEqualTo("called");
            assertThatThrownBy(() -> overloaded.take(1)).isInstanceOf(AccessDeniedException.class);
        }
    }

    @RequireRole("org:admin")
    interface Repository {
        @AcceptsToken(TokenType.SESSION_TOKEN)
        String find();
    }

    /** Makes a proxy whose class of the target knows nothing of the interface, as Spring Data does for a repository. */
    static final class RepositoryFactory implements FactoryBean<Repository> {
        @Override
        public Repository getObject() {
            var proxy = new ProxyFactory(new Plain());
            proxy.setInterfaces(Repository.class);
            proxy.addAdvice((MethodInterceptor) call -> "found");
            return (Repository) proxy.getProxy();
        }

        @Override
        public Class<?> getObjectType() {
            return Repository.class;
        }
    }

    @Test
    void theAnnotationsOfAnInterfaceAndItsMethodsHoldForAProxyOfAnotherClass() {
        try (var context = new AnnotationConfigApplicationContext(Secured.class, RepositoryFactory.class)) {
            var repository = context.getBean(Repository.class);
            be(MEMBER);
            assertThatThrownBy(repository::find).isInstanceOf(AccessDeniedException.class);
            be(ADMIN);
            assertThat(repository.find()).isEqualTo("found");
        }
    }

    @Configuration
    static class OwnProxy {
        @Bean
        Api api() {
            var proxy = new ProxyFactory(new OnMethod());
            proxy.setInterfaces(Api.class);
            return (Api) proxy.getProxy();
        }
    }

    /** Spring sees an interface without annotations, and makes no proxy that would check those behind it. */
    @Test
    void aProxyOfTheApplicationInFrontOfAnnotationsEndsTheStart() {
        assertThatThrownBy(() -> new AnnotationConfigApplicationContext(Secured.class, OwnProxy.class))
                .rootCause()
                .hasMessageContainingAll("The bean api is a proxy", OnMethod.class.getName() + ".call", "a bean");
    }

    interface Two {
        @RequireRole("org:admin")
        String one();

        String two();
    }

    static class OnOther implements Two {
        @Override
        public String one() {
            return "one";
        }

        @Override
        @RequireRole("org:admin")
        public String two() {
            return "two";
        }
    }

    @Configuration
    static class ProxyOfTwo {
        @Bean
        Two two() {
            var proxy = new ProxyFactory(new OnOther());
            proxy.setInterfaces(Two.class);
            return (Two) proxy.getProxy();
        }
    }

    /** The proxy around it checks what the interface annotates, and knows nothing of the class. */
    @Test
    void aProxyOfTheApplicationInFrontOfFurtherAnnotationsEndsTheStart() {
        assertThatThrownBy(() -> new AnnotationConfigApplicationContext(Secured.class, ProxyOfTwo.class))
                .rootCause()
                .hasMessageContaining(OnOther.class.getName() + ".two");
    }

    private static Api proxyOf(Object target) {
        var proxy = new ProxyFactory(target);
        proxy.setInterfaces(Api.class);
        return (Api) proxy.getProxy();
    }

    @Configuration
    static class ProxyOfBean {
        @Bean
        OnMethod real() {
            return new OnMethod();
        }

        @Bean
        Api first(OnMethod real) {
            return proxyOf(real);
        }
    }

    @Configuration
    @Import(ProxyOfBean.class)
    static class SecondProxy {
        @Bean
        @DependsOn("first")
        Api second() {
            return proxyOf(new OnMethod());
        }
    }

    @Test
    void aProxyOfABeanIsCheckedByTheBean() {
        try (var context = new AnnotationConfigApplicationContext(Secured.class, ProxyOfBean.class)) {
            be(MEMBER);
            assertThatThrownBy(context.getBean("first", Api.class)::call).isInstanceOf(AccessDeniedException.class);
        }
    }

    /** The two proxies have the same class. */
    @Test
    void aSecondProxyIsNotTakenForTheFirst() {
        assertThatThrownBy(() -> new AnnotationConfigApplicationContext(Secured.class, SecondProxy.class))
                .rootCause()
                .hasMessageContaining("The bean second is a proxy");
    }

    @Configuration
    static class ProxiesOfLaterBeans {
        @Bean
        @Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
        OnMethod scoped() {
            return new OnMethod();
        }

        @Bean
        Api ofScoped(@Qualifier("scoped") OnMethod scoped) {
            return proxyOf(scoped);
        }

        @Bean
        Api ofLazy(@Lazy @Qualifier("scoped") OnMethod lazy) {
            return proxyOf(lazy);
        }
    }

    @Test
    void aProxyOfABeanThatIsMadeLaterIsCheckedByTheBean() {
        try (var context = new AnnotationConfigApplicationContext(Secured.class, ProxiesOfLaterBeans.class)) {
            be(MEMBER);
            for (var name : List.of("ofScoped", "ofLazy")) {
                assertThatThrownBy(context.getBean(name, Api.class)::call)
                        .as(name)
                        .isInstanceOf(AccessDeniedException.class);
            }
        }
    }

    interface MemberApi extends Api {
        @Override
        @RequireRole("org:member")
        String call();
    }

    static class AdminOfMembers extends OnMethod implements MemberApi {}

    @Configuration
    static class ProxyOfProxy {
        @Bean
        MemberApi api() {
            var inner = new ProxyFactory(new AdminOfMembers());
            inner.setInterfaces(MemberApi.class);
            var outer = new ProxyFactory(inner.getProxy());
            outer.setInterfaces(MemberApi.class);
            return (MemberApi) outer.getProxy();
        }
    }

    @Test
    void theAnnotationsOfTheClassBehindSeveralProxiesHoldToo() {
        try (var context = new AnnotationConfigApplicationContext(Secured.class, ProxyOfProxy.class)) {
            var api = context.getBean(MemberApi.class);
            be(MEMBER);
            assertThatThrownBy(api::call).isInstanceOf(AccessDeniedException.class);
        }
    }

    interface Timed extends Api {}

    @Configuration
    static class ProxyWithAdvice {
        @Bean
        Api api() {
            var proxy = new ProxyFactory(new OnMethod());
            proxy.setInterfaces(Timed.class);
            return (Api) proxy.getProxy();
        }

        @Bean
        static DefaultPointcutAdvisor timing() {
            return new DefaultPointcutAdvisor(new TimedPointcut(), (MethodInterceptor) call -> call.proceed());
        }
    }

    /** Matches the interface of the proxy, as an aspect or {@code @Transactional} does. */
    static final class TimedPointcut extends StaticMethodMatcherPointcut {
        @Override
        public boolean matches(Method method, @Nullable Class<?> type) {
            return type != null && Timed.class.isAssignableFrom(type);
        }
    }

    @Test
    void aProxyOfTheApplicationWithOtherAdviceAroundItEndsTheStartToo() {
        assertThatThrownBy(() -> new AnnotationConfigApplicationContext(Secured.class, ProxyWithAdvice.class))
                .rootCause()
                .hasMessageContainingAll("The bean api is a proxy", OnMethod.class.getName() + ".call");
    }

    interface Nothing {
        String nothing();
    }

    static class WithNothing extends OnMethod implements Nothing {
        @Override
        public String nothing() {
            return "nothing";
        }
    }

    @Configuration
    static class ProxyOfNothing {
        @Bean
        Nothing nothing() {
            var proxy = new ProxyFactory(new WithNothing());
            proxy.setInterfaces(Nothing.class);
            return (Nothing) proxy.getProxy();
        }
    }

    @Test
    void annotatedMethodsThatAProxyDoesNotHaveDoNotEndTheStart() {
        try (var context = new AnnotationConfigApplicationContext(Secured.class, ProxyOfNothing.class)) {
            assertThat(context.getBean(Nothing.class).nothing()).isEqualTo("nothing");
        }
    }

    /** As a private function of Kotlin is, which has the name of a method that a subclass implements. */
    public abstract static class WithPrivateFinal {
        @SuppressWarnings("unused")
        private final String call() {
            return "private";
        }
    }

    static class BelowPrivateFinal extends WithPrivateFinal implements AnnotatedApi {
        @Override
        public String call() {
            return "called";
        }
    }

    @Test
    void aPrivateMethodOfTheSameNameDoesNotEndTheStart() {
        try (var context = new AnnotationConfigApplicationContext(Secured.class, BelowPrivateFinal.class)) {
            be(MEMBER);
            assertThatThrownBy(context.getBean(Api.class)::call).isInstanceOf(AccessDeniedException.class);
        }
    }

    @Configuration
    static class ProxyOfClass {
        @Bean
        OnMethod api() {
            var proxy = new ProxyFactory(new OnMethod());
            proxy.setProxyTargetClass(true);
            return (OnMethod) proxy.getProxy();
        }
    }

    @Test
    void aProxyOfTheApplicationForAnAnnotatedClassDenies() {
        try (var context = new AnnotationConfigApplicationContext(Secured.class, ProxyOfClass.class)) {
            var api = context.getBean(OnMethod.class);
            be(MEMBER);
            assertThatThrownBy(api::call).isInstanceOf(AccessDeniedException.class);
            be(ADMIN);
            assertThat(api.call()).isEqualTo("called");
        }
    }

    @Configuration
    static class Scoped {
        @Bean
        @Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
        OnMethod api() {
            return new OnMethod();
        }
    }

    @Test
    void aBeanWithAScopeOfItsOwnDenies() {
        try (var context = new AnnotationConfigApplicationContext(Secured.class, Scoped.class)) {
            var api = context.getBean("api", OnMethod.class);
            be(MEMBER);
            assertThatThrownBy(api::call).isInstanceOf(AccessDeniedException.class);
            be(ADMIN);
            assertThat(api.call()).isEqualTo("called");
        }
    }

    static class FinalMethod implements AnnotatedApi {
        @Override
        public final String call() {
            return "called";
        }
    }

    @Test
    void aFinalMethodThatImplementsAnAnnotatedOneEndsTheStart() {
        assertThatThrownBy(() -> new AnnotationConfigApplicationContext(Secured.class, FinalMethod.class))
                .rootCause()
                .hasMessageContainingAll(FinalMethod.class.getName() + ".call", "final");
    }

    @Test
    void aFinalMethodIsCheckedByAProxyOfItsInterface() {
        try (var context = new AnnotationConfigApplicationContext(SecuredByInterfaces.class, FinalMethod.class)) {
            be(MEMBER);
            assertThatThrownBy(context.getBean(Api.class)::call).isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void annotationsOfClassAndMethodBothHold() {
        try (var context = new AnnotationConfigApplicationContext(Secured.class, BothOnClassAndMethod.class)) {
            var api = context.getBean(Api.class);
            for (var auth : List.of(ADMIN, MEMBER)) {
                be(auth);
                assertThatThrownBy(api::call).isInstanceOf(AccessDeniedException.class);
            }
        }
    }

    static class Kinds {
        @RequirePermission("org:invoices:read")
        public void permission() {}

        @RequireFeature("org:export")
        public void feature() {}

        @RequirePlan("user:pro")
        public void plan() {}

        @RequireReverification
        public void reverification() {}

        @AcceptsToken(TokenType.API_KEY)
        public void apiKey() {}

        @AcceptsToken({TokenType.API_KEY, TokenType.SESSION_TOKEN})
        public void both() {}
    }

    @Test
    void eachAnnotationAsksForItsOwn() {
        var all = Map.of(
                "sub",
                "user_1",
                "v",
                2,
                "o",
                Map.of("id", "org_1", "rol", "admin", "per", "read", "fpm", "1,0"),
                "fea",
                "o:invoices,o:export",
                "pla",
                "u:pro",
                "fva",
                List.of(1, 1));
        Map<String, Function<Kinds, Runnable>> sessions = Map.of(
                "permission", kinds -> kinds::permission,
                "feature", kinds -> kinds::feature,
                "plan", kinds -> kinds::plan,
                "reverification", kinds -> kinds::reverification,
                "both", kinds -> kinds::both);
        try (var context = new AnnotationConfigApplicationContext(Secured.class, Kinds.class)) {
            var kinds = context.getBean(Kinds.class);
            be(TestAuth.session(all));
            sessions.forEach((name, call) -> call.apply(kinds).run());
            assertThatThrownBy(kinds::apiKey).isInstanceOf(AccessDeniedException.class);
            be(TestAuth.session("user_2"));
            kinds.both();
            assertThatThrownBy(kinds::permission).isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(kinds::feature).isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(kinds::plan).isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(kinds::reverification).isInstanceOf(AccessDeniedException.class);
            be(TestAuth.apiKey("user_1"));
            kinds.apiKey();
            kinds.both();
        }
    }

    static class OnPrivate {
        @RequireRole("org:admin")
        private String call() {
            return "called";
        }
    }

    static class OnStatic {
        @RequireRole("org:admin")
        public static String call() {
            return "called";
        }
    }

    static class OnFinal {
        @RequireRole("org:admin")
        public final String call() {
            return "called";
        }
    }

    static class BelowPrivate extends OnPrivate {}

    @Test
    void anAnnotationThatNoProxyCanCheckIsRefused() {
        for (var type : List.of(OnPrivate.class, OnStatic.class, OnFinal.class, BelowPrivate.class)) {
            assertThatThrownBy(() -> new AnnotationConfigApplicationContext(Secured.class, type))
                    .as(type.getSimpleName())
                    .hasStackTraceContaining("no proxy can check it");
        }
    }

    @Test
    void aBeanThatIsMadeAgainIsRefusedAgain() {
        try (var context = new AnnotationConfigApplicationContext(Secured.class)) {
            context.registerBean("again", OnPrivate.class, definition -> definition.setScope("prototype"));
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> context.getBean("again")).hasStackTraceContaining("no proxy can check it");
            }
        }
    }

    /** Applications begin as copies of Spring's samples, and keep their packages. */
    @ParameterizedTest
    @ValueSource(classes = {Clinic.class, Orders.class})
    void aMethodInAPackageOfSpringsSamplesDenies(Class<? extends Clinic> type) {
        try (var context = new AnnotationConfigApplicationContext(Secured.class, type)) {
            var sample = context.getBean(type);
            be(ADMIN);
            assertThat(sample.read()).isEqualTo("called");
            be(MEMBER);
            assertThatThrownBy(sample::read).isInstanceOf(AccessDeniedException.class);
        }
        try (var context = new AnnotationConfigApplicationContext(Unsecured.class, type)) {
            assertThatThrownBy(() -> AnnotationCheck.requireChecks(context))
                    .hasMessageContaining("Add @EnableClerkSecurity");
        }
    }

    static class Blank {
        @RequireRole("")
        public void call() {}
    }

    @Test
    void anAnnotationWithoutAKeyIsRefused() {
        assertThatThrownBy(() -> new AnnotationConfigApplicationContext(Secured.class, Blank.class))
                .hasStackTraceContaining("The role to check is blank");
    }

    @Configuration
    static class Unsecured {}

    /** A chain is made before many beans, of which Spring knows an interface alone until then. */
    @Configuration
    static class ChainBeforeBean {
        @Bean
        String chain(ApplicationContext context) {
            AnnotationCheck.requireChecks(context);
            return "chain";
        }

        @Bean
        Api annotated() {
            return new OnMethod();
        }
    }

    @Configuration
    static class ChainAfterProxy {
        @Bean
        Api annotated() {
            var proxy = new ProxyFactory(new OnMethod());
            proxy.setInterfaces(Api.class);
            return (Api) proxy.getProxy();
        }

        @Bean
        String chain(ApplicationContext context) {
            AnnotationCheck.requireChecks(context);
            return "chain";
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {ChainBeforeBean.class, ChainAfterProxy.class})
    void annotationsBehindAnInterfaceThatNobodyChecksAreRefused(Class<?> configuration) {
        assertThatThrownBy(() -> new AnnotationConfigApplicationContext(configuration))
                .rootCause()
                .hasMessageContaining("The bean annotated has annotations such as @RequireRole, which nobody checks.");
    }

    @Test
    void aBeanThatIsDeclaredByAnInterfaceDenies() {
        try (var context = new AnnotationConfigApplicationContext(Secured.class, ChainBeforeBean.class)) {
            be(MEMBER);
            assertThatThrownBy(context.getBean(Api.class)::call).isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void annotationsThatNobodyChecksAreRefused() {
        for (var type : List.of(OnMethod.class, OnClass.class, OnInterfaceMethod.class, InheritedFromClass.class)) {
            try (var context = new AnnotationConfigApplicationContext(Unsecured.class, type)) {
                assertThatThrownBy(() -> AnnotationCheck.requireChecks(context))
                        .as(type.getSimpleName())
                        .hasMessageContaining("Add @EnableClerkSecurity");
            }
        }
        try (var context = new AnnotationConfigApplicationContext(Unsecured.class, Plain.class)) {
            AnnotationCheck.requireChecks(context);
        }
        try (var context = new AnnotationConfigApplicationContext(Secured.class, OnMethod.class)) {
            AnnotationCheck.requireChecks(context);
        }
    }
}
