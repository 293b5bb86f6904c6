package com.clerk.sdk.spring.boot;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Spares the start of an application slow work that can wait, or that it does not need:
 *
 * <ul>
 *   <li>Spring Boot 3.5 makes beans of Gson wherever Gson is on the class path, to which this SDK brings it. They are
 *       made when something needs them.
 *   <li>Spring searches the methods of each bean for {@code @EventListener}. Neither the beans of Gson nor those of
 *       this starter have it, and a search of the client would load a class for each resource of the API. So Spring is
 *       told to search {@code Object} in place of the classes of these beans.
 * </ul>
 */
final class LighterStart implements BeanFactoryPostProcessor {
    private static final String GSON = "org.springframework.boot.autoconfigure.gson.";
    private static final String OWN = "com.clerk.sdk.spring.boot.Clerk";

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        for (var name : beans.getBeanDefinitionNames()) {
            var definition = beans.getBeanDefinition(name);
            boolean gson = name.contains(GSON) || isFrom(GSON, definition);
            if (gson) {
                definition.setLazyInit(true);
            }
            if (gson || isFrom(OWN, definition)) {
                definition.setAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE, Object.class);
            }
        }
    }

    private static boolean isFrom(String configuration, BeanDefinition definition) {
        var source = definition.getFactoryBeanName();
        return source != null && source.startsWith(configuration);
    }
}
