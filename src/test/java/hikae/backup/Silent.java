package hikae.backup;

import hikae.text.Finding;
import hikae.text.Message;
import hikae.work.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what a step found and shows nothing. */
public class Silent implements Progress {
    final List<Finding> found = new ArrayList<>();

    @Override
    public void advanced(long done, long total, Message unit) {}

    @Override
    public void said(String line) {}

    @Override
    public void clocked(Message name, Instant since, Optional<Instant> until) {}

    @Override
    public void found(Finding finding) {
        found.add(finding);
    }
}
