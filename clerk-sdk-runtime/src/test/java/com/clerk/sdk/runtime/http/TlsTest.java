package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.runtime.CallEvent;
import com.clerk.sdk.runtime.RetryPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls over TLS, to a server whose certificate no JVM trusts by itself, as that of a company's proxy. */
class TlsTest extends HttpTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private static SSLContext context;
    private static X509TrustManager trust;

    private final List<CallEvent> events = new ArrayList<>();

    @BeforeAll
    static void createCertificate(@TempDir Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        var file = folder.resolve("server.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        trust = (X509TrustManager) trustManagers.getTrustManagers()[0];
        context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trustManagers.getTrustManagers(), null);
    }

    private static RawServer server(RawServer.Script script) {
        return new RawServer(context.getServerSocketFactory(), script);
    }

    private static void answerEach(RawServer.Peer peer) throws IOException {
        while (peer.readRequest()) {
            peer.write(RawServer.ok("{}"));
        }
    }

    private ApiClient trusting(String url) {
        var http = new OkHttpClient.Builder()
                .sslSocketFactory(context.getSocketFactory(), trust)
                .build();
        return client(b ->
                b.baseUrl(url).httpClient(http).retryPolicy(RetryPolicy.never()).listener(events::add));
    }

    private static String https(RawServer raw) {
        return raw.url().replace("http://", "https://");
    }

    @Test
    void anUntrustedCertificateIsExplainedAndNotTriedAgain() throws IOException {
        try (var raw = server(TlsTest::answerEach)) {
            var alone = client(b -> b.baseUrl(https(raw)).listener(events::add));
            assertThatThrownBy(() -> alone.post("x", "/x").returnsText().execute())
                    .isInstanceOf(ClerkConnectionException.class)
                    .hasCauseInstanceOf(SSLHandshakeException.class)
                    .hasMessage(
                            "POST /x -> connection to 127.0.0.1 failed (try 1, SSLHandshakeException): this JVM does"
                                    + " not trust the certificate of the server. If a proxy of your company presents its own"
                                    + " certificates, import its CA certificate into the trust store of the JVM");
            assertThat(events).hasSize(1);
        }
    }

    @Test
    void aCertificateOfAnotherHostIsExplainedAndNotTriedAgain() throws IOException {
        try (var raw = server(TlsTest::answerEach)) {
            var alone = trusting(https(raw).replace("127.0.0.1", "localhost"));
            assertThatThrownBy(() -> alone.get("x", "/x").returnsText().execute())
                    .isInstanceOf(ClerkConnectionException.class)
                    .hasCauseInstanceOf(SSLPeerUnverifiedException.class)
                    .hasMessageEndingWith(": the certificate of the server is for another host");
            assertThat(events).hasSize(1);
        }
    }

    @Test
    void aPostIsNotSentOnAConnectionThatTheServerClosed() throws IOException, InterruptedException {
        try (var raw = server(peer -> {
            peer.readRequest();
            peer.write(RawServer.ok("{}"));
            peer.socket.close();
        })) {
            var alone = trusting(https(raw));
            for (int i = 0; i < 5; i++) {
                assertThat(alone.post("x", "/x").returnsText().execute()).isEqualTo("{}");
                Thread.sleep(200);
            }
            assertThat(raw.requests).hasSize(5);
        }
    }

    @Test
    void aConnectionThatIsOpenIsUsedAgain() throws IOException {
        try (var raw = server(TlsTest::answerEach)) {
            var alone = trusting(https(raw));
            for (int i = 0; i < 20; i++) {
                assertThat(alone.post("x", "/x").returnsText().execute()).isEqualTo("{}");
            }
            assertThat(raw.connections()).isEqualTo(1);
        }
    }
}
