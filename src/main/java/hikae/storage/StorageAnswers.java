package hikae.storage;

import hikae.storage.value.R2Answers;
import hikae.text.Secret;
import java.util.Optional;

/**
 * The R2 bucket that Misskey's files are kept in.
 *
 * @param r2 what Misskey needs to know
 * @param keptSecret the secret access key, only when it may be kept in a file of mode 0600
 */
public record StorageAnswers(R2Answers r2, Optional<Secret> keptSecret) {}
