package hikae.instance;

import hikae.text.Message;
import hikae.text.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Something about an instance that nothing tells for sure.
 *
 * @param kind what
 * @param why why it is not sure
 * @param candidates what it may be, the likeliest first
 * @param offered what is offered as the answer; empty where every answer would be a guess
 */
public record Doubt(Kind kind, Problem why, List<Candidate> candidates, Optional<Offer> offered) {
    /** What can be in doubt. */
    public enum Kind {
        /** Which services are Misskey. */
        MISSKEY,
        /** Which service is its database. */
        DATABASE,
        /** What the Compose project is called. */
        PROJECT,
        /** Which network the database is on. */
        NETWORK,
        /** The major version of the database's server. */
        VERSION
    }

    /**
     * What it may be.
     *
     * @param name such as a service's
     * @param signs what speaks for it
     */
    public record Candidate(String name, List<Message> signs) {
        public Candidate {
            signs = List.copyOf(signs);
        }
    }

    /**
     * An answer that is likely.
     *
     * @param answer as it would be typed
     * @param source where it comes from
     */
    public record Offer(String answer, Message source) {}

    public Doubt {
        candidates = List.copyOf(candidates);
    }

    /** One without a likely answer. */
    public Doubt(Kind kind, Problem why, List<Candidate> candidates) {
        this(kind, why, candidates, Optional.empty());
    }

    /** The same with this answer offered. */
    public Doubt offering(Offer offer) {
        return new Doubt(kind, why, candidates, Optional.of(offer));
    }
}
