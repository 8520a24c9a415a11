package hikae;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every jar that is installed is called, and every class that is called is installed, but for what is said here. */
class LibrariesTest {
    /** Named by no class that we reach: Java or a library looks for them in META-INF/services. */
    private static final List<String> FOUND_BY_NAME = List.of("jline-terminal-jni", "postgresql", "slf4j-nop");

    private static final String DOCKER = "com.github.dockerjava.";
    private static final String AWS = "software.amazon.awssdk.";

    /**
     * What we reach names these, and they are left out all the same. Anything else that is found missing, such as after
     * an update of a library, would end as a NoClassDefFoundError: it may be added here once it is known why not.
     */
    private static final List<Absent> NEVER_CALLED = List.of(
            // annotations: Java ignores those whose class is not there
            new Absent("", "javax.annotation"),
            new Absent("", "org.jspecify.annotations"),
            new Absent("com.google.common", "com.google.errorprone.annotations"),
            new Absent("com.google.common", "com.google.j2objc.annotations"),
            new Absent(DOCKER + "transport", "org.immutables.value"),
            new Absent(AWS, AWS + "annotations"),
            // archives of files, and images that are built: none of ours
            new Absent(DOCKER + "core.util", "org.apache.commons.compress"),
            // futures, by way of the cache of patterns for the files of an image
            new Absent("com.google.common.util.concurrent", "com.google.common.util.concurrent.internal"),
            // engines behind TLS are refused
            new Absent(DOCKER + "core", "org.bouncycastle"),
            // sockets where Java has none: Java 15 and older, Windows
            new Absent(DOCKER + "transport", "com.sun.jna"),
            // an engine does not compress its answers, and httpclient5 asks what is there
            new Absent("org.apache.hc.client5.http.entity.compress", "org.apache.commons.compress"),
            new Absent("org.apache.hc.client5.http.entity.compress", "com.aayushatharva.brotli4j"),
            // signatures of version 4a, of streams, and checksums of other kinds: R2 takes version 4 with SHA-256
            new Absent(AWS + "http.auth.aws.crt", AWS + "crt"),
            new Absent(AWS + "http.auth.aws.crt", AWS + "crtcore"),
            new Absent(AWS + "http.auth.aws.eventstream", AWS + "eventstream"),
            new Absent(AWS + "checksums", AWS + "crt"));

    private static final String OURS = "target/classes";
    private static final Pattern REACHED = Pattern.compile("(?m)^(\\S+\\.jar) -> ");
    private static final Pattern MISSING = Pattern.compile("(?m)^ +(\\S+) +-> (\\S+) +not found$");

    private static Set<String> listed = Set.of();
    private static Set<String> reached = Set.of();
    private static List<Absent> missing = List.of();

    /** A class that is not there and one that names it, or the beginnings of such names. */
    private record Absent(String from, String what) {
        boolean isLike(Absent known) {
            return from.startsWith(known.from) && what.startsWith(known.what + ".");
        }
    }

    @BeforeAll
    static void look() throws IOException {
        listed = Files.readAllLines(Path.of("src/package/jars.sha256")).stream()
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .collect(toCollection(TreeSet::new));
        String references = references();
        reached = REACHED.matcher(references)
                .results()
                .map(match -> match.group(1))
                .collect(toCollection(TreeSet::new));
        missing = MISSING.matcher(references)
                .results()
                .map(match -> new Absent(match.group(1), match.group(2)))
                .toList();
    }

    @Test
    void whatIsListedIsWhatTheTestsRunWith() {
        assertThat(jars().map(LibrariesTest::name)).containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void everyJarIsCalled() {
        assertThat(listed).isNotEmpty().filteredOn(jar -> !isFoundByName(jar)).isSubsetOf(reached);
    }

    @Test
    void onlyWhatNoClassNamesIsFoundByName() {
        assertThat(listed).filteredOn(LibrariesTest::isFoundByName).hasSameSizeAs(FOUND_BY_NAME);
        assertThat(reached).noneMatch(LibrariesTest::isFoundByName);
    }

    @Test
    void everyClassThatIsCalledIsThere() {
        assertThat(missing)
                .filteredOn(absent -> NEVER_CALLED.stream().noneMatch(absent::isLike))
                .isEmpty();
    }

    @Test
    void whatIsSaidToBeLeftOutIs() {
        assertThat(NEVER_CALLED).allSatisfy(known -> assertThat(missing).anyMatch(absent -> absent.isLike(known)));
    }

    /** All that our classes refer to, and what these refer to, and so on. */
    private static String references() {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        String jars = jars().collect(joining(File.pathSeparator));
        int code = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        out,
                        out,
                        "--multi-release",
                        "17",
                        "-recursive",
                        "-verbose:class",
                        "-filter:none",
                        "-cp",
                        jars,
                        OURS);
        assertThat(code).as(said.toString()).isZero();
        return said.toString();
    }

    private static boolean isFoundByName(String jar) {
        return FOUND_BY_NAME.stream().anyMatch(name -> jar.startsWith(name + "-"));
    }

    private static Stream<String> jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> listed.contains(name(entry)));
    }

    private static String name(String entry) {
        return Path.of(entry).getFileName().toString();
    }
}
