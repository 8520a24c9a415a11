package hikae.recovery.run;

import java.util.Locale;

/** Whether Misskey answers. */
public enum MisskeyAnswer {
    ANSWERS,
    SILENT,
    /** It could not be asked. */
    UNSEEN;

    /** For a text's key, JSON or a note. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** From a note; one that says anything else was not seen to answer. */
    static MisskeyAnswer of(String word) {
        return word.equals(ANSWERS.word()) ? ANSWERS : word.equals(SILENT.word()) ? SILENT : UNSEEN;
    }
}
