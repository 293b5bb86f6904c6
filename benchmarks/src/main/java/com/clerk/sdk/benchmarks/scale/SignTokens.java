package com.clerk.sdk.benchmarks.scale;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.stream.IntStream;

/**
 * Signs many tokens and keeps only the signatures, one behind the other in a file: the rest of a token follows from its
 * number. Takes half a millisecond for each, on every processor.
 */
final class SignTokens {
    private static final int BATCH = 1000;

    private final KeyPair keys;
    private final ManyTokens tokens;

    SignTokens(KeyPair keys, ManyTokens tokens) {
        this.keys = keys;
        this.tokens = tokens;
    }

    void write(Path file, int count) throws IOException {
        try (var out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            IntStream.range(0, (count + BATCH - 1) / BATCH)
                    .parallel()
                    .forEach(batch -> write(out, batch * BATCH, Math.min(count, (batch + 1) * BATCH)));
        }
    }

    private void write(FileChannel out, int from, int to) {
        var buffer = ByteBuffer.allocate((to - from) * ManyTokens.SIGNATURE);
        try {
            var signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(keys.getPrivate());
            for (int i = from; i < to; i++) {
                signer.update(tokens.signedText(i));
                buffer.put(signer.sign());
            }
            out.write(buffer.flip(), (long) from * ManyTokens.SIGNATURE);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Cannot sign the tokens of the soak", e);
        }
    }
}
