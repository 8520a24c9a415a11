package hikae.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final List<String> PASSWD = List.of(
            "root:x:0:0:root:/root:/bin/bash", "kaede:x:1000:1000:Kaede,,,:/home/kaede:/bin/bash", "broken", "");

    @Test
    void underSudoTheHomeIsThatOfTheCaller() {
        assertThat(Account.home(Map.of("SUDO_USER", "kaede"), 0, PASSWD)).isEqualTo(Path.of("/home/kaede"));
    }

    @Test
    void theVariableMeansNothingWhenWeAreNotRoot() {
        Path ours = Path.of(System.getProperty("user.home"));

        assertThat(Account.home(Map.of("SUDO_USER", "kaede"), 1001, PASSWD)).isEqualTo(ours);
        assertThat(Account.home(Map.of("SUDO_USER", "nobody-here"), 0, PASSWD)).isEqualTo(ours);
        assertThat(Account.home(Map.of(), 0, PASSWD)).isEqualTo(ours);
    }

    @Test
    void homeIsWhatTheEnvironmentSays() {
        assertThat(Account.home(Map.of("HOME", "/srv/kaede"), 1000, PASSWD)).isEqualTo(Path.of("/srv/kaede"));
        assertThat(Account.home(Map.of("HOME", "/root", "SUDO_USER", "kaede"), 0, PASSWD))
                .isEqualTo(Path.of("/home/kaede"));
        assertThat(Account.home(Map.of("HOME", "srv"), 1000, PASSWD))
                .isEqualTo(Path.of(System.getProperty("user.home")));
        // where nobody may write, not even root, nobody lives
        assertThat(Account.home(Map.of("HOME", "/proc/self"), 1000, PASSWD))
                .isEqualTo(Path.of(System.getProperty("user.home")));
    }

    @Test
    void knowsThisProcess() {
        Environment environment = Environment.ofProcess();

        assertThat(environment.uid()).isNotNegative();
        assertThat(environment.workingDirectory()).isAbsolute().exists();
        assertThat(Account.nameOf(0)).isEqualTo("root");
        assertThat(Account.nameOf(4_000_000)).isEqualTo("4000000");
    }
}
