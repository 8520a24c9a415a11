package hikae.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One interactive bash into which an operator pastes one block of commands after another. */
public final class BashSession implements AutoCloseable {
    private static final String END = "end-of-the-block-";
    private static final int MINUTES = 5;

    private final Process bash;
    private final Writer in;
    private final BufferedReader out;
    private final ScheduledExecutorService patience = Executors.newSingleThreadScheduledExecutor();

    /**
     * What came of a block.
     *
     * @param status of its last command
     * @param said everything printed
     */
    public record Answer(int status, String said) {}

    private BashSession(Process bash) {
        this.bash = bash;
        this.in = new OutputStreamWriter(bash.getOutputStream(), StandardCharsets.UTF_8);
        this.out = bash.inputReader(StandardCharsets.UTF_8);
        var unused = patience.schedule(bash::destroyForcibly, MINUTES, TimeUnit.MINUTES);
    }

    /** Starts one in this directory with these variables more; it ends after five minutes whatever it does. */
    public static BashSession start(Path directory, Map<String, String> variables) throws IOException {
        Lab.requireUp();
        ProcessBuilder builder = new ProcessBuilder(List.of("bash", "--noprofile", "--norc", "-i"))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(Map.of("PS1", "", "PS2", "", "HISTFILE", "/dev/null"));
        builder.environment().putAll(variables);
        return new BashSession(builder.start());
    }

    /** Pastes a block and waits until all of it is done. */
    public Answer paste(String block) throws IOException {
        in.write(block.endsWith("\n") ? block : block + "\n");
        in.write("printf '\\n%s%s\\n' " + END + " \"$?\"\n");
        in.flush();
        StringBuilder said = new StringBuilder();
        String line = out.readLine();
        while (line != null && !line.startsWith(END)) {
            said.append(line).append('\n');
            line = out.readLine();
        }
        if (line == null) {
            throw new AssertionError("bash has ended: " + said);
        }
        return new Answer(Integer.parseInt(line.substring(END.length())), said.toString());
    }

    @Override
    public void close() {
        patience.shutdownNow();
        bash.destroyForcibly();
    }
}
