package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that users sign in with: passwords, secrets of authenticator apps, and backup codes. No API shows them,
 * except new ones once. Passwords are kept as salted hashes, because a snapshot of the state goes into a file.
 */
public final class Credentials {
    private static final Map<String, String> ALGORITHMS = Map.of("md5", "MD5", "sha256", "SHA-256");
    private static final int BACKUP_CODES = 10;
    private static final int SALT_BYTES = 16;

    private final Instance instance;

    /** Makes the credentials of the users of an instance. */
    public Credentials(Instance instance) {
        this.instance = instance;
    }

    private Table table() {
        return instance.table("credentials");
    }

    private JsonObject of(String userId) {
        var row = table().find(userId);
        if (row == null) {
            row = new JsonObject();
            table().put(userId, row);
        }
        return row;
    }

    private JsonObject found(String userId) {
        var row = table().find(userId);
        return row == null ? new JsonObject() : row;
    }

    /** Sets the password of a user. */
    public void setPassword(String userId, String password) {
        var salt = HexFormat.of().formatHex(instance.ids().bytes(SALT_BYTES));
        setDigest(userId, hash("SHA-256", salt + password), "sha256");
        of(userId).addProperty("salt", salt);
    }

    /**
     * Sets the digest of a user's password.
     *
     * @param digest the digest
     * @param hasher how it was made: {@code md5} and {@code sha256} are checked when the user signs in; a password
     *     under any other hasher never matches
     */
    public void setDigest(String userId, String digest, String hasher) {
        removePassword(userId);
        new SessionTasks(instance).compromised(userId, false);
        of(userId).addProperty("digest", digest);
        of(userId).addProperty("hasher", hasher);
    }

    /** Removes the password of a user. */
    public void removePassword(String userId) {
        List.of("salt", "digest", "hasher").forEach(of(userId)::remove);
    }

    /** Returns whether a password is that of the user. */
    public boolean passwordMatches(String userId, String password) {
        var row = found(userId);
        var digest = Json.text(row, "digest");
        var salt = Json.text(row, "salt");
        var algorithm = ALGORITHMS.get(String.valueOf(Json.text(row, "hasher")));
        return digest != null
                && algorithm != null
                && digest.equalsIgnoreCase(hash(algorithm, salt == null ? password : salt + password));
    }

    private static String hash(String algorithm, String text) {
        try {
            var digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime does not support " + algorithm, e);
        }
    }

    /** Sets the secret of a user's authenticator app, in Base32. Null removes it. */
    public void setTotp(String userId, @Nullable String secret) {
        of(userId).add("totp_secret", Json.of(secret));
    }

    /** Returns the secret of a user's authenticator app, or null. */
    public @Nullable String totp(String userId) {
        return Json.text(found(userId), "totp_secret");
    }

    /** Returns whether a code is one that the user's authenticator app shows now. */
    public boolean totpMatches(String userId, String code) {
        var secret = totp(userId);
        return secret != null && Totp.matches(secret, code, instance.clock().instant());
    }

    /** Replaces the backup codes of a user. An empty list removes them. */
    public void setBackupCodes(String userId, List<String> codes) {
        of(userId).add("backup_codes", Json.arrayOfTexts(codes));
    }

    /** Generates new backup codes for a user, and returns them. */
    public List<String> newBackupCodes(String userId) {
        var codes = new ArrayList<String>();
        for (var i = 0; i < BACKUP_CODES; i++) {
            codes.add(HexFormat.of().formatHex(instance.ids().bytes(4)));
        }
        setBackupCodes(userId, codes);
        return codes;
    }

    /** Uses up a backup code. Returns whether it was one of the user's. */
    public boolean useBackupCode(String userId, String code) {
        var left = new ArrayList<>(Json.texts(found(userId), "backup_codes"));
        var used = left.remove(code);
        if (used) {
            setBackupCodes(userId, left);
        }
        return used;
    }

    /** Moves everything from one id to another: from a sign-up to the user that it made. */
    public void move(String from, String to) {
        var row = table().find(from);
        if (row != null) {
            table().remove(from);
            table().put(to, row);
        }
    }

    /** Returns whether there is a password. */
    public boolean hasPassword(String userId) {
        return found(userId).has("digest");
    }

    /** Removes everything of a user. */
    public void removeAll(String userId) {
        table().remove(userId);
    }
}
