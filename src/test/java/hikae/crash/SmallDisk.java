package hikae.crash;

import hikae.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system of 1.2 GB that can be filled.
 *
 * @param place where it is mounted
 */
record SmallDisk(Path place) implements AutoCloseable {
    static SmallDisk make(Path home) throws IOException {
        Path small = Files.createDirectory(home.resolve("small"));
        Lab.shell("truncate -s 1200M '" + home + "/image' && mkfs.ext4 -q -F -m 0 '" + home
                + "/image' && mount -o loop '" + home + "/image' '" + small + "' && chmod 755 '" + home + "'");
        return new SmallDisk(small);
    }

    @Override
    public void close() {
        Lab.shell("umount -l '" + place + "'");
    }
}
