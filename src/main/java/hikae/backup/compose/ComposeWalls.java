package hikae.backup.compose;

import hikae.backup.settings.BackupLayout;
import hikae.text.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Gives a service of an older file what a new one is made with: no rights but those of a backup, and limits. What the
 * operator has set stays; where a key has no place it is left out, as it stops no backup.
 */
final class ComposeWalls {
    private static final String WRITES_ANYWHERE = "DAC_OVERRIDE";

    /** With these somebody's own program runs in the container, of whose needs nobody knows. */
    private static final Set<String> OWN_PROGRAM = Set.of("command", "entrypoint", "user", "privileged");

    private static final String ADDED_RIGHTS = "cap_add";

    private final ComposeEdit edit;

    private ComposeWalls(ComposeEdit edit) {
        this.edit = edit;
    }

    /** The file with them. */
    static byte[] apply(byte[] bytes, String name) {
        ComposeEdit edit = new ComposeEdit(bytes, name);
        new ComposeWalls(edit).all();
        return edit.bytes();
    }

    private void all() {
        boolean asMade = runsOnlyTheImage();
        boolean image = asMade && !has(ADDED_RIGHTS);
        boolean old = edit.tree().at("version").isPresent(); // its third edition knows no limits there
        if (image) {
            add("cap_drop", List.of("- ALL"), "[ALL]");
            add(ADDED_RIGHTS, List.of("- " + WRITES_ANYWHERE), "[" + WRITES_ANYWHERE + "]");
        }
        add("security_opt", List.of("- no-new-privileges:true"), "[\"no-new-privileges:true\"]");
        if (image && !has("tmpfs")) {
            add("tmpfs", List.of("- /run", "- /tmp:size=256m"), "[/run, \"/tmp:size=256m\"]");
            add("read_only", "true");
        }
        if (!old) {
            add("pids_limit", "256");
            if (image) {
                add("mem_limit", "1g");
            }
        }
        add(
                "logging",
                List.of("driver: json-file", "options:", "  max-size: \"10m\"", "  max-file: \"3\""),
                "{driver: json-file, options: {max-size: \"10m\", max-file: \"3\"}}");
        if (asMade) {
            guard();
        }
    }

    /** The look at the database before each backup. */
    private void guard() {
        if (edit.read().detail().mounted().containsKey(BackupLayout.HOOK_INSIDE)) {
            return;
        }
        try {
            ComposeMount.add(edit, BackupLayout.source(BackupLayout.HOOK), BackupLayout.HOOK_INSIDE, true);
        } catch (ProblemException e) {
            return; // the list is in a form that is not taken apart; the status says that nothing looks
        }
    }

    private boolean runsOnlyTheImage() {
        ServiceDetail detail = edit.read().detail();
        Set<String> ours = Set.of(detail.dumpsTarget(), BackupLayout.PASSWORD_INSIDE, BackupLayout.HOOK_INSIDE);
        return OWN_PROGRAM.stream().noneMatch(this::has)
                && ours.containsAll(detail.mounted().keySet());
    }

    private boolean has(String key) {
        return edit.read().detail().key(key).isPresent();
    }

    private void add(String key, String value) {
        String written = key + ": " + value;
        add(key, edit.besideScalars(List.of(written), written));
    }

    private void add(String key, List<String> below, String flow) {
        List<String> lines = new ArrayList<>(List.of(key + ":"));
        below.forEach(line -> lines.add("  " + line));
        add(key, edit.keyOfService(lines, key + ": " + flow));
    }

    private void add(String key, List<TextEdit> places) {
        if (has(key)) {
            return;
        }
        try {
            edit.edit(
                    places,
                    List.of(edit.path(key)),
                    read -> read.detail().key(key).isPresent(),
                    key);
        } catch (ProblemException e) {
            return; // it is in a form that is not taken apart
        }
    }
}
