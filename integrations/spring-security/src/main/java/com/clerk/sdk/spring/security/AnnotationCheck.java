package com.clerk.sdk.spring.security;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.target.HotSwappableTargetSource;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Refuses beans with annotations that nobody would check, so that no method is open by mistake. */
final class AnnotationCheck implements BeanPostProcessor {
    private static final Method[] NO_METHODS = {};

    /**
     * The methods with rules of each type without fault: a type of request-scoped beans is searched once, and not with
     * each request.
     */
    private final Map<Class<?>, List<Method>> passed = new ConcurrentHashMap<>();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        var type = ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(bean));
        var annotated = passed.get(type);
        if (annotated == null) {
            requireCheckable(type, AopUtils.isJdkDynamicProxy(bean));
            annotated = annotated(type);
            passed.put(type, annotated);
        }
        if (bean instanceof Advised proxy) {
            requireChecked(name, annotated, proxy);
        }
        return bean;
    }

    private static List<Method> annotated(Class<?> type) {
        var annotated = new ArrayList<Method>();
        for (var method : methods(type)) {
            if (MethodRule.of(method, type) != null) {
                annotated.add(method);
            }
        }
        return List.copyOf(annotated);
    }

    private static void requireChecked(String name, List<Method> annotated, Advised proxy) {
        for (var method : annotated) {
            if (find(method, proxy.getClass()) != null && !isChecked(method, proxy)) {
                throw new IllegalStateException("The bean " + name + " is a proxy that the application made, and "
                        + "nobody checks the annotations such as @RequireRole of the method "
                        + method.getDeclaringClass().getName() + "." + method.getName() + " behind it. Annotate this "
                        + "method in an interface of the proxy, or make the object behind it a bean.");
            }
        }
    }

    /** Tells whether one of nested proxies checks a method. Each knows the annotations of the class behind it alone. */
    private static boolean isChecked(Method method, Advised proxy) {
        if (isInfrastructure(proxy)) {
            return true;
        }
        var target = target(proxy);
        var type = target == null ? proxy.getTargetClass() : target.getClass();
        return (type != null && isChecked(method, type, proxy))
                || (target instanceof Advised inner && isChecked(method, inner));
    }

    /**
     * Spring's own proxies, such as those of a request-scoped bean and of a bean that is made later, pass each call on
     * to a bean, which is checked itself.
     */
    private static boolean isInfrastructure(Advised proxy) {
        var source = proxy.getTargetSource();
        return proxy instanceof AopInfrastructureBean
                || !(source.isStatic() || source instanceof HotSwappableTargetSource);
    }

    private static @Nullable Object target(Advised proxy) {
        return proxy.getTargetSource() instanceof HotSwappableTargetSource source
                ? source.getTarget()
                : AopProxyUtils.getSingletonTarget(proxy);
    }

    private static boolean isChecked(Method method, Class<?> type, Advised proxy) {
        var known = find(method, type);
        for (var advisor : proxy.getAdvisors()) {
            if (known != null
                    && advisor instanceof PointcutAdvisor rules
                    && rules.getPointcut() instanceof MethodRules checked
                    && checked.matches(known, type)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Method find(Method method, Class<?> type) {
        return ClassUtils.getMethodIfAvailable(type, method.getName(), method.getParameterTypes());
    }

    private static void requireCheckable(Class<?> type, boolean byInterfaces) {
        var method = find(type, byInterfaces);
        if (method != null) {
            throw new IllegalStateException(
                    "The method " + method.getDeclaringClass().getName() + "." + method.getName()
                            + " has an annotation that requires something of its caller, but no proxy can check it, because the "
                            + "method is private, static or final. Make it a public method that can be overridden.");
        }
    }

    /** Refuses an application that has annotated methods and does not check them. */
    static void requireChecks(ApplicationContext context) {
        if (BeanFactoryUtils.beanNamesForTypeIncludingAncestors(context, AnnotationCheck.class, true, false).length
                > 0) {
            return;
        }
        for (var name : context.getBeanDefinitionNames()) {
            var type = context.getType(name, false);
            if (type != null) {
                requireNoRules(name, ClassUtils.getUserClass(type));
            }
        }
        if (context instanceof ConfigurableApplicationContext application) {
            requireNoRules(application.getBeanFactory());
        }
    }

    /** Refuses beans that Spring knows by an interface alone: those that are made already, and those to come. */
    private static void requireNoRules(ConfigurableListableBeanFactory beans) {
        for (var name : beans.getSingletonNames()) {
            var bean = beans.isCurrentlyInCreation(name) ? null : beans.getSingleton(name);
            if (bean != null) {
                requireNoRules(name, AopUtils.getTargetClass(bean));
            }
        }
        beans.addBeanPostProcessor(new Unchecked());
    }

    private static void requireNoRules(String name, Class<?> type) {
        if (!annotated(type).isEmpty()) {
            throw new IllegalStateException("The bean " + name + " has annotations such as @RequireRole, which nobody "
                    + "checks. Add @EnableClerkSecurity to a configuration of the application.");
        }
    }

    /** Refuses beans with rules while they are made. */
    private static final class Unchecked implements BeanPostProcessor {
        private final Set<Class<?>> passed = ConcurrentHashMap.newKeySet();

        @Override
        public Object postProcessBeforeInitialization(Object bean, String name) {
            var type = AopUtils.getTargetClass(bean);
            if (!passed.contains(type)) {
                requireNoRules(name, type);
                passed.add(type);
            }
            return bean;
        }
    }

    /** Returns an annotated method that a proxy cannot check, or null. */
    private static @Nullable Method find(Class<?> type, boolean byInterfaces) {
        for (var method : methods(type)) {
            if (isUncheckable(method) && MethodRule.isOn(method)) {
                return method;
            }
            if (!byInterfaces && isFinal(method) && MethodRule.isOnHierarchy(method, type)) {
                return method;
            }
        }
        return null;
    }

    /** Tells whether a subclass cannot override the method, so that only a proxy of its interfaces can check it. */
    private static boolean isFinal(Method method) {
        return Modifier.isFinal(method.getModifiers())
                && !Modifier.isPrivate(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && method.getDeclaringClass() != Object.class;
    }

    private static Method[] methods(Class<?> type) {
        if (!MethodRules.mayHaveRules(type)) {
            return NO_METHODS;
        }
        try {
            return ReflectionUtils.getAllDeclaredMethods(type);
        } catch (IllegalStateException e) {
            return NO_METHODS; // a method has a type that is not on the class path, so nobody can call or proxy it
        }
    }

    private static boolean isUncheckable(Method method) {
        return (method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL)) != 0;
    }
}
