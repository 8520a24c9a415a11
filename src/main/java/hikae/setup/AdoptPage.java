package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Check;
import hikae.ask.Field;
import hikae.ask.Option;
import hikae.ask.Origin;
import hikae.ask.Page;
import hikae.ask.Suggestion;
import hikae.backup.adopt.AdoptFile;
import hikae.backup.adopt.Defects;
import hikae.backup.home.BackupDirectory;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a service that was made by hand shall become ours, after everything wrong with it was named. */
final class AdoptPage {
    private static final String YES = "yes";
    private static final String NO = "no";

    private final Clock clock;
    private final Field<String> adopt;

    /**
     * @param attended whether somebody is there to see the list: else the consent must come with the command
     */
    AdoptPage(Clock clock, boolean attended) {
        this.clock = clock;
        Suggestion yes = new Suggestion(YES, Origin.DEFAULT, Message.of("ask.source.default"));
        this.adopt = Field.of("adopt", Field.Kind.CHOICE, AdoptPage::consent)
                .among(answers ->
                        List.of(Option.of(YES, Message.of("adopt.yes")), Option.of(NO, Message.of("adopt.no"))))
                .suggest(answers -> attended ? Optional.of(yes) : Optional.empty());
    }

    Page page() {
        return Page.of("adopt", adopt)
                .when(answers -> byHand(answers).isPresent())
                .explaining(this::lines)
                .checking(answers -> List.of(new Check("adopt", List.of(adopt.id(), "backup_dir"), this::look)));
    }

    /** What is wrong with the service that is there; empty where none was made by hand. */
    List<Finding> defects(Answers answers) {
        return byHand(answers)
                .flatMap(directory -> InstancePage.chosen(answers)
                        .map(instance -> Defects.of(directory, instance, ZonedDateTime.now(clock))))
                .orElse(List.of());
    }

    private static Optional<BackupDirectory> byHand(Answers answers) {
        return PlacePage.chosen(answers).filter(BackupDirectory::isByHand);
    }

    private Finding look(Answers answers) {
        BackupDirectory directory = byHand(answers).orElseThrow();
        return answers.value(adopt).filter(YES::equals).isPresent()
                ? Finding.ok(Message.of("adopt.mended"))
                : Finding.no(Problem.of("adopt-declined", directory.composeFile()))
                        .suspecting(adopt.id());
    }

    private List<Line> lines(Answers answers) {
        List<Finding> defects = defects(answers);
        List<Line> lines = new ArrayList<>();
        lines.add(Line.heading(Message.of("adopt.defects")));
        defects.forEach(defect -> lines.addAll(Line.explained(defect)));
        if (defects.stream().noneMatch(AdoptFile::isMended)) {
            lines.add(Line.text(Message.of("adopt.none")));
        }
        return lines;
    }

    private static String consent(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case YES, "true" -> YES;
            case NO, "false" -> NO;
            default -> throw ProblemException.of("adopt-needed");
        };
    }
}
