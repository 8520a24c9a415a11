package hikae.storage.s3;

import hikae.host.Web;
import java.util.Optional;

/** What a bucket answered. */
public record S3Answer(Web.Answer answer) {
    /** The HTTP status. */
    public int status() {
        return answer.status();
    }

    /** Whether it was done. */
    public boolean isOk() {
        return answer.status() >= 200 && answer.status() < 300;
    }

    /** S3's name of the error, such as {@code AccessDenied}; empty where the answer is not S3's. */
    public Optional<String> code() {
        return S3Xml.text(answer.body(), "Error", "Code");
    }

    /** S3's words on the error. */
    public Optional<String> message() {
        return S3Xml.text(answer.body(), "Error", "Message");
    }

    /** The page of names; empty when that is not what was answered. */
    public Optional<Listing> listing() {
        return isOk() && answer.isWhole() ? S3Xml.listing(answer.body()) : Optional.empty();
    }
}
