package com.clerk.sdk.spring.security;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
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
     * Types without fault, and whether they have rules: a type of request-scoped beans is searched once, and not with
     * each request.
     */
    private final Map<Class<?>, Boolean> passed = new ConcurrentHashMap<>();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        var type = ClassUtils.getUserClass(AopUtils.getTargetClass(bean));
        var hasRules = passed.get(type);
        if (hasRules == null) {
            requireCheckable(type, AopUtils.isJdkDynamicProxy(bean));
            hasRules = hasRules(type);
            passed.put(type, hasRules);
        }
        if (hasRules && bean instanceof Advised proxy && !isChecked(proxy)) {
            throw new IllegalStateException("The bean " + name + " is a proxy that the application made, for an object "
                    + "of the class " + type.getName() + ", whose annotations such as @RequireRole nobody checks. "
                    + "Annotate an interface of the proxy, or let the object be a bean.");
        }
        return bean;
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

    /**
     * Tells whether one of nested proxies checks the rules. Infrastructure of Spring, such as the proxy of a
     * request-scoped bean, passes each call on to a bean, which is checked itself.
     */
    private static boolean isChecked(Advised proxy) {
        for (var advisor : proxy.getAdvisors()) {
            if (advisor instanceof PointcutAdvisor rules && rules.getPointcut() instanceof MethodRules) {
                return true;
            }
        }
        return proxy instanceof AopInfrastructureBean
                || !proxy.getTargetSource().isStatic()
                || (AopProxyUtils.getSingletonTarget(proxy) instanceof Advised inner && isChecked(inner));
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
        if (hasRules(type)) {
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

    private static boolean hasRules(Class<?> type) {
        for (var method : methods(type)) {
            if (MethodRule.of(method, type) != null) {
                return true;
            }
        }
        return false;
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
        return Modifier.isFinal(method.getModifiers()) && method.getDeclaringClass() != Object.class;
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
