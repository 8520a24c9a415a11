package hikae.storage;

import hikae.text.Line;
import hikae.text.Message;
import java.util.List;

/** The way through Cloudflare's dashboard; its labels change, so each line says what it is for. */
final class R2Guide {
    private R2Guide() {}

    static List<Line> lines() {
        return List.of(
                Line.heading(Message.of("r2.guide.bucket")),
                Line.text(Message.of("r2.guide.bucket.how")),
                Line.heading(Message.of("r2.guide.domain")),
                Line.text(Message.of("r2.guide.domain.how")),
                Line.heading(Message.of("r2.guide.token")),
                Line.text(Message.of("r2.guide.token.how")),
                Line.blank(),
                Line.text(Message.of("r2.guide.four")));
    }
}
