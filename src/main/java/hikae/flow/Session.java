package hikae.flow;

import hikae.ask.Given;
import hikae.host.Host;
import hikae.text.Message;
import hikae.ui.FrontEnd;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One use of the program: what every command has.
 *
 * @param host the server
 * @param face whoever watches
 * @param given what was said beforehand, by flags or in an answers file
 */
public record Session(Host host, FrontEnd face, Given given) {
    /** The time now. */
    public Instant now() {
        return host.environment().clock().instant();
    }

    /**
     * Looks something up, while that is shown.
     *
     * @return empty when the operator did not wait
     */
    public <T> Optional<T> look(Message what, Supplier<T> work) {
        return face.look(what, work);
    }

    /** The ways that commands share. */
    public Flow flow() {
        return new Flow(this);
    }

    /** The same with other things said beforehand. */
    public Session with(Given other) {
        return new Session(host, face, other);
    }
}
