package hikae.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import hikae.host.files.RealFiles;
import hikae.text.ProblemException;
import java.io.IOException;
import java.nio.file.Path;

/** One act of {@link RealFiles} after a rehearsal of the same elsewhere, when somebody has begun to look at its system calls. */
final class FaultMain {
    private FaultMain() {}

    public static void main(String[] args) throws IOException {
        RealFiles files = new RealFiles(Environment.ofProcess());
        Path rehearsal = Path.of(args[1]);
        Path place = Path.of(args[2]);
        for (int i = 0; i < 2; i++) {
            told(files, args[0], rehearsal.resolve(Integer.toString(i)));
        }
        System.out.println("ready");
        if (System.in.read() >= 0) {
            System.out.println(told(files, args[0], place));
        }
    }

    private static String told(RealFiles files, String verb, Path place) {
        try {
            act(files, verb, place);
            return "done";
        } catch (ProblemException e) {
            return "problem " + e.problem().id();
        }
    }

    private static void act(RealFiles files, String verb, Path place) {
        Path target = place.resolve("a");
        byte[] fresh = "new\n".repeat(5000).getBytes(UTF_8);
        switch (verb) {
            case "write" -> files.write(target, fresh, Files.PRIVATE);
            case "open-write" -> files.write(target, fresh, Files.PUBLIC);
            case "replace" -> files.replace(target, fresh);
            case "append" -> files.append(target, "new", true);
            case "copy" -> files.copy(place.resolve("from"), target, Files.PRIVATE);
            case "link" -> files.link(place.resolve("from"), target);
            case "move" -> files.move(place.resolve("from"), target);
            case "remove" -> files.remove(target);
            default -> throw new IllegalArgumentException(verb);
        }
    }
}
