package com.clerk.sdk.spring.boot;

import com.clerk.sdk.webhooks.WebhookHandler;
import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ReflectionUtils;

/** Finds the methods with {@link ClerkWebhookEvent}. It looks at the types of beans only, and makes no bean. */
final class WebhookMethods {
    private static final Log LOG = LogFactory.getLog(WebhookMethods.class);

    private final ConfigurableListableBeanFactory beans;
    private final Map<Class<?>, Method> found = new LinkedHashMap<>();

    WebhookMethods(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * Adds an action for each method with the annotation. The action looks its bean up when an event arrives. If no
     * bean has such a method, this writes a warning to the log, because the endpoint answers 204 to events without an
     * action.
     */
    void addTo(WebhookHandler.Builder handler) {
        for (var name : beans.getBeanNamesForType(Object.class, true, false)) {
            // The bean behind a scoped proxy would be found a second time.
            if (!name.startsWith("scopedTarget.")) {
                addBean(handler, name);
            }
        }
        if (found.isEmpty()) {
            LOG.warn("Nobody handles the events of webhooks: clerk.webhooks.path is set, and no bean has a method with "
                    + "@ClerkWebhookEvent. Events are answered with status 204, and Clerk does not send them again. "
                    + "Make the class with the methods a bean, such as by @Component, or define a bean of type "
                    + "WebhookHandler. A @Bean method must have the class as its type, not an interface.");
        }
    }

    private void addBean(WebhookHandler.Builder handler, String name) {
        var type = AutoProxyUtils.determineTargetClass(beans, name);
        if (type == null || !AnnotationUtils.isCandidateClass(type, ClerkWebhookEvent.class)) {
            return;
        }
        for (var method : methods(type)) {
            var event = eventOf(method);
            var other = found.put(event, method);
            if (other != null) {
                throw new IllegalStateException("Two methods with @ClerkWebhookEvent handle " + event.getSimpleName()
                        + ": " + other + " and " + method + ". Remove one of them.");
            }
            if (event.equals(WebhookEvent.class)) {
                handler.otherwise(received -> invoke(name, method, received));
            } else {
                handler.on(event, received -> invoke(name, method, received));
            }
        }
    }

    private static Set<Method> methods(Class<?> type) {
        return MethodIntrospector.selectMethods(type, (ReflectionUtils.MethodFilter)
                method -> AnnotatedElementUtils.hasAnnotation(method, ClerkWebhookEvent.class));
    }

    private static Class<? extends WebhookEvent> eventOf(Method method) {
        var parameters = method.getParameterTypes();
        if (parameters.length != 1 || !WebhookEvent.class.isAssignableFrom(parameters[0])) {
            throw new IllegalStateException(
                    "The method " + method + " with @ClerkWebhookEvent must have one parameter: "
                            + "the type of the event, such as UserCreated, or WebhookEvent for all other events.");
        }
        return parameters[0].asSubclass(WebhookEvent.class);
    }

    private void invoke(String name, Method method, WebhookEvent event) {
        var bean = beans.getBean(name);
        var callable = AopUtils.selectInvocableMethod(method, bean.getClass());
        ReflectionUtils.makeAccessible(callable);
        try {
            callable.invoke(bean, event);
        } catch (InvocationTargetException e) {
            throw unchecked(e.getTargetException());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("The method " + method + " with @ClerkWebhookEvent cannot be called.", e);
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new UndeclaredThrowableException(failure);
    }
}
