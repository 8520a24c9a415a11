package hikae.ui.auto;

import hikae.ask.Given;
import hikae.text.Language;
import hikae.ui.FrontEndContract;
import hikae.ui.MadeUp;
import hikae.ui.Tempo;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Nobody there; what was printed is kept. */
record AutoDesk(Unattended face, ByteArrayOutputStream out, ByteArrayOutputStream err)
        implements FrontEndContract.Desk {
    static AutoDesk of(Language language, boolean yes, boolean json) {
        return at(Tempo.REAL, language, yes, json);
    }

    /** The same at another pace. */
    static AutoDesk at(Tempo tempo, Language language, boolean yes, boolean json) {
        MadeUp.learn();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Given given = new Given(Map.of(), yes, false, false, json, Optional.empty());
        Unattended face = Unattended.at(tempo, language, given, printing(out), printing(err));
        return new AutoDesk(face, out, err);
    }

    /** What standard output got. */
    String result() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What standard error got. */
    String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String seen() {
        return said() + result();
    }

    @Override
    public void close() {
        face.close();
    }

    private static PrintStream printing(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
