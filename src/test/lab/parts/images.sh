# shellcheck shell=bash
# Makes the stand-in images and loads them into the lab's own engine, once per version of them.

images_load() {
  local bin label archive=$LAB/images.tar options=()
  bin=$(pg_bin)
  label=$(image_label "$bin")
  [[ $(loaded_label) != "$label" ]] || return 0
  ! redis_root >/dev/null || options=(--redis-root "$(redis_root)")
  python3 "$PARTS/images.py" --pg-bin "$bin" "${options[@]}" --label "$label" "$archive" ||
    die "the images could not be made"
  docker_lab load -qi "$archive" >/dev/null
  rm -f -- "$archive"
}

# Changes whenever a script of the images, the PostgreSQL server or the Redis behind them does.
image_label() {
  { cat "$LAB_HOME"/image/*/* "$PARTS"/{images.py,schema.sql,migrations.txt} &&
    stat -c %y "$1/postgres" && { redis_root || echo none; }; } | sha256sum | cut -c 1-16
}

loaded_label() {
  docker_lab image inspect -f '{{index .Config.Labels "hikae.lab"}}' misskey/misskey:latest 2>/dev/null
}
