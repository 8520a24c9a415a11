package hikae.backup.adopt;

import hikae.backup.compose.BackupCompose;
import hikae.backup.compose.ComposeEdit;
import hikae.backup.compose.ComposeEntry;
import hikae.backup.compose.ComposeKey;
import hikae.backup.compose.ComposeLabels;
import hikae.backup.compose.ComposeMount;
import hikae.backup.compose.ComposeScalar;
import hikae.backup.compose.ComposeVariable;
import hikae.backup.compose.ServiceDetail;
import hikae.backup.compose.TextEdit;
import hikae.backup.settings.BackupLayout;
import hikae.backup.settings.BackupSettings;
import hikae.backup.settings.MisskeyLabels;
import hikae.instance.yaml.YamlNode;
import hikae.text.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a service that was made by hand one of ours, in the text of its compose file: values, the password's
 * way, restart, network and labels. Comments, unknown keys, other services and where the dumps are stay.
 */
public final class ComposeAdoption {
    /** Comes back after a reboot, but not after it was stopped for a recovery. */
    static final String RESTART = "unless-stopped";

    private static final String GRACE = "10m";
    private static final String PASSWORD_SOURCE = BackupLayout.source(BackupLayout.PASSWORD);
    /** A list may name the password more than once. */
    private static final int LINES = 20;

    private static final String NETWORK = "misskey";

    private final ComposeEdit edit;
    private final BackupSettings settings;

    private ComposeAdoption(byte[] bytes, String name, BackupSettings settings) {
        this.edit = new ComposeEdit(bytes, name);
        this.settings = settings;
    }

    /**
     * The file as one of ours: these settings, the password by file, our labels, limits as a new one has.
     *
     * @param name the file as the operator knows it, for problems
     * @throws ProblemException with file and line where that cannot be done without touching something else
     */
    public static byte[] apply(byte[] bytes, String name, BackupSettings settings) {
        ComposeAdoption adoption = new ComposeAdoption(bytes, name, settings);
        AdoptionBlockers.refuse(adoption.edit.read(), adoption.edit.service());
        adoption.network();
        adoption.environment();
        adoption.password();
        adoption.values();
        adoption.mounts();
        adoption.restart();
        adoption.keepalive();
        new ComposeLabels(adoption.edit).become(MisskeyLabels.of(settings.misskey()));
        return BackupCompose.walled(adoption.edit.bytes(), name);
    }

    /** A service that joins no network from outside cannot reach the database. */
    private void network() {
        if (!edit.read().detail().joined().isEmpty()) {
            return;
        }
        String key = edit.tree().at("networks", NETWORK).isPresent() ? "hikae_misskey" : NETWORK;
        List<String> lines = List.of(
                key + ":",
                "  external: true",
                "  name: " + ComposeScalar.quoted(settings.database().network()));
        String flow = key + ": {external: true, name: "
                + ComposeScalar.quoted(settings.database().network()) + "}";
        edit.edit(declared(lines, flow), List.of(List.of("networks")), any -> true, "networks");
        Optional<YamlNode> joined = edit.service().at("networks");
        List<TextEdit> edits = joined.isEmpty()
                ? edit.keyOfService(List.of("networks:", "  - " + key), "networks: [" + key + "]")
                : edit.behind(joined.get(), List.of(joined.get().isList() ? "- " + key : key + ": {}"), key);
        edit.edit(
                edits,
                List.of(edit.path("networks")),
                read -> !read.detail().joined().isEmpty(),
                "networks");
    }

    private List<TextEdit> declared(List<String> lines, String flow) {
        Optional<YamlNode> networks = edit.tree().at("networks");
        if (networks.isPresent()) {
            return edit.behind(networks.get(), lines, flow);
        }
        String text = edit.tree().source();
        String lineBreak = text.contains("\r\n") ? "\r\n" : "\n";
        String gap = text.endsWith("\n") ? lineBreak : lineBreak + lineBreak;
        String written = gap + "networks:" + lineBreak + "  " + String.join(lineBreak + "  ", lines) + lineBreak;
        return List.of(new TextEdit(text.length(), text.length(), written));
    }

    /** Where every variable comes from elsewhere, ours get a place first. */
    private void environment() {
        if (edit.service().at("environment").isPresent()) {
            return;
        }
        String schedule = ComposeScalar.quoted(settings.timing().schedule());
        edit.edit(
                edit.keyOfService(
                        List.of("environment:", "  SCHEDULE: " + schedule),
                        "environment: {SCHEDULE: " + schedule + "}"),
                List.of(edit.path("environment")),
                read -> read.value(ComposeKey.SCHEDULE).isPresent(),
                "environment");
    }

    /** The variable with the password becomes the one with the file's name, on the same line. */
    private void password() {
        for (int left = LINES; left > 0 && edit.read().passwordLine().isPresent(); left--) {
            TextEdit change = passwordEdit();
            edit.edit(
                    List.of(change),
                    List.of(
                            edit.path("environment", ComposeVariable.PASSWORD),
                            edit.path("environment", "POSTGRES_PASSWORD_FILE")),
                    read -> true,
                    ComposeVariable.PASSWORD);
        }
    }

