package hikae.text;

/** Carries a {@link Problem} up to whoever can show it. Any other exception is a bug of ours. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised: exceptions stay in this process
    private final Problem problem;

    public ProblemException(Problem problem) {
        super(problem.id());
        this.problem = problem;
    }

    public ProblemException(Problem problem, Throwable cause) {
        super(problem.id(), cause);
        this.problem = problem;
    }

    /** A shorthand for {@code new ProblemException(Problem.of(id, args))}. */
    public static ProblemException of(String id, Object... args) {
        return new ProblemException(Problem.of(id, args));
    }

    /** What to show. */
    public Problem problem() {
        return problem;
    }
}
