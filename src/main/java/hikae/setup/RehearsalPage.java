package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Field;
import hikae.ask.Option;
import hikae.ask.Page;
import hikae.backup.home.BackupDirectory;
import hikae.host.Host;
import hikae.recovery.record.Rehearsal;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether the setup ends with a rehearsal; not asked where one has passed lately, or where nothing is started. */
final class RehearsalPage {
    private static final String YES = "yes";
    private static final String NO = "no";

    private static final Field<String> REHEARSE = Field.of("rehearse", Field.Kind.CHOICE, RehearsalPage::yesOrNo)
            .among(answers -> List.of(
                    Option.of(YES, Message.of("setup.rehearse.yes")), Option.of(NO, Message.of("setup.rehearse.no"))))
            .orElse(YES);

    private final Host host;
    private final boolean starts;
    private final Map<Path, Boolean> proved = new HashMap<>();

    /**
     * @param starts whether this setup starts anything
     */
    RehearsalPage(Host host, boolean starts) {
        this.host = host;
        this.starts = starts;
    }

    Page page() {
        return Page.of("rehearsal", REHEARSE).when(this::isAsked).showing(RehearsalPage::lines);
    }

    /** Whether the answers want one, and there is none that still holds. */
    boolean isWanted(Answers answers) {
        return isDue(answers) && answers.value(REHEARSE).filter(YES::equals).isPresent();
    }

    /** Whether one was due and declined. */
    boolean isDeclined(Answers answers) {
        return isDue(answers) && !isWanted(answers);
    }

    /** Before the directories are known it counts as a step to come, so that the number of steps stays as it was said. */
    private boolean isAsked(Answers answers) {
        return (starts && PlacePage.chosen(answers).isEmpty()) || isDue(answers);
    }

    /** The records are looked at once for each directory: pages are judged at every key. */
    private boolean isDue(Answers answers) {
        return starts
                && PlacePage.chosen(answers)
                        .filter(BackupDirectory::docker)
                        .map(BackupDirectory::directory)
                        .filter(home -> !proved.computeIfAbsent(home, this::isProved))
                        .isPresent();
    }

    private boolean isProved(Path home) {
        return Rehearsal.isProved(host.files(), home, host.environment().clock().instant());
    }

    private static List<Line> lines(Answers answers) {
        return answers.is(REHEARSE.id(), NO)
                ? Line.explained(Finding.warning(Problem.of("setup-unrehearsed")))
                : List.of(Line.text(Message.of("setup.rehearse.what")));
    }

    private static String yesOrNo(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case YES, "true" -> YES;
            case NO, "false" -> NO;
            default -> throw ProblemException.of("recovery-yes-or-no", text);
        };
    }
}