    /** Of several lines the last goes first, so that the first one keeps its comment. */
    private TextEdit passwordEdit() {
        YamlNode service = edit.service();
        Map<String, ComposeVariable> all = ComposeVariable.all(service);
        ComposeVariable variable = all.get(ComposeVariable.PASSWORD);
        if (variable == null || variable.elsewhere()) {
            throw ProblemException.of("compose-shared-value", service.place(), ComposeVariable.PASSWORD);
        }
        long lines = service.at("environment").stream()
                .flatMap(environment -> ComposeVariable.listed(environment).stream())
                .filter(one -> one.name().equals(ComposeVariable.PASSWORD))
                .count();
        boolean surplus = lines > 1 || all.containsKey("POSTGRES_PASSWORD_FILE");
        return surplus ? withoutLine(variable) : renamed(service, variable);
    }

    private TextEdit renamed(YamlNode service, ComposeVariable variable) {
        String name = ComposeKey.PASSWORD_FILE.variable().orElseThrow();
        String source = edit.tree().source();
        YamlNode node = variable.node();
        if (variable.listed()) {
            char first = source.charAt(node.start());
            refuseFolded(first, node);
            String written = name + "=" + BackupLayout.PASSWORD_INSIDE;
            return new TextEdit(node.start(), node.end(), ComposeScalar.inStyle(first, written));
        }
        YamlNode key = ComposeEntry.find(service, "environment", ComposeVariable.PASSWORD)
                .orElseThrow()
                .key();
        if (node.start() == node.end()) {
            return new TextEdit(key.start(), key.end(), name);
        }
        refuseFolded(source.charAt(node.start()), node);
        return new TextEdit(key.start(), node.end(), name + ": " + BackupLayout.PASSWORD_INSIDE);
    }

    /** Anchors, tags and texts over several lines are not taken apart. */
    private static void refuseFolded(char first, YamlNode node) {
        if ("&*!|>".indexOf(first) >= 0) {
            throw ProblemException.of("compose-shared-value", node.place(), ComposeVariable.PASSWORD);
        }
    }

    private TextEdit withoutLine(ComposeVariable variable) {
        String source = edit.tree().source();
        int start = source.lastIndexOf('\n', variable.node().start() - 1) + 1;
        int end = source.indexOf('\n', variable.node().end());
        return new TextEdit(start, end < 0 ? source.length() : end + 1, "");
    }

    private void values() {
        edit.become(BackupCompose.values(settings));
    }

    private void mounts() {
        if (edit.read().detail().dumps().isEmpty()) {
            ComposeMount.add(edit, "./backups", edit.read().detail().dumpsTarget(), false);
        }
        if (!edit.read().detail().mounted().containsKey(BackupLayout.PASSWORD_INSIDE)) {
            ComposeMount.add(edit, PASSWORD_SOURCE, BackupLayout.PASSWORD_INSIDE, true);
        }
    }

    private void restart() {
        Optional<ServiceDetail.Value> present = edit.read().detail().key("restart");
        if (present.filter(value -> value.text().equals(RESTART)).isEmpty()) {
            List<TextEdit> edits = present.isPresent()
                    ? ComposeEntry.child(edit.service(), "restart")
                            .filter(entry -> !entry.elsewhere())
                            .map(entry -> new TextEdit(
                                    entry.node().start(), entry.node().end(), RESTART))
                            .stream()
                            .toList()
                    : edit.besideScalars(List.of("restart: " + RESTART), "restart: " + RESTART);
            key("restart", RESTART, edits);
        }
        if (edit.read().detail().key("stop_grace_period").isEmpty()) {
            String written = "stop_grace_period: " + GRACE;
            key("stop_grace_period", GRACE, edit.besideScalars(List.of(written), written));
        }
    }

    /** A dump whose database is gone ends within a minute, not after two hours; what is set there stays. */
    private void keepalive() {
        if (edit.read().detail().key("sysctls").isPresent()) {
            return;
        }
        List<String> pairs = List.of(
                "net.ipv4.tcp_keepalive_time: \"15\"",
                "net.ipv4.tcp_keepalive_intvl: \"5\"",
                "net.ipv4.tcp_keepalive_probes: \"6\"");
        edit.edit(
                edit.keyOfService(ComposeEdit.under("sysctls:", pairs), "sysctls: {" + String.join(", ", pairs) + "}"),
                List.of(edit.path("sysctls")),
                read -> read.detail().key("sysctls").isPresent(),
                "sysctls");
    }

    private void key(String key, String value, List<TextEdit> edits) {
        edit.edit(
                edits,
                List.of(edit.path(key)),
                read -> read.detail()
                        .key(key)
                        .filter(text -> text.text().equals(value))
                        .isPresent(),
                key);
    }
}
