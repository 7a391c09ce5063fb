package org.broadsheet.media;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest extends MediaStoreContract {
    @TempDir
    Path data;

    @Override
    MediaStore store() {
        return new FileStore(data);
    }
}
