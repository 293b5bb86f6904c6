package com.clerk.sdk.servlet;

import static com.clerk.sdk.auth.Has.role;
import static com.clerk.sdk.servlet.TestInstance.admin;
import static com.clerk.sdk.servlet.TestInstance.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The filter in Tomcat. The build runs it with Tomcat 10.1 and 11. */
class TomcatTest extends FilterContract {
    @TempDir
    private Path folder;

    @Override
    Container start(Container.Application application) {
        return start(folder, application);
    }

    @Test
    void aFolderIsOpenAlsoIfItsWelcomeFileAnswers() throws IOException {
        Files.writeString(docBase(folder).resolve("index.html"), "welcome");
        run(guard().protect("/**").open("/").build());
        assertThat(send("GET", "/").status()).isEqualTo(200);
        assertThat(send("GET", "/index.html").status()).isEqualTo(401);
        assertThat(send("GET", "//").status()).isEqualTo(401);
        assertThat(send("GET", "/;x=1").status()).isEqualTo(401);
    }

    @Test
    void aWelcomeFileThatRequiresSomethingRequiresItOfItsFolderToo() throws IOException {
        Files.writeString(docBase(folder).resolve("index.html"), "welcome");
        run(guard().open("/").require("/index.html", role("org:admin")).build());
        assertThat(send("GET", "/").status()).isEqualTo(401);
        assertThat(send("GET", "/", bearer(admin())).status()).isEqualTo(200);
    }

    static Container start(Path folder, Container.Application application) {
        var tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        var connector = new org.apache.catalina.connector.Connector();
        connector.setPort(0);
        connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
        connector.setProperty("relaxedPathChars", "\\");
        connector.setProperty("encodedSolidusHandling", "passthrough");
        tomcat.setConnector(connector);
        var context =
                tomcat.addContext(application.contextPath(), docBase(folder).toString());
        context.addWelcomeFile("index.html");
        if (application.behindProxy()) {
            var proxies = new RemoteIpValve();
            proxies.setHostHeader("X-Forwarded-Host");
            proxies.setProtocolHeader("X-Forwarded-Proto");
            tomcat.getEngine().getPipeline().addValve(proxies);
        }
        for (int i = 0; i < application.filters().size(); i++) {
            var filter = new FilterDef();
            filter.setFilterName("filter" + i);
            filter.setFilter(application.filters().get(i));
            filter.setAsyncSupported("true");
            context.addFilterDef(filter);
            var map = new FilterMap();
            map.setFilterName("filter" + i);
            map.addURLPattern("/*");
            for (var type : jakarta.servlet.DispatcherType.values()) {
                map.setDispatcher(type.name());
            }
            context.addFilterMap(map);
        }
        var servlet = Tomcat.addServlet(context, "app", application.servlet());
        servlet.setAsyncSupported(true);
        servlet.addMapping("/");
        var error = new ErrorPage();
        error.setLocation("/error");
        context.addErrorPage(error);
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new AssertionError(e);
        }
        return new Running(tomcat);
    }

    private static Path docBase(Path folder) {
        try {
            return Files.createDirectories(folder.resolve("app"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Running(Tomcat tomcat) implements Container {
        @Override
        public int port() {
            return tomcat.getConnector().getLocalPort();
        }

        @Override
        public void close() {
            try {
                tomcat.stop();
                tomcat.destroy();
            } catch (LifecycleException e) {
                throw new AssertionError(e);
            }
        }
    }
}
