package hikae.ui.line;

import hikae.text.Language;
import hikae.text.Problem;
import hikae.text.Say;
import hikae.ui.FrontEnd;
import hikae.ui.MadeUp;
import hikae.work.MadeUpRun;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Whole sittings at line mode: what is typed, and what the flow asks of the face. */
enum Stories {
    /** Everything at once: help, refusals, back, a check that says no, pasted quotes, full-width letters. */
    SETUP(
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
            face -> face.conduct(new MadeUp(0).interview(Map.of()))),

    /** The menu, the review, work that goes well, its result. */
    GOOD(List.of("7", "?", "２", "?", "maybe", "ｙｅｓ"), face -> {
        face.banner(Say.of("made.banner"));
        face.choose(MadeUp.menu());
        face.approve(MadeUp.preview());
        face.follow(MadeUpRun.of(MadeUp.plan(), MadeUp.goodEvents()));
        face.show(MadeUp.report());
    }),

    /** Enter alone does not apply; work that fails; a refusal. */
    BAD(List.of(""), face -> {
        face.approve(MadeUp.preview());
        face.follow(MadeUpRun.of(MadeUp.plan(), MadeUp.badEvents()));
        face.refuse(Problem.of("made-broken"));
    }),

    /** Ctrl+C, stay; Ctrl+C twice, leave. */
    LEAVING(
            List.of("mk1", Script.CTRL_C, "いいえ", Script.CTRL_C, "what?", "", Script.CTRL_C, Script.CTRL_C),
            face -> face.conduct(new MadeUp(0).interview(Map.of())));

    private final List<String> typed;
    private final Consumer<FrontEnd> flow;

    Stories(List<String> typed, Consumer<FrontEnd> flow) {
        this.typed = typed;
        this.flow = flow;
    }

    List<String> typed() {
        return typed;
    }

    /** Plays it with these lines instead of its own. */
    Script play(Language language, List<String> instead) {
        MadeUp.learn();
        Script script = new Script(instead);
        try (FrontEnd face = LineMode.on(script, language, LineDesk.QUICK)) {
            flow.accept(face);
        }
        return script;
    }

    Script play(Language language) {
        return play(language, typed);
    }
}
