package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.local.LocalSettings;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The local Clerk as a program of its own: a {@link ClerkServer} on a fixed port, with pages to sign in and to see
 * users, sessions and messages. {@code --help} shows its options.
 */
public final class LocalClerk implements AutoCloseable {
    /** Known to everybody, and of use nowhere but here. */
    private static final String SECRET_KEY = "sk_test_localclerkisnotclerkandthisisnosecret";
    /** Known to everybody too. */
    private static final String WEBHOOK_SECRET = "whsec_bG9jYWwgQ2xlcmssIG5vdCBhIHNlY3JldA==";

    private static final String MAX_REQUEST_TIME = "sun.net.httpserver.maxReqTime";

    private final LocalSettings settings;
    private final ClerkServer server;
    private final @Nullable StateLock lock;
    private final @Nullable StateKeeper state;

    private LocalClerk(LocalOptions options, PrintStream out, PrintStream errors) {
        settings = new LocalSettings(address(options), options.hosts(), options.url());
        var file = options.state() == null ? null : StateFile.place(options.state());
        lock = file == null ? null : StateLock.take(file);
        try {
            server = start(options);
        } catch (RuntimeException e) {
            release();
            throw e;
        }
        try {
            if (options.isStateDiscarded() && file != null && Files.exists(file)) {
                out.println("The state before is in " + StateFile.setAside(file) + ".");
            }
            options.webhooks().forEach(server.webhooks()::deliverTo);
            state = file == null ? null : StateKeeper.start(server, file, settings::handled, errors);
        } catch (RuntimeException e) {
            server.close();
            release();
            throw e;
        }
    }

    private void release() {
        if (lock != null) {
            lock.close();
        }
    }

    private ClerkServer start(LocalOptions options) {
        var builder = ClerkServer.builder()
                .secretKey(SECRET_KEY + options.name())
                .webhooks(WebhookSigner.of(WEBHOOK_SECRET))
                .port(options.port())
                .local(settings);
        if (!options.name().isEmpty()) {
            // Names tell instances apart: their keys, the issuers of their tokens, and their cookies are different.
            builder.frontendApi("in-process-" + options.name() + ".clerk.accounts.dev");
        }
        options.configure(builder);
        var assets = options.assets();
        return (assets == null ? builder : builder.assets(assets)).start();
    }

    private static InetAddress address(LocalOptions options) {
        if (!options.isEverywhere()) {
            return ClerkServer.loopback();
        }
        try {
            return InetAddress.getByAddress(new byte[4]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("0.0.0.0 is not an address", e);
        }
    }

    /**
     * Starts the program. It runs until it is stopped, and exits with status 2 if an argument is wrong or the port is
     * taken.
     *
     * @param arguments the options; {@code --help} shows them
     * @throws InterruptedException if the thread is interrupted, which ends the program
     */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            var options = LocalOptions.parse(List.of(arguments));
            if (options.isHelp() || options.isVersion()) {
                System.out.print(options.isHelp() ? LocalOptions.HELP : version());
                return;
            }
            limitTimeOfRequests();
            var clerk = start(options, System.out, System.err);
            Runtime.getRuntime().addShutdownHook(new Thread(clerk::close, "local-clerk-close"));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        new CountDownLatch(1).await();
    }

    /**
     * Each request that somebody begins and does not finish has a thread. The JDK reads this property once, before the
     * first server is made; in a test it would be that of other servers too.
     */
    private static void limitTimeOfRequests() {
        if (System.getProperty(MAX_REQUEST_TIME) == null) {
            System.setProperty(MAX_REQUEST_TIME, "60");
        }
    }

    private static String version() {
        var built = LocalClerk.class.getPackage().getImplementationVersion();
        return "clerk-local " + Objects.requireNonNullElse(built, "from source") + System.lineSeparator();
    }

    /** Starts the server, and prints where it is. */
    static LocalClerk start(LocalOptions options, PrintStream out, PrintStream errors) {
        var clerk = new LocalClerk(options, out, errors);
        out.print(clerk.welcome());
        if (!options.webhooks().isEmpty()) {
            out.println("# webhooks, to " + String.join(", ", options.webhooks()));
            out.println("export CLERK_WEBHOOK_SIGNING_SECRET=" + WEBHOOK_SECRET);
        }
        if (options.isEverywhere()) {
            errors.println("WARNING: EVERYBODY WHO REACHES THIS MACHINE CAN NOW SIGN IN HERE AS ANY USER AND READ ALL"
                    + " MESSAGES. Leave out --host unless you need it.");
        }
        return clerk;
    }

    private String welcome() {
        var url = server.frontendApiUrl();
        return """
                THIS IS NOT CLERK. IT IS A STAND-IN FOR DEVELOPMENT: IT CHECKS NOBODY, SENDS NO MESSAGES, AND HOLDS NO SECRET.

                Instance: %5$s
                Users, sessions and messages: %1$s/
                Sign in: %1$s/sign-in   Sign up: %1$s/sign-up

                # Java and Node
                export CLERK_SECRET_KEY=%2$s
                export CLERK_PUBLISHABLE_KEY=%3$s
                export CLERK_API_URL=%4$s
                export CLERK_PROXY_URL=%1$s
                # browser code, by Next.js
                export NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY=%3$s
                export NEXT_PUBLIC_CLERK_PROXY_URL=%1$s
                export NEXT_PUBLIC_CLERK_SIGN_IN_URL=%1$s/sign-in
                # browser code, by Vite
                export VITE_CLERK_PUBLISHABLE_KEY=%3$s
                """.formatted(
                        url,
                        server.secretKey(),
                        server.publishableKey(),
                        server.apiUrl(),
                        server.issuer().replace("https://", ""));
    }

    ClerkServer server() {
        return server;
    }

    /** Stops the program. The state is written, if it is kept in a file. */
    @Override
    public void close() {
        server.close();
        if (state != null) {
            state.close();
        }
        release();
    }
}
