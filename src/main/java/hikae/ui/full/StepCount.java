package hikae.ui.full;

import hikae.ui.full.widget.Words;

/**
 * Where an interview ended, so that the screens after it count on (U13).
 *
 * @param flow the name of the flow
 * @param number the number of its last page
 * @param total the number of steps in all
 */
record StepCount(String flow, int number, int total) {
    /** No interview yet. */
    static final StepCount UNKNOWN = new StepCount("", 0, 0);

    /** Such as {@code Set up 8/9} for the screen {@code more} steps after the last page of the same flow. */
    String after(int more, String otherFlow, Words words) {
        String key = "flow." + otherFlow;
        String name = words.messages().has(key) ? words.get(key) : "";
        boolean known = flow.equals(otherFlow) && number + more <= total;
        return known ? name + " " + (number + more) + "/" + total : name;
    }
}
