package hikae.crash;

import java.util.List;

/**
 * One point of the kill table.
 *
 * @param point which command, what happened and where
 * @param is what is, seen from outside
 * @param report what the command itself could still say
 * @param told what {@code restore status} says
 * @param judged what {@code status} says
 * @param watched what {@code status --nagios} says
 * @param advice what {@code status} tells to do first
 * @param wrong what was said and is not so
 */
record KillRow(
        String point,
        String is,
        String report,
        String told,
        String judged,
        String watched,
        String advice,
        List<String> wrong) {
    static final String HEAD = "| point | is | report | restore status | status | nagios | first advice | agrees |\n"
            + "| --- | --- | --- | --- | --- | --- | --- | --- |";

    @Override
    public String toString() {
        return String.join(" | ", "| " + point, is, report, told, judged, watched, advice, agrees()) + " |";
    }

    private String agrees() {
        return wrong.isEmpty() ? "yes" : "**NO: " + String.join("; ", wrong).replace("|", "/") + "**";
    }
}
