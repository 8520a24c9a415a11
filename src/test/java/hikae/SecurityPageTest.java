package hikae;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that src/docs/security.md promises are there. */
class SecurityPageTest {
    private static final Pattern NAMED = Pattern.compile("`(?:([A-Z]\\w+Test))?(?:#(\\w+))?`");

    @Test
    void everyTestItNamesIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        String source = "";
        int found = 0;
        Matcher named = NAMED.matcher(Files.readString(Path.of("src/docs/security.md")));
        while (named.find()) {
            if (named.group(1) != null) {
                source = source(named.group(1));
                found++;
            }
            boolean there = named.group(2) == null || source.contains("void " + named.group(2) + "(");
            if (source.isEmpty() || !there) {
                missing.add(named.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(found).isGreaterThan(20);
    }

    private static String source(String test) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("src/test/java"))) {
            List<Path> files = all.filter(one -> one.endsWith(test + ".java")).collect(Collectors.toList());
            return files.isEmpty() ? "" : Files.readString(files.get(0));
        }
    }
}
