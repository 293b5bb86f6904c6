package com.clerk.sdk.benchmarks.scale;

import com.clerk.sdk.benchmarks.shared.Inputs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Locale;

/** A million tokens, each of another user: made from their number and a signature that lies in a file, off the heap. */
final class ManyTokens {
    /** Bytes of an RSA-2048 signature. */
    static final int SIGNATURE = 256;

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String header = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"ins_soak\"}");
    private final long issuedAt;
    private final long expiresAt;

    ManyTokens(long issuedAt, long expiresAt) {
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
    }

    static ByteBuffer signatures(Path file) throws IOException {
        try (var in = FileChannel.open(file, StandardOpenOption.READ)) {
            return in.map(FileChannel.MapMode.READ_ONLY, 0, in.size());
        }
    }

    byte[] signedText(int number) {
        return text(number).getBytes(StandardCharsets.US_ASCII);
    }

    String token(int number, ByteBuffer signatures) {
        var signature = new byte[SIGNATURE];
        signatures.get(number * SIGNATURE, signature);
        return text(number) + "." + BASE64.encodeToString(signature);
    }

    private String text(int number) {
        var claims = String.format(
                Locale.ROOT,
                "{\"iss\":\"%s\",\"azp\":\"%s\",\"sub\":\"user_%09d\",\"sid\":\"sess_%09d\",\"iat\":%d,\"nbf\":%d,\"exp\":%d,"
                        + "\"v\":2,\"fva\":[1,-1],\"o\":{\"id\":\"org_%06d\",\"slg\":\"team\",\"rol\":\"admin\"}}",
                Inputs.ISSUER,
                Inputs.PARTY,
                number,
                number,
                issuedAt,
                issuedAt,
                expiresAt,
                number % 1000);
        return header + "." + encode(claims);
    }

    private static String encode(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
