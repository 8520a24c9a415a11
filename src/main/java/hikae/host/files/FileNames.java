package hikae.host.files;

import static hikae.host.files.HeldDirectory.name;

import hikae.host.Files;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The names of files and directories: given, changed and taken away, as {@link Files} promises it; no content is. */
final class FileNames {
    private final FollowedLinks links;
    private final FileProblem problem;

    FileNames(FollowedLinks links, FileProblem problem) {
        this.links = links;
        this.problem = problem;
    }

    void remove(Path path) {
        try (HeldDirectory in = HeldDirectory.around(links, path)) {
            Path name = name(path);
            if (in.look(name)
                    .filter(inode -> inode.kind() == Files.Kind.DIRECTORY)
                    .isPresent()) {
                throw FileProblem.notAFile(path, Files.Kind.DIRECTORY);
            }
            if (in.remove(name)) {
                in.sync();
            }
        } catch (NoSuchFileException e) {
            return; // not even the directory it would be in
        } catch (IOException e) {
            throw problem.writing(path, e);
        }
    }

    /** A hard link fails where the name is taken; a rename would replace what is there. */
    void move(Path from, Path to) {
        try (HeldDirectory in = HeldDirectory.around(links, from);
                HeldDirectory there = HeldDirectory.around(links, to)) {
            in.link(name(from), there, name(to));
            there.sync();
            in.remove(name(from));
            in.sync();
        } catch (FileAlreadyExistsException e) {
            throw new ProblemException(Problem.of("file-name-taken", to), e);
        } catch (IOException e) {
            throw problem.writing(from, e);
        }
    }

    void rename(Path directory, Path to) {
        try (HeldDirectory in = HeldDirectory.around(links, directory);
                HeldDirectory there = HeldDirectory.around(links, to)) {
            RenamedDirectory.rename(in, name(directory), there, name(to));
        } catch (IOException e) {
            throw problem.writing(directory, e);
        }
    }

    void removeEmpty(Path directory) {
        try (HeldDirectory in = HeldDirectory.around(links, directory)) {
            RenamedDirectory.removeEmpty(in, name(directory));
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw problem.writing(directory, e);
        }
    }

    boolean link(Path from, Path to) {
        try (HeldDirectory in = HeldDirectory.around(links, from);
                HeldDirectory there = HeldDirectory.around(links, to)) {
            return HardLink.make(in, name(from), there, name(to));
        } catch (IOException e) {
            throw problem.writing(to, e);
        }
    }
}
