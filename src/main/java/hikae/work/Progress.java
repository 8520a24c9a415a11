package hikae.work;

import hikae.text.Finding;
import hikae.text.Say;

/** What a step tells while it works; it never formats, a face does. */
public interface Progress {
    /** So much is done; a total of 0 means unknown. */
    void advanced(long done, long total, Say unit);

    /** A line for the log; secrets must not be in it. */
    void said(String line);

    /** Something was proved or disproved. */
    void found(Finding finding);
}
