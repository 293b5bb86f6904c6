package com.clerk.sdk.spring.boot;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Spring Boot 3.5 makes beans of Gson wherever Gson is on the class path, to which this SDK brings it. That costs more
 * of the start than all of Clerk, so the beans are made when something needs them.
 */
final class LazyGson implements BeanFactoryPostProcessor {
    private static final String CONFIGURATION = "org.springframework.boot.autoconfigure.gson.";

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        for (var name : beans.getBeanDefinitionNames()) {
            var definition = beans.getBeanDefinition(name);
            if (name.contains(CONFIGURATION) || isFromConfiguration(definition)) {
                definition.setLazyInit(true);
            }
        }
    }

    private static boolean isFromConfiguration(BeanDefinition definition) {
        var source = definition.getFactoryBeanName();
        return source != null && source.startsWith(CONFIGURATION);
    }
}
