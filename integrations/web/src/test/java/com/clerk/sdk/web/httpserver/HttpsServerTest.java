package com.clerk.sdk.web.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.web.RequestGuard;
import com.clerk.sdk.web.TestInstance;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The filter in a server of the JDK that speaks TLS itself. */
class HttpsServerTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private final RequestAuthenticator authenticator =
            TestInstance.authenticator().build();
    private HttpsServer server;
    private SSLContext tls;

    @BeforeEach
    void start() throws Exception {
        tls = tls(keyStore());
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        var filters = server.createContext("/", exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                })
                .getFilters();
        filters.add(new ClerkHttpFilter(
                RequestGuard.builder(authenticator).protect("/first").build()));
        filters.add(new ClerkHttpFilter(
                RequestGuard.builder(authenticator).protect("/second").build()));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        authenticator.close();
    }

    /** Has the JDK make a key and a certificate, which only this test trusts. */
    private KeyStore keyStore() throws Exception {
        var file = folder.resolve("keys.p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(made.waitFor()).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static SSLContext tls(KeyStore keys) throws Exception {
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private String location(String path) throws IOException, InterruptedException {
        var url = "https://localhost:" + server.getAddress().getPort() + path;
        var page = HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "text/html")
                .build();
        var client = HttpClient.newBuilder().sslContext(tls).build();
        return client.send(page, BodyHandlers.discarding())
                .headers()
                .firstValue("location")
                .orElse("");
    }

    @Test
    void theWayBackHasTheSchemeOfTheServer() throws Exception {
        assertThat(location("/first"))
                .startsWith("https://localhost:")
                .contains("redirect_url=https%3A%2F%2Flocalhost");
    }

    @Test
    void theWayBackFromASecondGuardHasItToo() throws Exception {
        assertThat(location("/second"))
                .startsWith("https://localhost:")
                .contains("redirect_url=https%3A%2F%2Flocalhost");
    }
}
