"""Writes a `docker load` archive with the lab's images, on standard output or to a file.

One shared layer holds the machine's own PostgreSQL, Redis, bash, curl and a static BusyBox with
the libraries they need; a small last layer holds the scripts of one image. Nothing is
downloaded and no builder is needed.
"""

import argparse
import hashlib
import io
import json
import os
import platform
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SECOND = 1_000_000_000
ZONES = Path("/usr/share/zoneinfo")
POSTGRES_PROGRAMS = (
    "postgres initdb pg_ctl psql pg_dump pg_dumpall pg_restore pg_isready pg_basebackup createdb dropdb"
    " createuser pg_controldata pg_resetwal vacuumdb"
).split()
# bash and curl are in the real images; the others are what Alpine's BusyBox has and Debian's has not.
REAL_TOOLS = "bash curl setpriv printenv nohup install comm flock pgrep pkill".split()
# No fsync: these servers live for minutes.
SETTINGS = "\nlisten_addresses = '*'\nfsync = off\nwal_init_zero = off\n"
POSTGRES_USER = 70
# Libraries of the server that need more than they are worth here.
LEFT_OUT = {"llvmjit.so", "llvmjit_types.bc"}


class Layer:
    """A tar in the making; every entry belongs to root and has no time of its own."""

    def __init__(self) -> None:
        self.buffer = io.BytesIO()
        self.tar = tarfile.open(fileobj=self.buffer, mode="w")
        self.names: set[str] = set()

    def _add(self, name: str, kind: bytes, mode: int, data: bytes = b"", **more) -> None:
        name = name.strip("/")
        if name in self.names:
            return
        parent = os.path.dirname(name)
        if parent and parent not in self.names:
            self.directory(parent)
        self.names.add(name)
        info = tarfile.TarInfo(name)
        info.type, info.mode, info.size = kind, mode, len(data)
        for key, value in more.items():
            setattr(info, key, value)
        self.tar.addfile(info, io.BytesIO(data))

    def directory(self, name: str, mode: int = 0o755, owner: int = 0) -> None:
        self._add(name, tarfile.DIRTYPE, mode, uid=owner, gid=owner)

    def link(self, name: str, target: str) -> None:
        self._add(name, tarfile.SYMTYPE, 0o777, linkname=target)

    def text(self, name: str, text: str, mode: int = 0o644) -> None:
        self._add(name, tarfile.REGTYPE, mode, text.encode())

    def file(self, name: str, source: Path, mode: int | None = None) -> None:
        mode = mode if mode is not None else source.stat().st_mode & 0o777
        self._add(name, tarfile.REGTYPE, mode, source.read_bytes())

    def owned(self, name: str, source: Path, owner: int) -> None:
        """A folder as it is, for one owner."""
        for root, folders, files in os.walk(source):
            inside = f"{name}/{Path(root).relative_to(source)}"
            self._add(os.path.normpath(inside), tarfile.DIRTYPE, 0o700, uid=owner, gid=owner)
            for file in sorted(files):
                data = (Path(root) / file).read_bytes()
                self._add(os.path.normpath(f"{inside}/{file}"), tarfile.REGTYPE, 0o600, data, uid=owner, gid=owner)

    def tree(self, name: str, source: Path, skip: tuple[str, ...] = ()) -> None:
        for root, folders, files in os.walk(source):
            folders[:] = [f for f in folders if f not in skip]
            for file in sorted(files):
                path = Path(root) / file
                self.file(f"{name}/{path.relative_to(source)}", path.resolve())

    def finish(self) -> bytes:
        self.tar.close()
        return self.buffer.getvalue()


def libraries(programs: list[Path], extra_root: Path | None) -> dict[str, Path]:
    """Path in the image -> file here, of every shared library the programs need."""
    environment = dict(os.environ)
    if extra_root:
        folders = {str(p.parent) for p in extra_root.glob("usr/lib/**/*.so*")}
        environment["LD_LIBRARY_PATH"] = ":".join(sorted(folders))
    out = subprocess.run(
        ["ldd", *map(str, programs)], capture_output=True, text=True, env=environment, check=False
    ).stdout
    found = {}
    for line in out.splitlines():
        words = line.split()
        path = next((w for w in words if w.startswith("/") and not w.endswith(":")), None)
        if "not found" in line:
            raise SystemExit(f"lab: a library is missing: {line.strip()}")
        if path is None:
            continue
        inside = path
        if extra_root and path.startswith(str(extra_root)):
            inside = path[len(str(extra_root)):]
        inside = os.path.join(os.path.realpath(os.path.dirname(inside)), os.path.basename(inside))
        found[inside] = Path(path).resolve()
    return found


