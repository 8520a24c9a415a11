package hikae.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Prepares what a test of the lab looks at, with the commands an administrator would type. */
public final class Shell {
    private Shell() {}

    /** Everything the script printed; fails when it does. */
    public static String run(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-euc", script)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(script + "\n" + said);
        }
        return said.strip();
    }
}
