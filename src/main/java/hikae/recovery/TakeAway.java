package hikae.recovery;

import hikae.host.Docker;
import hikae.host.Host;
import hikae.text.Say;
import hikae.work.Change;
import hikae.work.Progress;
import hikae.work.Step;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes the containers of Misskey and of its database; no data is in them. Only stopped, a reboot could bring Misskey
 * up on an empty database, and a container keeps the directory it was started with under whatever name.
 *
 * @param ground where the run works
 * @param newHome whether nothing has served here yet
 */
record TakeAway(Ground ground, boolean newHome) implements Step {
    @Override
    public String id() {
        return "take-away";
    }

    @Override
    public Say title() {
        return Say.of("step.take-away");
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change.NoteChange(Say.of(newHome ? "step.take-away.new" : "step.take-away.note")));
    }

    @Override
    public void run(Host host, Progress progress) {
        Notes notes = ground.notes(host);
        Target target = ground.target();
        notes.putFirst(StopWeb.STOPPED, target.misskey().webService());
        Set<String> services = new LinkedHashSet<>(target.misskey().services());
        for (Docker.Container one : new Containers(host.docker(), target).misskey()) {
            one.service().ifPresent(services::add);
        }
        takeAway(host, List.copyOf(services), progress); // before the database: it must never meet an empty one
        takeAway(host, List.of(target.misskey().databaseService()), progress);
    }

    private void takeAway(Host host, List<String> services, Progress progress) {
        host.compose().takeAway(ground.target().composeProject(), services, progress::said);
    }
}
