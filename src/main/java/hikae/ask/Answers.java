package hikae.ask;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What has been answered and proved so far; immutable.
 *
 * @param texts field id to the text in the field
 * @param proofs check id to what that check proved with these texts
 */
public record Answers(Map<String, Entry> texts, Map<String, Object> proofs) {
    /**
     * One answer.
     *
     * @param text as typed or suggested
     * @param origin where it comes from
     */
    public record Entry(String text, Origin origin) {
        @Override
        public String toString() {
            return "(" + origin + ")"; // the text may be a secret
        }
    }

    public Answers {
        texts = Map.copyOf(texts);
        proofs = Map.copyOf(proofs);
    }

    /** Nothing answered yet. */
    public static Answers none() {
        return new Answers(Map.of(), Map.of());
    }

    /** The same with one answer more or changed. */
    public Answers with(String id, String text, Origin origin) {
        Map<String, Entry> more = new LinkedHashMap<>(texts);
        more.put(id, new Entry(text, origin));
        return new Answers(more, proofs);
    }

    /** The same with what a check proved. */
    Answers proved(Map<String, Object> now) {
        return new Answers(texts, now);
    }

    /** The text in a field; empty when it has none. */
    public Optional<String> text(String id) {
        return Optional.ofNullable(texts.get(id)).map(Entry::text);
    }

    /** Where the text comes from. */
    public Optional<Origin> origin(String id) {
        return Optional.ofNullable(texts.get(id)).map(Entry::origin);
    }

    /** Whether the text is exactly this. */
    public boolean is(String id, String text) {
        return text(id).filter(text::equals).isPresent();
    }

    /**
     * The answer as its type; empty when the field has no text, is not asked, or its text is no answer.
     * After an interview has finished every asked field has one.
     */
    public <T> Optional<T> value(Field<T> field) {
        if (!field.condition().test(this)) {
            return Optional.empty();
        }
        return text(field.id()).filter(text -> field.refuse(text).isEmpty()).map(field.parser());
    }

    /** What a check proved with these answers; empty when it said no, or was not asked. */
    public <T> Optional<T> proof(Proof<T> of) {
        return Optional.ofNullable(proofs.get(of.check()))
                .filter(of.type()::isInstance)
                .map(of.type()::cast);
    }
}
