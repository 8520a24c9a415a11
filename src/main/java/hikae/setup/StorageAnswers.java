package hikae.setup;

import hikae.text.Secret;
import java.util.Optional;

record StorageAnswers(Optional<Secret> secret) {
    Optional<Secret> keptSecret() {
        return secret;
    }
}
