package hikae;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/** Stands in for Hikae in the tests of the launcher: says what it was given and ends as it is told. */
class Main {
    public static void main(String[] words) throws Exception {
        if (Boolean.getBoolean("hikae.train")) {
            return;
        }
        if (List.of(words).contains("completion")) {
            System.out.println("# completion for " + words[words.length - 1]);
            return;
        }
        if (List.of(words).contains("man")) {
            System.out.println(".\\\" manual in " + words[words.length - 1]);
            return;
        }
        if (List.of(words).contains("outlive")) {
            outlive(Path.of(words[words.length - 1]));
        }
        PrintStream screen = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        if ("full".equals(System.getProperty("hikae.face"))) {
            // every mode that a bad end could leave on
            screen.print("\033[?1h\033[?1000h\033[?1006h\033[?25l\033[31;7m\033[5;5H");
        }
        screen.print("READY " + ProcessHandle.current().pid() + " ");
        for (String key : List.of("face", "columns", "rows", "locale")) {
            screen.print(key + "=" + System.getProperty("hikae." + key) + " ");
        }
        screen.println("END");
        react(screen);
    }

    private static void react(PrintStream screen) throws IOException {
        InputStream keys = new FileInputStream(FileDescriptor.in);
        for (int key = keys.read(); key >= 0; key = keys.read()) {
            if (key == 'q') {
                Files.writeString(Path.of(System.getProperty("hikae.farewell")), "See you later\n");
                System.err.println("said on stderr");
                System.exit(0);
            }
            if (Character.isDigit(key)) {
                System.exit(key - '0');
            }
            screen.println("KEY " + key + " END");
        }
        System.exit(9);
    }

    /** Goes on with its work when the terminal is gone, until the file exists. */
    private static void outlive(Path file) {
        AtomicInteger heard = new AtomicInteger();
        Signal.handle(new Signal("HUP"), signal -> System.out.println("HEARD " + heard.incrementAndGet() + " END"));
        Thread work = new Thread(() -> {
            try {
                while (!Files.exists(file)) {
                    Thread.sleep(20);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            Runtime.getRuntime().halt(4);
        });
        work.start();
        System.out.println("READY " + ProcessHandle.current().pid() + " END");
        try {
            work.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
