package hikae.instance;

import hikae.text.Say;
import hikae.text.Secret;

/**
 * A user and password that may be right; only a real login tells.
 *
 * @param source where they were read
 * @param user the role
 * @param password its password
 */
public record LoginCandidate(Say source, String user, Secret password) {}
