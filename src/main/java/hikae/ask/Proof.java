package hikae.ask;

/**
 * What a check proves when it says yes: by it a check is made and what it has proved is read.
 *
 * @param check the id of the check
 * @param type the type of what it proves
 */
public record Proof<T>(String check, Class<T> type) {}
