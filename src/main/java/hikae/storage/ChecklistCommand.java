package hikae.storage;

import hikae.ask.Ticklist;
import hikae.flow.Session;
import hikae.host.Files;
import hikae.host.Host;
import hikae.instance.Instance;
import hikae.instance.database.MisskeyDatabase;
import hikae.storage.Checklist.Row;
import hikae.storage.diagnose.ImageDiagnosis;
import hikae.storage.diagnose.MediaFacts;
import hikae.storage.diagnose.MediaRows;
import hikae.storage.diagnose.MediaSettings;
import hikae.storage.diagnose.Setting;
import hikae.storage.diagnose.SettingRow;
import hikae.storage.diagnose.SettingsComparison;
import hikae.storage.value.R2Answers;
import hikae.storage.value.SecretAccessKey;
import hikae.text.Json;
import hikae.text.Language;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Messages;
import hikae.text.ProblemException;
import hikae.text.Secret;
import hikae.ui.Navigation;
import hikae.ui.Ticked;
import hikae.work.ExitCode;
import hikae.work.Report;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code hikae checklist}: what to enter on Misskey's page, to be ticked off there; rows that are right in Misskey's
 * database are ticked already.
 */
public final class ChecklistCommand {
    private static final int LIMIT = 1 << 14;
    private static final String TEST = "test";

    private final Session session;
    private final Host host;
    private final Path home;
    private final Optional<Instance> instance;
    private final boolean secrets;

    /**
     * @param home the backup directory
     * @param instance the Misskey it belongs to; empty when it is not known
     * @param secrets whether the secret access key is printed, too
     */
    public ChecklistCommand(Session session, Path home, Optional<Instance> instance, boolean secrets) {
        this.session = session;
        this.host = session.host();
        this.home = home;
        this.instance = instance;
        this.secrets = secrets;
    }

    /** What Misskey has already. */
    private record There(Set<String> right, boolean second) {
        static final There UNKNOWN = new There(Set.of(), false);
    }

    /**
     * Shows it; on a screen until the operator is through.
     *
     * @throws ProblemException {@code storage-not-set-up} when there are no values yet
     */
    public Optional<ExitCode> run() {
        R2Answers r2 =
                StorageRecord.read(host.files(), home).orElseThrow(() -> ProblemException.of("storage-not-set-up"));
        Optional<Secret> secret = StorageRecord.secret(host.files(), home).map(SecretAccessKey::key);
        Optional<There> there = session.look(Message.of("media.looking"), () -> there(r2, secret));
        if (there.isEmpty()) {
            return Optional.empty();
        }
        if (!session.face().attended()) {
            session.face().show(report(r2, secret, there.get()));
            return Optional.of(ExitCode.DONE);
        }
        Set<String> before = new HashSet<>(ticked());
        before.addAll(there.get().right());
        Ticked after = session.face().tick(list(r2, secret, there.get()), before);
        keep(after.ids());
        return Optional.of(after.navigation() == Navigation.LEAVE ? ExitCode.LEFT : ExitCode.DONE);
    }

    private Ticklist list(R2Answers r2, Optional<Secret> secret, There there) {
        List<Ticklist.Row> rows = new ArrayList<>();
        for (Row row : Checklist.rows(r2)) {
            boolean hidden = row.id().equals(Setting.SECRET_KEY.column());
            Optional<Secret> copied = hidden ? secret : copied(row);
            Message value = hidden && secret.isPresent()
                    ? Message.literal(SettingsComparison.hidden(secret.get()))
                    : row.value();
            rows.add(new Ticklist.Row(row.id(), row.label(), value, copied, hidden));
        }
        rows.add(new Ticklist.Row(TEST, Message.of("checklist.save"), Message.literal(""), Optional.empty(), false));
        return new Ticklist("checklist", rows, notes(there));
    }

    /** A value to be copied exactly; a text for people is none. */
    private static Optional<Secret> copied(Row row) {
        return row.literal() ? Optional.of(new Secret(Messages.in(Language.EN).say(row.value()))) : Optional.empty();
    }

