package hikae.ask;

import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The only walk through the pages: what is visible, what is prefilled, what is refused, forward and back.
 * The three faces show it and hand it keys; none of them walks on its own. Not thread-safe: one face
 * thread owns it; checks run elsewhere and are handed back by {@link #note}.
 */
public final class Interview {
    /** What a submitted page leads to. */
    public enum Submitted {
        /** Another page is now shown. */
        NEXT,
        /** A field is refused or a check says no: the same page, or an earlier one, is shown. */
        STAY,
        /** Checks must be run first, see {@link #checks}. */
        UNCHECKED,
        /** Every page is answered. */
        FINISHED
    }

    private record Judged(Map<String, String> looked, Finding finding) {}

    private final String flow;
    private final List<Page> pages;
    private final int extraSteps;
    private final Map<String, String> given;
    private final Map<String, Judged> findings = new HashMap<>();
    private final Map<String, Problem> problems = new HashMap<>();
    private Consumer<Interview> listener = interview -> {};
    private Answers answers = Answers.none();
    private int at;

    /**
     * @param flow the name of the flow, {@code flow.NAME} in words
     * @param pages all pages, in order
     * @param extraSteps steps of the flow after the last page (review, work), for the true total (U13)
     * @param given answers that came with the command
     */
    public Interview(String flow, List<Page> pages, int extraSteps, Map<String, String> given) {
        this.flow = flow;
        this.pages = List.copyOf(pages);
        this.extraSteps = extraSteps;
        this.given = Map.copyOf(given);
        prefill();
        at = nextVisible(-1).orElseThrow(() -> new IllegalArgumentException("no page to show"));
    }

    /** Who is told after each step forward, to keep the unfinished answers (U11). */
    public Interview telling(Consumer<Interview> afterEachStep) {
        listener = afterEachStep;
        return this;
    }

    /** The flow's name. */
    public String flow() {
        return flow;
    }

    /** The page shown now. */
    public Page page() {
        return pages.get(at);
    }

    /** The number of this page, from 1. */
    public int number() {
        return 1 + (int) pages.subList(0, at).stream().filter(this::isVisible).count();
    }

    /** The number of steps in all, review and work included. */
    public int total() {
        return extraSteps + (int) pages.stream().filter(this::isVisible).count();
    }

    /** The questions of this page that are asked now. */
    public List<Field<?>> fields() {
        return visibleFields(page());
    }

    /** The text in a field. */
    public String text(Field<?> field) {
        return answers.text(field.id()).orElse("");
    }

    /** What the field suggests, to say where a value comes from. */
    public Optional<Suggestion> suggestion(Field<?> field) {
        return field.suggestion(answers);
    }

    /** Why the text in a field was refused when the page was last submitted. */
    public Optional<Problem> problem(Field<?> field) {
        return Optional.ofNullable(problems.get(field.id()));
    }

    /** The operator typed or chose; nothing is judged yet, the text stays whatever it is. */
    public void type(Field<?> field, String text) {
        if (!text(field).equals(text)) {
            answers = answers.with(field.id(), text, Origin.TYPED);
            problems.remove(field.id());
            prefill();
        }
    }

    /** What the answers mean, instantly. */
    public List<Line> lines() {
        return page().lines().apply(answers());
    }

    /** The checks of this page. */
    public List<Check> checks() {
        return page().checks().apply(answers());
    }

    /** How a check ended; empty when it has not run with the present answers. */
    public Optional<Finding> finding(Check check) {
        return Optional.ofNullable(findings.get(check.id()))
                .filter(judged -> judged.looked().equals(looked(check)))
                .map(Judged::finding);
    }

    /** Runs a check; callable from a worker, since it only reads immutable answers. */
    public static Finding run(Check check, Answers answers) {
        try {
            return check.act().apply(answers);
        } catch (ProblemException e) {
            return Finding.no(e.problem());
        }
    }

    /** A check has ended; {@code asked} are the answers it was run with. */
    public void note(Check check, Answers asked, Finding finding) {
        Map<String, String> looked = new LinkedHashMap<>();
        check.needs().forEach(id -> looked.put(id, asked.text(id).orElse("")));
        findings.put(check.id(), new Judged(looked, finding));
        prefill();
    }

    /** Forgets how a check ended, so that it is run again. */
    public void again(Check check) {
        findings.remove(check.id());
    }

    /** All answers so far, with what was proved for them. */
    public Answers answers() {
        Map<String, Object> proofs = new HashMap<>();
        findings.forEach((id, judged) -> {
            boolean current = judged.looked().entrySet().stream()
                    .allMatch(e -> answers.text(e.getKey()).orElse("").equals(e.getValue()));
            if (current) {
                judged.finding().proof().ifPresent(proof -> proofs.put(id, proof));
            }
        });
        return answers.proved(proofs);
    }

    /** Enter on the last field: judges the page and goes on, or says why not. */
    public Submitted submit() {
        Submitted judged = judge(at);
        if (judged != Submitted.NEXT) {
            return judged;
        }
        Optional<Integer> next = nextVisible(at);
        if (next.isPresent()) {
            at = next.get();
            prefill();
            listener.accept(this);
            return Submitted.NEXT;
        }
        return finish();
    }

    /** One step back, every answer kept; false on the first page. */
    public boolean back() {
        for (int i = at - 1; i >= 0; i--) {
            if (isVisible(pages.get(i))) {
                at = i;
                return true;
            }
        }
        return false;
    }

    /**
     * Resumes with kept answers and walks to the page of this name, or as far as the answers still hold. Runs the
     * checks on the way, so it may take a moment.
     */
    public void resume(Map<String, String> kept, String pageId) {
        kept.forEach((id, text) -> answers = answers.with(id, text, Origin.TYPED));
        prefill();
        Submitted submitted = Submitted.NEXT;
        while (submitted == Submitted.NEXT && !page().id().equals(pageId)) {
            for (Check check : checks()) {
                Answers asked = answers();
                note(check, asked, run(check, asked));
            }
            submitted = submit();
        }
    }

    /** After the last page: an earlier page whose answers are no longer right is shown again (U12). */
    private Submitted finish() {
        for (int i = 0; i < pages.size(); i++) {
            if (isVisible(pages.get(i))) {
                Submitted judged = judge(i);
                if (judged != Submitted.NEXT) {
                    at = i;
                    return judged;
                }
            }
        }
        listener.accept(this);
        return Submitted.FINISHED;
    }

    private Submitted judge(int index) {
        Page page = pages.get(index);
        if (judgeFields(page)) {
            return Submitted.STAY;
        }
        for (Check check : page.checks().apply(answers())) {
            Optional<Finding> finding = finding(check);
            if (finding.isEmpty()) {
                return Submitted.UNCHECKED;
            }
            if (finding.get().isNo()) {
                return Submitted.STAY;
            }
        }
        return Submitted.NEXT;
    }

    /** Notes the problem of each refused field of the page; whether there was one. */
    private boolean judgeFields(Page page) {
        boolean refused = false;
        for (Field<?> field : visibleFields(page)) {
            Optional<Problem> problem = field.refuse(text(field));
            problems.remove(field.id());
            if (problem.isPresent()) {
                problems.put(field.id(), problem.get());
                refused = true;
            }
        }
        return refused;
    }

    /** Fills fields that nobody typed into; what is typed or given stays. Again after each change. */
    private void prefill() {
        for (Page page : pages) {
            for (Field<?> field : page.fields()) {
                if (answers.origin(field.id()).filter(Origin.TYPED::equals).isEmpty() && isAsked(page, field)) {
                    prefill(field);
                }
            }
        }
    }

    private void prefill(Field<?> field) {
        String handed = given.get(field.id());
        if (handed != null) {
            answers = answers.with(field.id(), handed, Origin.GIVEN);
        } else if (!field.isSecret()) {
            field.suggestion(answers()).ifPresent(s -> answers = answers.with(field.id(), s.text(), s.origin()));
        }
    }

    private boolean isAsked(Page page, Field<?> field) {
        return isVisible(page) && field.condition().test(answers());
    }

    private boolean isVisible(Page page) {
        return page.condition().test(answers());
    }

    private List<Field<?>> visibleFields(Page page) {
        Answers now = answers();
        return page.fields().stream()
                .filter(field -> field.condition().test(now))
                .toList();
    }

    private Optional<Integer> nextVisible(int from) {
        for (int i = from + 1; i < pages.size(); i++) {
            if (isVisible(pages.get(i))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private Map<String, String> looked(Check check) {
        Map<String, String> looked = new LinkedHashMap<>();
        check.needs().forEach(id -> looked.put(id, answers.text(id).orElse("")));
        return looked;
    }
}
