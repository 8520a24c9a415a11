package hikae.ui.auto;

import hikae.text.Language;
import hikae.ui.FrontEndContract;
import hikae.ui.Move;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class UnattendedContractTest implements FrontEndContract {
    @Override
    public Desk desk(Language language, List<Move> moves) {
        return AutoDesk.of(language, moves.stream().anyMatch(move -> move.kind() == Move.Kind.YES), false);
    }

    @Override
    public Map<String, String> given(List<Move> moves) {
        Map<String, String> given = new HashMap<>();
        for (Move move : moves) {
            for (Move.Answer answer : move.answers()) {
                answer.text().ifPresent(text -> given.put(answer.field().id(), text));
            }
        }
        return given;
    }
}
