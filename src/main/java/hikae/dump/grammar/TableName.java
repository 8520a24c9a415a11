package hikae.dump.grammar;

/**
 * A table, or something else in a schema.
 *
 * @param schema the schema; {@code public} where none was written
 * @param name the name
 */
public record TableName(String schema, String name) {
    /** The name alone where the schema is {@code public}. */
    public String shown() {
        return shown(name);
    }

    /** Something else of the same schema. */
    String shown(String other) {
        return schema.equals("public") ? other : schema + "." + other;
    }
}
