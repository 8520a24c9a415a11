package hikae.storage;

import hikae.storage.Tick.State;
import hikae.text.Say;
import hikae.text.Secret;
import java.util.Optional;

/** Each line of Misskey's page by itself; what two lines do together is for the diagnosis. */
record Ticking(MediaFacts facts) {
    private static final int TAIL = 4;

    Tick tick(Setting setting) {
        MediaSettings has = facts.settings();
        Say wanted = new Wanted(facts).value(setting);
        return switch (setting) {
            case USE -> of(setting, has.used(), onOff(has.used()), Optional.empty());
            case SSL -> of(setting, has.switches().ssl(), onOff(has.switches().ssl()), Optional.empty());
            case PROXY ->
                of(
                        setting,
                        true,
                        onOff(has.switches().proxy()),
                        note(has.switches().proxy(), "media.note.proxy"));
            case PUBLIC_READ ->
                of(
                        setting,
                        !has.switches().publicRead() || new FilesJudge(facts).newestShows(),
                        onOff(has.switches().publicRead()),
                        Optional.empty());
            case PATH_STYLE -> {
                boolean on = has.switches().pathStyle();
                yield of(setting, true, onOff(on), note(!on, "media.note.path-style"));
            }
            case PREFIX -> prefix(has, wanted);
            case BASE_URL -> text(setting, has.baseUrl(), fits(), wanted, Optional.empty());
            case BUCKET -> text(setting, has.bucket(), true, wanted, Optional.empty());
            case ENDPOINT -> text(setting, has.endpoint(), true, wanted, consistent());
            case REGION -> text(setting, has.region(), true, wanted, Optional.empty());
            case ACCESS_KEY -> text(setting, has.accessKey(), true, wanted, otherKey());
            case SECRET_KEY -> text(setting, has.secretKey().map(Ticking::hidden), true, wanted, Optional.empty());
        };
    }

    /** Not right while nothing tells that it fits. */
    private boolean fits() {
        return facts.settings().baseUrl().isPresent();
    }

    private Tick prefix(MediaSettings has, Say wanted) {
        String text = has.prefix().orElse("");
        Optional<Say> note =
                note(facts.set().filter(r2 -> !r2.prefix().text().equals(text)).isPresent(), "media.note.prefix");
        Say shown = text.isEmpty() ? Say.of("media.empty") : Say.literal(text);
        return of(Setting.PREFIX, true, shown, wanted, note);
    }

    /** An endpoint with the bucket in it works when the Base URL has it, too: then both stay as they are. */
    private Optional<Say> consistent() {
        return note(!facts.before().isEmpty(), "media.note.consistent");
    }

    private Optional<Say> otherKey() {
        return note(
                facts.set()
                        .map(r2 -> r2.accessKey().id())
                        .filter(id -> !facts.settings().accessKey().equals(Optional.of(id)))
                        .isPresent(),
                "media.note.other-key");
    }

    private Tick text(Setting setting, Optional<String> has, boolean right, Say wanted, Optional<Say> note) {
        boolean empty = has.filter(text -> !text.isEmpty()).isEmpty();
        Say shown = empty ? Say.of("media.empty") : Say.literal(has.orElse(""));
        State state = empty && !facts.settings().used() ? State.NOT_YET : empty || !right ? State.WRONG : State.RIGHT;
        return new Tick(setting, state, shown, wanted, state == State.RIGHT ? note : Optional.empty());
    }

    private Tick of(Setting setting, boolean right, Say has, Optional<Say> note) {
        return of(setting, right, has, new Wanted(facts).value(setting), note);
    }

    private Tick of(Setting setting, boolean right, Say has, Say wanted, Optional<Say> note) {
        State no = facts.settings().used() ? State.WRONG : State.NOT_YET;
        return new Tick(setting, right ? State.RIGHT : no, has, wanted, note);
    }

    private static Optional<Say> note(boolean so, String key) {
        return so ? Optional.of(Say.of(key)) : Optional.empty();
    }

    private static Say onOff(boolean on) {
        return Say.of(on ? "checklist.on" : "checklist.off");
    }

    /** Stars and the last four, of what is long enough that they give nothing away. */
    static String hidden(Secret secret) {
        String text = secret.reveal();
        return Secret.STARS + (text.length() >= 4 * TAIL ? text.substring(text.length() - TAIL) : "");
    }
}
