package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonIOException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file with the state of a {@link ClerkServer}: an object with the version of the format, the signing keys, and the
 * rows of all tables. It is written beside its place, under a name of its own, and then put there in one step, so that
 * a crash leaves the old file or the new one, never a part. Its owner alone may read it where the file system has
 * permissions.
 */
final class StateFile {
    /** The format that this version writes, and the newest that it reads. */
    static final int VERSION = 1;

    /** Metadata is nested as deep as a request may be, which is 255, and a state has it inside a few more objects. */
    private static final int MAX_DEPTH = 300;

    /** As the kernel of Linux counts: more links are a circle. */
    private static final int MOST_LINKS = 40;

    private static final String FORMAT = "clerk-local-state";
    private static final Gson JSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private StateFile() {}

    /** Adds to a state what it is, and of which version and time. */
    static JsonObject stamp(JsonObject state, Instant time) {
        state.addProperty("format", FORMAT);
        state.addProperty("version", VERSION);
        state.addProperty("saved_at", time.toString());
        return state;
    }

    /** Writes a state to a file. */
    static void write(Path file, JsonObject state, Instant time) {
        stamp(state, time);
        var target = place(file);
        try {
            var folder = Objects.requireNonNullElse(target.getParent(), target);
            Files.createDirectories(folder);
            // createTempFile makes a file that is new and that only its owner may read.
            var beside = Files.createTempFile(folder, target.getFileName() + ".", ".tmp");
            try {
                writeTo(beside, state);
                Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The state cannot be written to " + target, e);
        } catch (JsonIOException e) {
            throw new UncheckedIOException("The state cannot be written to " + target, new IOException(e));
        }
    }

    /** Returns where a file is: a link leads there, and stays a link when the file is replaced. */
    static Path place(Path file) {
        var place = file.toAbsolutePath();
        try {
            for (int links = 0; links < MOST_LINKS && Files.isSymbolicLink(place); links++) {
                place = place.resolveSibling(Files.readSymbolicLink(place));
            }
            return place.toRealPath();
        } catch (IOException notThereYet) {
            return place;
        }
    }

    private static void writeTo(Path file, JsonObject state) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var out = new BufferedWriter(
                    new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8));
            JSON.toJson(state, new JsonWriter(out));
            out.flush();
            // The bytes are on the disk before the file takes the place of the old one.
            channel.force(true);
        }
    }

    /**
     * Reads a state from a file.
     *
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if it is not a state file, or one of a newer version
     */
    static JsonObject read(Path file) {
        JsonObject state;
        try {
            var json = parse(Files.readString(file));
            state = json.isJsonObject() ? json.getAsJsonObject() : new JsonObject();
        } catch (CharacterCodingException | MalformedJsonException | JsonParseException notJson) {
            throw refused(file, "is not valid JSON");
        } catch (IOException e) {
            throw new UncheckedIOException("The state cannot be read from " + file.toAbsolutePath(), e);
        }
        try {
            check(state);
        } catch (IllegalArgumentException problem) {
            throw refused(file, problem.getMessage());
        }
        return state;
    }

    /**
     * Checks that JSON is a state that this version reads.
     *
     * @throws IllegalArgumentException if it is not; the message goes on after the name of what is checked
     */
    static void check(JsonObject state) {
        if (!isText(state, "format", FORMAT) || !state.has("version")) {
            throw new IllegalArgumentException("is not a state of a local Clerk");
        }
        var version = state.get("version");
        if (!version.isJsonPrimitive() || !version.getAsString().matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("has no version");
        }
        if (version.getAsInt() > VERSION) {
            throw new IllegalArgumentException(
                    "has version " + version.getAsInt() + ", and this program reads " + VERSION);
        }
    }

    /** Parses the content of a file, which is deeper than what a request may have. */
    static JsonElement parse(String text) throws IOException {
        if (text.isBlank()) {
            throw new MalformedJsonException("empty document");
        }
        var reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(MAX_DEPTH);
        var json = JsonParser.parseReader(reader);
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw new MalformedJsonException("text after the document");
        }
        return json;
    }

    private static boolean isText(JsonObject object, String name, String expected) {
        var value = Json.value(object, name);
        return value != null && value.isJsonPrimitive() && value.getAsString().equals(expected);
    }

    /** Returns the failure for a file that is not a state. */
    static IllegalArgumentException refused(Path file, @Nullable String problem) {
        return new IllegalArgumentException("The file " + file.toAbsolutePath() + " " + problem
                + ". Give the file that ClerkServer.saveState wrote, or start without it: the program does so with"
                + " --discard-state.");
    }

    /**
     * Gives a file another name beside it, {@code .old1} or the first that is free, so that its state is out of the way
     * and not lost.
     *
     * @return the new name
     * @throws UncheckedIOException if it cannot be renamed
     */
    static Path setAside(Path file) {
        for (var number = 1; ; number++) {
            var other = file.resolveSibling(file.getFileName() + ".old" + number);
            try {
                return Files.move(file, other);
            } catch (FileAlreadyExistsException taken) {
                // An earlier state, which stays.
            } catch (IOException e) {
                throw new UncheckedIOException("The file " + file.toAbsolutePath() + " cannot be set aside", e);
            }
        }
    }
}
