package hikae.app;

import hikae.ask.Table;
import hikae.text.Language;
import hikae.text.Line;
import hikae.ui.FrontEnd;
import hikae.ui.full.FullScreen;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The run that install.sh records the class archive from: paints the menu in both languages, looks behind it,
 * presses a few keys, ends. Nothing else: what is in the archive is in memory with the menu, too.
 */
public final class Training {
    private static final byte[] KEYS = "\033[B\033[A\033[B".getBytes(StandardCharsets.US_ASCII);

    private Training() {}

    /** Returns 0; the painting goes to standard output. Reads nothing, whatever standard input is. */
    public static int run(Start start) {
        FullScreen.makeReady();
        Flows.menu(silent(start), Options.none().printing());
        for (Language language : Language.values()) {
            CountDownLatch looked = new CountDownLatch(1);
            try (FrontEnd face = FullScreen.open(Faces.setup(start, Options.none(), language), new Keyboard(looked))) {
                MainMenu first = new MainMenu(start, face, Options.none());
                first.takeUp();
                Table menu = first.table();
                face.choose(new Table(menu.id(), menu.rows(), menu.notes(), () -> {
                    List<Line> found = menu.behind().call();
                    looked.countDown();
                    return found;
                }));
            }
        }
        return 0;
    }

    private static Start silent(Start start) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Start(
                start.environment(),
                start.properties(),
                start.preferences(),
                nowhere,
                nowhere,
                start.in(),
                start.host());
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
