package hikae.host.real;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.host.LazyMain;
import hikae.host.OrdinaryUser;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealHostTest {
    @TempDir
    Path temporary;

    @Test
    void loadsNeitherDockerNorJdbcBeforeTheirFirstUse() throws Exception {
        OrdinaryUser user = OrdinaryUser.in(temporary).withLibraries();
        Map<String, String> verbose = Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load");

        String loaded = user.run(verbose, LazyMain.class);

        assertThat(loaded.lines().filter(line -> line.contains(" hikae.host.files.RealFiles ")))
                .hasSize(1);
        assertThat(loaded.lines()
                        .filter(line ->
                                line.matches(".*] ?(com\\.github\\.dockerjava|org\\.postgresql|java\\.sql)\\..*")))
                .isEmpty();
    }
}
