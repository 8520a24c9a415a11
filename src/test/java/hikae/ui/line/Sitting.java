package hikae.ui.line;

import hikae.text.Language;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.ui.FrontEnd;
import hikae.ui.MadeUp;
import hikae.ui.Tempo;
import hikae.work.MadeUpRun;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A whole sitting at line mode.
 *
 * @param name for the file of its transcript
 * @param typed what is typed
 * @param flow what is asked of the face
 */
record Sitting(String name, List<String> typed, Consumer<FrontEnd> flow) {
    /** Everything at once: help, refusals, back, a check that says no, pasted quotes, full-width letters. */
    static final Sitting SETUP = new Sitting(
            "setup",
            List.of(
                    // place
                    "?",
                    "two words",
                    "",
                    "4",
                    "ｘ",
                    "3",
                    "0 4",
                    "<",
                    "３",
                    "'30 5 * * 1'",
                    // zone
                    "asia",
                    "９",
                    "<",
                    "nowhere",
                    "utc",
                    "百",
                    "１４",
                    "いいえ",
                    "",
                    "",
                    "はい",
                    // login, mended
                    "?",
                    "2",
                    "",
                    "ぱすわーど",
                    " " + MadeUp.WRONG + " ",
                    "1",
                    MadeUp.CANARY,
                    // an empty note
                    "！"),
            face -> face.conduct(new MadeUp(0).interview(Map.of())));

    /** The menu, the review, work that goes well, its result. */
    static final Sitting GOOD = new Sitting("good", List.of("7", "?", "２", "?", "maybe", "ｙｅｓ"), face -> {
        face.banner(Message.of("made.banner"));
        face.choose(MadeUp.menu());
        face.approve(MadeUp.preview());
        face.follow(MadeUpRun.of(MadeUp.plan(), MadeUp.goodEvents()));
        face.show(MadeUp.report());
    });

    /** Enter alone does not apply; work that fails; a refusal. */
    static final Sitting BAD = new Sitting("bad", List.of(""), face -> {
        face.approve(MadeUp.preview());
        face.follow(MadeUpRun.of(MadeUp.plan(), MadeUp.badEvents()));
        face.refuse(Problem.of("made-broken"));
    });

    /** Ctrl+C, stay; Ctrl+C twice, leave. */
    static final Sitting LEAVING = new Sitting(
            "leaving",
            List.of("mk1", Script.CTRL_C, "いいえ", Script.CTRL_C, "what?", "", Script.CTRL_C, Script.CTRL_C),
            face -> {
                face.banner(Message.of("made.banner"));
                face.conduct(new MadeUp(0).interview(Map.of()));
            });

    static List<Sitting> all() {
        return List.of(SETUP, GOOD, BAD, LEAVING);
    }

    /** Plays it with these lines instead of its own. */
    Script play(Language language, List<String> instead) {
        MadeUp.learn();
        Script script = new Script(instead);
        try (FrontEnd face = LineMode.on(script, language, Tempo.REAL)) {
            flow.accept(face);
        }
        return script;
    }

    Script play(Language language) {
        return play(language, typed);
    }

    @Override
    public String toString() {
        return name;
    }
}
