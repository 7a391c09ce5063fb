package org.broadsheet.media;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where files of pictures are kept, named by their content: a name never means other bytes. */
interface MediaStore {
    Pattern NAME = Pattern.compile("[0-9a-f]{2}/[0-9a-f]{40}-[0-9]{1,4}\\.(jpg|webp)");

    /** What is kept under a name. */
    sealed interface Kept {
        /** A file of this machine. */
        record File(Path path) implements Kept {}

        /** Bytes that come from elsewhere. @param bytes to be closed by whoever asked */
        record Stream(InputStream bytes, long length) implements Kept {}
    }

    /** Keeps bytes, each under its name; each whole or not at all, whenever the process dies. */
    void put(Map<String, byte[]> files);

    /** What is kept under that name, or empty when there is nothing or the name is not one of ours. */
    Optional<Kept> get(String name);

    /** Whether {@link #get} would give something, without asking for it. */
    boolean has(String name);

    /** Removes what is kept under that name, if there is something. */
    void remove(String name);

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static String checked(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("Not a name of a picture: " + name);
        }
        return name;
    }
}
