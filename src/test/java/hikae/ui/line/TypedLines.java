package hikae.ui.line;

import hikae.text.Language;
import hikae.ui.FrontEnd;
import hikae.ui.Tempo;
import java.util.List;
import java.util.function.Consumer;

/** Line mode with an operator who types these lines, for tests of flows in other packages. */
public final class TypedLines {
    private final Script script;

    private TypedLines(Script script) {
        this.script = script;
    }

    /** Leads the flow through line mode. */
    public static TypedLines through(Language language, List<String> typed, Consumer<FrontEnd> flow) {
        Script script = new Script(typed);
        try (FrontEnd face = LineMode.on(script, language, Tempo.REAL)) {
            flow.accept(face);
        } catch (AssertionError e) {
            throw new AssertionError(script.seen(), e);
        }
        return new TypedLines(script);
    }

    /** All that was on the terminal, the echo of what was typed included. */
    public String seen() {
        return script.seen();
    }

    /** The same without what was typed. */
    public String printed() {
        return script.printed();
    }

    /** How many lines nobody asked for. */
    public int left() {
        return script.left();
    }
}
