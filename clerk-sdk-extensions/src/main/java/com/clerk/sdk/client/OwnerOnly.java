package com.clerk.sdk.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;

/**
 * The permissions of files that only their owner may read. Where a file system does not have POSIX permissions, such as
 * on Windows, a file has those of its directory.
 */
final class OwnerOnly {
    private static final FileAttribute<?>[] NOTHING = {};

    private OwnerOnly() {}

    /** Returns the attributes with which a file is created in its directory, which exists. */
    static FileAttribute<?>[] file(Path file) throws IOException {
        return attributes(file, "rw-------");
    }

    /** Creates a directory and its parents, unless they exist. */
    static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        var parent = directory.getParent();
        if (parent != null) {
            createDirectories(parent);
        }
        try {
            Files.createDirectory(directory, attributes(directory, "rwx------"));
        } catch (IOException e) {
            if (!Files.isDirectory(directory)) { // another process may have created it
                throw e;
            }
        }
    }

    private static FileAttribute<?>[] attributes(Path created, String permissions) throws IOException {
        var directory = Objects.requireNonNull(created.getParent(), "a file or directory that is created has a parent");
        if (!Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            return NOTHING;
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }

    /** Returns whether somebody but the owner may read or change a file. */
    static boolean isExposed(Path file) throws IOException {
        try {
            var others = EnumSet.allOf(PosixFilePermission.class);
            others.removeAll(PosixFilePermissions.fromString("rwx------"));
            others.retainAll(Files.getPosixFilePermissions(file));
            return !others.isEmpty();
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }
}
