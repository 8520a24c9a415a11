package hikae.storage.diagnose;

import hikae.storage.value.MisskeyUpload;
import hikae.storage.value.R2Answers;
import hikae.text.Finding;
import hikae.text.Secret;
import java.util.List;
import java.util.Optional;

/**
 * Everything that was seen of Misskey's object storage: what a diagnosis is made of.
 *
 * @param settings as the database has them
 * @param set what was set up here and checked; empty when nothing was
 * @param kept the secret access key of that, where it is kept
 * @param misskey Misskey's public side
 * @param bucket what became of an upload made just as Misskey makes it; empty when none was made
 * @param publicly what became of fetching it
 * @param answers the Base URL under which it answered
 * @param files the newest files uploaded here, the newest first
 */
public record MediaFacts(
        MediaSettings settings,
        Optional<R2Answers> set,
        Optional<Secret> kept,
        Misskey misskey,
        Optional<Finding> bucket,
        Optional<Finding> publicly,
        Optional<String> answers,
        List<MediaFile> files) {
    public MediaFacts {
        files = List.copyOf(files);
    }

    /**
     * What everybody sees of Misskey.
     *
     * @param host its host name; empty when it is not known
     * @param version its version
     * @param uses whether it says itself that it uses object storage
     */
    public record Misskey(String host, Optional<String> version, Optional<Boolean> uses) {}

    /** Only what the database says; nothing was tried. */
    public static MediaFacts of(MediaSettings settings, Optional<R2Answers> set, String host) {
        Misskey misskey = new Misskey(host, Optional.empty(), Optional.empty());
        return new MediaFacts(
                settings,
                set,
                Optional.empty(),
                misskey,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    public MisskeyUpload upload() {
        return settings.upload(misskey.version());
    }

    /** What an upload puts in front of the name that Misskey knows; empty also where no upload gets anywhere. */
    public String before() {
        MisskeyUpload upload = upload();
        String known = upload.directory() + "x";
        return upload.place("x")
                .map(place -> place.key().substring(0, place.key().length() - known.length()))
                .orElse("");
    }

    /** The host that gives the files to everybody: the one that was checked, else the one Misskey has. */
    Optional<String> publicHost() {
        return set.map(r2 -> r2.publicUrl().host())
                .or(() -> settings.baseUrl().map(BaseUrlText::host).filter(host -> host.contains(".")));
    }

    /** The Base URL that fits where uploads go now. */
    Optional<String> fitting() {
        return answers.or(() -> publicHost().map(host -> "https://" + host + BaseUrlText.path(before())));
    }
}
