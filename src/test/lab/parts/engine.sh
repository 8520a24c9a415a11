# shellcheck shell=bash
# A Docker engine of the lab's own: own data, socket, subnets and containerd namespace, and no
# packet filter rules, so that an engine somebody uses beside it is never touched.

engine_answers() { docker_lab version --format '{{.Server.Version}}'; }

# The client that belongs to the engine's package, never one that happens to lie in the PATH.
docker_client() {
  [[ -x /usr/bin/docker ]] && echo /usr/bin/docker && return
  command -v docker || die "no Docker client; run: lab install"
}

docker_lab() { DOCKER_HOST=$LAB_HOST DOCKER_CONFIG=$LAB/docker-config-v2 "$(docker_client)" "$@"; }

engine_start() {
  need_root
  ! engine_answers >/dev/null 2>&1 || return 0
  command -v dockerd >/dev/null || die "no Docker engine; run: lab install"
  mkdir -p -- "$ENGINE/data" "$ENGINE/exec"
  chmod 755 "$LAB" "$ENGINE"
  [[ -s $ENGINE/network ]] || python3 "$PARTS/subnet.py" "$LAB" >"$ENGINE/network"
  local bridge address pool
  read -r bridge address pool <"$ENGINE/network"
  make_bridge "$bridge" "$address"
  getent group "$LAB_USER" >/dev/null || groupadd --system "$LAB_USER"
  forget_dead_engine
  # Of a name that no container has this engine says nothing at all; its clients would wait for 10 s.
  echo '{"dns-opts": ["timeout:1", "attempts:2"]}' >"$ENGINE/daemon.json"
  # 9>&- : the engine must not inherit the lock of this command.
  setsid dockerd --config-file "$ENGINE/daemon.json" \
    --data-root "$ENGINE/data" --exec-root "$ENGINE/exec" --pidfile "$ENGINE/dockerd.pid" \
    --host "$LAB_HOST" --group "$LAB_USER" \
    --bridge "$bridge" --default-address-pool "base=$pool,size=24" \
    --iptables=false --ip-masq=false \
    --containerd-namespace "lab-$bridge" --containerd-plugins-namespace "lab-$bridge-plugins" \
    9>&- </dev/null >>"$ENGINE/dockerd.log" 2>&1 &
  wait_until 30 engine_answers || {
    tail -n 5 "$ENGINE/dockerd.log" >&2
    die "the engine does not answer; its log: $ENGINE/dockerd.log"
  }
}

make_bridge() {
  ip link show "$1" >/dev/null 2>&1 && return
  ip link add "$1" type bridge
  ip address add "$2" dev "$1"
  ip link set "$1" up
  # Another engine may have set the policy to DROP; then our containers need one rule of our own.
  if iptables -S FORWARD 2>/dev/null | grep '^-P FORWARD DROP' >/dev/null; then
    iptables -I FORWARD -s "${2%.*.*/*}.0.0/16" -d "${2%.*.*/*}.0.0/16" -j ACCEPT
  fi
}

remove_bridge() {
  local bridge address
  read -r bridge address _ <"$ENGINE/network" || return 0
  ip link delete "$bridge" 2>/dev/null || true
  iptables -D FORWARD -s "${address%.*.*/*}.0.0/16" -d "${address%.*.*/*}.0.0/16" -j ACCEPT \
    2>/dev/null || true
}

# owned_pid FILE: the process that FILE names, if it is alive and still one of this lab.
owned_pid() {
  local pid
  pid=$(cat "$1" 2>/dev/null) || return 1
  tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -F -- "$ENGINE/" >/dev/null && echo "$pid"
}

# After a killed engine its containerd, alive or not, keeps the next one from starting.
forget_dead_engine() {
  local pid
  if pid=$(owned_pid "$ENGINE/exec/containerd/containerd.pid"); then
    kill "$pid"
    wait_until 10 gone "$pid" || kill -9 "$pid"
  fi
  rm -f -- "$ENGINE/dockerd.pid" "$ENGINE"/exec/containerd/containerd.{pid,sock}
}

engine_stop() {
  local pid
  pid=$(owned_pid "$ENGINE/dockerd.pid") || return 0
  kill "$pid"
  wait_until 30 gone "$pid" || die "the engine (pid $pid) does not end"
}

gone() { ! kill -0 "$1" || [[ $(ps -o stat= -p "$1") == Z* ]]; }

lab_restart() {
  need_root
  lock_lab
  engine_stop
  engine_start
}

# What a power cut leaves: nothing gets a word out. Who is named goes with it, at the same moment.
lab_power_cut() { # processes
  need_root
  lock_lab
  local pids
  mapfile -t pids < <(
    docker_lab ps -q | xargs -r env DOCKER_HOST="$LAB_HOST" "$(docker_client)" inspect -f '{{.State.Pid}}'
    pgrep -f -- "^[^ ]*(dockerd|containerd|containerd-shim-runc-v2) .*$ENGINE/"
  )
  kill -9 "${pids[@]}" "$@"
}

# Ends and removes everything of this lab. An engine that died is started once more, because only
# it knows its containers.
lab_down() {
  need_root
  [[ -d $LAB ]] || { say "nothing is there: $LAB" && return; }
  lock_lab
  if [[ -d $ENGINE ]]; then
    engine_start
    local ids
    mapfile -t ids < <(docker_lab ps -aq)
    ((${#ids[@]} == 0)) || docker_lab rm -fv "${ids[@]}" >/dev/null
    docker_lab network prune -f >/dev/null
    engine_stop
    remove_bridge
    local mounts
    mapfile -t mounts < <(findmnt -rno TARGET | { grep -F -- "$ENGINE/" || true; } | sort -r)
    ((${#mounts[@]} == 0)) || umount -l "${mounts[@]}"
  fi
  user_remove
  rm -rf -- "$LAB"
}

lab_status() {
  if ! engine_answers >/dev/null 2>&1; then
    echo "engine: not running ($LAB)"
    return 1
  fi
  echo "engine: $(engine_answers), $LAB_HOST"
  docker_lab ps -a --format 'table {{.Names}}\t{{.Image}}\t{{.Status}}'
}
