# SPDX-License-Identifier: GPL-3.0-or-later
#
# Where CertTracker is built and run; sourced by the commands of this folder.
#
# A machine that has the libraries and tools is used as it is. Elsewhere a Debian 13 root is made
# once in the user's cache, and one of Debian testing beside it for the tests with newer libraries.
# Builds are kept in the cache too, not in the checkout: the checkout may be read-only or shared
# between machines, and what one place built is of no use in another.

set -eu

source_dir=$(cd -- "$(dirname -- "$0")/.." && pwd -P)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/certtracker

build_tools='cc meson ninja pkg-config blueprint-compiler msgfmt glib-compile-resources xmllint'
test_tools='xvfb-run dbus-run-session gnome-keyring-daemon xdotool import pdftocairo openssl ps
  clang-format desktop-file-validate appstreamcli'

say () {
  printf '%s\n' "$*" >&2
}

fail () {
  say "certtracker: $*"
  exit 1
}

# step WORDS COMMAND…: run a command with its output in a log, tell how it goes and, when it fails,
# why. The command dies with this script, even if the script is killed.
step () {
  words=$1
  shift
  log=$cache/log-$$
  begun=$(date +%s)
  told=$begun
  [ -t 2 ] || say "$words…"
  setsid setpriv --pdeathsig KILL "$@" > "$log" 2>&1 < /dev/null &
  job=$!
  while kill -0 "$job" 2> /dev/null; do
    sleep 0.2
    now=$(date +%s)
    if [ -t 2 ] && [ "$now" -gt "$told" ]; then
      printf '\r\033[K%s… %d s  %.50s' "$words" $((now - begun)) "$(tail -n 1 "$log")" >&2
      told=$now
    elif [ $((now - told)) -ge 10 ]; then
      say "$words… $((now - begun)) s  $(tail -n 1 "$log")"
      told=$now
    fi
  done
  [ ! -t 2 ] || printf '\r\033[K' >&2
  status=0
  wait "$job" || status=$?
  job=
  if [ "$status" != 0 ]; then
    mv -f "$log" "$cache/failed.log" 2> /dev/null || true
    explain "$cache/failed.log"
  fi
  rm -f "$log"
}

explain () {
  offline='could not resolve|temporary failure|could not connect|unable to connect|unreachable|connection timed out'
  full="no space left|don't have enough free space"
  if grep -qiE "$full" "$1" || [ "$(free_space)" -lt 10 ]; then
    fail "$words: too little room is left for $cache, $(free_space) MB. Log: $1"
  elif grep -qiE "$offline" "$1"; then
    fail "$words: Debian's servers cannot be reached, is there a network? Log: $1"
  fi
  tail -n 20 "$1" >&2
  fail "$words: failed. The whole log: $1"
}

# in MB
free_space () {
  df -Pk "$cache" | awk 'END { print int ($4 / 1024) }'
}