    private List<Line> notes(There there) {
        List<Line> lines = new ArrayList<>();
        instance.flatMap(Instance::address)
                .ifPresent(address -> lines.add(
                        Line.text(Message.of("checklist.address", "https://" + address + "/admin/object-storage"))));
        if (there.second()) {
            lines.add(Line.text(Message.of("checklist.second")));
        }
        lines.add(Line.text(Message.of("checklist.then")));
        return lines;
    }

    private Report report(R2Answers r2, Optional<Secret> secret, There there) {
        List<Line> lines = new ArrayList<>();
        List<Map<String, Object>> json = new ArrayList<>();
        Messages words = Messages.in(session.face().language());
        for (Row row : Checklist.rows(r2)) {
            boolean shown = secrets && row.id().equals(Setting.SECRET_KEY.column()) && secret.isPresent();
            Message value = shown ? Message.literal(secret.get().reveal()) : row.value();
            lines.add(Line.pair(row.label(), value));
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", row.id());
            one.put("label", words.say(row.label()));
            one.put("value", words.say(row.value()));
            one.put("copied_exactly", row.literal());
            one.put("right_in_misskey", there.right().contains(row.id()));
            json.add(one);
        }
        lines.add(Line.blank());
        lines.add(Line.text(Message.of("checklist.save")));
        lines.addAll(notes(there));
        Map<String, Object> facts = Map.of("rows", json, "second_set", there.second());
        return new Report("checklist", Message.of("report.checklist.headline"), lines, facts, ExitCode.DONE);
    }

    /** By the database alone, no upload is tried; nothing of it where it cannot be read now. */
    private There there(R2Answers r2, Optional<Secret> secret) {
        try {
            return instance.map(one -> MediaRows.read(MisskeyDatabase.open(host, one)))
                    .map(rows -> compared(rows.meta(), r2, secret))
                    .orElse(There.UNKNOWN);
        } catch (ProblemException e) {
            return There.UNKNOWN; // the list is of use without it
        }
    }

    private There compared(Map<String, Object> meta, R2Answers r2, Optional<Secret> secret) {
        MediaSettings settings = MediaSettings.of(meta, false);
        MediaFacts facts = MediaFacts.of(
                settings, Optional.of(r2), instance.flatMap(Instance::address).orElse(""));
        Set<String> right = new HashSet<>();
        if (settings.used()) {
            for (SettingRow tick : ImageDiagnosis.of(facts).ticks()) {
                boolean same = switch (tick.setting()) {
                    case SECRET_KEY -> secret.isPresent() && secret.equals(settings.secretKey());
                    case PREFIX -> tick.note().isEmpty();
                    default -> tick.has().equals(tick.wanted());
                };
                if (same && tick.state() == SettingRow.State.RIGHT) {
                    right.add(tick.setting().column());
                }
            }
        }
        return new There(right, MediaSettings.hasRemote(meta));
    }

    /** What was ticked the last time, for this backup directory. */
    private Set<String> ticked() {
        Set<String> ids = new HashSet<>();
        content()
                .flatMap(bytes -> Json.object(new String(bytes, StandardCharsets.UTF_8)))
                .filter(all -> home.toString().equals(all.get("backup_dir")))
                .ifPresent(all -> {
                    if (all.get("ticked") instanceof List<?> list) {
                        list.forEach(id -> ids.add(String.valueOf(id)));
                    }
                });
        return ids;
    }

    private Optional<byte[]> content() {
        try {
            return host.files().readIfThere(file(), LIMIT);
        } catch (ProblemException e) {
            return Optional.empty(); // nothing is ticked there
        }
    }

    private void keep(Set<String> ticked) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("backup_dir", home.toString());
        all.put("ticked", ticked.stream().sorted().toList());
        try {
            host.files().makeDirectory(host.environment().stateDirectory(), Files.PRIVATE_DIRECTORY);
            host.files().replace(file(), (Json.line(all) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (ProblemException e) {
            return; // a read-only home must not stop anything
        }
    }

    private Path file() {
        return host.environment().stateDirectory().resolve("checklist.json");
    }
}
