package hikae.storage;

import hikae.text.Line;
import hikae.text.Say;
import java.util.List;

/** The way through Cloudflare's dashboard; its labels change, so each line says what it is for. */
final class R2Guide {
    private R2Guide() {}

    static List<Line> lines() {
        return List.of(
                Line.heading(Say.of("r2.guide.bucket")),
                Line.text(Say.of("r2.guide.bucket.how")),
                Line.heading(Say.of("r2.guide.domain")),
                Line.text(Say.of("r2.guide.domain.how")),
                Line.heading(Say.of("r2.guide.token")),
                Line.text(Say.of("r2.guide.token.how")),
                Line.blank(),
                Line.text(Say.of("r2.guide.four")));
    }
}
