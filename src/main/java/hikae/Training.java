package hikae;

import hikae.ask.Given;
import hikae.ask.Table;
import hikae.demo.DemoHost;
import hikae.setup.SetupCommand;
import hikae.status.StatusCommand;
import hikae.text.Language;
import hikae.text.Line;
import hikae.text.ProblemException;
import hikae.ui.FrontEnd;
import hikae.ui.auto.Unattended;
import hikae.ui.full.FullScreen;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The run that install.sh records the class archive from: paints the menu in both languages, looks behind it,
 * presses a few keys; then the status, which cron and monitoring ask for often, here and on a made-up server; ends.
 */
final class Training {
    private static final byte[] KEYS = "\033[B\033[A\033[B".getBytes(StandardCharsets.US_ASCII);

    private Training() {}

    /** Returns 0; the painting goes to standard output. */
    static int run(Start start) {
        for (Language language : Language.values()) {
            CountDownLatch looked = new CountDownLatch(1);
            try (FrontEnd face = FullScreen.open(Faces.setup(start, Options.none(), language), new Keyboard(looked))) {
                Table menu = new MainMenu(start, face, Options.none()).table();
                face.choose(new Table(menu.id(), menu.rows(), menu.notes(), () -> {
                    List<Line> found = menu.behind().call();
                    looked.countDown();
                    return found;
                }));
            }
        }
        status(start);
        return 0;
    }

    /** Whatever there is or is not on this server: nothing of it is shown. */
    private static void status(Start start) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Start silent =
                new Start(start.environment(), start.properties(), start.preferences(), nowhere, nowhere, start.in());
        Cli.run(List.of("status", "--nagios"), silent);
        DemoHost made = new DemoHost(start.environment().clock());
        Given given = new Given(Map.of(), true, false, false, false, Optional.empty());
        try (FrontEnd face = Unattended.open(Language.EN, given, nowhere, nowhere)) {
            new SetupCommand(made, face, given, false).run();
            new StatusCommand(made, face, given).show();
        } catch (ProblemException e) {
            nowhere.println(e.problem().id()); // the archive is smaller, nothing else
        }
    }

    /** Presses its keys once the menu has been painted and looked behind; then there is no terminal any more. */
    private static final class Keyboard extends InputStream {
        private final CountDownLatch looked;
        private final ByteArrayInputStream keys = new ByteArrayInputStream(KEYS);

        Keyboard(CountDownLatch looked) {
            this.looked = looked;
        }

        @Override
        public int read() throws IOException {
            await();
            return keys.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            await();
            return keys.read(bytes, offset, Math.min(length, 3)); // one key at a time
        }

        private void await() throws IOException {
            try {
                looked.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
