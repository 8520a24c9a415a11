package hikae.status;

import hikae.instance.Instance;
import hikae.instance.UploadsPlace;
import hikae.text.Finding;
import hikae.text.Say;
import java.util.Optional;

/** Says where uploads lie in a directory that no backup holds: advice, which is not followed by Hikae's own means. */
final class FilesCopied implements Check {
    @Override
    public String id() {
        return "uploads";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        Optional<Instance> instance = seen.inside().filter(Inside::filesHere).flatMap(inside -> seen.instance());
        return instance.map(one -> Finding.ok(Say.of("status.uploads", UploadsPlace.of(one))));
    }
}
