package hikae.dump;

import hikae.text.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of reading a dump to its last byte.
 *
 * @param facts what it holds, as far as it could be read
 * @param findings what is wrong with it or odd; empty when it is good
 */
public record DumpReport(DumpFacts facts, List<Finding> findings) {
    public DumpReport {
        findings = List.copyOf(findings);
    }

    /** Whether it was read to its end and nothing stands in the way of a restore. */
    public boolean isGood() {
        return findings.stream().noneMatch(Finding::isNo);
    }

    /** As JSON with stable English keys. */
    public Map<String, Object> json() {
        return DumpJson.of(isGood(), facts, findings);
    }

    /** The report in this JSON; empty when it is none. */
    public static Optional<DumpReport> of(Map<String, Object> json) {
        return DumpJson.read(json, DumpReport::new);
    }
}
