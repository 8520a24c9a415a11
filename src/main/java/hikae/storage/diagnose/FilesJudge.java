package hikae.storage.diagnose;

import hikae.storage.diagnose.Diagnosis.Remedy;
import hikae.storage.diagnose.MediaFile.Seen;
import hikae.storage.diagnose.MediaFile.Stored;
import hikae.storage.value.R2Fields;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is wrong although the settings look right: an upload made as Misskey makes it, and the newest files, tell. */
final class FilesJudge {
    /** The field that a live check suspects, by its name there. */
    private static final Map<String, Setting> SUSPECTS = Map.of(
            R2Fields.ENDPOINT,
            Setting.ENDPOINT,
            R2Fields.BUCKET,
            Setting.BUCKET,
            R2Fields.PREFIX,
            Setting.PREFIX,
            R2Fields.KEY_ID,
            Setting.ACCESS_KEY,
            "r2_secret",
            Setting.SECRET_KEY,
            R2Fields.SECRET,
            Setting.SECRET_KEY,
            R2Fields.PUBLIC_URL,
            Setting.BASE_URL);

    /** Where Misskey up to 2025.2.0 puts files when the prefix was never touched. */
    private static final String NULL = "null/";

    private final MediaFacts facts;

    FilesJudge(MediaFacts facts) {
        this.facts = facts;
    }

    /** Why files that are uploaded now do not show. */
    Optional<Diagnosis> judge() {
        return notRestarted()
                .or(() -> facts.bucket().flatMap(found -> tried(found, Message.of("media.before.never"))))
                .or(() -> facts.publicly().flatMap(found -> tried(found, Message.of("media.before.stay"))))
                .or(this::newest);
    }

    /** An earlier file that does not show: no fault of today's settings, as long as the newest one shows. */
    Optional<Problem> earlier() {
        List<MediaFile> stored =
                facts.files().stream().filter(file -> !file.internal()).toList();
        return stored.stream()
                .flatMap(file -> file.seen().stream()
                        .filter(seen -> !seen.shows() && !(file.equals(stored.get(0)) && isOfNow(seen))))
                .findFirst()
                .map(this::ofEarlier);
    }

    /** Whether the newest file was stored with the settings of now and shows: then no rule says that it cannot. */
    boolean newestShows() {
        return facts.files().stream()
                .findFirst()
                .filter(newest -> !newest.internal() && !newest.seen().isEmpty())
                .filter(newest -> newest.seen().stream().allMatch(seen -> seen.shows() && isOfNow(seen)))
                .isPresent();
    }

    /** What to know about the newest file, which Misskey keeps on this server although it should not. */
    Optional<Problem> stillInternal() {
        return facts.files().stream()
                .findFirst()
                .filter(newest -> facts.settings().used() && newest.internal())
                .map(newest -> Problem.of("media-still-internal"));
    }

    private Optional<Diagnosis> notRestarted() {
        boolean says = facts.misskey().uses().orElse(true);
        return says
                ? Optional.empty()
                : Optional.of(new Diagnosis(
                        Problem.of("media-not-restarted", facts.misskey().host()), Optional.empty(), List.of()));
    }

    private static Optional<Diagnosis> tried(Finding found, Message before) {
        if (!found.isNo()) {
            return Optional.empty();
        }
        Problem problem = found.problem().orElseThrow();
        Optional<Setting> setting = found.suspect().map(SUSPECTS::get);
        List<Remedy> ways =
                setting.map(one -> List.of(new Remedy(List.of(), before))).orElse(List.of());
        return Optional.of(new Diagnosis(problem, setting, ways));
    }

    /** The newest file that was stored with the settings of now. */
    private Optional<Diagnosis> newest() {
        return facts.files().stream()
                .filter(file -> !file.internal())
                .findFirst()
                .flatMap(file -> file.seen().stream()
                        .filter(seen -> !seen.shows() && isOfNow(seen))
                        .findFirst())
                .map(this::ofNow);
    }

    private Diagnosis ofNow(Seen seen) {
        if (seen.stored() == Stored.NOWHERE) {
            Remedy way = new Remedy(List.of(), Message.of("media.before.never"));
            return Diagnosis.of(Problem.of("media-object-missing", seen.key()), Setting.ACCESS_KEY, way);
        }
        if (!seen.bases().isEmpty()) {
            String base = seen.bases().get(0);
            Remedy way = Remedy.of(Setting.BASE_URL, Message.literal(base), Message.of("media.before.stay"));
            return Diagnosis.of(Problem.of("media-base-answers", seen.url(), base), Setting.BASE_URL, way);
        }
        Problem problem = seen.status() == 200
                ? Problem.of("media-file-other", seen.url())
                : Problem.of("media-file-status", seen.url(), seen.status() == 0 ? "-" : seen.status());
        return Diagnosis.of(problem, Setting.BASE_URL);
    }

    private boolean isOfNow(Seen seen) {
        String base = facts.settings().baseUrl().orElse("");
        boolean old = seen.key().startsWith(NULL) && !facts.upload().directory().equals(NULL);
        return !old && !base.isEmpty() && seen.url().equals(base + "/" + seen.key());
    }

    /** The shape of an address tells which field was wrong when it was written. */
    private Problem ofEarlier(Seen seen) {
        String url = seen.url();
        if (url.startsWith("/")) {
            return Problem.of("media-earlier-emptied", url);
        }
        if (BaseUrlText.scheme(url).isEmpty()) {
            return Problem.of("media-earlier-scheme", url);
        }
        String path = BaseUrlText.ending(url);
        if (BaseUrlText.host(url).endsWith(".r2.cloudflarestorage.com")) {
            return Problem.of("media-earlier-endpoint", url);
        }
        if (path.startsWith("/" + NULL)) {
            return Problem.of("media-earlier-null", url);
        }
        if (path.contains("//")) {
            return Problem.of("media-earlier-slash", url);
        }
        return seen.bases().stream()
                .findFirst()
                .map(base -> Problem.of("media-earlier-elsewhere", url, base + "/" + seen.key()))
                .orElseGet(() -> Problem.of(
                        seen.stored() == Stored.NOWHERE ? "media-earlier-missing" : "media-earlier-gone", url));
    }
}
