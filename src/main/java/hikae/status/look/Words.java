package hikae.status.look;

/** What other programs said, short enough for one sentence. */
final class Words {
    private static final int MOST = 200;

    private Words() {}

    /** At most 200 characters of it, on one line. */
    static String bounded(String said) {
        String line = said.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MOST ? line : line.substring(0, MOST) + "...";
    }
}
