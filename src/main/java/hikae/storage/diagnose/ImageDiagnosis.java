package hikae.storage.diagnose;

import hikae.storage.diagnose.Diagnosis.Typed;
import hikae.storage.diagnose.SettingRow.State;
import hikae.text.Message;
import hikae.text.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Misskey's settings, each right, wrong or not yet, and the one cause for which images do not show; pure, from what was
 * seen.
 *
 * @param ticks each line of Misskey's page
 * @param cause why files that are uploaded now do not show; empty when they do
 * @param notes what to know beside it, none of which stands in the way
 */
public record ImageDiagnosis(List<SettingRow> ticks, Optional<Diagnosis> cause, List<Problem> notes) {
    public ImageDiagnosis {
        ticks = List.copyOf(ticks);
        notes = List.copyOf(notes);
    }

    /** Judges what was seen. */
    public static ImageDiagnosis of(MediaFacts facts) {
        Optional<Diagnosis> settings = new SettingsJudge(facts).judge();
        FilesJudge files = new FilesJudge(facts);
        Optional<Diagnosis> cause = settings.or(() -> facts.settings().used() ? files.judge() : Optional.empty());
        List<Problem> notes = new ArrayList<>();
        if (cause.isEmpty()) {
            files.stillInternal().ifPresent(notes::add);
        }
        files.earlier().ifPresent(notes::add);
        return new ImageDiagnosis(ticks(facts, cause), cause, notes);
    }

    /** Whether every line is right and nothing else stands in the way. */
    public boolean isRight() {
        return cause.isEmpty() && ticks.stream().allMatch(tick -> tick.state() == State.RIGHT);
    }

    private static List<SettingRow> ticks(MediaFacts facts, Optional<Diagnosis> cause) {
        Set<Setting> blamed =
                cause.stream().flatMap(one -> one.setting().stream()).collect(Collectors.toSet());
        return Arrays.stream(Setting.values())
                .map(setting -> new SettingsComparison(facts).tick(setting))
                .map(tick -> blamed.contains(tick.setting()) && tick.state() == State.RIGHT ? tick.wrong() : tick)
                .toList();
    }

    /** What to enter for a field: the first way's value, else what the checklist says. */
    public static Message typed(SettingRow tick, Optional<Diagnosis> cause) {
        return cause.stream()
                .flatMap(one -> one.ways().stream().limit(1))
                .flatMap(way -> way.typed().stream())
                .filter(typed -> typed.setting() == tick.setting())
                .map(Typed::value)
                .findFirst()
                .orElse(tick.wanted());
    }

    /** Whether a line may be fixed by itself: not where a way changes more, or there are several. */
    public boolean isAlone(SettingRow tick) {
        return cause.stream()
                .filter(one -> one.setting().filter(tick.setting()::equals).isPresent())
                .allMatch(one ->
                        one.ways().size() == 1 && one.ways().get(0).typed().size() <= 1);
    }
}
