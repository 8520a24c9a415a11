package hikae.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import hikae.host.files.RealFiles;
import hikae.text.Language;
import hikae.text.Messages;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.Optional;

/** One call of {@link RealFiles} in a process of its own; prints what came of it. */
public final class FilesMain {
    private FilesMain() {}

    public static void main(String[] args) throws InterruptedException {
        RealFiles files = new RealFiles(Environment.ofProcess());
        Path path = Path.of(args[1]);
        try {
            System.out.println(act(files, args[0], path));
        } catch (ProblemException e) {
            Messages english = Messages.in(Language.EN);
            System.out.println(e.problem().id() + ": " + english.say(e.problem().sentence()));
        }
    }

    private static String act(RealFiles files, String verb, Path path) throws InterruptedException {
        return switch (verb) {
            case "look" -> "looked " + files.look(path).isPresent();
            case "read" -> "read " + files.read(path, 1 << 20).length;
            case "write" -> "written " + files.write(path, "new".getBytes(UTF_8), Files.PRIVATE);
            case "write-large" -> "written " + files.write(path, new byte[1 << 18], Files.PRIVATE);
            case "append" -> {
                files.append(path, "line", true);
                yield "appended";
            }
            case "link" -> "linked " + files.link(path, path.resolveSibling("linked"));
            case "copy" -> {
                files.copy(path, path.resolveSibling("copied"), Files.PRIVATE, bytes -> {});
                yield "copied";
            }
            case "list" -> "listed " + files.list(path).size();
            case "probe" -> {
                files.probe(path);
                yield "fit";
            }
            case "lock" -> "locked " + files.lock(path).isPresent();
            case "hold" -> hold(files, path);
            case "ask" -> ask(files, path);
            default -> throw new IllegalArgumentException(verb);
        };
    }

    /** Asks for the lock again and again until it is killed. */
    private static String ask(RealFiles files, Path path) {
        System.out.println("asks " + files.isLocked(path));
        while (true) {
            files.isLocked(path);
        }
    }

    private static String hold(RealFiles files, Path path) throws InterruptedException {
        Optional<Files.Lock> lock = files.lock(path);
        System.out.println("holds " + lock.isPresent());
        Thread.sleep(60_000);
        return "slept";
    }
}
