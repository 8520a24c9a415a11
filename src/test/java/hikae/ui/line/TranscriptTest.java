package hikae.ui.line;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.text.Language;
import hikae.text.TextWidth;
import hikae.ui.MadeUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole sittings as text in {@code src/test/resources/line}. {@code -Dhikae.golden.write=true} writes them
 * before comparing; look at the difference before committing it.
 */
class TranscriptTest {
    private static final Path FOLDER = Path.of("src/test/resources/line");

    static Stream<Arguments> sittings() {
        return Sitting.all().stream()
                .flatMap(story -> Stream.of(Language.values()).map(language -> Arguments.of(story, language)));
    }

    @ParameterizedTest
    @MethodSource("sittings")
    void isWordForWordAsItWas(Sitting story, Language language) throws IOException {
        Script script = story.play(language);
        Path file = FOLDER.resolve(story.name() + "_" + language.tag() + ".txt");
        if (Boolean.getBoolean("hikae.golden.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, script.seen());
        }
        assertThat(script.seen()).isEqualTo(Files.readString(file));
        assertThat(script.left()).as("lines nobody asked for").isZero();
    }

    @ParameterizedTest
    @MethodSource("sittings")
    void hasNoEscapeNoReturnAndNoLineTooWide(Sitting story, Language language) {
        String printed = story.play(language).printed();
        assertThat(printed.chars().filter(c -> c < ' ' && c != '\n')).isEmpty();
        assertThat(printed.lines().filter(line -> TextWidth.of(line) > 80)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sittings")
    void showsNoSecret(Sitting story, Language language) {
        assertThat(story.play(language).seen()).doesNotContain(MadeUp.CANARY).doesNotContain(MadeUp.WRONG);
    }
}
