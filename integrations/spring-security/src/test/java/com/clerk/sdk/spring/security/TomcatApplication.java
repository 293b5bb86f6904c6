package com.clerk.sdk.spring.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;
import org.springframework.web.servlet.DispatcherServlet;

/** An application of Spring MVC in Tomcat, without Spring Boot, whose classes move between its lines. */
final class TomcatApplication implements AutoCloseable {
    private final Tomcat tomcat = new Tomcat();
    private final Path folder;
    private final AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();

    private TomcatApplication(Path folder) {
        this.folder = folder;
    }

    static TomcatApplication start(Class<?>... configurations) {
        return start(List.of(), configurations);
    }

    /**
     * Starts an application.
     *
     * @param before filters before those of Spring Security
     */
    static TomcatApplication start(List<Filter> before, Class<?>... configurations) {
        try {
            var application = new TomcatApplication(Files.createTempDirectory("clerk-spring"));
            application.run(before, configurations);
            return application;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts an application whose container believes the headers of a proxy. */
    static TomcatApplication behindProxy(Class<?>... configurations) {
        var application = start(configurations);
        var proxies = new RemoteIpValve();
        proxies.setHostHeader("X-Forwarded-Host");
        proxies.setProtocolHeader("X-Forwarded-Proto");
        application.tomcat.getEngine().getPipeline().addValve(proxies);
        return application;
    }

    private void run(List<Filter> before, Class<?>... configurations) throws LifecycleException {
        tomcat.setBaseDir(folder.toString());
        var connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
        tomcat.setConnector(connector);
        var context = tomcat.addContext("", new File(folder.toString()).getAbsolutePath());
        context.setLoader(new TestLoader());
        spring.register(configurations);
        spring.setServletContext(context.getServletContext());
        spring.refresh();
        for (var filter : before) {
            addFilter(context, "before" + before.indexOf(filter), filter);
        }
        addFilter(context, "security", new DelegatingFilterProxy("springSecurityFilterChain", spring));
        var servlet = Tomcat.addServlet(context, "application", new DispatcherServlet(spring));
        servlet.setAsyncSupported(true);
        servlet.addMapping("/");
        var error = new ErrorPage();
        error.setLocation("/error");
        context.addErrorPage(error);
        tomcat.start();
    }

    private static void addFilter(Context context, String name, Filter filter) {
        var definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        var map = new FilterMap();
        map.setFilterName(name);
        map.addURLPattern("/*");
        for (var type : DispatcherType.values()) {
            map.setDispatcher(type.name());
        }
        context.addFilterMap(map);
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    AnnotationConfigWebApplicationContext context() {
        return spring;
    }

    <T> T bean(Class<T> type) {
        return spring.getBean(type);
    }

    /** Returns how many sessions the container has made. */
    long sessions() {
        var context = (Context) tomcat.getHost().findChildren()[0];
        return context.getManager().getSessionCounter();
    }

    Http.Response send(String method, String target, String... headers) {
        return Http.send(port(), method, target, headers);
    }

    @Override
    public void close() {
        try {
            spring.close();
            tomcat.stop();
            tomcat.destroy();
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
