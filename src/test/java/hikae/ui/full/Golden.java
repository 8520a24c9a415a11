package hikae.ui.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalSize;
import hikae.text.TextWidth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whole screens as text in {@code src/test/resources/screens}. {@code -Dhikae.golden.write=true} writes them
 * instead of comparing; look at the difference before committing it.
 */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/screens");

    private Golden() {}

    static void compare(String name, String screen, TerminalSize size) {
        assertThat(screen.chars().noneMatch(c -> Character.isSurrogate((char) c)))
                .as("no half of a character in %s", name)
                .isTrue();
        assertThat(screen.lines())
                .as("fits its width: %s", name)
                .allMatch(line -> TextWidth.of(line) <= size.getColumns());
        Path file = FOLDER.resolve(name + ".txt");
        try {
            if (Boolean.getBoolean("hikae.golden.write")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, screen);
            }
            assertThat(screen).as(name).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
