package hikae.ui.line;

/** Where line mode writes and reads: whole lines only, nothing is ever painted over. */
interface Lines extends AutoCloseable {
    /** Writes one line. */
    void print(String line);

    /** Writes the prompt and reads one line, echoed by the terminal. */
    Heard ask(String prompt);

    /** The same without echo. */
    Heard askSecretly(String prompt);

    /** Whether Ctrl+C was pressed since the last call, while nothing was asked. */
    boolean interrupted();

    @Override
    void close();
}