def base_layer(pg_bin: Path, redis_root: Path | None) -> bytes:
    layer = Layer()
    for name, target in (("usr/bin", "../bin"), ("sbin", "bin"), ("usr/sbin", "../bin"),
                         ("lib", "usr/lib"), ("lib64", "usr/lib64"), ("var/run", "../run")):
        layer.link(name, target)
    for name, mode, owner in (("tmp", 0o1777, 0), ("run", 0o755, 0), ("root", 0o700, 0),
                              ("run/postgresql", 0o3777, 70), ("var/lib/postgresql", 0o755, 70),
                              ("var/lib/postgresql/data", 0o1777, 70), ("data", 0o777, 0),
                              ("docker-entrypoint-initdb.d", 0o755, 0), ("backups", 0o755, 0),
                              ("hooks", 0o755, 0)):
        layer.directory(name, mode, owner)
    layer.text("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n"
               "postgres:x:70:70:postgres:/var/lib/postgresql:/bin/sh\n"
               "misskey:x:991:991:misskey:/misskey:/bin/sh\n")
    layer.text("etc/group", "root:x:0:\npostgres:x:70:\nmisskey:x:991:\n")
    layer.text("etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n")
    programs = postgres(layer, pg_bin) + redis(layer, redis_root)
    for name in REAL_TOOLS:
        source = Path(subprocess.check_output(["which", name], text=True).strip()).resolve()
        layer.file(f"bin/{name}", source)
        programs.append(source)
    busybox(layer)
    extra = redis_root if redis_root != Path("/") else None
    for inside, here in sorted(libraries(programs, extra).items()):
        layer.file(inside, here, 0o755)
    layer.tree(str(ZONES), ZONES, skip=("right", "posix"))
    # The images of Alpine sort by code point; the C locale under their name does the same.
    locale = code_point_locale()
    if locale:
        layer.tree("usr/lib/locale/C.utf8", locale)
        layer.tree("usr/lib/locale/en_US.utf8", locale)
    return layer.finish()


def postgres(layer: Layer, pg_bin: Path) -> list[Path]:
    programs = [pg_bin / p for p in POSTGRES_PROGRAMS]
    for program in programs:
        layer.file(str(program), program)
        layer.link(f"usr/local/bin/{program.name}", str(program))
    for library in sorted((pg_bin.parent / "lib").glob("*.so")):
        if library.name not in LEFT_OUT:
            layer.file(str(library), library, 0o755)
            if library.name.startswith(("libpq", "plpgsql", "pgcrypto")):
                programs.append(library)
    share = Path("/usr/share/postgresql") / pg_bin.parent.name
    for path in sorted(share.iterdir()):
        if path.name == "postgresql.conf.sample":
            layer.text(str(path), path.read_text() + SETTINGS)
        elif path.is_file():
            layer.file(str(path), path.resolve(), 0o644)
    for folder in ("timezonesets", "tsearch_data", "extension"):
        layer.tree(str(share / folder), share / folder)
    return programs


def redis(layer: Layer, root: Path | None) -> list[Path]:
    if root is None:
        layer.text("usr/local/bin/redis-server", "#!/bin/sh\nexec sleep 2000000\n", 0o755)
        layer.text("usr/local/bin/redis-cli", "#!/bin/sh\necho PONG\n", 0o755)
        return []
    programs = [(root / "usr/bin" / n).resolve() for n in ("redis-server", "redis-cli")]
    layer.file("usr/local/bin/redis-server", programs[0])
    layer.file("usr/local/bin/redis-cli", programs[1])
    return programs


def busybox(layer: Layer) -> None:
    layer.file("bin/busybox", Path("/bin/busybox").resolve())
    for applet in subprocess.check_output(["/bin/busybox", "--list"], text=True).split():
        layer.link(f"bin/{applet}", "busybox")


def code_point_locale() -> Path | None:
    """What the images of Alpine sort by, which Debian calls C."""
    return next((p for p in map(Path, ("/usr/lib/locale/C.utf8", "/usr/lib/locale/C.UTF-8")) if p.is_dir()), None)


