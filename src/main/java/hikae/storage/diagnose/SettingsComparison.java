package hikae.storage.diagnose;

import hikae.storage.diagnose.SettingRow.State;
import hikae.text.Message;
import hikae.text.Secret;
import java.util.Optional;

/** Each line of Misskey's page by itself; what two lines do together is for the diagnosis. */
public record SettingsComparison(MediaFacts facts) {
    private static final int TAIL = 4;

    SettingRow tick(Setting setting) {
        MediaSettings has = facts.settings();
        Message wanted = new ExpectedSettings(facts).value(setting);
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
            case SECRET_KEY ->
                text(setting, has.secretKey().map(SettingsComparison::hidden), true, wanted, Optional.empty());
        };
    }

    /** Not right while nothing tells that it fits. */
    private boolean fits() {
        return facts.settings().baseUrl().isPresent();
    }

    private SettingRow prefix(MediaSettings has, Message wanted) {
        String text = has.prefix().orElse("");
        Optional<Message> note =
                note(facts.set().filter(r2 -> !r2.prefix().text().equals(text)).isPresent(), "media.note.prefix");
        Message shown = text.isEmpty() ? Message.of("media.empty") : Message.literal(text);
        return of(Setting.PREFIX, true, shown, wanted, note);
    }

    /** An endpoint with the bucket in it works when the Base URL has it, too: then both stay as they are. */
    private Optional<Message> consistent() {
        return note(!facts.before().isEmpty(), "media.note.consistent");
    }

    private Optional<Message> otherKey() {
        return note(
                facts.set()
                        .map(r2 -> r2.accessKey().id())
                        .filter(id -> !facts.settings().accessKey().equals(Optional.of(id)))
                        .isPresent(),
                "media.note.other-key");
    }

    private SettingRow text(
            Setting setting, Optional<String> has, boolean right, Message wanted, Optional<Message> note) {
        boolean empty = has.filter(text -> !text.isEmpty()).isEmpty();
        Message shown = empty ? Message.of("media.empty") : Message.literal(has.orElse(""));
        State state = empty && !facts.settings().used() ? State.NOT_YET : empty || !right ? State.WRONG : State.RIGHT;
        return new SettingRow(setting, state, shown, wanted, state == State.RIGHT ? note : Optional.empty());
    }

    private SettingRow of(Setting setting, boolean right, Message has, Optional<Message> note) {
        return of(setting, right, has, new ExpectedSettings(facts).value(setting), note);
    }

    private SettingRow of(Setting setting, boolean right, Message has, Message wanted, Optional<Message> note) {
        State no = facts.settings().used() ? State.WRONG : State.NOT_YET;
        return new SettingRow(setting, right ? State.RIGHT : no, has, wanted, note);
    }

    private static Optional<Message> note(boolean so, String key) {
        return so ? Optional.of(Message.of(key)) : Optional.empty();
    }

    private static Message onOff(boolean on) {
        return Message.of(on ? "checklist.on" : "checklist.off");
    }

    /** Stars and the last four, of what is long enough that they give nothing away. */
    public static String hidden(Secret secret) {
        String text = secret.reveal();
        return Secret.STARS + (text.length() >= 4 * TAIL ? text.substring(text.length() - TAIL) : "");
    }
}
