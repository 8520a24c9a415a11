package hikae.instance;

import hikae.text.Problem;
import hikae.text.Say;
import java.util.List;

/**
 * Something about an instance that nothing tells for sure.
 *
 * @param kind what
 * @param why why it is not sure
 * @param candidates what it may be, the likeliest first
 */
public record Doubt(Kind kind, Problem why, List<Candidate> candidates) {
    /** What can be in doubt. */
    public enum Kind {
        /** Which services are Misskey. */
        MISSKEY,
        /** Which service is its database. */
        DATABASE
    }

    /**
     * What it may be.
     *
     * @param service a service's name
     * @param signs what speaks for it
     */
    public record Candidate(String service, List<Say> signs) {
        public Candidate {
            signs = List.copyOf(signs);
        }
    }

    public Doubt {
        candidates = List.copyOf(candidates);
    }
}
