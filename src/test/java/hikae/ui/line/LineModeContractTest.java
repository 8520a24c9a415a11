package hikae.ui.line;

import hikae.text.Language;
import hikae.ui.AttendedContract;
import hikae.ui.Move;
import java.util.List;

class LineModeContractTest implements AttendedContract {
    @Override
    public Desk desk(Language language, List<Move> moves) {
        return LineDesk.of(language, moves);
    }
}