def cluster_layer(pg_bin: Path) -> bytes:
    """A fresh cluster as initdb makes it in these images, for their entrypoint to copy: initdb takes seconds."""
    layer = Layer()
    locale = code_point_locale()
    if locale is None:
        return layer.finish()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o711)
        shutil.copytree(Path("/usr/share/postgresql") / pg_bin.parent.name, place / "share")
        with (place / "share/postgresql.conf.sample").open("a") as sample:
            sample.write(SETTINGS)
        (place / "locale").mkdir()
        (place / "locale/en_US.utf8").symlink_to(locale)
        (place / "cluster").mkdir()
        shutil.chown(place / "cluster", "nobody", "nogroup")
        # Without a PATH: the program locale is in no image, so collations of this machine must not be found.
        environment = {"PATH": "/nowhere", "TZ": "UTC", "LANG": "en_US.utf8", "LOCPATH": str(place / "locale")}
        subprocess.run(
            [shutil.which("setpriv"), "--reuid", "nobody", "--regid", "nogroup", "--clear-groups",
             pg_bin / "initdb", "--no-sync", "--username", "postgres", "-L", place / "share", "-D", place / "cluster"],
            env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        layer.owned("usr/local/lib/lab/cluster", place / "cluster", POSTGRES_USER)
    return layer.finish()


def server_layer() -> bytes:
    layer = Layer()
    layer.file("usr/local/bin/docker-entrypoint.sh", HERE / "../image/postgres/docker-entrypoint.sh")
    return layer.finish()


def pgroonga_layer(major: str) -> bytes:
    """The name of the extension only, so that a dump asks for it and another image lacks it."""
    layer = Layer()
    layer.file("usr/local/bin/docker-entrypoint.sh", HERE / "../image/postgres/docker-entrypoint.sh")
    share = f"usr/share/postgresql/{major}/extension"
    layer.text(f"{share}/pgroonga.control", "comment = 'stand-in'\ndefault_version = '4.0.4'\n")
    layer.text(f"{share}/pgroonga--4.0.4.sql", "SELECT 1;\n")
    return layer.finish()


def backup_layer() -> bytes:
    layer = Layer()
    source = HERE / "../image/backup"
    for name in ("init.sh", "env.sh", "backup.sh"):
        layer.file(name, source / name)
    layer.file("usr/local/bin/go-cron", source / "go-cron")
    layer.file("usr/local/lib/lab/scheduler-state", source / "scheduler-state")
    return layer.finish()


def misskey_layer(migrations: list[str]) -> bytes:
    layer = Layer()
    source = HERE / "../image/misskey"
    layer.file("usr/local/bin/pnpm", source / "pnpm")
    layer.file("usr/local/lib/lab/misskey-answer", source / "misskey-answer")
    layer.file("misskey/schema.sql", HERE / "schema.sql")
    for line in migrations:
        file, name = line.split()
        layer.text(f"misskey/packages/backend/migration/{file}",
                   f"export class {name} {{\n    name = '{name}'\n}}\n")
    layer.directory("misskey/files")
    layer.directory("misskey/.config")
    return layer.finish()


def configs(major: str, version: str) -> list[tuple[list[str], list[str], dict]]:
    """(tags, layers after the first, config) of every image."""
    path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    server = {
        "Env": [path, "LANG=en_US.utf8", f"PG_MAJOR={major}", f"PG_VERSION={version}",
                "PGDATA=/var/lib/postgresql/data"],
        "Entrypoint": ["docker-entrypoint.sh"], "Cmd": ["postgres"], "StopSignal": "SIGINT",
        "Volumes": {"/var/lib/postgresql/data": {}}, "ExposedPorts": {"5432/tcp": {}},
    }
    unset = "**None**"
    settings = {
        "POSTGRES_DB": unset, "POSTGRES_DB_FILE": unset, "POSTGRES_HOST": unset,
        "POSTGRES_PORT": "5432", "POSTGRES_USER": unset, "POSTGRES_USER_FILE": unset,
        "POSTGRES_PASSWORD": unset, "POSTGRES_PASSWORD_FILE": unset,
        "POSTGRES_PASSFILE_STORE": unset, "POSTGRES_EXTRA_OPTS": "-Z1",
        "POSTGRES_CLUSTER": "FALSE", "SCHEDULE": "@daily", "VALIDATE_ON_START": "TRUE",
        "BACKUP_ON_START": "FALSE", "BACKUP_DIR": "/backups", "BACKUP_SUFFIX": ".sql.gz",
        "BACKUP_LATEST_TYPE": "symlink", "BACKUP_KEEP_DAYS": "7", "BACKUP_KEEP_WEEKS": "4",
        "BACKUP_KEEP_MONTHS": "6", "BACKUP_KEEP_MINS": "1440", "HEALTHCHECK_PORT": "8080",
        "WEBHOOK_URL": unset, "WEBHOOK_ERROR_URL": unset, "WEBHOOK_PRE_BACKUP_URL": unset,
        "WEBHOOK_POST_BACKUP_URL": unset, "WEBHOOK_EXTRA_ARGS": "",
    }
    backup = {
        "Env": server["Env"] + [f"{k}={v}" for k, v in settings.items()],
        "Entrypoint": [], "Cmd": ["/init.sh"],
        "Volumes": {"/backups": {}, "/var/lib/postgresql/data": {}},
        "ExposedPorts": {"5432/tcp": {}}, "StopSignal": "SIGTERM",
        "Healthcheck": {
            "Test": ["CMD-SHELL", 'curl -f "http://localhost:${HEALTHCHECK_PORT}/" || exit 1'],
            "Interval": 300 * SECOND, "Timeout": 3 * SECOND,
        },
    }
    redis_command = ["redis-server", "--save", "", "--protected-mode", "no", "--dir", "/data"]
    store = {"Env": [path], "Cmd": redis_command, "WorkingDir": "/data", "Volumes": {"/data": {}},
             "ExposedPorts": {"6379/tcp": {}}}
    misskey = {
        "Env": [path, "LANG=C.UTF-8", "NODE_ENV=production"], "WorkingDir": "/misskey",
        "Cmd": ["pnpm", "run", "migrateandstart"],
        "Healthcheck": {
            "Test": ["CMD-SHELL", "curl -sf http://localhost:3000/healthz || exit 1"],
            "Interval": 30 * SECOND, "Retries": 20,  # as rare as misskey.sh tells why
        },
    }
    backup_tags = [f"prodrigestivill/postgres-backup-local:{major}-alpine",
                   f"prodrigestivill/postgres-backup-local:{major}"]
    return [
        ([f"postgres:{major}-alpine"], ["cluster", "server"], server),
        ([f"groonga/pgroonga:latest-alpine-{major}-slim"], ["cluster", "pgroonga"], server),
        (["redis:7-alpine", "docker.dragonflydb.io/dragonflydb/dragonfly:latest"], [], store),
        (["misskey/misskey:latest", "misskey/misskey:2025.10.2"], ["misskey"], misskey),
        (backup_tags, ["backup"], backup),
    ]


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--pg-bin", type=Path, required=True)
    arguments.add_argument("--redis-root", type=Path)
    arguments.add_argument("--label", required=True)
    arguments.add_argument("archive", type=Path)
    given = arguments.parse_args()
    major = given.pg_bin.parent.name
    version = subprocess.check_output([given.pg_bin / "postgres", "--version"], text=True).split()[2]
    migrations = (HERE / "migrations.txt").read_text().splitlines()
    layers = {
        "base": base_layer(given.pg_bin, given.redis_root), "cluster": cluster_layer(given.pg_bin), "server": server_layer(),
        "pgroonga": pgroonga_layer(major), "backup": backup_layer(),
        "misskey": misskey_layer(migrations),
    }
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in layers.items()}
    architecture = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    manifest = []
    with tarfile.open(given.archive, "w") as archive:

        def write(name: str, data: bytes) -> None:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))

        for name, data in layers.items():
            write(f"{digests[name]}/layer.tar", data)
        for tags, more, config in configs(major, version):
            used = ["base", *more]
            config = dict(config, Labels={"hikae.lab": given.label})
            data = json.dumps({
                "architecture": architecture, "os": "linux", "created": "2025-11-01T00:00:00Z",
                "config": config,
                "rootfs": {"type": "layers", "diff_ids": [f"sha256:{digests[n]}" for n in used]},
            }).encode()
            name = hashlib.sha256(data).hexdigest() + ".json"
            write(name, data)
            manifest.append({"Config": name, "RepoTags": tags,
                             "Layers": [f"{digests[n]}/layer.tar" for n in used]})
        write("manifest.json", json.dumps(manifest).encode())


main()
