package com.clerk.sdk.benchmarks.inputs;

import com.clerk.sdk.benchmarks.shared.Inputs;
import com.clerk.sdk.testing.SessionTokenBuilder;
import com.clerk.sdk.testing.SessionTokens;
import com.clerk.sdk.testing.TestKeys;
import com.clerk.sdk.testing.WebhookSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

/** Writes the inputs of a run: keys, tokens, deliveries, answers. Keys are new, and gone with the run. */
public final class MakeInputs {
    /** The contract of webhooks, from the folder {@code benchmarks}. */
    public static final Path CONTRACT = Path.of("..", "openapi", "webhooks.yaml");

    private static final int WEBHOOK_BYTES = 2048;
    private static final Duration LONG_ENOUGH = Duration.ofDays(1);

    private final Path folder;
    private final Path contract;
    private final TestKeys keys = TestKeys.generate();

    private MakeInputs(Path folder, Path contract) {
        this.folder = folder;
        this.contract = contract;
    }

    /** Writes the inputs to a new folder under a parent; the contract of webhooks lists the events. */
    public static Path in(Path parent, Path contract) throws IOException {
        Files.createDirectories(parent);
        var folder = Files.createTempDirectory(parent, "inputs-").toAbsolutePath();
        new MakeInputs(folder, contract).all();
        return folder;
    }

    /** Deletes the inputs, which hold keys, if only for this run. */
    public static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private void all() throws IOException {
        keys();
        tokens();
        webhook();
        users();
        write(Inputs.EVENTS, new EventJson(contract).array());
    }

    private void keys() throws IOException {
        write(Inputs.PEM, keys.publicKeyPem());
        write(Inputs.JWKS, keys.jwks());
    }

    private void tokens() throws IOException {
        var good = token().mint();
        write(Inputs.TOKEN, good);
        write(Inputs.TAMPERED, tampered(good));
        write(Inputs.EXPIRED, token().expired().mint());
        write(
                Inputs.OTHER_PARTY,
                token().authorizedParty("https://elsewhere.test").mint());
        write(Inputs.LARGE_TOKEN, token().claim("profile", "x".repeat(2048)).mint());
    }

    private SessionTokenBuilder token() {
        return SessionTokens.signedBy(keys)
                .issuer(Inputs.ISSUER)
                .forUser("user_2bXkQ0000000000000000000000")
                .authorizedParty(Inputs.PARTY)
                .organization("org_2bXkQ0000000000000000000000", "analytical-engines", "org:admin")
                .permissions("org:invoices:read", "org:invoices:manage", "org:reports:read")
                .lifetime(LONG_ENOUGH);
    }

    /** The signature of one token under the payload of another. */
    private String tampered(String good) {
        var other = token().userId("user_another").mint();
        return other.substring(0, other.lastIndexOf('.')) + good.substring(good.lastIndexOf('.'));
    }

    private void webhook() throws IOException {
        var signer = WebhookSigner.create();
        var delivery = signer.sign(event().getBytes(StandardCharsets.UTF_8));
        write(Inputs.WEBHOOK_SECRET, signer.secret());
        Files.write(folder.resolve(Inputs.WEBHOOK_BODY), delivery.body());
        write(
                Inputs.WEBHOOK_HEADERS,
                delivery.headers().entrySet().stream()
                        .map(header ->
                                header.getKey() + ": " + header.getValue().get(0))
                        .collect(Collectors.joining("\n")));
    }

    /** A whole event of 2 KB: a small user, and a note that fills the rest. */
    private static String event() {
        var head = "{\"data\":{\"object\":\"user\",\"id\":\"user_1\",\"first_name\":\"Ada\","
                + "\"private_metadata\":{\"note\":\"";
        var tail = "\"}},\"object\":\"event\",\"type\":\"user.created\"}";
        return head + "x".repeat(WEBHOOK_BYTES - head.length() - tail.length()) + tail;
    }

    private void users() throws IOException {
        var users = new UserJson();
        for (int count : new int[] {1, 100, 500}) {
            write(Inputs.users(Inputs.FULL, count), users.array(count));
        }
        write(Inputs.users(Inputs.VARIED, 100), new VariedUserJson().array(100));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
