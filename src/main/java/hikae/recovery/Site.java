package hikae.recovery;

import hikae.ask.Given;
import hikae.backup.BackupImage;
import hikae.backup.BackupPlace;
import hikae.backup.BackupSettings;
import hikae.backup.Present;
import hikae.backup.PresentReader;
import hikae.host.Host;
import hikae.instance.Instance;
import hikae.instance.InstanceFinder;
import hikae.instance.NetworkChoice;
import hikae.instance.PathText;
import hikae.instance.ServiceChoice;
import hikae.instance.Surroundings;
import hikae.text.ProblemException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Where a restore is wanted: a backup directory that is set up, or a Misskey on a new server that has none yet.
 *
 * @param target what is recovered
 * @param zone for moments
 * @param present the backup directory; empty where there is none
 */
record Site(Target target, ZoneId zone, Optional<Present> present) {
    /** Whether the backup directory has still to be made. */
    boolean isNew() {
        return present.isEmpty();
    }

    /**
     * The one that is meant.
     *
     * @param file whether a backup was named: only then can there be a restore without a set-up
     * @throws ProblemException when there is none, or it is not ready for a restore
     */
    static Site find(Host host, Given given, boolean file) {
        ZoneId here = host.environment().clock().getZone();
        try {
            Present present = new BackupPlace(host, given).present(true);
            Target target = Target.of(present).asStarted(host);
            target.misskey().useTyped();
            return new Site(target, present.zone(here), Optional.of(present));
        } catch (ProblemException e) {
            if (!file || !e.problem().id().equals("setup-missing")) {
                throw e;
            }
        }
        Path home = new BackupPlace(host, given).directory();
        Target target = target(host, instance(host, given), home);
        target.misskey().useTyped();
        return new Site(target, here, Optional.empty());
    }

    private static Instance instance(Host host, Given given) {
        Optional<Path> directory = given.answer("instance_dir")
                .map(text -> PathText.parse(text, host.environment()))
                .map(host.files()::real);
        ServiceChoice said = ServiceChoice.parse(given.answer("database_service"), given.answer("misskey_services"));
        Surroundings found = new InstanceFinder(host, said).find(directory);
        Optional<Instance> one = directory.isPresent()
                ? directory.flatMap(found::at)
                : found.instances().stream().findFirst();
        Instance instance = one.orElseThrow(() -> new ProblemException(found.whyNone()));
        instance.doubts().stream().findFirst().ifPresent(doubt -> {
            throw new ProblemException(doubt.why());
        });
        if (instance.isLive()) {
            throw ProblemException.of("recovery-set-up-first", instance.directory());
        }
        return instance;
    }

    private static Target target(Host host, Instance instance, Path home) {
        NetworkChoice network = instance.networks().stream()
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.of("network-none", instance.database().name()));
        String directory = instance.directory().toString();
        return new Target(
                home,
                home.resolve("backups"),
                BackupSettings.projectFor(instance.project()),
                image(host, instance),
                BackupSettings.Misskey.of(instance, instance.address().orElse(directory)),
                new BackupSettings.Database(
                        network.name(),
                        network.alias(),
                        instance.port(),
                        instance.databaseName(),
                        instance.user(),
                        instance.major()),
                home.resolve(PresentReader.PASSWORD));
    }

    /** The one whose psql fits the server; nothing is fetched behind the operator's back. */
    private static String image(Host host, Instance instance) {
        if (instance.major() == 0) {
            throw ProblemException.of(
                    "recovery-major-unknown", instance.database().image(), instance.directory());
        }
        String image = BackupImage.matching(instance.database().image(), instance.major());
        if (!host.docker().hasImage(image)) {
            throw ProblemException.of("recovery-image-missing", image);
        }
        return image;
    }
}
