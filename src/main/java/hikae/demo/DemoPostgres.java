package hikae.demo;

import hikae.host.Postgres;
import hikae.text.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The made-up database: one user, one password, three years of notes. */
final class DemoPostgres implements Postgres {
    private static final Duration NEWEST = Duration.ofMinutes(3);

    private final Clock clock;

    DemoPostgres(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Facts look(Login login) {
        if (!login.password().reveal().equals(DemoTexts.PASSWORD)
                || !login.user().equals("misskey")) {
            throw ProblemException.of("database-password", login.host(), login.user(), login.database(), "");
        }
        if (!login.database().equals("misskey")) {
            throw ProblemException.of("database-name", login.host(), login.user(), login.database(), "");
        }
        return new Facts(
                "15.8",
                15,
                1_900_000_000L,
                117,
                true,
                Optional.of("9zzzzzzzzz"),
                Optional.of(clock.instant().minus(NEWEST)),
                Optional.of("BirthdayIndex1767169026317"));
    }
}
