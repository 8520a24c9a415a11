package hikae.storage.value;

import hikae.text.ProblemException;

/**
 * What a pasted key is by its look. Cloudflare makes an access key ID of 32 and a secret access key of 64
 * hexadecimal digits; the API token itself, shown above them, works for neither.
 */
public enum KeyShape {
    ID,
    SECRET,
    TOKEN,
    OTHER;

    private static final int ID_LENGTH = 32;
    private static final int SECRET_LENGTH = 64;
    private static final int TOKEN_LENGTH = 40;

    public static KeyShape of(String text) {
        if (text.matches("[0-9a-fA-F]*")) {
            return text.length() == ID_LENGTH ? ID : text.length() == SECRET_LENGTH ? SECRET : OTHER;
        }
        boolean token =
                text.matches("[A-Za-z0-9_-]*") && (text.length() == TOKEN_LENGTH || text.matches("cf[a-z]{1,3}_.*"));
        return token ? TOKEN : OTHER;
    }

    /** Refuses anything but this shape; the text itself is in no problem, it may be the secret. */
    void check(String text) {
        KeyShape found = of(text);
        if (found == this) {
            return;
        }
        if (text.isEmpty()) {
            throw ProblemException.of(this == ID ? "access-key-empty" : "secret-key-empty");
        }
        throw switch (found) {
            case ID -> ProblemException.of("secret-key-is-id");
            case SECRET -> ProblemException.of("access-key-is-secret");
            case TOKEN -> ProblemException.of("key-is-token");
            case OTHER ->
                this == ID
                        ? ProblemException.of("access-key-shape", text.length())
                        : ProblemException.of("secret-key-shape", text.length());
        };
    }
}
