package hikae.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A hostile owner in a process of his own: exchanges directories of his with links to a victim, and back, about as
 * often as we do something there. The kernel does it in one go, so there always is the one or the other.
 */
public final class Swap implements AutoCloseable {
    private static final String EXCHANGE = """
            import ctypes, os, sys, time
            os.setgroups([]); os.setgid(int(sys.argv[1])); os.setuid(int(sys.argv[1]))
            exchange = ctypes.CDLL(None).renameat2
            pairs = [(os.fsencode(place), os.fsencode(place + '.link')) for place in sys.argv[2:]]
            if exchange(-100, pairs[0][0], -100, pairs[0][1], 2):
                sys.exit('cannot exchange')
            print('begun', flush=True)
            while True:
                for place, link in pairs:
                    exchange(-100, place, -100, link, 2)
                    time.sleep(0.00001)
            """;

    private final Process process;

    private Swap(Process process) {
        this.process = process;
    }

    /** Begins. */
    public static Swap of(List<Path> places, Path victim, int owner) throws IOException {
        for (Path place : places) {
            Path link = Files.createSymbolicLink(other(place), victim);
            Files.setAttribute(link, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
        }
        return begun(places, owner);
    }

    /** Begins with a file and a pipe in its place, which nobody ever writes into. */
    public static Swap withPipe(Path file, int owner) throws IOException, InterruptedException {
        Shell.run("mkfifo -m 666 " + other(file));
        return begun(List.of(file), owner);
    }

    private static Path other(Path place) {
        return place.resolveSibling(place.getFileName() + ".link");
    }

    private static Swap begun(List<Path> places, int owner) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3", "-c", EXCHANGE, Integer.toString(owner)));
        places.forEach(place -> command.add(place.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader said = process.inputReader();
        String line = said.readLine();
        if (!"begun".equals(line)) {
            throw new IOException("the hostile owner says: " + line);
        }
        return new Swap(process);
    }

    @Override
    public void close() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("the hostile owner gave up");
        }
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
