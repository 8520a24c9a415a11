package hikae.instance;

import hikae.text.Message;
import hikae.text.Secret;

/**
 * A user and password that may be right; only a real login tells.
 *
 * @param source where they were read
 * @param user the role
 * @param password its password
 */
public record LoginCandidate(Message source, String user, Secret password) {}
