package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Interview;
import hikae.ask.Origin;
import hikae.ask.Page;
import hikae.host.Files;
import hikae.host.Host;
import hikae.text.Json;
import hikae.text.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers of a setup that was not finished, kept under the state directory after every step, so that a
 * broken connection costs nothing (U11). Only what the operator typed, never a secret.
 */
public final class UnfinishedSetup {
    private static final int LIMIT = 1 << 16;

    private final Host host;
    private final Path file;

    public UnfinishedSetup(Host host) {
        this.host = host;
        this.file = host.environment().stateDirectory().resolve("unfinished.json");
    }

    /**
     * What was kept.
     *
     * @param page the id of the page it stopped at
     * @param answers field id to text
     */
    public record Kept(String page, Map<String, String> answers) {}

    /** What is there; empty when nothing is, or it cannot be read. */
    public Optional<Kept> read() {
        try {
            return host.files()
                    .readIfThere(file, LIMIT)
                    .flatMap(bytes -> Json.object(new String(bytes, StandardCharsets.UTF_8)))
                    .map(UnfinishedSetup::kept);
        } catch (ProblemException e) {
            return Optional.empty(); // unreadable answers are no reason not to start
        }
    }

    /** Keeps the present answers; a failure to do so is no reason to stop. */
    void keep(Interview interview, Iterable<Page> pages) {
        Set<String> secrets = new HashSet<>();
        pages.forEach(page -> secrets.addAll(page.fields().stream()
                .filter(field -> field.isSecret())
                .map(field -> field.id())
                .collect(Collectors.toSet())));
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("page", interview.page().id());
        kept.put("answers", typed(interview.answers(), secrets));
        try {
            host.files().makeDirectory(host.environment().stateDirectory(), Files.PRIVATE_DIRECTORY);
            host.files().replace(file, Json.line(kept).getBytes(StandardCharsets.UTF_8));
        } catch (ProblemException e) {
            return; // a read-only home must not stop a setup
        }
    }

    /** The setup is finished, or its answers are to be forgotten. */
    public void forget() {
        try {
            host.files().remove(file);
        } catch (ProblemException e) {
            return; // where they cannot be removed, as behind a link, they could not be kept, either
        }
    }

    private static Map<String, String> typed(Answers answers, Set<String> secrets) {
        Map<String, String> typed = new LinkedHashMap<>();
        answers.texts().forEach((id, entry) -> {
            if (entry.origin() == Origin.TYPED && !secrets.contains(id)) {
                typed.put(id, entry.text());
            }
        });
        return typed;
    }

    private static Kept kept(Map<String, Object> json) {
        Map<String, String> answers = new LinkedHashMap<>();
        if (json.get("answers") instanceof Map<?, ?> map) {
            map.forEach((id, text) -> answers.put(String.valueOf(id), String.valueOf(text)));
        }
        return new Kept(String.valueOf(json.getOrDefault("page", "")), answers);
    }
}
