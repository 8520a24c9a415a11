package hikae.setup;

import hikae.ask.Answers;
import hikae.ask.Check;
import hikae.ask.Interview;
import hikae.ask.Table;
import hikae.text.Finding;
import hikae.text.Language;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.ui.FrontEnd;
import hikae.ui.MenuChoice;
import hikae.ui.Navigation;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An operator who presses Enter on every page, types what a test wants, and says yes, no or back at the review. */
final class EnterOnly implements FrontEnd {
    final List<String> pages = new ArrayList<>();
    final List<Finding> refusals = new ArrayList<>();
    final List<Report> reports = new ArrayList<>();
    final List<Preview> previews = new ArrayList<>();
    private final List<Navigation> verdicts = new ArrayList<>();
    private Consumer<Interview> before = interview -> {};

    /** What to do on each page before Enter. */
    EnterOnly typing(Consumer<Interview> typing) {
        before = typing;
        return this;
    }

    /** What to say at each review; yes when nothing is left. */
    EnterOnly saying(Navigation... walks) {
        verdicts.addAll(List.of(walks));
        return this;
    }

    @Override
    public Navigation conduct(Interview interview) {
        while (true) {
            pages.add(interview.page().id());
            before.accept(interview);
            for (Check check : interview.checks()) {
                Answers asked = interview.answers();
                if (interview.finding(check).isEmpty()) {
                    Finding finding = Interview.run(check, asked);
                    interview.note(check, asked, finding);
                    if (finding.isNo()) {
                        refusals.add(finding);
                        return Navigation.LEAVE;
                    }
                }
            }
            switch (interview.submit()) {
                case FINISHED -> {
                    return Navigation.NEXT;
                }
                case STAY -> {
                    interview.fields().stream()
                            .flatMap(field -> interview.problem(field).stream())
                            .forEach(problem -> refusals.add(Finding.no(problem)));
                    return Navigation.LEAVE;
                }
                default -> {
                    // the next page, or the checks of an earlier one
                }
            }
        }
    }

    @Override
    public Navigation approve(Preview preview) {
        previews.add(preview);
        return verdicts.isEmpty() ? Navigation.NEXT : verdicts.remove(0);
    }

    @Override
    public Navigation follow(Run run) {
        try {
            run.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Navigation.NEXT;
    }

    @Override
    public void show(Report report) {
        reports.add(report);
    }

    @Override
    public void refuse(Problem problem) {
        refusals.add(Finding.no(problem));
    }

    @Override
    public <T> Optional<T> look(Message what, Supplier<T> work) {
        return Optional.of(work.get());
    }

    @Override
    public MenuChoice choose(Table table) {
        throw new IllegalStateException("no table in this flow");
    }

    @Override
    public void banner(Message words) {
        throw new IllegalStateException("no banner in this flow");
    }

    @Override
    public Language language() {
        return Language.EN;
    }

    @Override
    public void speak(Language language) {
        throw new IllegalStateException("no language row in this flow");
    }

    @Override
    public void close() {
        // nothing is open
    }
}