job=
making=
stop () {
  [ -z "$job" ] || kill -KILL "-$job" 2> /dev/null || true
  [ -z "$making" ] || rm -rf --one-file-system "$making"
  rm -f "$cache/log-$$"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# lack TOOL…: what this machine does not have of the libraries in meson.build and of these tools
lack () {
  sed -n "s/^.*dependency('\([^']*\)', version: '\([^']*\)'.*/\1 \2/p" "$source_dir/meson.build" |
    while read -r library; do
      pkg-config --exists "$library" 2> /dev/null || printf '%s, ' "$library"
    done
  for tool; do
    command -v "$tool" > /dev/null || printf '%s, ' "$tool"
  done
}

# prepare [test]: decide where to work; sets root (empty: this machine as it is) and work, the
# folder for this checkout's builds
prepare () {
  mkdir -p "$cache" || fail "the cache $cache cannot be written"
  if [ -z "${CERTTRACKER_ROOT+set}" ]; then
    missing=$(lack $build_tools ${1:+$test_tools})
    CERTTRACKER_ROOT=
    [ -z "$missing" ] || {
      get_root "This machine lacks ${missing%, }." 'Debian 13' trixie "$cache/root-"
    }
  fi
  enter
}

# The same with the newest libraries.
prepare_testing () {
  mkdir -p "$cache" || fail "the cache $cache cannot be written"
  get_root 'The newest libraries are tested with, too.' 'Debian testing' forky "$cache/root-testing-"
  enter
}

enter () {
  export CERTTRACKER_ROOT
  root=$CERTTRACKER_ROOT
  work=$cache/build-$(echo "$source_dir $root" | digest)
  mkdir -p "$work"
  [ -z "$root" ] || touch "$root"
  touch "$work"
}

digest () {
  sha256sum | cut -c 1-12
}

# get_root WHY NAME SUITE FOLDER: sets CERTTRACKER_ROOT, and makes it if it is not there.
#
# Two at once: the second waits for the first and finds the root made. What an interrupted one left
# behind was never renamed to its place, so it is recognised and removed.
get_root () {
  CERTTRACKER_ROOT=$4$(sed 's/#.*//; /^ *$/d' "$source_dir/build-aux/packages" | digest)
  [ ! -d "$CERTTRACKER_ROOT" ] || return 0
  say "$1"
  say "A $2 root with all of it is made in $CERTTRACKER_ROOT (2 GB, some minutes)."
  {
    flock -n 9 || { say 'Another one is making it: waiting…'; flock 9; }
    [ ! -d "$CERTTRACKER_ROOT" ] || return 0
    rm -rf --one-file-system "$cache"/making-*
    find "$cache" -maxdepth 1 \( -name 'root-*' -o -name 'build-*' -o -name 'log-*' \) -mtime +30 \
      -exec rm -rf --one-file-system {} +
    [ "$(free_space)" -ge 3000 ] ||
      fail "the root needs 3000 MB, and only $(free_space) MB are left for $cache"
    get_tools
    making=$cache/making-$$
    step "Making the $2 root" "$source_dir/build-aux/make-root" "$making" "$3"
    mv "$making" "$CERTTRACKER_ROOT"
    making=
  } 9> "$cache/lock"
}

get_tools () {
  if command -v mmdebstrap > /dev/null && command -v bwrap > /dev/null; then
    [ "$(id -u)" = 0 ] || unshare --map-root-user --map-auto true 2> /dev/null ||
      fail "without root's rights this needs user namespaces, newuidmap and a line for you in /etc/subuid (usermod --add-subuids)"
  elif [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    step 'Installing mmdebstrap and bubblewrap' env DEBIAN_FRONTEND=noninteractive sh -c '
      apt-get update
      apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends mmdebstrap bubblewrap'
  else
    fail 'first install what makes the root: apt install mmdebstrap bubblewrap uidmap, as root'
  fi
}

# build NAME OPTION…: configure and build the checkout in $work/NAME, one at a time. If target is set,
# that alone is built: by ninja, as Meson looks for it before it configures what changed.
#
# If strict is set, and in a root, whose compilers are known, a warning is a fault; but not with
# sanitizers, which make GCC warn of what is none. Who is strict makes a folder anew that was made
# otherwise.
target=
strict=
build () {
  dir=$work/$1
  shift
  case "$root$strict $*" in
    ' '* | *b_sanitize*) ;;
    *) set -- "$@" -Dwerror=true ;;
  esac
  {
    flock -n 8 || { say 'Another one is building: waiting…'; flock 8; }
    if [ ! -f "$dir/build.ninja" ] ||
      { [ -n "$strict" ] && [ "$(cat "$dir/options" 2> /dev/null)" != "$*" ]; }; then
      step 'Configuring' "$source_dir/build-aux/inside" sh -c '
        rm -rf "$0" && meson setup "$0" "$@" && echo "$*" > "$0/options"' "$dir" "$@"
    fi
    step 'Building' "$source_dir/build-aux/inside" ninja -C "$dir" $target
    [ "$target" = long-tests ] ||
      step 'Installing' "$source_dir/build-aux/inside" meson install -C "$dir" --no-rebuild --only-changed
  } 8> "$work/lock"
}
